// One plan of a forecast: dose, class, meal, adherence, length. Never proposes any of them.

import { Button, Fieldset, Group, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import type { PlanDraft, ScheduleKind } from './draft.ts';
import { type RefusedPlan, scheduleFields } from './field-refusals.ts';
import { refusalText, selectData } from './form-words.ts';

const words = messages.forecast;
const KINDS = Object.entries(words.kinds).map(([value, label]) => ({ value, label }));
const LISTS: ReadonlySet<string> = new Set(['productClass', 'meal', 'adherence']);
const ADHERENCE = [100, 95, 90, 80, 70, 60, 50].map((percent) => ({
  value: String(percent / 100),
  label: words.taken(percent),
}));

interface PlanFormProps {
  readonly plan: PlanDraft;
  readonly refused: RefusedPlan;
  readonly onChange: (plan: PlanDraft) => void;
  /** Absent while it is the only plan. */
  readonly onRemove?: (() => void) | undefined;
}

function labelOf(name: keyof PlanDraft, kind: ScheduleKind): string {
  if (name === 'id') return '';
  return name === 'doseMg' && kind === 'ramp' ? words.lastDose : words.fields[name];
}

/** One field a property, each with its own refusal. */
export function PlanForm({ plan, refused, onChange, onRemove }: PlanFormProps) {
  const shared = (name: Exclude<keyof PlanDraft, 'id'>) => ({
    label: labelOf(name, plan.kind),
    value: plan[name],
    error: refusalText(refused[name], LISTS.has(name) && plan[name] === ''),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...plan, [name]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={words.planGroup(plan.name)}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        <TextInput {...shared('name')} maxLength={80} withAsterisk />
        <NativeSelect {...shared('kind')} data={KINDS} />
        {scheduleFields(plan.kind).map((name) => (
          <TextInput
            key={name}
            {...shared(name as Exclude<keyof PlanDraft, 'id'>)}
            {...(name === 'dosesMg' ? { description: words.dosesHint(plan.kind) } : {})}
            inputMode={name === 'dosesMg' ? 'text' : 'decimal'}
            withAsterisk
          />
        ))}
        <TextInput {...shared('lengthDays')} inputMode="numeric" withAsterisk />
        <NativeSelect {...shared('productClass')} data={selectData(words.classes)} withAsterisk />
        <NativeSelect {...shared('meal')} data={selectData(words.meals)} withAsterisk />
        <NativeSelect
          {...shared('adherence')}
          data={[...selectData({}), ...ADHERENCE]}
          withAsterisk
        />
        <TextInput {...shared('maintenanceMonths')} inputMode="numeric" withAsterisk />
      </SimpleGrid>
      {onRemove !== undefined && (
        <Group mt="sm">
          <Button variant="default" size="xs" onClick={onRemove}>
            {words.removePlan(plan.name)}
          </Button>
        </Group>
      )}
    </Fieldset>
  );
}
