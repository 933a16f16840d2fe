// The rows of the patient list; arrows move between them, Enter opens one.
// Never a finding beside a name: held or not is all that a list says.

import type { PatientLine } from '@aegle/api';
import { Badge, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dayInWords } from '../client/days.ts';
import { messages } from '../messages/messages.ts';
import { categoryInWords, listedName } from '../people/person-name.ts';
import { moveFocus } from '../ui/move-focus.ts';
import { StackingTable } from '../ui/stacking-table.tsx';

const words = messages.people;

interface RowProps {
  readonly one: PatientLine;
  readonly programmes: ReadonlyMap<string, string>;
}

function Row({ one, programmes }: RowProps) {
  const { patient, name, bornOn, category, state, isHeld, lastOn } = one;
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" fw={600}>
        <Link
          to="/patients/$patient"
          params={{ patient }}
          data-row
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') moveFocus(event, 1);
            if (event.key === 'ArrowUp') moveFocus(event, -1);
          }}
        >
          {listedName(name)}
        </Link>
      </Table.Td>
      <Table.Td role="cell" data-label={words.born}>
        {bornOn === null ? messages.unknown : dayInWords(bornOn)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.programme}>
        {one.programmes.map((id) => programmes.get(id) ?? id).join(', ')}
      </Table.Td>
      <Table.Td role="cell" data-label={words.category}>
        {categoryInWords(category)}
      </Table.Td>
      <Table.Td role="cell" data-label={words.state}>
        {words.states[state]} {isHeld && <Badge color="red">{words.held}</Badge>}
      </Table.Td>
      <Table.Td role="cell" data-label={words.last}>
        {lastOn === null ? messages.unknown : dayInWords(lastOn)}
      </Table.Td>
    </Table.Tr>
  );
}

/** The table; its cells stand above each other on a small screen. */
export function PatientTable(props: {
  readonly patients: readonly PatientLine[];
  readonly programmes: ReadonlyMap<string, string>;
}) {
  const headings = [
    words.name,
    words.born,
    words.programme,
    words.category,
    words.state,
    words.last,
  ];
  return (
    <StackingTable label={words.title} headings={headings}>
      {props.patients.map((one) => (
        <Row key={one.patient} one={one} programmes={props.programmes} />
      ))}
    </StackingTable>
  );
}
