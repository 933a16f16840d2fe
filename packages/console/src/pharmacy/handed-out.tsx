// What was handed out at this counter since somebody signed in, each with its way back.
// Never a name, and gone with the session: it lives in this page's memory alone.

import { Button, Table, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { clockInWords } from '../client/days.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import { shownNumber } from './reference.ts';
import { ReversalDialog } from './reversal-dialog.tsx';
import type { Given } from './use-counter.ts';

const words = messages.pharmacy;
const KEY = ['handed-out'] as const;

/** What was handed out, the latest first, and how the list grows and shrinks. */
export function useHandedOut() {
  const cache = useQueryClient();
  const read = () => cache.getQueryData<readonly Given[]>(KEY) ?? [];
  const all = useQuery({
    queryKey: KEY,
    queryFn: () => Promise.resolve(read()),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
  });
  return {
    all: all.data ?? [],
    add: (one: Given) => cache.setQueryData(KEY, [one, ...read()]),
    remove: (dispense: string) =>
      cache.setQueryData(
        KEY,
        read().filter((one) => one.dispense !== dispense),
      ),
  };
}

type Kept = ReturnType<typeof useHandedOut>;

function Row({ given, onReversed }: { given: Given; onReversed: () => void }) {
  const { patient, dispense, days, typed, atMs } = given;
  const [isAsking, setAsking] = useState(false);
  const reverse = useRecording('reverseDispense', () => {
    setAsking(false);
    onReversed();
  });
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" data-label={words.time}>
        {clockInWords(atMs)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.numberShown} style={{ overflowWrap: 'anywhere' }}>
        {shownNumber(typed)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.daysSupply}>
        {words.days(days)}
      </Table.Td>
      <Table.Td role="cell" className="no-print">
        <Button variant="default" size="xs" onClick={() => setAsking(true)}>
          {words.undoOf(shownNumber(typed))}
        </Button>
        <ReversalDialog
          isOpen={isAsking}
          kind="dispense"
          isBusy={reverse.isPending}
          error={reverse.error}
          onCause={(cause) => reverse.mutate({ params: { patient, dispense }, body: { cause } })}
          onNo={() => setAsking(false)}
        />
      </Table.Td>
    </Table.Tr>
  );
}

/** The list; nothing before the first. */
export function HandedOut({ kept, onReversed }: { kept: Kept; onReversed: () => void }) {
  if (kept.all.length === 0) return null;
  return (
    <section aria-labelledby="handed-out">
      <Title order={2} fz="lg" id="handed-out">
        {words.handedOut}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {words.handedOutHint}
      </Text>
      <StackingTable headings={[words.time, words.numberShown, words.daysSupply, words.undo]}>
        {kept.all.map((given) => (
          <Row
            key={given.dispense}
            given={given}
            onReversed={() => {
              kept.remove(given.dispense);
              onReversed();
            }}
          />
        ))}
      </StackingTable>
    </section>
  );
}
