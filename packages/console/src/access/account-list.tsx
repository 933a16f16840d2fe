// Everybody who can sign in, found by a part of name, e-mail or organisation, and by role.
// Never whose patient record an account opens.

import { Alert, Badge, Button, Group, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { instantInWords } from '../client/days.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { AccessChange } from './access-change.tsx';
import { AddAccount } from './add-account.tsx';
import { ReopenAccount } from './reopen-account.tsx';
import { type AccountLine, useAccounts, usePlaceName } from './use-access.ts';

const words = messages.access;
const STEP = 50;

function AccessState({ endsAt }: { endsAt: string | null }) {
  if (endsAt === null) return words.inUse;
  const when = instantInWords(endsAt);
  if (Date.parse(endsAt) > nowMs()) return words.endsOn(when);
  return <Badge color="gray">{words.ended(when)}</Badge>;
}

interface RowProps {
  readonly one: AccountLine;
  readonly place: string;
  readonly onDone: (sentence: string) => void;
}

function Row({ one, place, onDone }: RowProps) {
  const isOver = one.endsAt !== null && Date.parse(one.endsAt) <= nowMs();
  return (
    <Table.Tr role="row">
      <Table.Td role="cell">
        <Text fz="sm" fw={600}>
          {one.name}
        </Text>
        <Text fz="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {one.email}
        </Text>
      </Table.Td>
      <Table.Td role="cell" data-label={words.role}>
        {messages.roles[one.role]}
      </Table.Td>
      <Table.Td role="cell" data-label={words.organisation}>
        {place}
      </Table.Td>
      <Table.Td role="cell" data-label={words.secondFactor}>
        {one.hasSecondFactor ? words.isOn : words.isOff}
      </Table.Td>
      <Table.Td role="cell" data-label={words.lastSignedIn}>
        {one.lastSignedInAt === null ? words.never : instantInWords(one.lastSignedInAt)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.access}>
        <AccessState endsAt={one.endsAt} />{' '}
        {one.waits !== null && !isOver && <Badge color="orange">{words.waits}</Badge>}
      </Table.Td>
      <Table.Td role="cell" className="no-print">
        {isOver ? (
          <ReopenAccount one={one} onDone={onDone} />
        ) : (
          <AccessChange one={one} onDone={onDone} />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

interface FiltersProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly role: string;
  readonly onRole: (role: string) => void;
}

function Filters({ text, onText, role, onRole }: FiltersProps) {
  return (
    <Group gap="sm" align="flex-end" className="no-print">
      <TextInput
        label={words.search}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        style={{ flex: '1 1 240px' }}
        maxLength={80}
        spellCheck={false}
      />
      <Select
        label={words.role}
        value={role}
        onChange={(value) => onRole(value ?? '')}
        allowDeselect={false}
        data={[
          { value: '', label: words.anyRole },
          ...Object.entries(messages.roles)
            .filter(([value]) => value !== 'system_client')
            .map(([value, label]) => ({ value, label })),
        ]}
      />
    </Group>
  );
}

/** The accounts with their filters. */
export function AccountList() {
  const read = useAccounts();
  const placeName = usePlaceName();
  const [text, setText] = useState('');
  const [role, setRole] = useState('');
  const [most, setMost] = useState(STEP);
  const [done, setDone] = useState('');
  const all = read.data?.accounts ?? [];
  const sought = text.trim().toLowerCase();
  const found = all.filter(
    (one) =>
      (role === '' || one.role === role) &&
      `${one.name}\n${one.email}\n${placeName(one.organisation)}`.toLowerCase().includes(sought),
  );
  return (
    <Stack gap="md">
      <Text size="sm">{words.accountsHint}</Text>
      <AddAccount onDone={setDone} />
      <Filters text={text} onText={setText} role={role} onRole={setRole} />
      <div role="status">{done !== '' && <Alert color="green" title={done} />}</div>
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      {read.isSuccess && found.length === 0 && <Empty title={words.none}>{words.noneStep}</Empty>}
      {found.length > 0 && (
        <>
          <Text size="sm">{words.listed(found.length, all.length)}</Text>
          <StackingTable
            label={words.accounts}
            headings={[
              words.nameAndEmail,
              words.role,
              words.organisation,
              words.secondFactor,
              words.lastSignedIn,
              words.access,
              words.change,
            ]}
          >
            {found.slice(0, most).map((one) => (
              <Row
                key={one.account}
                one={one}
                place={placeName(one.organisation)}
                onDone={setDone}
              />
            ))}
          </StackingTable>
          {found.length > most && (
            <Button variant="default" w="fit-content" onClick={() => setMost(most + STEP)}>
              {words.more}
            </Button>
          )}
        </>
      )}
    </Stack>
  );
}
