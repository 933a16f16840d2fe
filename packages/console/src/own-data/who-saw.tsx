// Who read one record from outside the care: when, in which role, why. Read when asked, page by page.
// Never who it was by name: the log holds pseudonyms, and a patient reads roles alone.

import { Button, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.data;
const PAGE = 50;

function Entries({ patient }: { patient: string }) {
  const log = useInfiniteQuery({
    queryKey: ['access-log', patient],
    initialPageParam: '',
    queryFn: ({ pageParam: after }) =>
      client('readPatientAccessLog', {
        params: { patient },
        query: { limit: PAGE, ...(after === '' ? {} : { after }) },
      }),
    getNextPageParam: ({ next }) => next,
    refetchOnWindowFocus: false,
  });
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  const roles: Readonly<Record<string, string>> = messages.roles;
  return (
    <>
      {log.isPending && <Loading />}
      <ProblemNotice error={log.error} retry={() => log.refetch()} />
      {log.isSuccess && entries.length === 0 && <Text fw={600}>{words.noLog}</Text>}
      {entries.length > 0 && (
        <StackingTable label={words.log} headings={[words.when, words.who, words.why, words.read]}>
          {entries.map(({ id, at, role, purpose, route }) => (
            <Table.Tr key={id} role="row">
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
            </Table.Tr>
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

/** The button, then the list. */
export function WhoSaw({ patient, hint }: { patient: string; hint: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <Stack gap="sm">
      <Text size="sm">{hint}</Text>
      {isShown ? (
        <Entries patient={patient} />
      ) : (
        <Button variant="default" w="fit-content" onClick={() => setShown(true)}>
          {words.showLog}
        </Button>
      )}
    </Stack>
  );
}
