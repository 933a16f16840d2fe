// Accounts that somebody opened, for which a second person answers. Never offered to who opened them.

import { Alert, Button, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Loading } from '../ui/states.tsx';
import { ACCOUNTS_KEY, AWAITING_KEY, type AwaitingLine, usePlaceName } from './use-access.ts';

const words = messages.access;

function Answer({ one, onDone }: { one: AwaitingLine; onDone: (sentence: string) => void }) {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const vouch = useMutation({
    mutationFn: () => client('vouchForAccount', { params: { account: one.account } }),
    onSuccess: async () => {
      setOpen(false);
      onDone(words.answered(one.name));
      await cache.invalidateQueries({ queryKey: AWAITING_KEY });
      await cache.invalidateQueries({ queryKey: ACCOUNTS_KEY });
    },
  });
  if (one.waits.isMine) return words.isMine;
  if (one.waits.needsOwnPassword) return words.needsOwn;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={words.answerFor(one.name)}
        onClick={() => setOpen(true)}
      >
        {words.answer}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={words.answerAsk(one.name)}
        yes={words.answerFor(one.name)}
        isBusy={vouch.isPending}
        onYes={() => vouch.mutate()}
        onNo={() => setOpen(false)}
      >
        <Text size="sm">{words.answerNext}</Text>
        <ProblemNotice error={vouch.error} />
      </ConfirmDialog>
    </>
  );
}

/** For administrators and programme officers. */
export function AwaitingList() {
  const read = useQuery({
    queryKey: AWAITING_KEY,
    queryFn: () => client('listAccountsToVouchFor', {}),
  });
  const placeName = usePlaceName();
  const [done, setDone] = useState('');
  const accounts = read.data?.accounts ?? [];
  return (
    <Stack gap="md">
      <div role="status">{done !== '' && <Alert color="green" title={done} />}</div>
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      {read.isSuccess && accounts.length === 0 && <Text size="sm">{words.nobodyWaits}</Text>}
      {accounts.length > 0 && (
        <>
          <Text size="sm">{words.awaitingHint}</Text>
          <StackingTable
            label={words.awaiting}
            headings={[words.name, words.role, words.organisation, words.since, words.answer]}
          >
            {accounts.map((one) => (
              <Table.Tr key={one.account} role="row">
                <Table.Td role="cell" fw={600}>
                  {one.name}
                </Table.Td>
                <Table.Td role="cell" data-label={words.role}>
                  {messages.roles[one.role]}
                </Table.Td>
                <Table.Td role="cell" data-label={words.organisation}>
                  {placeName(one.organisation)}
                </Table.Td>
                <Table.Td role="cell" data-label={words.since}>
                  {instantInWords(one.waits.since)}
                </Table.Td>
                <Table.Td role="cell">
                  <Answer one={one} onDone={setDone} />
                </Table.Td>
              </Table.Tr>
            ))}
          </StackingTable>
        </>
      )}
    </Stack>
  );
}
