// A visit in one sitting: what both gates ask for, filled in, ticked, recorded at once, and what follows.
// Never records what nobody ticked, and loses nothing of what was entered when the server refuses.

import type { Decision, PrescribingRequest, Reason, Receipts } from '@aegle/api';
import { EVENT_CATALOGUE } from '@aegle/core';
import { Button, Checkbox, List, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { dayInWords } from '../client/days.ts';
import { newId } from '../client/new-id.ts';
import { useRecording } from '../client/use-recording.ts';
import { FormLink } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { inWords, messages } from '../messages/messages.ts';
import { newPrescriptionNumber } from '../patients/prescription-number.ts';
import { useChoices } from '../recording/choices.ts';
import { readForm } from '../recording/read-form.ts';
import { useKept } from '../session/use-kept.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { useVisit } from './use-visit.ts';
import { VisitEnd } from './visit-end.tsx';
import {
  type EarlierPrescription,
  lastPrescription,
  type VisitPlan,
  type VisitStep,
} from './visit-plan.ts';
import { type Entered, StepCard } from './visit-step.tsx';

const words = messages.visit;
const UNTOUCHED: Entered = { isDone: false, typed: {} };

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={2} fz="lg" mb="xs">
        {title}
      </Title>
      {children}
    </section>
  );
}

interface OwnFormsProps {
  readonly title: string;
  readonly hint: string;
  readonly reasons: readonly Reason[];
  readonly patient: string;
}

/** Reasons that are ended one by one, each on its own form. */
function OwnForms({ title, hint, reasons, patient }: OwnFormsProps) {
  if (reasons.length === 0) return null;
  return (
    <Part title={title}>
      <Text size="sm">{hint}</Text>
      <List>
        {reasons.map(({ code, requirement, programme, evidence, text }) => (
          <List.Item key={`${code}/${requirement}`}>
            <FormLink
              patient={patient}
              form={formOfReason(code)}
              about={evidence?.at(-1)}
              typed={{ requirement, programme }}
            >
              {text}
            </FormLink>
          </List.Item>
        ))}
      </List>
    </Part>
  );
}

/** What may be judged, and what others do. */
function Beside({ plan, patient }: { plan: VisitPlan; patient: string }) {
  return (
    <>
      <OwnForms
        {...{ title: words.judged, hint: words.judgedHint, reasons: plan.judged, patient }}
      />
      {plan.elsewhere.length > 0 && (
        <Part title={words.elsewhere}>
          <List>
            {plan.elsewhere.map((reason) => (
              <List.Item key={`${reason.code}/${reason.requirement}`}>
                {messages.roles[reason.clearedBy]}: {reason.text} {reason.when}
              </List.Item>
            ))}
          </List>
        </Part>
      )}
    </>
  );
}

interface PrescriptionProps {
  readonly patient: string;
  readonly earlier: EarlierPrescription | undefined;
  readonly isSame: boolean;
  readonly onSame: (isSame: boolean) => void;
}

/** The prescription as it was written last, to be written again by one tick. */
function PrescriptionCard({ patient, earlier, isSame, onSame }: PrescriptionProps) {
  const parts = earlier && [
    inWords(earlier.product),
    ...(earlier.doseMgPerDay === undefined ? [] : [words.doseADay(earlier.doseMgPerDay)]),
    words.days(earlier.daysSupply),
    words.refills(earlier.refills),
  ];
  return (
    <Paper withBorder p="md" component="li">
      {earlier === undefined ? (
        <Text>{words.noneBefore}</Text>
      ) : (
        <Checkbox
          checked={isSame}
          onChange={(event) => onSame(event.currentTarget.checked)}
          label={words.prescription}
          description={`${words.asBefore(dayInWords(earlier.occurredOn))}: ${parts!.join(', ')}`}
          styles={{ label: { fontWeight: 600 } }}
        />
      )}
      <Link to="/patients/$patient/prescribe" params={{ patient }}>
        {earlier === undefined ? words.firstOne : words.another}
      </Link>
    </Paper>
  );
}

function requestFor(earlier: EarlierPrescription, prescription: string): PrescribingRequest {
  const { product, daysSupply, refills, doseMgPerDay, medium } = earlier;
  return {
    ...{ prescription, product, daysSupply, refills },
    ...(doseMgPerDay === undefined ? {} : { doseMgPerDay }),
    ...(medium === undefined
      ? {}
      : { medium: medium as NonNullable<PrescribingRequest['medium']> }),
  };
}

function eventOf(step: VisitStep, entered: Entered, id: string, occurredOn: string) {
  const { fields, version } = EVENT_CATALOGUE[step.type];
  const data = readForm(fields, { ...step.known, ...entered.typed });
  return { id, type: step.type, v: version, occurredOn, data };
}

interface Outcome {
  readonly receipts: Receipts | null;
  readonly prescription: { readonly number: string; readonly answer: Decision } | null;
}

/** Records the ticked steps, then asks for the prescription; each only once for the same entries. */
function useRecordVisit(patient: string, onDone: (outcome: Outcome) => void) {
  const record = useRecording('appendEvents');
  const prescribe = useRecording('authorizePrescribing');
  const cache = useQueryClient();
  type Events = ReturnType<typeof eventOf>[];
  const send = async (events: Events, request: PrescribingRequest | null) => {
    const params = { patient };
    const receipts =
      events.length === 0 ? null : await record.mutateAsync({ params, body: { events } });
    const answer = request && (await prescribe.mutateAsync({ params, body: request }));
    await cache.invalidateQueries();
    onDone({ receipts, prescription: answer && { number: request.prescription, answer } });
  };
  return {
    // A refusal is shown from the mutation's own error.
    send: (events: Events, request: PrescribingRequest | null) =>
      void send(events, request).catch(() => undefined),
    isPending: record.isPending || prescribe.isPending,
    error: record.error ?? prescribe.error,
  };
}

interface VisitFormProps {
  readonly patient: string;
  readonly visit: ReturnType<typeof useVisit>;
  readonly onDone: (outcome: Outcome) => void;
}

/** What was entered; each step keeps its id until it is recorded, so that a visit sent again is the same. */
interface Entries {
  readonly entered: Readonly<Record<string, Entered>>;
  readonly day: string;
  readonly isSame: boolean;
  readonly number: string;
  readonly ids: Readonly<Record<string, string>>;
}

/** What was entered of each step, and whether the last prescription is written again. */
function useEntries({ patient, visit, onDone }: VisitFormProps) {
  const [entries, setEntries, startAgain] = useKept<Entries>('visit', () => ({
    ...{ entered: {}, day: visit.today, isSame: false, ids: {} },
    number: newPrescriptionNumber(),
  }));
  const { entered, day, isSame, number } = entries;
  const change = (part: Partial<Entries>) => setEntries((before) => ({ ...before, ...part }));
  const recording = useRecordVisit(patient, (outcome) => {
    startAgain();
    onDone(outcome);
  });
  const done = visit.plan.steps.filter(({ key }) => entered[key]?.isDone);
  const earlier = lastPrescription(visit.events);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const ids = Object.fromEntries(done.map(({ key }) => [key, entries.ids[key] ?? newId()]));
    change({ ids: { ...entries.ids, ...ids } });
    const sent = done.map((step) => eventOf(step, entered[step.key]!, ids[step.key]!, day));
    recording.send(sent, isSame && earlier ? requestFor(earlier, number) : null);
  };
  return {
    ...{ day, isSame, earlier, recording, submit },
    setDay: (next: string) => change({ day: next }),
    setSame: (next: boolean) => change({ isSame: next }),
    enteredOf: (key: string) => entered[key] ?? UNTOUCHED,
    enter: (key: string, one: Entered) =>
      setEntries((before) => ({ ...before, entered: { ...before.entered, [key]: one } })),
    count: done.length + (isSame ? 1 : 0),
  };
}

function VisitForm(props: VisitFormProps) {
  const { patient, visit } = props;
  const { plan } = visit;
  const choices = { ...useChoices(patient), category: visit.categories };
  const entries = useEntries(props);
  return (
    <form onSubmit={entries.submit} className="no-print">
      <Stack gap="md">
        <Title order={2} fz="lg">
          {words.title}
        </Title>
        <Text size="sm" c="dimmed">
          {words.hint}
        </Text>
        <TextInput
          type="date"
          label={words.day}
          value={entries.day}
          onChange={(event) => entries.setDay(event.currentTarget.value)}
          required
          maw={240}
        />
        <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
          {plan.steps.map((step) => (
            <StepCard
              key={step.key}
              step={step}
              entered={entries.enteredOf(step.key)}
              choices={choices}
              onEntered={(one) => entries.enter(step.key, one)}
            />
          ))}
          {plan.asksPrescription && (
            <PrescriptionCard
              patient={patient}
              earlier={entries.earlier}
              isSame={entries.isSame}
              onSame={entries.setSame}
            />
          )}
        </Stack>
        <ProblemNotice error={entries.recording.error} />
        <Button
          type="submit"
          loading={entries.recording.isPending}
          disabled={entries.count === 0}
          w="fit-content"
        >
          {words.record(entries.count)}
        </Button>
      </Stack>
    </form>
  );
}

/** The page of a clinic's visit with one patient. */
export function VisitPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const visit = useVisit(patient);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  if (visit.isPending) return <Loading />;
  if (visit.error !== null) return <ProblemNotice error={visit.error} />;
  const { plan } = visit;
  const isEmpty = plan.steps.length === 0 && !plan.asksPrescription;
  return (
    <Stack gap="lg">
      {outcome !== null && <VisitEnd patient={patient} {...outcome} />}
      <OwnForms {...{ title: words.first, hint: words.firstHint, reasons: plan.first, patient }} />
      {!isEmpty && <VisitForm key={patient} patient={patient} visit={visit} onDone={setOutcome} />}
      <Beside plan={plan} patient={patient} />
      {isEmpty && outcome === null && <Empty title={words.none} />}
    </Stack>
  );
}
