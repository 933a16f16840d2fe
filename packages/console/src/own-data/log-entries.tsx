// The access log as a table, the latest first, a page at a time: of one patient or of all of them.
// Never who read it by name: the log holds pseudonyms.

import type { AnswerOf } from '@aegle/api';
import { Button, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantInWords } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.data;
const PAGE = 50;

type Log = AnswerOf<'readAccessLog'>;
type Entry = Log['entries'][number];

interface LogEntriesProps {
  readonly label: string;
  /** Said where there is no entry. */
  readonly nothing: string;
  readonly name: readonly string[];
  readonly read: (page: { limit: number; after?: string }) => Promise<Log>;
  /** Of many patients: each entry leads to who saw that record. */
  readonly leadsToPatients?: boolean;
}

function Row({ entry, leadsToPatients }: { entry: Entry; leadsToPatients: boolean }) {
  const { at, role, purpose, route, patient } = entry;
  const roles: Readonly<Record<string, string>> = messages.roles;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">{instantInWords(at)}</Table.Td>
      <Table.Td role="cell" data-label={words.who}>
        {roles[role] ?? inWords(role)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.why}>
        {words.purposes[purpose] ?? inWords(purpose)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.read}>
        {words.routes[route] ?? inWords(route)}
      </Table.Td>
      {leadsToPatients && (
        <Table.Td role="cell" data-label={words.whose}>
          <Link to="/patients/$patient/data" params={{ patient }}>
            {words.thisRecord}
          </Link>
        </Table.Td>
      )}
    </Table.Tr>
  );
}

/** Read when it is shown, and never again by itself. */
export function LogEntries({ label, nothing, name, read, leadsToPatients }: LogEntriesProps) {
  const log = useInfiniteQuery({
    queryKey: name,
    initialPageParam: '',
    queryFn: ({ pageParam: after }) => read({ limit: PAGE, ...(after === '' ? {} : { after }) }),
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const isOfAll = leadsToPatients === true;
  const headings = [words.when, words.who, words.why, words.read];
  return (
    <>
      {log.isPending && <Loading />}
      <ProblemNotice error={log.error} retry={() => log.refetch()} />
      {log.isSuccess && entries.length === 0 && <Text fw={600}>{nothing}</Text>}
      {entries.length > 0 && (
        <StackingTable label={label} headings={isOfAll ? [...headings, words.whose] : headings}>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} leadsToPatients={isOfAll} />
          ))}
        </StackingTable>
      )}
      {log.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={log.isFetchingNextPage}
          onClick={() => log.fetchNextPage()}
        >
          {words.earlier}
        </Button>
      )}
    </>
  );
}
