// The person of a forecast, as a clinic measures them. Never a name, a number or a birthday.

import { Fieldset, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import type { PersonDraft } from './draft.ts';
import type { RefusedPerson } from './field-refusals.ts';
import { refusalText, selectData } from './form-words.ts';

const words = messages.forecast;

interface PersonFormProps {
  readonly person: PersonDraft;
  readonly refused: RefusedPerson;
  readonly onChange: (person: PersonDraft) => void;
}

const NUMBERS = [
  'ageYears',
  'weightKg',
  'inflammatoryLesions',
  'nonInflammatoryLesions',
  'nodules',
] as const;
const LISTS: ReadonlySet<string> = new Set(['sex', 'isTruncal']);
const OPTIONAL = ['triglyceridesMgPerDl', 'altUnitsPerL'] as const;

/** One field a property, each with its own refusal. */
export function PersonForm({ person, refused, onChange }: PersonFormProps) {
  const shared = (name: keyof PersonDraft) => ({
    label: words.fields[name],
    value: person[name],
    error: refusalText(refused[name], LISTS.has(name) && person[name] === ''),
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...person, [name]: event.currentTarget.value }),
  });
  return (
    <Fieldset legend={words.person}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {NUMBERS.map((name) => (
          <TextInput key={name} {...shared(name)} inputMode="decimal" withAsterisk />
        ))}
        <NativeSelect {...shared('sex')} data={selectData(words.sexes)} withAsterisk />
        <NativeSelect
          {...shared('isTruncal')}
          data={selectData({ yes: words.yes, no: words.no })}
          withAsterisk
        />
        {OPTIONAL.map((name) => (
          <TextInput
            key={name}
            {...shared(name)}
            label={`${words.fields[name]} (${words.optional})`}
            description={words.blank}
            inputMode="decimal"
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}
