// The safety officer's first page: pregnancies, unread reports, holds, and what else is theirs to decide.
// Never a name in a list, and never read again by itself: each reading is logged for each patient.

import type { AgendaItem, PatientLine } from '@aegle/api';
import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { WorklistTable } from '../today/worklist-table.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { GROUPS, type Group, grouped } from './groups.ts';

const words = messages.safety;
const MOST = 1000;
const NOBODY: ReadonlyMap<string, PatientLine> = new Map();

function GroupPart({ group, items }: { group: Group; items: readonly AgendaItem[] }) {
  const title = words.groups[group];
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'lg' }} component="section" aria-label={title}>
      <Title order={2} fz={20} mb="sm">
        {words.count(title, items.length)}
      </Title>
      {items.length === 0 ? (
        <Text size="sm">{words.nothing[group]}</Text>
      ) : (
        <WorklistTable items={items} people={NOBODY} label={title} />
      )}
    </Paper>
  );
}

function Listed({ items, total }: { items: readonly AgendaItem[]; total: number }) {
  const groups = grouped(items);
  const shown = [...groups.values()].reduce((sum, some) => sum + some.length, 0);
  return (
    <>
      {items.length < total && <Text size="sm">{words.cut(items.length, total)}</Text>}
      {GROUPS.map((group) => (
        <GroupPart key={group} group={group} items={groups.get(group) ?? []} />
      ))}
      {items.length > shown && <Text size="sm">{words.elsewhere(items.length - shown)}</Text>}
    </>
  );
}

function Work() {
  const agenda = useQuery({
    queryKey: ['agenda'],
    queryFn: () => client('listAgenda', { query: { limit: MOST } }),
    refetchOnWindowFocus: false,
  });
  return (
    <>
      <Text size="sm">{words.hint}</Text>
      {agenda.isPending && <Loading />}
      <ProblemNotice error={agenda.error} retry={() => agenda.refetch()} />
      {agenda.isSuccess && <Listed items={agenda.data.items} total={agenda.data.total} />}
    </>
  );
}

/** The home of a safety officer. */
export function SafetyPage() {
  const { role } = useAccount();
  return (
    <Page title={words.title}>
      {role === 'safety_officer' ? <Work /> : <Empty title={words.forOfficer} />}
    </Page>
  );
}
