// Recording what happened: choose the event, fill in the form made from the catalogue, send.
// Never a form written by hand: a field that the catalogue does not declare is not asked.

import type { Receipts } from '@aegle/api';
import { EVENT_CATALOGUE, EVENT_TYPES, type EventType, type Fields } from '@aegle/core';
import {
  Alert,
  Button,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useParams } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { newId } from '../client/new-id.ts';
import { useRecording } from '../client/use-recording.ts';
import type { FormRequest } from '../forms/form-link.tsx';
import { TARGET_FIELD } from '../forms/form-of.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { inWords, messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { LANE_OF, LANES } from '../timeline/lanes.ts';
import { Focused } from '../ui/focused.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { type Choices, ownIds, useChoices, useHistory } from './choices.ts';
import { codedChoices } from './coded-choices.ts';
import { FieldInput } from './field-input.tsx';
import { prefilled } from './prefill.ts';
import { readForm, type Typed } from './read-form.ts';

const words = messages.recording;

interface ReceiptProps {
  readonly receipts: Receipts;
  readonly type: EventType;
}

function ReceiptNotice({ receipts, type }: ReceiptProps) {
  const isKept = receipts.events.some((event) => event.isUnresolved);
  const { role } = useAccount();
  // The server's advice names the number to call; a counter reads none, and tells the prescriber.
  const isCounters = role === 'pharmacist' && (isKept || EVENT_CATALOGUE[type].closesOnly);
  if (isCounters || receipts.advice !== null)
    return (
      <Alert role="alert" color="red" title={isCounters ? words.recorded : words.recordedClosing}>
        {isKept && <Text size="sm">{words.kept}</Text>}
        <Text size="sm">{isCounters ? words.tellPrescriber : words.tellPatient}</Text>
        {receipts.advice !== null && <Text fw={600}>{receipts.advice}</Text>}
        <Opened receipts={receipts} />
      </Alert>
    );
  return (
    <Alert role="status" color={isKept ? 'orange' : 'green'} title={words.recorded}>
      {isKept && <Text size="sm">{words.kept}</Text>}
      <Opened receipts={receipts} />
    </Alert>
  );
}

function Opened({ receipts }: { receipts: Receipts }) {
  return (
    <>
      {receipts.reversed.length > 0 && (
        <Text size="sm">{words.closed(receipts.reversed.length)}</Text>
      )}
      {receipts.tasksOpened > 0 && <Text size="sm">{words.tasks(receipts.tasksOpened)}</Text>}
    </>
  );
}

interface EventFormProps {
  readonly patient: string;
  readonly type: EventType;
  readonly choices: Choices;
  readonly request: FormRequest | undefined;
  readonly onRecorded: (receipts: Receipts) => void;
}

/** What the form was opened with: the event that it ends, as its field names it. */
function requestedValues(type: EventType, choices: Choices, request: FormRequest | undefined) {
  if (request?.type !== type) return {};
  const target = TARGET_FIELD[type];
  const ended = target && choices[target]?.find((one) => one.event === request.about);
  return { ...request.typed, ...(target && ended ? { [target]: ended.value } : {}) };
}

/** What is entered of one event, and recording it. */
function useEventForm({ patient, type, choices, request, onRecorded }: EventFormProps) {
  const cache = useQueryClient();
  const { actor } = useAccount();
  const history = useHistory(patient);
  const [{ id, day, entered }, setKept, startAgain] = useKept(type, () => ({
    ...{ id: newId(), day: null as string | null },
    entered: ownIds(type, actor) as Typed,
  }));
  const occurredOn = day ?? history?.today ?? '';
  const typed: Typed = {
    ...prefilled(type, history?.events ?? [], choices, request?.type === type),
    ...requestedValues(type, choices, request),
    ...entered,
  };
  const offered: Choices = { ...choices, ...codedChoices(type, typed, history?.events) };
  const record = useRecording('appendEvents', async (receipts) => {
    startAgain();
    await cache.invalidateQueries();
    onRecorded(receipts);
  });
  const { fields, version } = EVENT_CATALOGUE[type];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const sent = { id, type, v: version, occurredOn, data: readForm(fields, typed) };
    record.mutate({ params: { patient }, body: { events: [sent] } });
  };
  return {
    ...{ occurredOn, typed, offered, record, submit },
    onDay: (next: string) => setKept((before) => ({ ...before, day: next })),
    onField: (name: string, value: string) =>
      setKept((before) => ({ ...before, entered: { ...before.entered, [name]: value } })),
  };
}

function EventForm(props: EventFormProps) {
  const { type } = props;
  const { occurredOn, typed, offered, record, submit, onDay, onField } = useEventForm(props);
  const definition = EVENT_CATALOGUE[type];
  const fields: Fields = definition.fields;
  // Only a system says for whom it reports.
  const asked = Object.entries(fields).filter(([name]) => name !== 'reportedFor');
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {definition.closesOnly && <Text size="sm">{words.closesOnly}</Text>}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            type="date"
            label={words.occurredOn}
            required
            value={occurredOn}
            onChange={(event) => onDay(event.currentTarget.value)}
          />
          {asked.map(([name, field]) => (
            <FieldInput
              key={name}
              name={name}
              field={field}
              value={typed[name] ?? ''}
              onValue={(value) => onField(name, value)}
              choices={offered[name]}
              isDemanding={!definition.closesOnly}
            />
          ))}
        </SimpleGrid>
        <ProblemNotice error={record.error} />
        <Button type="submit" loading={record.isPending} w="fit-content">
          {words.submit}
        </Button>
      </Stack>
    </form>
  );
}

function typeChoices(offered: readonly EventType[]) {
  return LANES.map((lane) => ({
    group: messages.lanes[lane],
    items: offered
      .filter((type) => LANE_OF[type] === lane)
      .map((type) => ({ value: type, label: inWords(type) })),
  })).filter((group) => group.items.length > 0);
}

/** The page on which staff record for a patient, also from paper and by telephone. */
export function RecordPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const { role } = useAccount();
  const choices = useChoices(patient);
  const request = useLocation({ select: (location) => location.state.form });
  const offered = offeredTypes(role);
  const requested = offered.find((one) => one === request?.type) ?? null;
  const [kept, setType] = useKept<EventType | null>(`record ${requested ?? ''}`, () => requested);
  const type = offered.find((one) => one === kept) ?? null;
  const [recorded, setRecorded] = useState<Receipts | null>(null);
  const choose = (value: string | null) => {
    setRecorded(null);
    setType(EVENT_TYPES.find((one) => one === value) ?? null);
  };
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Title order={2} fz="lg">
          {words.title}
        </Title>
        <Text size="sm" c="dimmed">
          {words.hint}
        </Text>
        <Select
          label={words.kind}
          placeholder={words.choose}
          data={typeChoices(offered)}
          value={type}
          onChange={choose}
          searchable
          required
          maw={420}
        />
        {type !== null && (
          <EventForm
            key={`${patient}:${type}:${recorded?.events[0]?.id ?? ''}`}
            patient={patient}
            type={type}
            choices={choices}
            request={recorded === null ? request : undefined}
            onRecorded={setRecorded}
          />
        )}
        {recorded !== null && type !== null && (
          <Focused key={recorded.events[0]?.id}>
            <ReceiptNotice receipts={recorded} type={type} />
            {role === 'pharmacist' && <Link to="/pharmacy">{messages.pharmacy.backToCheck}</Link>}
          </Focused>
        )}
      </Stack>
    </Paper>
  );
}
