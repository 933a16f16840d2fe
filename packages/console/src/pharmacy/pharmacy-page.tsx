// The counter's page: one field, the verdict, and what may be done next. Keyboard first.
// Never keeps a number longer than the check it belongs to.

import type { PharmacyVerdict } from '@aegle/api';
import { Anchor, Button, Group, Kbd, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { readReference, type SupplyReference, verdictOf } from './reference.ts';
import { SupplyActions } from './supply-actions.tsx';
import { Verdict } from './verdict.tsx';

const words = messages.pharmacy;

interface Checked {
  readonly verdict: PharmacyVerdict;
  readonly reference: SupplyReference | undefined;
}

async function check(typed: string): Promise<Checked> {
  const reference = readReference(typed);
  if (reference === undefined)
    return { verdict: await client('checkAtPharmacy', { body: { code: typed } }), reference };
  const { patient, prescription } = reference;
  const answer = await client('ask', {
    params: { patient },
    body: { question: 'dispense', prescription },
  });
  return { verdict: verdictOf(answer), reference };
}

function Next({ checked }: { checked: Checked }) {
  const { reference, verdict } = checked;
  if (reference === undefined)
    return verdict.verdict === 'yes' ? <Text>{words.needsReference}</Text> : null;
  return (
    <Stack gap="md">
      {(verdict.verdict === 'yes' || reference.authorization !== null) && (
        <SupplyActions reference={reference} maxDaysSupply={verdict.maxDaysSupply} />
      )}
      <Anchor
        component={Link}
        to="/patients/$patient/record"
        params={{ patient: reference.patient } as never}
      >
        {words.record}
      </Anchor>
    </Stack>
  );
}

/** The page of a pharmacist. */
export function PharmacyPage() {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const checking = useMutation({ mutationFn: check, gcTime: 0 });
  const clear = () => {
    checking.reset();
    setTyped('');
    field.current?.focus();
  };
  useHotkeys([['Escape', clear]], []);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typed.trim() !== '') checking.mutate(typed.trim());
  };
  return (
    <Page title={words.title}>
      <Paper withBorder p="lg" className="no-print">
        <form onSubmit={submit}>
          <Group align="flex-end">
            <TextInput
              ref={field}
              size="lg"
              flex="1 1 280px"
              label={words.code}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
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
      <ProblemNotice error={checking.error} />
      <div aria-live="polite">
        {checking.data !== undefined && (
          <Stack gap="lg">
            <Verdict verdict={checking.data.verdict} />
            <Next key={checking.submittedAt} checked={checking.data} />
            <Button variant="default" onClick={clear} w="fit-content" className="no-print">
              {words.another}
            </Button>
          </Stack>
        )}
      </div>
    </Page>
  );
}
