// The forecast as one component, for any page: the form, the run in a worker, the answer.
// Never sends what is typed unless somebody runs it on the server, and never opens a gate.

import { grouped } from '@aegle/figures';
import { Alert, Button, Fieldset, Group, List, NativeSelect, Stack, Title } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { inWords, messages } from '../messages/messages.ts';
import { Empty } from '../ui/states.tsx';
import { type ForecastDraft, HORIZONS, nextPlan, SIZES } from './draft.ts';
import type { RefusedDraft } from './field-refusals.ts';
import { AnswerView } from './forecast-answer.tsx';
import { fieldAt } from './form-words.ts';
import { PersonForm } from './person-form.tsx';
import { PlanForm } from './plan-form.tsx';
import { RunProgress } from './run-progress.tsx';
import { ServerRun } from './server-run.tsx';
import { type FieldsProps, readDraft, useDraft } from './use-draft.ts';
import { type ForecastRun, useForecast } from './use-forecast.ts';

const words = messages.forecast;

function RunFields(props: FieldsProps) {
  return (
    <Fieldset legend={words.run}>
      <Group align="flex-end">
        <NativeSelect
          label={words.fields.horizonDays}
          data={HORIZONS.map(({ years, days }) => ({
            value: String(days),
            label: words.years(years),
          }))}
          {...fieldAt(props, 'horizonDays')}
        />
        <NativeSelect
          label={words.fields.patients}
          data={SIZES.map((size) => ({ value: String(size), label: words.people(grouped(size)) }))}
          {...fieldAt(props, 'patients')}
        />
      </Group>
    </Fieldset>
  );
}

function DraftFields(props: FieldsProps) {
  const { form } = props;
  const { plans } = form.values;
  const another = nextPlan(plans, words.planName);
  return (
    <>
      <PersonForm {...props} />
      <Title order={2} fz="lg">
        {words.plans}
      </Title>
      {plans.map((plan, place) => (
        <PlanForm key={plan.id} {...props} plan={plan} place={place} />
      ))}
      {another !== null && (
        <Button
          variant="default"
          w="fit-content"
          onClick={() => form.insertListItem('plans', another)}
        >
          {words.addPlan}
        </Button>
      )}
      <RunFields {...props} />
    </>
  );
}

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
  const asked = JSON.parse(request);
  if (patient === undefined)
    return <AnswerView answer={run.answer} request={asked} tookMs={run.tookMs} />;
  return (
    <ServerRun key={request} patient={patient} request={request}>
      {(more) => (
        <AnswerView
          answer={more ?? run.answer}
          request={asked}
          tookMs={more === null ? run.tookMs : null}
        />
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
  const place = useRef<HTMLFormElement>(null);
  const form = useDraft(start);
  const [wasAsked, setAsked] = useState(false);
  const [asked, setAskedTimes] = useState(0);
  const { request, refused } = readDraft(form.values);
  const run = useForecast(wasAsked ? request : null);
  const isRefused = wasAsked && request === null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setAskedTimes(asked + 1);
  };
  useEffect(() => {
    if (asked > 0) place.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [asked]);
  return (
    <Stack gap="lg">
      <form ref={place} onSubmit={submit} noValidate className="no-print">
        <Stack gap="md">
          <DraftFields form={form} refusals={wasAsked ? refused.fields : {}} />
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
