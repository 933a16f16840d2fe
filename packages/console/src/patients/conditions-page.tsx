// Asking the gate without authorising: what would it say, now or at another moment, and why.
// Never records anything.

import type { Question } from '@aegle/api';
import { STAGES, type Stage } from '@aegle/core';
import { Button, Group, Paper, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { DecisionAnswer } from '../decisions/decision-answer.tsx';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.decisions;
const STAGE_CHOICES = STAGES.map((stage) => ({
  value: stage,
  label: messages.programmes.stages[stage] ?? stage,
}));

function AskForm({ ask }: { ask: (question: Question) => void }) {
  const [stage, setStage] = useState<Stage>('prescribe');
  const choose = (value: string) => {
    const chosen = STAGES.find((one) => one === value) ?? 'prescribe';
    setStage(chosen);
    ask({ question: chosen });
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const at = String(given.get('at') ?? '').trim();
    const prescription = String(given.get('prescription') ?? '').trim();
    ask({
      question: stage,
      ...(at === '' ? {} : { at }),
      ...(prescription === '' ? {} : { prescription }),
    });
  };
  return (
    <Paper withBorder p="md" className="no-print">
      <form onSubmit={submit}>
        <Stack gap="md">
          <SegmentedControl
            aria-label={words.question}
            data={STAGE_CHOICES}
            value={stage}
            onChange={choose}
            w="fit-content"
            maw="100%"
          />
          <Group align="flex-end">
            <TextInput name="at" label={words.at} description={words.atHint} flex="1 1 260px" />
            {stage === 'dispense' && (
              <TextInput
                name="prescription"
                label={words.prescription}
                description={words.optional}
                flex="1 1 160px"
              />
            )}
            <Button type="submit">{words.ask}</Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

/** The conditions of a patient, asked as the page opens. */
export function ConditionsPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const [question, setQuestion] = useState<Question>({ question: 'prescribe' });
  const asked = useQuery({
    queryKey: ['ask', patient, question],
    queryFn: () => client('ask', { params: { patient }, body: question }),
  });
  return (
    <Stack gap="lg">
      <AskForm ask={setQuestion} />
      {asked.isPending && <Loading />}
      <ProblemNotice error={asked.error} retry={() => asked.refetch()} />
      {asked.isSuccess && <DecisionAnswer answer={asked.data} />}
    </Stack>
  );
}
