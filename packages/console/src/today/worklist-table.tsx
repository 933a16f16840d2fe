// The rows of the worklist: what, for whom, when, why, who. Arrows move, Enter opens the form.
// Never another order than the server's: what cannot wait, then what closes first.

import type { AgendaItem, PatientLine } from '@aegle/api';
import { Badge, Checkbox, Group, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { nowMs } from '../client/clock.ts';
import { dayInWords, instantInWords, placeOf } from '../client/days.ts';
import { FormLink } from '../forms/form-link.tsx';
import { formOfItem } from '../forms/form-of.ts';
import { inWords, messages } from '../messages/messages.ts';
import { fullName } from '../people/person-name.ts';
import { ageIn } from '../people/use-people.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { moveFocus } from '../ui/move-focus.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import styles from './worklist-table.module.css';

const words = messages.today;
const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The item in words; a task by its kind. */
export function whatOf({ what, why }: AgendaItem): string {
  if (what !== 'task') return words.steps[what];
  return words.tasks[why.code]?.what ?? inWords(why.code);
}

/** True for what comes before everything that has a date. */
function isAtOnce({ what }: AgendaItem): boolean {
  return what === 'contact_patient' || what === 'restore_record';
}

function Marks({ item }: { item: AgendaItem }) {
  if (isAtOnce(item)) return <Badge color="red">{words.atOnce}</Badge>;
  if (item.state === 'overdue') return <Badge color="red">{words.overdue}</Badge>;
  const { workingDaysLeft, lastHour } = item;
  if (workingDaysLeft === null || workingDaysLeft < 1 || workingDaysLeft > 3) return null;
  return <Badge color="orange">{words.workingDays(workingDaysLeft, lastHour)}</Badge>;
}

function whenOf({ what, state, from, until }: AgendaItem): string {
  // A task is due at a minute, wherever somebody sits; a day ends where the rule says.
  if (what === 'task' && until !== null)
    return words.untilMinute(instantInWords(until.at), placeOf(ownZone()));
  const opens = from !== null && state === 'later' ? [words.from(dayInWords(from))] : [];
  if (until === null) return opens[0] ?? words.now;
  return [...opens, words.untilEnd(dayInWords(until.day), placeOf(until.zone))].join(', ');
}

function Whom({ item, person }: { item: AgendaItem; person: PatientLine | undefined }) {
  const reachesPatients = placesOf(useAccount()).some(({ path }) => path === '/patients');
  if (item.patient === null) return words.organisation;
  const age = person && ageIn(person.bornOn, item.until?.zone ?? ownZone(), nowMs());
  return (
    <>
      <Link
        to={reachesPatients ? '/patients/$patient' : '/patients/$patient/conditions'}
        params={{ patient: item.patient }}
      >
        {person === undefined ? messages.patients.noName : fullName(person.name)}
      </Link>
      {age != null && words.years(age)}
    </>
  );
}

function What({ item }: { item: AgendaItem }) {
  const said = whatOf(item);
  if (item.patient === null) return said;
  return (
    <FormLink
      patient={item.patient}
      form={formOfItem(item.what, item.why.code)}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') moveFocus(event, 1);
        if (event.key === 'ArrowUp') moveFocus(event, -1);
      }}
    >
      {said}
    </FormLink>
  );
}

/** Which rows are selected, by `rowKeyOf`; what is not selected is then left out on paper. */
export interface RowSelection {
  readonly keys: ReadonlySet<string>;
  readonly put: (key: string, isSelected: boolean) => void;
}

/** One row among all: an item's id is unique within its patient only. */
export const rowKeyOf = ({ patient, id }: AgendaItem): string => `${patient}/${id}`;

interface RowProps {
  readonly item: AgendaItem;
  readonly person: PatientLine | undefined;
  readonly selection: RowSelection | undefined;
}

function SelectBox({ item, person, selection }: RowProps) {
  if (selection === undefined) return null;
  const noName = item.patient === null ? words.organisation : messages.patients.noName;
  const whom = person === undefined ? noName : fullName(person.name);
  return (
    <Checkbox
      className="no-print"
      size="xs"
      mt={3}
      aria-label={words.select(whatOf(item), whom)}
      checked={selection.keys.has(rowKeyOf(item))}
      onChange={(event) => selection.put(rowKeyOf(item), event.currentTarget.checked)}
    />
  );
}

function Row({ item, person, selection }: RowProps) {
  const isLeftOut =
    selection !== undefined && selection.keys.size > 0 && !selection.keys.has(rowKeyOf(item));
  const why = item.what === 'task' ? (words.tasks[item.why.code]?.why ?? '') : item.why.text;
  return (
    <Table.Tr
      role="row"
      className={`${isAtOnce(item) ? styles.atOnce! : ''} ${isLeftOut ? 'no-print' : ''}`}
    >
      <Table.Td role="cell" fw={600}>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <SelectBox item={item} person={person} selection={selection} />
          <span>
            <What item={item} /> <Marks item={item} />
          </span>
        </Group>
      </Table.Td>
      <Table.Td role="cell">
        <Whom item={item} person={person} />
      </Table.Td>
      <Table.Td role="cell">{whenOf(item)}</Table.Td>
      <Table.Td role="cell">{why}</Table.Td>
      <Table.Td role="cell" data-label={words.who}>
        {[...new Set(item.who)].map((role) => messages.roles[role]).join(', ')}
      </Table.Td>
    </Table.Tr>
  );
}

/** The table; its cells stand above each other on a small screen. */
export function WorklistTable(props: {
  readonly items: readonly AgendaItem[];
  readonly people: ReadonlyMap<string, PatientLine>;
  /** Names the table; otherwise the page's own title. */
  readonly label?: string;
  /** Left out: rows are not selected. */
  readonly selection?: RowSelection;
}) {
  const headings = [words.what, words.whom, words.when, words.why, words.who];
  return (
    <StackingTable label={props.label ?? words.title} headings={headings}>
      {props.items.map((item) => (
        <Row
          key={rowKeyOf(item)}
          item={item}
          person={item.patient === null ? undefined : props.people.get(item.patient)}
          selection={props.selection}
        />
      ))}
    </StackingTable>
  );
}
