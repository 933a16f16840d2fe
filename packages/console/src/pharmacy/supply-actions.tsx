// Authorise, dispense whole or in part, take back: each asked again before it is recorded.
// Never acts on the verdict above it: the server runs the whole check again at each step.

import { Alert, Button, Code, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { DeniedNotice } from './denied-notice.tsx';
import { type SupplyReference, writeReference } from './reference.ts';
import { ReversalDialog } from './reversal-dialog.tsx';

const words = messages.pharmacy;

interface ActionsProps {
  readonly reference: SupplyReference;
  readonly maxDaysSupply: number | null;
}

interface Authorized {
  readonly authorization: string;
  /** Days left on it; null: not known on this page until something is dispensed. */
  readonly remainingDays: number | null;
}

function authorizedIn({ authorization }: SupplyReference): Authorized | null {
  return authorization === null ? null : { authorization, remainingDays: null };
}

function isCount(value: number | string): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0;
}

function Authorize(props: ActionsProps & { onAuthorized: (one: Authorized) => void }) {
  const { reference, maxDaysSupply, onAuthorized } = props;
  const [days, setDays] = useState<number | string>('');
  const [isAsking, setAsking] = useState(false);
  const record = useRecording('authorizeDispense', ({ authorization }) => {
    setAsking(false);
    if (authorization !== null && isCount(days))
      onAuthorized({ authorization, remainingDays: days });
  });
  const authorize = () =>
    record.mutate({
      params: { patient: reference.patient },
      body: { prescription: reference.prescription, daysSupply: Number(days) },
    });
  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isCount(days)) setAsking(true);
        }}
      >
        <Group align="flex-end">
          <NumberInput
            label={words.supplyDays}
            description={
              maxDaysSupply === null ? undefined : words.atMost(words.days(maxDaysSupply))
            }
            value={days}
            onChange={setDays}
            min={1}
            max={1000}
            allowDecimal={false}
            clampBehavior="none"
            required
            w={180}
          />
          <Button type="submit">{words.authorize}</Button>
        </Group>
      </form>
      <ConfirmDialog
        isOpen={isAsking}
        question={words.authorizeAsk(words.days(Number(days)))}
        yes={words.authorize}
        isBusy={record.isPending}
        onYes={authorize}
        onNo={() => setAsking(false)}
      />
      <ProblemNotice error={record.error} />
      {record.data?.outcome === 'denied' && <DeniedNotice answer={record.data} />}
    </>
  );
}

interface PartDialogProps {
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly part: number | string;
  readonly setPart: (part: number | string) => void;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function PartDialog({ part, setPart, ...dialog }: PartDialogProps) {
  return (
    <ConfirmDialog {...dialog} question={words.dispensePart} yes={words.dispensePart}>
      <NumberInput
        label={words.partDays}
        value={part}
        onChange={setPart}
        min={1}
        max={1000}
        allowDecimal={false}
        clampBehavior="none"
        required
        data-autofocus
      />
    </ConfirmDialog>
  );
}

interface DispenseProps {
  readonly reference: SupplyReference;
  readonly authorized: Authorized;
  readonly onDispensed: (dispense: string, days: number, remainingDays: number) => void;
  readonly onReversed: () => void;
}

type DispenseStep = 'all' | 'part' | 'reverse';

function DispenseButtons(props: { knowsAll: boolean; onAsk: (step: DispenseStep) => void }) {
  return (
    <Group>
      {props.knowsAll && <Button onClick={() => props.onAsk('all')}>{words.dispenseAll}</Button>}
      <Button variant="default" onClick={() => props.onAsk('part')}>
        {words.dispensePart}
      </Button>
      <Button variant="default" onClick={() => props.onAsk('reverse')}>
        {words.reverseAuthorization}
      </Button>
    </Group>
  );
}

function Dispense({ reference, authorized, onDispensed, onReversed }: DispenseProps) {
  const { authorization, remainingDays } = authorized;
  const { patient } = reference;
  const [part, setPart] = useState<number | string>('');
  const [asking, setAsking] = useState<DispenseStep | null>(null);
  const days = asking === 'all' ? (remainingDays ?? 0) : isCount(part) ? part : 0;
  const record = useRecording('dispense', (answer) => {
    setAsking(null);
    if (answer.dispense !== null) onDispensed(answer.dispense, days, answer.remainingDays);
  });
  const reverse = useRecording('reverseAuthorization', onReversed);
  const dispense = () =>
    record.mutate({ params: { patient }, body: { authorization, daysSupply: days } });
  return (
    <Stack gap="sm">
      {remainingDays !== null && <Text>{words.remaining(words.days(remainingDays))}</Text>}
      <DispenseButtons knowsAll={remainingDays !== null} onAsk={setAsking} />
      <ConfirmDialog
        isOpen={asking === 'all'}
        question={words.dispenseAsk(words.days(days))}
        yes={words.dispenseAll}
        isBusy={record.isPending}
        onYes={dispense}
        onNo={() => setAsking(null)}
      />
      <PartDialog
        isOpen={asking === 'part'}
        isBusy={record.isPending}
        part={part}
        setPart={setPart}
        onYes={() => days > 0 && dispense()}
        onNo={() => setAsking(null)}
      />
      <ReversalDialog
        isOpen={asking === 'reverse'}
        kind="authorization"
        isBusy={reverse.isPending}
        error={reverse.error}
        onCause={(cause) => reverse.mutate({ params: { patient, authorization }, body: { cause } })}
        onNo={() => setAsking(null)}
      />
      <ProblemNotice error={record.error} />
      {record.data?.outcome === 'denied' && <DeniedNotice answer={record.data} />}
    </Stack>
  );
}

interface DispensedProps {
  readonly patient: string;
  readonly dispense: string;
  readonly days: number;
  readonly onReversed: () => void;
}

function Dispensed({ patient, dispense, days, onReversed }: DispensedProps) {
  const [isAsking, setAsking] = useState(false);
  const reverse = useRecording('reverseDispense', () => {
    setAsking(false);
    onReversed();
  });
  return (
    <Alert color="green" role="status" title={words.dispensed(words.days(days))}>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        {words.undo}
      </Button>
      <ReversalDialog
        isOpen={isAsking}
        kind="dispense"
        isBusy={reverse.isPending}
        error={reverse.error}
        onCause={(cause) => reverse.mutate({ params: { patient, dispense }, body: { cause } })}
        onNo={() => setAsking(false)}
      />
    </Alert>
  );
}

function KeepReference(reference: SupplyReference) {
  return (
    <Text size="sm" component="div">
      {words.keepReference}{' '}
      <Code style={{ overflowWrap: 'anywhere' }}>{writeReference(reference)}</Code>
    </Text>
  );
}

/** What a pharmacist may do after a check, step by step. */
export function SupplyActions({ reference, maxDaysSupply }: ActionsProps) {
  const [authorized, setAuthorized] = useState(() => authorizedIn(reference));
  const [given, setGiven] = useState<{ readonly dispense: string; readonly days: number } | null>(
    null,
  );
  const [wasReversed, setReversed] = useState(false);
  const isOpen = authorized !== null && authorized.remainingDays !== 0;
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2} fz="lg">
          {words.steps}
        </Title>
        {wasReversed && <Alert color="blue" role="status" title={words.reversed} />}
        {authorized === null && (
          <Authorize
            reference={reference}
            maxDaysSupply={maxDaysSupply}
            onAuthorized={(one) => {
              setReversed(false);
              setAuthorized(one);
            }}
          />
        )}
        {given !== null && (
          <Dispensed
            patient={reference.patient}
            {...given}
            onReversed={() => {
              setGiven(null);
              setReversed(true);
              setAuthorized((one) => (one === null ? null : { ...one, remainingDays: null }));
            }}
          />
        )}
        {isOpen && (
          <Dispense
            reference={reference}
            authorized={authorized}
            onDispensed={(dispense, days, remainingDays) => {
              setReversed(false);
              setGiven({ dispense, days });
              setAuthorized({ ...authorized, remainingDays });
            }}
            onReversed={() => {
              setAuthorized(null);
              setReversed(true);
            }}
          />
        )}
        {isOpen && <KeepReference {...reference} authorization={authorized.authorization} />}
      </Stack>
    </Paper>
  );
}
