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
import { type FormEvent, useState } from 'react';
import { newId } from '../client/new-id.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import type { Choice } from '../recording/choices.ts';
import { FieldInput } from '../recording/field-input.tsx';
import { readForm, type Typed } from '../recording/read-form.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty } from '../ui/states.tsx';
import { type Certified, certifiedTypes } from './certified-types.ts';

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

/** Pharmacies by name; prescribers by name and clinic. */
function useSubjects(kind: Certified): readonly Choice[] {
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
  });
  const prescribers = useQuery({
    queryKey: ['prescribers'],
    queryFn: () => client('listPrescribers', {}),
    enabled: kind === 'prescriber',
  });
  const listed = places.data?.organisations ?? [];
  if (kind === 'pharmacy')
    return listed
      .filter((one) => one.kind === 'pharmacy')
      .map(({ id, name }) => ({ value: id, label: name }));
  const clinics = new Map(listed.map(({ id, name }) => [id, name]));
  return (prescribers.data?.prescribers ?? []).map(({ prescriber, name, organisation }) => {
    const clinic = clinics.get(organisation ?? '');
    return { value: prescriber, label: clinic === undefined ? name : `${name}, ${clinic}` };
  });
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

function StandingForm({ kind }: { kind: Certified }) {
  const cache = useQueryClient();
  const [subject, setSubject] = useState('');
  const [type, setType] = useState<EventType | null>(null);
  const [occurredOn, setOccurredOn] = useState('');
  const [typed, setTyped] = useState<Typed>({});
  const [id, setId] = useState(newId);
  const record = useMutation({
    mutationFn: append,
    onSuccess: async () => {
      setTyped({});
      setId(newId());
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
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Subject kind={kind} subject={subject} onSubject={setSubject} />
          <Select
            label={words.what}
            placeholder={messages.recording.choose}
            data={certifiedTypes(kind).map((one) => ({ value: one, label: inWords(one) }))}
            value={type}
            onChange={(value) => setType(certifiedTypes(kind).find((one) => one === value) ?? null)}
            required
          />
          <TextInput
            type="date"
            label={messages.recording.occurredOn}
            value={occurredOn}
            onChange={(event) => setOccurredOn(event.currentTarget.value)}
            required
          />
          {type !== null && <TypeFields type={type} typed={typed} onTyped={setTyped} />}
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
  const [kind, setKind] = useState<Certified>('pharmacy');
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
