// The person of a forecast, as a clinic measures them. Never a name, a number or a birthday.

import { Fieldset, NativeSelect, SimpleGrid, TextInput } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import type { PersonDraft } from './draft.ts';
import { fieldAt, selectData } from './form-words.ts';
import type { FieldsProps } from './use-draft.ts';

const words = messages.forecast;

const NUMBERS = [
  'ageYears',
  'weightKg',
  'inflammatoryLesions',
  'nonInflammatoryLesions',
  'nodules',
] as const;
const OPTIONAL = ['triglyceridesMgPerDl', 'altUnitsPerL', 'scars'] as const;

/** One field a property, each with its own refusal. */
export function PersonForm(props: FieldsProps) {
  const shared = (name: keyof PersonDraft, isList = false) => ({
    label: words.fields[name],
    ...fieldAt(props, `person.${name}`, isList),
  });
  return (
    <Fieldset legend={words.person}>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }}>
        {NUMBERS.map((name) => (
          <TextInput key={name} {...shared(name)} inputMode="decimal" withAsterisk />
        ))}
        <NativeSelect {...shared('sex', true)} data={selectData(words.sexes)} withAsterisk />
        <NativeSelect
          {...shared('isTruncal', true)}
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
