// The forecast as one component, for any page: the form, the run in a worker, the answer.
// Never sends what is typed unless somebody runs it on the server, and never opens a gate.

import { readRequest } from '@aegle/forecast';
import { Alert, Button, Fieldset, Group, List, NativeSelect, Stack, Title } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { inWords, messages } from '../messages/messages.ts';
import { Empty } from '../ui/states.tsx';
import {
  emptyDraft,
  type ForecastDraft,
  HORIZONS,
  MOST_PLANS,
  requestIn,
  SIZES,
  withAnotherPlan,
} from './draft.ts';
import { type RefusedDraft, refusedFields } from './field-refusals.ts';
import { grouped } from './figures-in-words.ts';
import { AnswerView } from './forecast-answer.tsx';
import { PersonForm } from './person-form.tsx';
import { PlanForm } from './plan-form.tsx';
import { RunProgress } from './run-progress.tsx';
import { ServerRun } from './server-run.tsx';
import { type ForecastRun, useForecast } from './use-forecast.ts';

const words = messages.forecast;

interface Reading {
  /** The accepted request as JSON text, or null. */
  readonly request: string | null;
  readonly refused: RefusedDraft;
}

/** Reads the form as the forecast does, and asks besides that plans can be told apart. */
function readDraft(draft: ForecastDraft): Reading {
  const request = requestIn(draft);
  const reading = readRequest(request);
  const names = draft.plans.map((plan) => plan.name.trim());
  const doubles = names.flatMap((name, i) =>
    names.indexOf(name) < i
      ? [{ field: `plans[${i}].name`, rule: words.nameTaken, nextStep: words.nameTakenStep }]
      : [],
  );
  const refusals = [...(reading.accepted ? [] : reading.refusals), ...doubles];
  return {
    request: refusals.length === 0 ? JSON.stringify(request) : null,
    refused: refusedFields(refusals, draft.person, draft.plans),
  };
}

interface DraftFormProps {
  readonly draft: ForecastDraft;
  readonly refused: RefusedDraft;
  readonly onChange: (draft: ForecastDraft) => void;
}

function RunFields({ draft, onChange }: Omit<DraftFormProps, 'refused'>) {
  return (
    <Fieldset legend={words.run}>
      <Group align="flex-end">
        <NativeSelect
          label={words.fields.horizonDays}
          data={HORIZONS.map(({ years, days }) => ({
            value: String(days),
            label: words.years(years),
          }))}
          value={draft.horizonDays}
          onChange={(event) => onChange({ ...draft, horizonDays: event.currentTarget.value })}
        />
        <NativeSelect
          label={words.fields.patients}
          data={SIZES.map((size) => ({ value: String(size), label: words.people(grouped(size)) }))}
          value={draft.patients}
          onChange={(event) => onChange({ ...draft, patients: event.currentTarget.value })}
        />
      </Group>
    </Fieldset>
  );
}

function DraftFields({ draft, refused, onChange }: DraftFormProps) {
  const { plans } = draft;
  return (
    <>
      <PersonForm
        person={draft.person}
        refused={refused.person}
        onChange={(person) => onChange({ ...draft, person })}
      />
      <Title order={2} fz="lg">
        {words.plans}
      </Title>
      {plans.map((plan, place) => (
        <PlanForm
          key={plan.id}
          plan={plan}
          refused={refused.plans[place] ?? {}}
          onChange={(changed) =>
            onChange({ ...draft, plans: plans.map((one) => (one.id === plan.id ? changed : one)) })
          }
          onRemove={
            plans.length === 1
              ? undefined
              : () => onChange({ ...draft, plans: plans.filter((one) => one.id !== plan.id) })
          }
        />
      ))}
      {plans.length < MOST_PLANS && (
        <Button
          variant="default"
          w="fit-content"
          onClick={() => onChange(withAnotherPlan(draft, words.planName))}
        >
          {words.addPlan}
        </Button>
      )}
      <RunFields draft={draft} onChange={onChange} />
    </>
  );
}

const NOTHING_REFUSED: RefusedDraft = { person: {}, plans: [], others: [] };

function Refused({ refused }: { refused: RefusedDraft }) {
  return (
    <Alert color="red" role="alert" title={words.refused}>
      {refused.others.length > 0 && (
        <List size="sm">
          {refused.others.map(({ field, rule, nextStep }) => (
            <List.Item key={field}>
              {inWords(field)}: {rule}; {nextStep}.
            </List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}

interface AnsweredProps {
  readonly patient: string | undefined;
  readonly request: string;
  readonly run: Extract<ForecastRun, { state: 'done' }>;
}

/** This device's answer; on a patient's page the server's takes its place once it is there. */
function Answered({ patient, request, run }: AnsweredProps) {
  if (patient === undefined) return <AnswerView answer={run.answer} tookMs={run.tookMs} />;
  return (
    <ServerRun key={request} patient={patient} request={request}>
      {(more) => (
        <AnswerView answer={more ?? run.answer} tookMs={more === null ? run.tookMs : null} />
      )}
    </ServerRun>
  );
}

interface ForecastProps {
  /** What the form starts with; an empty one by default. */
  readonly start?: ForecastDraft;
  /** Whose forecast it is, where it stands on a patient's page: then the server may run it too. */
  readonly patient?: string;
}

/**
 * Form and answer. After the first forecast every accepted change is run at once, so that a plan can be
 * varied; a refused change takes the answer away and says why beside its field.
 */
export function Forecast({ start, patient }: ForecastProps) {
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState(() => start ?? emptyDraft(words.planName));
  const [wasAsked, setAsked] = useState(false);
  const [asked, setAskedTimes] = useState(0);
  const { request, refused } = readDraft(draft);
  const run = useForecast(wasAsked ? request : null);
  const isRefused = wasAsked && request === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setAskedTimes(asked + 1);
  };
  useEffect(() => {
    if (asked > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [asked]);
  return (
    <Stack gap="lg">
      <form ref={form} onSubmit={submit} noValidate className="no-print">
        <Stack gap="md">
          <DraftFields
            draft={draft}
            refused={wasAsked ? refused : NOTHING_REFUSED}
            onChange={setDraft}
          />
          {isRefused && <Refused refused={refused} />}
          <Button type="submit" w="fit-content">
            {words.submit}
          </Button>
        </Stack>
      </form>
      <RunProgress run={run} />
      {run.state === 'done' && request !== null && (
        <Answered patient={patient} request={request} run={run} />
      )}
      {!wasAsked && <Empty title={words.empty}>{words.emptyStep}</Empty>}
    </Stack>
  );
}
