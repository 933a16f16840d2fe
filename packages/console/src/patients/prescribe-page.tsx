// Writing a prescription: the gate decides, a grant records it, a denial says what is missing.
// Never proposes a dose or a duration: nothing is filled in beforehand but a new number.

import type { PrescribingRequest } from '@aegle/api';
import {
  Alert,
  Button,
  Code,
  NumberInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useRecording } from '../client/use-recording.ts';
import { DecisionAnswer } from '../decisions/decision-answer.tsx';
import { messages } from '../messages/messages.ts';
import { writeReference } from '../pharmacy/reference.ts';
import { useKept, useKeptFields } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { newPrescriptionNumber } from './prescription-number.ts';

const words = messages.prescribing;
type Medium = NonNullable<PrescribingRequest['medium']>;
const MEDIA = Object.entries(words.media).map(([value, label]) => ({ value, label }));

function readRequest(given: FormData, medium: string | null): PrescribingRequest {
  const text = (name: string) => String(given.get(name) ?? '').trim();
  const dose = text('doseMgPerDay');
  return {
    prescription: text('prescription'),
    product: text('product'),
    daysSupply: Number(text('daysSupply')),
    refills: Number(text('refills')),
    ...(dose === '' ? {} : { doseMgPerDay: dose }),
    ...(medium === null ? {} : { medium: medium as Medium }),
  };
}

interface PrescriptionFormProps {
  readonly ask: (request: PrescribingRequest) => void;
  readonly fields: ReturnType<typeof useKeptFields>;
}

function PrescriptionForm({ ask, fields }: PrescriptionFormProps) {
  const [number] = useState(() => fields.of('prescription') || newPrescriptionNumber());
  const [medium, setMedium] = useKept<string | null>('medium', () => null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    ask(readRequest(new FormData(event.currentTarget), medium));
  };
  return (
    <Paper withBorder p="md">
      <form onSubmit={submit} onInput={fields.onInput}>
        <SimpleGrid cols={{ base: 1, sm: 2, md: 3 }}>
          <TextInput name="prescription" label={words.number} defaultValue={number} required />
          <TextInput
            name="product"
            label={words.product}
            defaultValue={fields.of('product')}
            required
          />
          <TextInput
            name="doseMgPerDay"
            label={words.dose}
            inputMode="decimal"
            defaultValue={fields.of('doseMgPerDay')}
          />
          <NumberInput
            name="daysSupply"
            defaultValue={fields.of('daysSupply')}
            label={messages.decisions.daysSupply}
            min={1}
            max={1000}
            allowDecimal={false}
            clampBehavior="none"
            required
          />
          <NumberInput
            name="refills"
            defaultValue={fields.of('refills')}
            label={words.refills}
            min={0}
            max={24}
            allowDecimal={false}
            clampBehavior="none"
            required
          />
          <Select label={words.medium} data={MEDIA} value={medium} onChange={setMedium} clearable />
        </SimpleGrid>
        <Button type="submit" mt="md">
          {words.submit}
        </Button>
      </form>
    </Paper>
  );
}

/** The page on which a prescriber writes a prescription. */
export function PrescribePage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const cache = useQueryClient();
  const fields = useKeptFields('prescription');
  const [request, setRequest] = useState<PrescribingRequest | null>(null);
  const write = useRecording('authorizePrescribing', () => {
    setRequest(null);
    fields.startAgain();
    return cache.invalidateQueries({ queryKey: ['timeline', patient] });
  });
  const answer = write.data;
  return (
    <Stack gap="lg">
      <PrescriptionForm key={patient} ask={setRequest} fields={fields} />
      <ConfirmDialog
        isOpen={request !== null}
        question={words.confirm}
        yes={words.submit}
        isBusy={write.isPending}
        onYes={() => request !== null && write.mutate({ params: { patient }, body: request })}
        onNo={() => setRequest(null)}
      />
      <ProblemNotice error={write.error} />
      {answer !== undefined && (
        <Stack gap="md" role="status">
          {answer.outcome === 'granted' && (
            <Alert color="green" title={words.recorded}>
              <Code fz="md" style={{ overflowWrap: 'anywhere' }}>
                {writeReference({
                  patient,
                  prescription: write.variables?.body?.prescription ?? '',
                })}
              </Code>
            </Alert>
          )}
          <DecisionAnswer answer={answer} patient={patient} />
          {answer.decision !== null && (
            <Link
              to="/patients/$patient/decisions/$decision"
              params={{ patient, decision: answer.decision }}
            >
              {messages.decisions.explain}
            </Link>
          )}
        </Stack>
      )}
    </Stack>
  );
}
