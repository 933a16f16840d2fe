// The programme office's first page: what waits for it, patient by patient, each certificate once with whose
// it is, each leading to its form.
// Never a patient's name in the list, and never read again by itself: each reading is logged for each patient.

import type { PatientLine } from '@aegle/api';
import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { AwaitingList } from '../access/awaiting-list.tsx';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { WorklistTable } from '../today/worklist-table.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';

const words = messages.certifying;
const MOST = 1000;
const NOBODY: ReadonlyMap<string, PatientLine> = new Map();

function Work() {
  const agenda = useQuery({
    queryKey: ['agenda'],
    queryFn: () => client('listAgenda', { query: { limit: MOST } }),
    refetchOnWindowFocus: false,
  });
  const items = (agenda.data?.items ?? []).filter(({ who }) => who.includes('programme_officer'));
  return (
    <>
      <Text size="sm">{words.workHint}</Text>
      {agenda.isPending && <Loading />}
      <ProblemNotice error={agenda.error} retry={() => agenda.refetch()} />
      {agenda.isSuccess && items.length === 0 && (
        <Empty title={words.noWork}>{words.noWorkStep}</Empty>
      )}
      {items.length > 0 && <WorklistTable items={items} people={NOBODY} label={words.work} />}
    </>
  );
}

/** Accounts for which this officer may be the second person. */
function Waiting() {
  const title = messages.access.awaiting;
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'lg' }} component="section" aria-label={title}>
      <Title order={2} fz={20} mb="sm">
        {title}
      </Title>
      <AwaitingList />
    </Paper>
  );
}

/** The home of a programme officer. */
export function OfficePage() {
  const { role } = useAccount();
  return (
    <Page title={words.work}>
      {role === 'programme_officer' ? (
        <>
          <Work />
          <Waiting />
        </>
      ) : (
        <Empty title={words.worksHere} />
      )}
    </Page>
  );
}
