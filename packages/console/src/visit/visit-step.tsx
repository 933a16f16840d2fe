// One step of a visit: what was done, why it is asked for, what is known, what only today can tell.
// Never ticked beforehand: each step is somebody's word that it was done.

import { EVENT_CATALOGUE, type Field } from '@aegle/core';
import {
  Button,
  Checkbox,
  Group,
  Paper,
  Radio,
  SimpleGrid,
  Stack,
  Text,
  VisuallyHidden,
} from '@mantine/core';
import { useState } from 'react';
import { inWords, messages } from '../messages/messages.ts';
import type { Choices } from '../recording/choices.ts';
import { FieldInput } from '../recording/field-input.tsx';
import { required, type Typed } from '../recording/read-form.ts';
import type { VisitStep } from './visit-plan.ts';

const words = messages.visit;

/** What somebody entered of one step. */
export interface Entered {
  readonly isDone: boolean;
  readonly typed: Typed;
}

interface StepProps {
  readonly step: VisitStep;
  readonly entered: Entered;
  readonly choices: Choices;
  readonly onEntered: (entered: Entered) => void;
}

/** Who acted is known from the session; a machine's sender is nobody's to type. */
const NOT_SHOWN = [
  'programme',
  'assignedBy',
  'givenBy',
  'permittedBy',
  'agreedBy',
  'acceptedBy',
  'clinician',
];

/** A word of a list in words; a day, a number or a name as it is. */
const valueInWords = (value: string) =>
  /^(?:[a-z]+(?:[_-][a-z]+)*|\d{4})$/.test(value) ? inWords(value) : value;

function shortly(known: Typed): string {
  return Object.entries(known)
    .filter(([name]) => !NOT_SHOWN.includes(name))
    .map(([name, value]) => `${inWords(name)}: ${value.split('\n').map(valueInWords).join(', ')}`)
    .join('. ');
}

interface QuickProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A few values side by side: one press instead of two. */
function QuickChoice({ name, values, value, onValue }: QuickProps) {
  const labelOf = (one: string) => {
    if (one === 'true') return messages.recording.yes;
    return one === 'false' ? messages.recording.no : inWords(one);
  };
  return (
    <Radio.Group label={inWords(name)} value={value} onChange={onValue}>
      <Group mt={6}>
        {values.map((one) => (
          <Radio key={one} value={one} label={labelOf(one)} />
        ))}
      </Group>
    </Radio.Group>
  );
}

function quickValues(field: Field): readonly string[] | null {
  const inner = required(field);
  if (inner.kind === 'boolean') return ['true', 'false'];
  if (inner.kind !== 'oneOf') return null;
  // What staff enter for somebody else came on paper or by telephone; on their own device they sign in.
  const values = inner.values.filter((one) => one !== 'electronic');
  return values.length <= 4 ? values : null;
}

function StepFields({ step, entered, choices, onEntered, isOpen }: StepProps & OpenProps) {
  const fields = EVENT_CATALOGUE[step.type].fields as Readonly<Record<string, Field>>;
  const typed: Typed = { ...step.known, ...entered.typed };
  const shown = Object.entries(fields).filter(
    ([name]) => name !== 'reportedFor' && (isOpen || step.asked.includes(name)),
  );
  if (shown.length === 0) return null;
  const set = (name: string, value: string) =>
    onEntered({ isDone: true, typed: { ...entered.typed, [name]: value } });
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      {shown.map(([name, field]) => {
        const shared = { name, value: typed[name] ?? '' };
        const onValue = (value: string) => set(name, value);
        const values = step.asked.includes(name) ? quickValues(field) : null;
        return values === null ? (
          <FieldInput
            key={name}
            {...shared}
            field={field}
            onValue={onValue}
            choices={choices[name]}
            isDemanding={entered.isDone}
          />
        ) : (
          <QuickChoice key={name} {...shared} values={values} onValue={onValue} />
        );
      })}
    </SimpleGrid>
  );
}

interface OpenProps {
  readonly isOpen: boolean;
}

/** The step as a card with its tick, its reason and its fields. */
export function StepCard(props: StepProps) {
  const { step, entered, onEntered } = props;
  const [isOpen, setOpen] = useState(false);
  const label = inWords(step.type);
  const known = shortly(step.known);
  return (
    <Paper withBorder p="md" component="li">
      <Stack gap="xs">
        <Group justify="space-between" align="flex-start">
          <Checkbox
            checked={entered.isDone}
            onChange={(event) => onEntered({ ...entered, isDone: event.currentTarget.checked })}
            label={label}
            description={known}
            styles={{ label: { fontWeight: 600 } }}
          />
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? words.hide : words.change}
            <VisuallyHidden> {label}</VisuallyHidden>
          </Button>
        </Group>
        {step.sentences.map((sentence) => (
          <Text key={sentence} size="sm" c="dimmed">
            {sentence}
          </Text>
        ))}
        <StepFields {...props} isOpen={isOpen} />
      </Stack>
    </Paper>
  );
}
