// The patients in the caller's care: found by name, birth date or number, opened by keyboard.
// Never a name in the address: what is typed stays on the page.

import type { PatientLine } from '@aegle/api';
import {
  Button,
  Group,
  Kbd,
  Paper,
  SegmentedControl,
  Select,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { moveFocus } from '../ui/move-focus.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { PatientTable } from './patient-table.tsx';
import { readPatientsBy, usePatients } from './use-patients.ts';

const words = messages.people;
const STEP = 100;
const WHICH = ['all', 'mine', 'recent'] as const;
type Which = (typeof WHICH)[number];

interface Filter {
  readonly which: Which;
  readonly state: string;
  readonly programme: string;
}

function chosen(all: readonly PatientLine[], { which, state, programme }: Filter) {
  const kept = all.filter(
    (one) =>
      (which !== 'mine' || one.isMine) &&
      (state === '' || (state === 'held' ? one.isHeld : one.state === state)) &&
      (programme === '' || one.programmes.includes(programme)),
  );
  if (which !== 'recent') return kept;
  return [...kept].sort((a, b) => (b.lastOn ?? '').localeCompare(a.lastOn ?? ''));
}

interface FiltersProps {
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly programmes: readonly { readonly value: string; readonly label: string }[];
}

function Filters({ filter, onFilter, programmes }: FiltersProps) {
  return (
    <Group gap="sm" align="flex-end">
      <SegmentedControl
        aria-label={words.which}
        data={WHICH.map((one) => ({ value: one, label: words[one] }))}
        value={filter.which}
        onChange={(value) =>
          onFilter({ ...filter, which: WHICH.find((one) => one === value) ?? 'all' })
        }
      />
      <Select
        aria-label={words.state}
        w={150}
        data={[
          { value: '', label: words.anyState },
          ...Object.entries(words.states).map(([value, label]) => ({ value, label })),
          { value: 'held', label: words.held },
        ]}
        value={filter.state}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, state: value ?? '' })}
      />
      <Select
        aria-label={words.programme}
        w={210}
        data={[{ value: '', label: words.anyProgramme }, ...programmes]}
        value={filter.programme}
        allowDeselect={false}
        onChange={(value) => onFilter({ ...filter, programme: value ?? '' })}
      />
    </Group>
  );
}

interface SearchProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly found: readonly PatientLine[];
  readonly isClinic: boolean;
}

function Search({ text, onText, found, isClinic }: SearchProps) {
  const navigate = useNavigate();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // Enter before the answer is there: the whole number is asked for at once.
    const typed = text.trim();
    const first = found.length > 0 || typed === '' ? found[0] : (await readPatientsBy(typed))[0];
    if (typed !== '' && first !== undefined)
      await navigate({ to: '/patients/$patient', params: { patient: first.patient } });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Escape') onText('');
    if (event.key === 'ArrowDown') moveFocus(event, 1);
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        label={words.search}
        description={isClinic ? words.searchHint : words.numberHint}
        size="md"
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        autoFocus
        spellCheck={false}
        maxLength={80}
      />
    </form>
  );
}

/** Everybody in a clinic's care. */
export function PatientListPage() {
  const account = useAccount();
  const isClinic = account.role !== 'safety_officer';
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<Filter>({ which: 'all', state: '', programme: '' });
  const [most, setMost] = useState(STEP);
  const { all, listed, found, isLooking, error } = usePatients(text.trim());
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
    staleTime: 3_600_000,
  });
  const names = new Map(programmes.data?.programmes.map(({ id, name }) => [id, name]));
  const used = [...new Set(listed.flatMap((one) => one.programmes))];
  const shown = chosen(found, filter);
  const mayEnrol = placesOf(account).some((place) => place.path === '/enrol');
  return (
    <Page
      title={words.title}
      aside={mayEnrol && <Link to="/enrol">{messages.patients.enrol}</Link>}
    >
      <Paper withBorder p="md" className="no-print">
        <Search text={text} onText={setText} found={shown} isClinic={isClinic} />
        {isClinic && (
          <Group mt="sm" justify="space-between">
            <Filters
              filter={filter}
              onFilter={setFilter}
              programmes={used.map((id) => ({ value: id, label: names.get(id) ?? id }))}
            />
            <Text size="sm" c="dimmed">
              <Kbd>↓</Kbd> {words.keys}
            </Text>
          </Group>
        )}
      </Paper>
      <ProblemNotice error={error} retry={() => all.refetch()} />
      {isLooking && <Loading />}
      {!isLooking && shown.length === 0 && (isClinic || text !== '') && (
        <Empty title={listed.length === 0 && text === '' ? words.noneTyped : words.none}>
          {words.noneStep}
        </Empty>
      )}
      {shown.length > 0 && (
        <>
          <Text size="sm" role="status">
            {words.listed(shown.length, Math.max(all.data?.total ?? 0, shown.length))}
          </Text>
          <PatientTable patients={shown.slice(0, most)} programmes={names} />
          {shown.length > most && (
            <Button variant="default" w="fit-content" onClick={() => setMost(most + STEP)}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </Page>
  );
}
