// The counter's page: one field, one verdict, and the one step that the verdict is about.
// Never keeps a number longer than the check it belongs to.

import { Alert, Anchor, Button, Group, Kbd, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useEffectEvent } from 'react';
import { messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { HandedOut, useHandedOut } from './handed-out.tsx';
import { useKeptNumber } from './kept-number.ts';
import { Receipt } from './receipt.tsx';
import { SupplyActions } from './supply-actions.tsx';
import { type Checked, type Counter, useCounter, useScans } from './use-counter.ts';
import { Verdict } from './verdict.tsx';

const words = messages.pharmacy;

function NumberField({ counter }: { counter: Counter }) {
  const { field, typed, checking, isBusy, edit, check } = counter;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    check(typed.trim());
  };
  return (
    <Paper withBorder p="lg" className="no-print">
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            ref={field}
            size="lg"
            flex="1 1 240px"
            label={words.code}
            value={typed}
            onChange={(event) => edit(event.currentTarget.value)}
            readOnly={isBusy}
            autoFocus
            required
            spellCheck={false}
            autoCapitalize="off"
          />
          <Button type="submit" size="lg" loading={checking.isPending}>
            {words.check}
          </Button>
        </Group>
        <Text size="sm" c="dimmed" mt="xs">
          <Kbd>Enter</Kbd> {words.enterChecks} <Kbd>Esc</Kbd> {words.escapeClears}
        </Text>
      </form>
    </Paper>
  );
}

function Answered({ counter, checked }: { counter: Counter; checked: Checked }) {
  const { verdict } = checked;
  const { supply } = verdict;
  const { keep } = useKeptNumber();
  return (
    <Stack gap="lg">
      <Verdict checked={checked} />
      {supply !== undefined && verdict.verdict === 'yes' && (
        <SupplyActions key={checked.atMs} counter={counter} verdict={verdict} supply={supply} />
      )}
      {supply !== undefined && (
        <Anchor
          component={Link}
          to="/patients/$patient/record"
          params={{ patient: supply.patient } as never}
          onClick={() => keep(counter.typed)}
        >
          {words.record}
        </Anchor>
      )}
      <Button
        variant="default"
        onClick={() => {
          counter.edit('');
          counter.field.current?.focus();
        }}
        w="fit-content"
        className="no-print"
      >
        {words.another}
      </Button>
    </Stack>
  );
}

/** The page of a pharmacist. */
export function PharmacyPage() {
  const handed = useHandedOut();
  const counter = useCounter(handed.add);
  useScans(counter);
  const { take } = useKeptNumber();
  // Back from recording a document: the same number, checked anew.
  const again = useEffectEvent(() => {
    const kept = take();
    if (kept !== undefined) counter.check(kept);
  });
  useEffect(() => again(), []);
  const { checked, given, notice, checking, isBusy, edit, field } = counter;
  const clear = () => {
    if (isBusy) return;
    edit('');
    field.current?.focus();
  };
  useHotkeys([['Escape', clear]], []);
  return (
    <Page title={words.title}>
      <NumberField counter={counter} />
      <ProblemNotice error={checking.error} />
      <div aria-live="polite">
        {notice !== null && (
          <Alert color={notice === 'expired' ? 'orange' : 'green'} mb="md" title={words[notice]} />
        )}
        {checked !== null && <Answered counter={counter} checked={checked} />}
        {given !== null && (
          <Receipt
            key={given.dispense}
            given={given}
            counter={counter}
            onReversed={() => handed.remove(given.dispense)}
          />
        )}
      </div>
      <HandedOut kept={handed} onReversed={counter.takenBack} />
    </Page>
  );
}
