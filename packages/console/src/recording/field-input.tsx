// One field of an event, as its declaration says. Never a list of values written twice.

import type { Field } from '@aegle/core';
import { Autocomplete, Group, Radio, Select, Textarea, TextInput } from '@mantine/core';
import { inWords, messages } from '../messages/messages.ts';
import type { Choice } from './choices.ts';
import { required as demanded } from './read-form.ts';

const words = messages.recording;

interface FieldInputProps {
  readonly name: string;
  readonly field: Field;
  readonly value: string;
  readonly onValue: (value: string) => void;
  /** Known values; absent: typed freely. */
  readonly choices?: readonly Choice[] | undefined;
  /** False where a missing detail must not keep a report back. */
  readonly isDemanding: boolean;
}

interface YesNoProps {
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
  readonly isOptional: boolean;
  readonly onValue: (value: string) => void;
}

function YesNo({ label, required, value, isOptional, onValue }: YesNoProps) {
  return (
    <Radio.Group label={label} required={required} value={value} onChange={onValue}>
      <Group mt={6}>
        <Radio value="true" label={words.yes} />
        <Radio value="false" label={words.no} />
        {isOptional && <Radio value="" label={words.notStated} />}
      </Group>
    </Radio.Group>
  );
}

/** Named from a list where it is on it, in other words where it is not: no effect goes unrecorded. */
const OPEN_LISTS: readonly string[] = ['term', 'symptom'];

type RequiredField = ReturnType<typeof demanded>;

interface TypedInputProps {
  readonly label: string;
  readonly required: boolean;
  readonly value: string;
  readonly field: RequiredField;
  readonly onValue: (value: string) => void;
}

function TypedInput({ field, onValue, ...shared }: TypedInputProps) {
  return (
    <TextInput
      {...shared}
      type={field.kind === 'day' ? 'date' : 'text'}
      inputMode={field.kind === 'integer' ? 'numeric' : 'text'}
      description={rangeOf(field)}
      {...(field.kind === 'text' ? { maxLength: field.maxLength } : {})}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

/** The input of a field; optional ones say so in their label. */
export function FieldInput(props: FieldInputProps) {
  const { name, value, onValue, choices } = props;
  const isOptional = props.field.kind === 'optional';
  const field = demanded(props.field);
  const isRequired = props.isDemanding && !isOptional && field.kind !== 'list';
  const label = isOptional ? `${inWords(name)} (${messages.decisions.optional})` : inWords(name);
  const shared = { label, required: isRequired, value };
  if (choices !== undefined && OPEN_LISTS.includes(name))
    return (
      <Autocomplete
        {...shared}
        description={words.openList}
        data={choices.map((one) => one.label)}
        onChange={onValue}
      />
    );
  if (choices !== undefined && field.kind === 'text')
    return (
      <Select
        {...shared}
        data={[...choices]}
        value={value === '' ? null : value}
        onChange={(chosen) => onValue(chosen ?? '')}
        placeholder={words.choose}
        searchable
        clearable={isOptional}
      />
    );
  switch (field.kind) {
    case 'boolean':
      return <YesNo {...shared} isOptional={isOptional} onValue={onValue} />;
    case 'oneOf':
      return (
        <Select
          {...shared}
          data={field.values.map((one) => ({ value: one, label: inWords(one) }))}
          value={value === '' ? null : value}
          onChange={(chosen) => onValue(chosen ?? '')}
          placeholder={words.choose}
          clearable={isOptional}
        />
      );
    case 'list':
      return (
        <Textarea
          {...shared}
          description={words.listHint}
          autosize
          minRows={2}
          onChange={(event) => onValue(event.currentTarget.value)}
        />
      );
    default:
      return <TypedInput {...shared} field={field} onValue={onValue} />;
  }
}

function rangeOf(field: RequiredField): string | undefined {
  if (field.kind !== 'integer' && field.kind !== 'decimal') return undefined;
  return words.range(field.min, field.max);
}
