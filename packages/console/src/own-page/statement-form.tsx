// One statement of a patient: choose it, answer what it asks, send.
// Never sent twice for a lost answer, and kept in the browser for a lost session alone.

import type { Declaration, ProgrammeDetail, Receipts } from '@aegle/api';
import {
  Alert,
  Button,
  Checkbox,
  NativeSelect,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { newId } from '../client/new-id.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { useKept } from '../session/use-kept.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import {
  type Answers,
  asksOf,
  isClosing,
  isOptional,
  payloadOf,
  type StatementType,
} from './statements.ts';

const words = messages.declaring;

type Choice = { readonly value: string; readonly label: string };

/** What the patient's programmes know: forms to sign, methods to name. */
export type Programmes = readonly Pick<ProgrammeDetail, 'forms' | 'methods'>[];

function oncePerValue(choices: readonly Choice[]): Choice[] {
  return [...new Map(choices.map((one) => [one.value, one])).values()];
}

function choicesOf(name: string, programmes: Programmes, answers: Answers): readonly Choice[] {
  const plain = (value: string) => ({ value, label: value });
  const named = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  switch (name) {
    case 'form':
      return programmes.flatMap(({ forms }) => forms.map(({ form }) => plain(form)));
    case 'edition':
      return programmes
        .flatMap(({ forms }) => forms.filter(({ form }) => form === answers.form))
        .flatMap(({ formEditions }) => formEditions.map(plain));
    case 'method':
    case 'contraceptiveMethods':
      return programmes.flatMap(({ methods }) =>
        methods.map(({ id, label }) => ({ value: id, label })),
      );
    case 'symptom':
      return named(words.signs);
    case 'grade':
      return named(words.grades);
    default:
      return [];
  }
}

interface AnswerInputProps {
  readonly name: string;
  readonly isRequired: boolean;
  readonly choices: Choice[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function AnswerInput({ name, isRequired, choices, value, onValue }: AnswerInputProps) {
  const asks: Readonly<Record<string, string>> = words.asks;
  const label = name === 'count' && !isRequired ? words.asks.countUnknown : (asks[name] ?? name);
  if (name === 'passed')
    return (
      <Radio.Group label={label} value={value} onChange={onValue} required={isRequired}>
        <Stack gap={6} mt={6}>
          <Radio value="yes" label={words.yes} required={isRequired} name={name} />
          <Radio value="no" label={words.no} name={name} />
        </Stack>
      </Radio.Group>
    );
  if (name === 'contraceptiveMethods')
    return (
      <Checkbox.Group
        label={label}
        value={value === '' ? [] : value.split('\n')}
        onChange={(chosen) => onValue(chosen.join('\n'))}
      >
        <Stack gap={6} mt={6}>
          {choices.map((one) => (
            <Checkbox key={one.value} value={one.value} label={one.label} />
          ))}
        </Stack>
      </Checkbox.Group>
    );
  if (name === 'count')
    return (
      <TextInput
        label={label}
        inputMode="numeric"
        required={isRequired}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    );
  return (
    <NativeSelect
      label={label}
      data={[{ value: '', label: words.chooseOne }, ...choices]}
      required={isRequired}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  );
}

interface StatementFormProps {
  readonly patient: string;
  readonly type: StatementType;
  readonly programmes: Programmes;
  readonly onSent: (receipts: Receipts) => void;
}

/** The fields of one statement and the button that sends it. */
export function StatementForm({ patient, type, programmes, onSent }: StatementFormProps) {
  const cache = useQueryClient();
  const [{ id, answers }, setKept, startAgain] = useKept(type, () => ({
    id: newId(),
    answers: {} as Answers,
  }));
  const send = useRecording('declare', async (receipts) => {
    // Told first: what to do at once does not wait for the pages behind it.
    startAgain();
    onSent(receipts);
    await cache.invalidateQueries();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const sent = { id, type, data: payloadOf(type, answers) } as Declaration;
    send.mutate({ params: { patient }, body: sent });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={480}>
        {isClosing(type) && (
          <Alert color="orange">
            <Text size="sm">{words.closing}</Text>
          </Alert>
        )}
        {asksOf(type).map((name) => (
          <AnswerInput
            key={name}
            name={name}
            isRequired={!isOptional(type, name)}
            choices={oncePerValue(choicesOf(name, programmes, answers))}
            value={answers[name] ?? ''}
            onValue={(value) =>
              setKept((before) => ({ ...before, answers: { ...before.answers, [name]: value } }))
            }
          />
        ))}
        <ProblemNotice error={send.error} />
        <Button type="submit" loading={send.isPending} w="fit-content">
          {words.send}
        </Button>
      </Stack>
    </form>
  );
}
