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
import { useSubjectNames } from '../people/use-subject-names.ts';
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

/** An item about nobody's treatment: whose certificate it is, or of the organisation. */
function subjectIn({ subject }: AgendaItem, nameOf: RowProps['nameOf']): string {
  return subject === null ? words.organisation : words.subjects[subject.kind](nameOf(subject));
}

function Whom({ item, person, nameOf }: RowProps) {
  const reachesPatients = placesOf(useAccount()).some(({ path }) => path === '/patients');
  if (item.patient === null) return subjectIn(item, nameOf);
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
      {item.subject === null && words.nobodyNamed[item.what]}
    </>
  );
}

function What({ item }: { item: AgendaItem }) {
  const said = whatOf(item);
  const certifies = placesOf(useAccount()).some(({ path }) => path === '/certify');
  if (item.patient === null)
    return item.subject !== null && certifies ? <Link to="/certify">{said}</Link> : said;
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

/** One row among all: an item's id is unique within its patient, or its subject, only. */
export const rowKeyOf = ({ patient, subject, id }: AgendaItem): string =>
  `${patient ?? `${subject?.kind}/${subject?.id}`}/${id}`;

interface RowProps {
  readonly item: AgendaItem;
  readonly person: PatientLine | undefined;
  readonly selection: RowSelection | undefined;
  readonly nameOf: ReturnType<typeof useSubjectNames>;
}

function SelectBox({ item, person, selection, nameOf }: RowProps) {
  if (selection === undefined) return null;
  const noName = item.patient === null ? subjectIn(item, nameOf) : messages.patients.noName;
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

function Row(props: RowProps) {
  const { item, selection } = props;
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
          <SelectBox {...props} />
          <span>
            <What item={item} /> <Marks item={item} />
          </span>
        </Group>
      </Table.Td>
      <Table.Td role="cell">
        <Whom {...props} />
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
  const nameOf = useSubjectNames(props.items);
  const headings = [words.what, words.whom, words.when, words.why, words.who];
  return (
    <StackingTable label={props.label ?? words.title} headings={headings}>
      {props.items.map((item) => (
        <Row
          key={rowKeyOf(item)}
          item={item}
          person={item.patient === null ? undefined : props.people.get(item.patient)}
          selection={props.selection}
          nameOf={nameOf}
        />
      ))}
    </StackingTable>
  );
}
