// The step that the verdict is about: authorise, or dispense what is authorised, whole or in part.
// Never acts on the verdict above it: the server runs the whole check again at each step.

import type { PharmacyVerdict } from '@aegle/api';
import { Button, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { verdictOf } from './reference.ts';
import { ReversalDialog } from './reversal-dialog.tsx';
import type { Counter } from './use-counter.ts';

const words = messages.pharmacy;
const MOST_DAYS = 1000;
const MOST_CAPSULES = 2000;

type Supply = NonNullable<PharmacyVerdict['supply']>;

interface ActionsProps {
  readonly counter: Counter;
  readonly verdict: PharmacyVerdict;
  readonly supply: Supply;
}

interface DaysFormProps {
  /** Most days; null: the page knows no limit and the server says it. */
  readonly most: number | null;
  readonly button: string;
  readonly question: (days: string) => string;
  readonly isBusy: boolean;
  /** True where capsules are handed out: how many is asked, and may stay empty. */
  readonly isCounted?: boolean;
  readonly onDays: (days: number, capsules: number | undefined) => void;
}

interface CapsulesFieldProps {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}

/** Empty: not counted. What comes back later tells days only where it was. */
function CapsulesField({ value, onChange }: CapsulesFieldProps) {
  return (
    <NumberInput
      label={words.capsules}
      description={words.capsulesWhy}
      value={value}
      onChange={onChange}
      min={1}
      max={MOST_CAPSULES}
      allowDecimal={false}
      w={260}
    />
  );
}

/** How many days, filled in with the most; asked once more before anything is recorded. */
function DaysForm({ most, button, question, isBusy, isCounted, onDays }: DaysFormProps) {
  const [days, setDays] = useState<number | string>(most ?? '');
  const [capsules, setCapsules] = useState<number | string>('');
  const [isAsking, setAsking] = useState(false);
  const isCount = Number.isInteger(days) && Number(days) > 0;
  const isTooMany = isCount && Number(days) > (most ?? MOST_DAYS);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isCount && !isTooMany) setAsking(true);
  };
  return (
    <>
      <form onSubmit={submit}>
        <Group align="flex-end">
          <NumberInput
            label={words.supplyDays}
            description={most === null ? undefined : words.atMost(words.days(most))}
            value={days}
            onChange={setDays}
            error={isTooMany ? words.atMost(words.days(most ?? MOST_DAYS)) : undefined}
            min={1}
            max={MOST_DAYS}
            allowDecimal={false}
            clampBehavior="none"
            required
            w={180}
          />
          {isCounted && <CapsulesField value={capsules} onChange={setCapsules} />}
          <Button type="submit" loading={isBusy}>
            {button}
          </Button>
        </Group>
      </form>
      <ConfirmDialog
        isOpen={isAsking}
        question={question(words.days(Number(days)))}
        yes={button}
        isBusy={isBusy}
        onYes={() => {
          setAsking(false);
          onDays(Number(days), capsules === '' ? undefined : Number(capsules));
        }}
        onNo={() => setAsking(false)}
      />
    </>
  );
}

function Authorize({ counter, verdict, supply }: ActionsProps) {
  const { patient, prescription } = supply;
  const record = useRecording('authorizeDispense', (answer) => {
    counter.setBusy(false);
    if (answer.authorization === null) counter.denied(verdictOf(answer));
    else counter.check(counter.typed, 'authorized');
  });
  const authorize = (daysSupply: number) => {
    counter.setBusy(true);
    record.mutate(
      { params: { patient }, body: { prescription, daysSupply } },
      { onError: () => counter.setBusy(false) },
    );
  };
  return (
    <>
      <DaysForm
        most={verdict.maxDaysSupply}
        button={words.authorize}
        question={words.authorizeAsk}
        isBusy={record.isPending}
        onDays={authorize}
      />
      <ProblemNotice error={record.error} />
    </>
  );
}

function leastOf(a: number | null, b: number | null): number | null {
  return a === null || b === null ? (a ?? b) : Math.min(a, b);
}

function Dispense({ counter, verdict, supply }: ActionsProps & { supply: Supply }) {
  const { patient, remainingDays } = supply;
  const authorization = supply.authorization ?? '';
  const [isReversing, setReversing] = useState(false);
  const record = useRecording('dispense', (answer, { body }) => {
    counter.setBusy(false);
    const { dispense } = answer;
    if (dispense === null) counter.denied(verdictOf(answer));
    else {
      const days = body?.daysSupply ?? 0;
      counter.handedOut({ patient, dispense, days, remainingDays: answer.remainingDays });
    }
  });
  const reverse = useRecording('reverseAuthorization', counter.takenBack);
  const dispense = (daysSupply: number, capsules: number | undefined) => {
    counter.setBusy(true);
    const counted = capsules === undefined ? {} : { capsules };
    record.mutate(
      { params: { patient }, body: { authorization, daysSupply, ...counted } },
      { onError: () => counter.setBusy(false) },
    );
  };
  return (
    <Stack gap="sm">
      {remainingDays !== null && <Text>{words.remaining(words.days(remainingDays))}</Text>}
      <DaysForm
        most={leastOf(remainingDays, verdict.maxDaysSupply)}
        button={words.dispense}
        question={words.dispenseAsk}
        isBusy={record.isPending}
        isCounted
        onDays={dispense}
      />
      <Button variant="default" w="fit-content" onClick={() => setReversing(true)}>
        {words.reverseAuthorization}
      </Button>
      <ReversalDialog
        isOpen={isReversing}
        kind="authorization"
        isBusy={reverse.isPending}
        error={reverse.error}
        onCause={(cause) => reverse.mutate({ params: { patient, authorization }, body: { cause } })}
        onNo={() => setReversing(false)}
      />
      <ProblemNotice error={record.error} />
    </Stack>
  );
}

/** What a pharmacist may do after a yes: the next step, and no other. */
export function SupplyActions(props: ActionsProps) {
  const isAuthorized = props.supply.authorization !== null;
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2} fz="lg">
          {isAuthorized ? words.dispenseStep : words.authorizeStep}
        </Title>
        {isAuthorized ? <Dispense {...props} /> : <Authorize {...props} />}
      </Stack>
    </Paper>
  );
}
