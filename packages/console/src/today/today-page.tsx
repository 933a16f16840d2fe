// The day of a clinic: one worklist over everybody in its care, from the agenda.
// Never a list of its own: what is due, until when and why is the server's word.

import type { AgendaItem } from '@aegle/api';
import { Button, Group, Kbd, Select, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { usePeople } from '../people/use-people.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { WorklistTable, whatOf } from './worklist-table.tsx';

const words = messages.today;
const FIRST = 100;
const MOST = 1000;

/** Each kind that is listed, with how many there are, in the order of the list. */
function kindsOf(items: readonly AgendaItem[]) {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(whatOf(item), (counts.get(whatOf(item)) ?? 0) + 1);
  return [
    { value: '', label: words.everyKind(items.length) },
    ...[...counts].map(([name, count]) => ({ value: name, label: words.ofKind(name, count) })),
  ];
}

interface ListedProps {
  readonly items: readonly AgendaItem[];
  readonly total: number;
}

function Listed({ items, total }: ListedProps) {
  const people = usePeople();
  const [kind, setKind] = useState('');
  const [most, setMost] = useState(FIRST);
  if (items.length === 0) return <Empty title={words.none}>{words.noneStep}</Empty>;
  const chosen = items.filter((item) => kind === '' || whatOf(item) === kind);
  const shown = chosen.slice(0, most);
  return (
    <>
      <Group justify="space-between" align="flex-end" className="no-print">
        <Select
          label={words.kind}
          w={280}
          maw="100%"
          data={kindsOf(items)}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(value ?? '')}
        />
        <Text size="sm" c="dimmed">
          <Kbd>↓</Kbd> {words.keys} <Kbd>F2</Kbd> {words.patientsKey}
        </Text>
      </Group>
      <Text size="sm" role="status">
        {words.listed(shown.length, kind === '' ? total : chosen.length)}
      </Text>
      {shown.length === 0 && <Empty title={words.noneOfKind} />}
      {shown.length > 0 && <WorklistTable items={shown} people={people} />}
      {shown.length < chosen.length && (
        <Button variant="default" w="fit-content" onClick={() => setMost(MOST)}>
          {words.more}
        </Button>
      )}
    </>
  );
}

/** The home of a prescriber and of a nurse. */
export function TodayPage() {
  const navigate = useNavigate();
  const agenda = useQuery({
    queryKey: ['agenda'],
    queryFn: () => client('listAgenda', { query: { limit: MOST } }),
    refetchInterval: 300_000,
  });
  // A function key, since a letter alone would take what somebody dictates or types elsewhere.
  useHotkeys([['F2', () => navigate({ to: '/patients' })]]);
  return (
    <Page title={words.title} aside={<Link to="/patients">{messages.places.patients}</Link>}>
      {agenda.isPending && <Loading />}
      <ProblemNotice error={agenda.error} retry={() => agenda.refetch()} />
      {agenda.isSuccess && <Listed items={agenda.data.items} total={agenda.data.total} />}
    </Page>
  );
}
