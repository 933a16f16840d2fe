// One plan of a forecast: its periods, class, meal, adherence. Never proposes any of them.

import { Button, Fieldset, Group, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import { nextPeriod, type PlanDraft, type TakingDraft } from './draft.ts';
import { type ScheduleField, scheduleFields } from './field-refusals.ts';
import { fieldAt, selectData } from './form-words.ts';
import type { FieldsProps } from './use-draft.ts';

const words = messages.forecast;
const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
const OPENED = [
  { value: 'no', label: words.swallowedWhole },
  { value: 'yes', label: words.opened },
];
const ADHERENCE = [100, 95, 90, 80, 70, 60, 50];

/** The shares to choose from, with the one that stands there already. */
function shares(chosen: string) {
  const own = Math.round(Number(chosen) * 100);
  const isOther = own > 0 && String(own / 100) === chosen && !ADHERENCE.includes(own);
  const percents = isOther ? [...ADHERENCE, own].sort((a, b) => b - a) : ADHERENCE;
  return percents.map((percent) => ({
    value: String(percent / 100),
    label: words.taken(percent),
  }));
}

interface PlanFormProps extends FieldsProps {
  readonly plan: PlanDraft;
  readonly place: number;
}

/** Class, meal and share: of a plan, or of one of its periods. */
function TakingFields({
  form,
  refusals,
  path,
  taking,
}: FieldsProps & { readonly path: string; readonly taking: TakingDraft }) {
  const shared = (name: keyof TakingDraft) => ({
    label: words.fields[name],
    ...fieldAt({ form, refusals }, `${path}.${name}`, true),
  });
  return (
    <>
      <NativeSelect {...shared('productClass')} data={selectData(words.classes)} withAsterisk />
      <NativeSelect {...shared('meal')} data={selectData(words.meals)} withAsterisk />
      <NativeSelect
        {...shared('adherence')}
        data={[...selectData({}), ...shares(taking.adherence)]}
        withAsterisk
      />
    </>
  );
}

/** How one stretch is given: one field a property, each with its own refusal. */
function PeriodFields({
  form,
  refusals,
  plan,
  place,
  at,
}: PlanFormProps & { readonly at: number }) {
  const path = `plans.${place}.periods.${at}`;
  const period = plan.periods[at]!;
  const { kind } = period;
  const shared = (name: ScheduleField | 'kind' | 'lengthDays') => ({
    label: name === 'doseMg' && kind === 'ramp' ? words.lastDose : words.fields[name],
    ...fieldAt({ form, refusals }, `${path}.${name}`),
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
      <NativeSelect {...shared('kind')} data={KINDS} />
      {scheduleFields(kind).map((name) => (
        <TextInput
          key={name}
          {...shared(name)}
          {...(name === 'dosesMg' ? { description: words.dosesHint(kind) } : {})}
          inputMode={name === 'dosesMg' ? 'text' : 'decimal'}
          withAsterisk
        />
      ))}
      <TextInput {...shared('lengthDays')} inputMode="numeric" withAsterisk />
      {plan.isByPeriod && (
        <TakingFields form={form} refusals={refusals} path={path} taking={period} />
      )}
    </SimpleGrid>
  );
}

function Periods(props: PlanFormProps) {
  const { form, plan, place } = props;
  const list = `plans.${place}.periods`;
  const isOnly = plan.periods.length === 1;
  const another = nextPeriod(plan.periods);
  return (
    <Stack gap="xs">
      {plan.periods.map((period, at) =>
        isOnly ? (
          <PeriodFields key={period.id} {...props} at={at} />
        ) : (
          <Fieldset key={period.id} legend={words.period(at + 1)}>
            <PeriodFields {...props} at={at} />
            <Button
              variant="default"
              size="xs"
              mt="sm"
              onClick={() => form.removeListItem(list, at)}
            >
              {words.removePeriod(at + 1)}
            </Button>
          </Fieldset>
        ),
      )}
      {another !== null && (
        <Button
          variant="default"
          size="xs"
          w="fit-content"
          onClick={() => form.insertListItem(list, another)}
        >
          {words.addPeriod}
        </Button>
      )}
    </Stack>
  );
}

export function PlanForm(props: PlanFormProps) {
  const { form, refusals, plan, place } = props;
  const path = `plans.${place}`;
  type Field = 'name' | 'untilClearWeeks' | 'maintenanceMonths' | 'areCapsulesOpened';
  const shared = (name: Field) => ({
    label: words.fields[name],
    ...fieldAt({ form, refusals }, `${path}.${name}`),
  });
  const isOnly = form.values.plans.length === 1;
  return (
    <Fieldset legend={words.planGroup(plan.name)}>
      <Stack gap="md">
        <TextInput {...shared('name')} maxLength={80} maw={420} withAsterisk />
        <Periods {...props} />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          {!plan.isByPeriod && (
            <TakingFields form={form} refusals={refusals} path={path} taking={plan} />
          )}
          <TextInput {...shared('untilClearWeeks')} inputMode="numeric" />
          <TextInput {...shared('maintenanceMonths')} inputMode="numeric" withAsterisk />
          <NativeSelect {...shared('areCapsulesOpened')} data={OPENED} />
        </SimpleGrid>
        {!isOnly && (
          <Group>
            <Button variant="default" size="xs" onClick={() => form.removeListItem('plans', place)}>
              {words.removePlan(plan.name)}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
