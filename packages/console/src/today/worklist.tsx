// The worklist as far as it was asked for: how much of it, selecting for paper, and what leads further.
// Never a count of more than was read: "all" is all that is shown.

import type { AgendaItem, Worklist } from '@aegle/api';
import { Button, Checkbox, Group, Kbd, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { messages } from '../messages/messages.ts';
import { usePeople } from '../people/use-people.ts';
import styles from './worklist-table.module.css';
import { type RowSelection, rowKeyOf, WorklistTable } from './worklist-table.tsx';

const words = messages.today;

/** The most that one answer holds. */
export const MOST = 1000;

/** What is selected of these items; an item that has gone is no longer. */
function useSelection(items: readonly AgendaItem[]) {
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const shown = items.map(rowKeyOf);
  const selection: RowSelection = {
    keys: new Set(shown.filter((key) => kept.has(key))),
    put: (key, isSelected) =>
      setKept((before) => {
        const after = new Set(before);
        if (isSelected) after.add(key);
        else after.delete(key);
        return after;
      }),
  };
  return {
    selection,
    putAll: (isSelected: boolean) => setKept(new Set(isSelected ? shown : [])),
  };
}

interface BatchProps {
  readonly selected: number;
  readonly shown: number;
  readonly putAll: (isSelected: boolean) => void;
}

/** Selecting everything that is shown, and printing what is selected, or all. */
function Batch({ selected, shown, putAll }: BatchProps) {
  return (
    <Group gap="sm" className="no-print">
      <Checkbox
        size="xs"
        label={words.selectAll(shown)}
        checked={selected === shown}
        indeterminate={selected > 0 && selected < shown}
        onChange={(event) => putAll(event.currentTarget.checked)}
      />
      <Button variant="default" size="xs" onClick={() => window.print()}>
        {selected === 0 ? words.print : words.printSelected(selected)}
      </Button>
      {selected > 0 && (
        <Button variant="subtle" size="xs" onClick={() => putAll(false)}>
          {words.clear}
        </Button>
      )}
    </Group>
  );
}

interface ListedProps {
  readonly list: Worklist;
  /** What the list was narrowed to, in words, for paper. */
  readonly chosen: readonly string[];
  readonly onMore: () => void;
}

/** The list; mount it afresh where something else is asked for, so that nothing stays selected unseen. */
export function Listed({ list, chosen, onMore }: ListedProps) {
  const people = usePeople();
  const { items, total } = list;
  const { selection, putAll } = useSelection(items);
  const selected = selection.keys.size;
  return (
    <>
      <Group justify="space-between">
        <Stack gap={0}>
          <Text size="sm" role="status">
            {words.listed(items.length, total)}
          </Text>
          {chosen.length > 0 && (
            <Text size="sm" className={styles.onPaper!}>
              {words.only(chosen.join('; '))}
            </Text>
          )}
          {selected > 0 && selected < total && (
            <Text size="sm" className={styles.onPaper!}>
              {words.selected(selected)}
            </Text>
          )}
        </Stack>
        <Text size="sm" c="dimmed" className="no-print">
          <Kbd>↓</Kbd> {words.keys} <Kbd>F2</Kbd> {words.patientsKey}
        </Text>
      </Group>
      <Batch selected={selected} shown={items.length} putAll={putAll} />
      <WorklistTable items={items} people={people} selection={selection} />
      {items.length < Math.min(total, MOST) && (
        <Button variant="default" w="fit-content" className="no-print" onClick={onMore}>
          {words.more}
        </Button>
      )}
      {items.length >= MOST && items.length < total && <Text size="sm">{words.most}</Text>}
    </>
  );
}
