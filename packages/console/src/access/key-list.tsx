// The keys of systems, and ending one. Never a key itself: it was shown once, when it was made.

import { Alert, Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Loading } from '../ui/states.tsx';
import { AddKey } from './add-key.tsx';
import { KEYS_KEY, type KeyLine, useKeys, usePlaceName } from './use-access.ts';

const words = messages.access;

function RevokeKey({ one, onDone }: { one: KeyLine; onDone: (sentence: string) => void }) {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const revoke = useMutation({
    mutationFn: () => client('revokeKey', { params: { key: one.key } }),
    onSuccess: async () => {
      setOpen(false);
      onDone(words.revokedNow(one.name));
      await cache.invalidateQueries({ queryKey: KEYS_KEY });
    },
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={words.revokeOf(one.name)}
        onClick={() => setOpen(true)}
      >
        {words.revoke}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={words.revokeAsk(one.name)}
        yes={words.revoke}
        isBusy={revoke.isPending}
        onYes={() => revoke.mutate()}
        onNo={() => setOpen(false)}
      >
        <Text size="sm">{words.revokeNext}</Text>
        <ProblemNotice error={revoke.error} />
      </ConfirmDialog>
    </>
  );
}

function Row({ one, onDone }: { one: KeyLine; onDone: (sentence: string) => void }) {
  const placeName = usePlaceName();
  const { name, kind, organisation, revokedAt } = one;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" fw={600}>
        {name}
      </Table.Td>
      <Table.Td role="cell" data-label={words.kind}>
        {kind === null ? words.oldKind : (words.keyKinds[kind] ?? inWords(kind))}
      </Table.Td>
      <Table.Td role="cell" data-label={words.organisation}>
        {placeName(organisation)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.state}>
        {revokedAt === null ? (
          words.inUse
        ) : (
          <Badge color="gray">{words.revoked(instantInWords(revokedAt))}</Badge>
        )}
      </Table.Td>
      <Table.Td role="cell" className="no-print">
        {revokedAt === null && <RevokeKey one={one} onDone={onDone} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** The keys of the tenant, and how one is made. */
export function KeyList() {
  const read = useKeys();
  const [done, setDone] = useState('');
  const keys = read.data?.keys ?? [];
  return (
    <Stack gap="md">
      <Text size="sm">{words.keysHint}</Text>
      <AddKey />
      <div role="status">{done !== '' && <Alert color="green" title={done} />}</div>
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      {read.isSuccess && keys.length === 0 && <Text fw={600}>{words.noKeys}</Text>}
      {keys.length > 0 && (
        <StackingTable
          label={words.keys}
          headings={[words.name, words.kind, words.organisation, words.state, words.revoke]}
        >
          {keys.map((one) => (
            <Row key={one.key} one={one} onDone={setDone} />
          ))}
        </StackingTable>
      )}
    </Stack>
  );
}
