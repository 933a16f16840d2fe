// Clinics, pharmacies, laboratories and offices: what they are called, whom patients call, who works there.
// An identifier is shown on request: keys and accounts are made with it.

import { Checkbox, Code, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { AddPlace } from './add-place.tsx';
import { type Place, useAccounts, usePlaces } from './use-access.ts';

const words = messages.access;
const KINDS: readonly Place['kind'][] = ['clinic', 'pharmacy', 'laboratory', 'office'];

/** Names of those whose access is not over, by organisation. */
function usePeopleOf(): (place: string) => string {
  const { data } = useAccounts();
  return (place) => {
    const here = (data?.accounts ?? []).filter(
      ({ organisation, endsAt }) =>
        organisation === place && (endsAt === null || Date.parse(endsAt) > nowMs()),
    );
    return here.length === 0 ? messages.none : here.map(({ name }) => name).join(', ');
  };
}

/** The organisations by kind and name. */
export function PlaceList() {
  const read = usePlaces();
  const peopleOf = usePeopleOf();
  const [showsIds, setShowsIds] = useState(false);
  const places = [...(read.data?.organisations ?? [])].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.name.localeCompare(b.name),
  );
  const headings = [words.name, words.placeKind, words.phone, words.openingHours, words.people];
  return (
    <Stack gap="md">
      <Text size="sm">{words.placesHint}</Text>
      <AddPlace />
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      {read.isSuccess && places.length === 0 && (
        <Empty title={words.noPlaces}>{words.noPlacesStep}</Empty>
      )}
      {places.length > 0 && (
        <>
          <Checkbox
            className="no-print"
            label={words.showIdentifiers}
            checked={showsIds}
            onChange={(event) => setShowsIds(event.currentTarget.checked)}
          />
          <StackingTable
            label={words.places}
            headings={showsIds ? [...headings, words.identifier] : headings}
          >
            {places.map((one) => (
              <Table.Tr key={one.id} role="row">
                <Table.Td role="cell" fw={600}>
                  {one.name}
                </Table.Td>
                <Table.Td role="cell" data-label={words.placeKind}>
                  {words.kinds[one.kind]}
                </Table.Td>
                <Table.Td role="cell" data-label={words.phone}>
                  {one.phone ?? words.noPhone}
                </Table.Td>
                <Table.Td role="cell" data-label={words.openingHours}>
                  {one.openingHours ?? words.noHours}
                </Table.Td>
                <Table.Td role="cell" data-label={words.people}>
                  {peopleOf(one.id)}
                </Table.Td>
                {showsIds && (
                  <Table.Td role="cell" data-label={words.identifier}>
                    <Code style={{ overflowWrap: 'anywhere' }}>{one.id}</Code>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </StackingTable>
        </>
      )}
    </Stack>
  );
}
