// Asking the gate without authorising: what would it say, now or at another moment, and why.
// Never records anything.

import type { Question } from '@aegle/api';
import { STAGES, type Stage } from '@aegle/core';
import { Button, Group, Paper, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { DecisionAnswer } from '../decisions/decision-answer.tsx';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.decisions;
const READS_SUMMARY = new Set(['prescriber', 'delegate', 'safety_officer']);
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

/** Where the patient collects, for roles that read the summary above the page. */
function useCollectingPharmacy(patient: string) {
  const isRead = READS_SUMMARY.has(useAccount().role);
  const summary = useQuery({
    queryKey: ['summary', patient],
    queryFn: () => client('readPatientSummary', { params: { patient } }),
    enabled: isRead,
  });
  return { known: summary.data, isPending: isRead && summary.isPending };
}

/** The conditions of a patient, asked as the page opens. */
export function ConditionsPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const [question, setQuestion] = useState<Question>({ question: 'prescribe' });
  const collects = useCollectingPharmacy(patient);
  const isGate = question.question !== 'donate_blood';
  const { pharmacyId, pharmacy } = collects.known ?? {};
  // The question that the banner asks, so that the two never contradict each other.
  const body = isGate && pharmacyId ? { ...question, pharmacy: pharmacyId } : question;
  const asked = useQuery({
    queryKey: ['ask', patient, body],
    queryFn: () => client('ask', { params: { patient }, body }),
    enabled: !isGate || !collects.isPending,
  });
  return (
    <Stack gap="lg">
      <AskForm ask={setQuestion} />
      {question.question === 'dispense' && pharmacy && <Text>{words.collectedAt(pharmacy)}</Text>}
      {asked.isPending && <Loading />}
      <ProblemNotice error={asked.error} retry={() => asked.refetch()} />
      {asked.isSuccess && <DecisionAnswer answer={asked.data} patient={patient} />}
    </Stack>
  );
}
