// A programme office records the standing of a pharmacy or a prescriber: certified, renewed, suspended.
// Never patient data, and never a certificate that this page makes up: the office has checked it.

import type { WireEvent } from '@aegle/api';
import { EVENT_CATALOGUE, type EventType, type Fields } from '@aegle/core';
import {
  Alert,
  Button,
  Paper,
  Radio,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { newId } from '../client/new-id.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import type { Choice } from '../recording/choices.ts';
import { FieldInput } from '../recording/field-input.tsx';
import { readForm, type Typed } from '../recording/read-form.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty } from '../ui/states.tsx';
import { type Certified, certifiedTypes } from './certified-types.ts';
import { useSubjects } from './use-subjects.ts';

const words = messages.certifying;

interface Sent {
  readonly kind: Certified;
  readonly subject: string;
  readonly event: WireEvent;
}

/** Sends to the stream of the pharmacy or of the prescriber. */
function append({ kind, subject, event }: Sent) {
  const body = { events: [event] } as never;
  return kind === 'pharmacy'
    ? client('appendPharmacyEvents', { params: { pharmacy: subject }, body })
    : client('appendPrescriberEvents', { params: { prescriber: subject }, body });
}

function useProgrammes(): readonly Choice[] {
  const read = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  return (read.data?.programmes ?? []).map(({ id, name }) => ({
    value: id,
    label: `${name} (${id})`,
  }));
}

interface SubjectProps {
  readonly kind: Certified;
  readonly subject: string;
  readonly onSubject: (subject: string) => void;
}

function Subject({ kind, subject, onSubject }: SubjectProps) {
  const subjects = useSubjects(kind);
  return (
    <Select
      label={words[kind]}
      placeholder={messages.recording.choose}
      data={[...subjects]}
      value={subject === '' ? null : subject}
      onChange={(chosen) => onSubject(chosen ?? '')}
      nothingFoundMessage={kind === 'pharmacy' ? words.noPharmacy : words.noPrescriber}
      searchable
      required
    />
  );
}

interface TypeFieldsProps {
  readonly type: EventType;
  readonly typed: Typed;
  readonly onTyped: (typed: Typed) => void;
}

/** The fields that the catalogue declares for this type. */
function TypeFields({ type, typed, onTyped }: TypeFieldsProps) {
  const programmes = useProgrammes();
  const fields: Fields = EVENT_CATALOGUE[type].fields;
  return Object.entries(fields).map(([name, field]) => (
    <FieldInput
      key={name}
      name={name}
      field={field}
      value={typed[name] ?? ''}
      onValue={(value) => onTyped({ ...typed, [name]: value })}
      choices={name === 'programme' ? programmes : undefined}
      isDemanding
    />
  ));
}

interface Kept {
  readonly id: string;
  readonly subject: string;
  readonly type: string | null;
  readonly occurredOn: string;
  readonly typed: Typed;
}

/** What is entered of one certificate, and recording it. */
function useStanding(kind: Certified) {
  const cache = useQueryClient();
  const [kept, setKept, startAgain] = useKept<Kept>(kind, () => ({
    ...{ id: newId(), subject: '', type: null, occurredOn: '', typed: {} },
  }));
  const { id, subject, occurredOn, typed } = kept;
  const type = certifiedTypes(kind).find((one) => one === kept.type) ?? null;
  const change = (part: Partial<Kept>) => setKept((before) => ({ ...before, ...part }));
  const record = useMutation({
    mutationFn: append,
    onSuccess: async () => {
      startAgain();
      await cache.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (type === null) return;
    const { version: v, fields } = EVENT_CATALOGUE[type];
    const sent = { id, type, v, occurredOn, data: readForm(fields, typed) } as WireEvent;
    record.mutate({ kind, subject, event: sent });
  };
  return { subject, occurredOn, typed, type, change, record, submit };
}

function StandingForm({ kind }: { kind: Certified }) {
  const standing = useStanding(kind);
  const { subject, occurredOn, typed, type, change, record, submit } = standing;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Subject
            kind={kind}
            subject={subject}
            onSubject={(chosen) => change({ subject: chosen })}
          />
          <Select
            label={words.what}
            placeholder={messages.recording.choose}
            data={certifiedTypes(kind).map((one) => ({ value: one, label: inWords(one) }))}
            value={type}
            onChange={(value) => change({ type: value })}
            required
          />
          <TextInput
            type="date"
            label={messages.recording.occurredOn}
            value={occurredOn}
            onChange={(event) => change({ occurredOn: event.currentTarget.value })}
            required
          />
          {type !== null && (
            <TypeFields type={type} typed={typed} onTyped={(next) => change({ typed: next })} />
          )}
        </SimpleGrid>
        <ProblemNotice error={record.error} />
        {record.isSuccess && (
          <Alert role="status" color="green" title={messages.recording.recorded} />
        )}
        <Button type="submit" loading={record.isPending} w="fit-content">
          {messages.recording.submit}
        </Button>
      </Stack>
    </form>
  );
}

/** The page of a programme office. */
export function CertifyPage() {
  const { role } = useAccount();
  const [kind, setKind] = useKept<Certified>('kind', () => 'pharmacy');
  return (
    <Page title={words.title}>
      {role !== 'programme_officer' ? (
        <Empty title={words.forOffice} />
      ) : (
        <Paper withBorder p="lg">
          <Stack gap="md">
            <Text size="sm">{words.hint}</Text>
            <Radio.Group
              label={words.whom}
              value={kind}
              onChange={(value) => setKind(value === 'prescriber' ? 'prescriber' : 'pharmacy')}
            >
              <Stack gap={6} mt={6}>
                <Radio value="pharmacy" label={words.aPharmacy} />
                <Radio value="prescriber" label={words.aPrescriber} />
              </Stack>
            </Radio.Group>
            <StandingForm key={kind} kind={kind} />
          </Stack>
        </Paper>
      )}
    </Page>
  );
}
