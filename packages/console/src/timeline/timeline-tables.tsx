// The timeline as two tables, for reading aloud, for small screens and for paper.
// Never less than the drawing shows.

import type { Timeline } from '@aegle/api';
import { parseCalendarDay } from '@aegle/core';
import { Badge, Code, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayInWords, instantInWords } from '../client/days.ts';
import { type KnownNames, useKnownNames } from '../decisions/known-names.ts';
import { FormLink, useOfferedForm } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { inWords, messages } from '../messages/messages.ts';
import { writeReference } from '../pharmacy/reference.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import {
  type CorrectionWords,
  correctionInWords,
  type EventWords,
  eventInWords,
} from './event-words.ts';
import type { TimelineEvent } from './layout.ts';
import styles from './timeline-tables.module.css';
import { windowStateInWords } from './window-words.ts';

const words = messages.timeline;
/** What a clinic's people entered; what services wrote is taken back where it was done. */
const CORRECTABLE: ReadonlySet<string> = new Set(offeredTypes('prescriber'));
const CONFIRMING = formOfReason('unconfirmed_correction');
const TRUTH_COLOURS = { met: 'green', unmet: 'orange', unknown: 'blue' } as const;

interface TitledTableProps {
  /** Names the heading in the page. */
  readonly id: string;
  readonly title: string;
  readonly headings: readonly string[];
  readonly children: ReactNode;
}

function TitledTable({ id, title, headings, children }: TitledTableProps) {
  return (
    <section aria-labelledby={id}>
      <Title order={2} fz="lg" id={id} mb="xs">
        {title}
      </Title>
      <StackingTable headings={headings}>{children}</StackingTable>
    </section>
  );
}

/** Windows and waits, with how they stand today. */
export function WindowTable({ timeline }: { timeline: Timeline }) {
  const today = parseCalendarDay(timeline.today)!;
  const names = useKnownNames();
  if (timeline.windows.length === 0) return null;
  return (
    <TitledTable
      id="windows"
      title={words.windows}
      headings={[words.requirement, words.opens, words.closes, words.state]}
    >
      {timeline.windows.map((window) => (
        <Table.Tr key={`${window.programme}/${window.requirement}`} role="row">
          <Table.Td role="cell" fw={600}>
            {inWords(window.requirement)}
            <Text size="xs" c="dimmed">
              {names.get(window.programme) ?? inWords(window.programme)}
            </Text>
          </Table.Td>
          <Table.Td role="cell" data-label={words.opens}>
            {window.holdsFrom === null ? words.noStart : dayInWords(window.holdsFrom)}
          </Table.Td>
          <Table.Td role="cell" data-label={words.closes}>
            {window.lastDay === null ? words.noEnd : dayInWords(window.lastDay)}
          </Table.Td>
          <Table.Td role="cell" data-label={words.state}>
            {window.truth !== null && (
              <Badge color={TRUTH_COLOURS[window.truth]} mr={6}>
                {messages.decisions.truth[window.truth]}
              </Badge>
            )}
            {windowStateInWords(window, today)}
          </Table.Td>
        </Table.Tr>
      ))}
    </TitledTable>
  );
}

/** What was left out of the words: ids and codes, for whoever needs them. */
function Identifiers({ event, said }: { event: TimelineEvent; said: EventWords }) {
  return (
    <details className="no-print">
      <summary>{words.identifiers}</summary>
      {[[words.entry, event.id] as const, ...said.identifiers].map(([name, value]) => (
        <Text key={`${name}/${value}`} size="xs" style={{ overflowWrap: 'anywhere' }}>
          {name}: {value}
        </Text>
      ))}
    </details>
  );
}

/** What a correction changed, what stood there before beside what stands there after. */
function Changed({ said }: { said: CorrectionWords }) {
  return (
    <Text size="sm">
      {said.of}, {said.field}: <del>{said.before}</del> → <ins>{said.after}</ins>
    </Text>
  );
}

/** Confirms a correction, or puts back what stood there before it. */
function SecondPerson({ patient, event, events }: RowProps) {
  const { field, isWithdrawn } = event.data;
  const target =
    event.type === 'Corrected' ? events.find(({ id }) => id === event.data.event) : undefined;
  const before = field === 'occurredOn' ? target?.occurredOn : target?.data[field as never];
  const isScalar = ['string', 'number', 'boolean'].includes(typeof before);
  return (
    <Text size="sm" className="no-print">
      <FormLink patient={patient} form={CONFIRMING} about={event.id}>
        {words.confirmCorrection}
      </FormLink>{' '}
      {target !== undefined && isWithdrawn !== true && isScalar && (
        <FormLink
          patient={patient}
          form="Corrected"
          typed={{
            event: target.id,
            field: String(field),
            value: String(before),
            isWithdrawn: 'false',
          }}
        >
          {words.refuseCorrection}
        </FormLink>
      )}
    </Text>
  );
}

/** The way to correct this entry, where the role may. */
function CorrectLink({ patient, event }: { patient: string; event: TimelineEvent }) {
  const isOffered = useOfferedForm('Corrected') !== null;
  if (!isOffered || event.type === 'Corrected' || !CORRECTABLE.has(event.type)) return null;
  return (
    <FormLink
      patient={patient}
      form="Corrected"
      typed={{ event: event.id, isWithdrawn: 'false' }}
      className="no-print"
    >
      {words.correct}
    </FormLink>
  );
}

/** What the clinic gives to the pharmacy with a prescription, to authorise and dispense by. */
function PharmacyReference({ patient, event }: { patient: string; event: TimelineEvent }) {
  const { prescription } = event.data;
  if (event.type !== 'PrescriptionWritten' || typeof prescription !== 'string') return null;
  return (
    <Text size="sm">
      {words.supplyReference}:{' '}
      <Code style={{ overflowWrap: 'anywhere' }}>{writeReference({ patient, prescription })}</Code>
    </Text>
  );
}

function ExplainLink({ patient, event }: { patient: string; event: TimelineEvent }) {
  const decision = event.data.decision;
  if (typeof decision !== 'string') return null;
  return (
    <Link to="/patients/$patient/decisions/$decision" params={{ patient, decision }}>
      {words.explain}
    </Link>
  );
}

/** What a correction holds closed until somebody else confirms it, as far as nobody has cleared it yet. */
function isUnconfirmed({ type, data, id }: TimelineEvent, cleared: ReadonlySet<unknown>): boolean {
  if (type === 'Corrected') return !cleared.has(id);
  return (
    type === 'SafetyHoldPlaced' &&
    data.cause === 'correction_unconfirmed' &&
    !cleared.has(data.hold)
  );
}

interface RowProps {
  readonly patient: string;
  readonly event: TimelineEvent;
  readonly events: readonly TimelineEvent[];
}

interface EventRowProps extends RowProps {
  readonly zone: string;
  readonly linked: boolean;
  readonly names: KnownNames;
  readonly isOpen: boolean;
}

function EventRow({ patient, event, events, zone, linked, names, isOpen }: EventRowProps) {
  const said = eventInWords(event, names);
  const corrected = correctionInWords(event, events, names);
  return (
    <Table.Tr role="row">
      <Table.Td role="cell" className={styles.day!}>
        {dayInWords(event.occurredOn)}
      </Table.Td>
      <Table.Td role="cell" fw={600}>
        {inWords(event.type)}
      </Table.Td>
      <Table.Td role="cell">
        {corrected === undefined ? said.details : <Changed said={corrected} />}
        {corrected !== undefined && typeof event.data.reason === 'string' && (
          <Text size="sm">{event.data.reason}</Text>
        )}{' '}
        {linked && <ExplainLink patient={patient} event={event} />}
        {linked && <PharmacyReference patient={patient} event={event} />}
        {isOpen && <SecondPerson patient={patient} event={event} events={events} />}{' '}
        {linked && <CorrectLink patient={patient} event={event} />}
        {linked && <Identifiers event={event} said={said} />}
      </Table.Td>
      <Table.Td role="cell">
        {messages.roles[event.by]}
        <Text size="xs" c="dimmed">
          {instantInWords(event.recorded, zone)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

interface EventTableProps {
  readonly timeline: Timeline;
  readonly linked: boolean;
  /** True while a correction closes the gates. */
  readonly asksToConfirm: boolean;
}

/** Every event that the role may read, the newest first. */
export function EventTable({ timeline, linked, asksToConfirm }: EventTableProps) {
  const { patient } = timeline;
  const names = useKnownNames();
  const cleared = new Set(
    timeline.events.flatMap(({ type, data }) => (type === 'SafetyHoldCleared' ? [data.hold] : [])),
  );
  const newestFirst = [...timeline.events].sort(
    (a, b) => b.occurredOn.localeCompare(a.occurredOn) || b.recorded.localeCompare(a.recorded),
  );
  return (
    <TitledTable
      id="events"
      title={words.events}
      headings={[words.day, words.event, words.details, words.recordedBy]}
    >
      {newestFirst.map((event) => (
        <EventRow
          key={event.id}
          {...{ patient, event, linked, names }}
          events={timeline.events}
          zone={timeline.zone}
          isOpen={asksToConfirm && isUnconfirmed(event, cleared)}
        />
      ))}
    </TitledTable>
  );
}

/** Decisions that were recorded, each with its explanation. */
export function DecisionTable({ timeline }: { timeline: Timeline }) {
  if (timeline.decisions.length === 0) return null;
  return (
    <section aria-labelledby="decisions">
      <Title order={2} fz="lg" id="decisions" mb="xs">
        {words.decisions}
      </Title>
      <Table fz="sm">
        <Table.Tbody>
          {timeline.decisions.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Td>{instantInWords(one.askedFor, timeline.zone)}</Table.Td>
              <Table.Td>{inWords(one.question)}</Table.Td>
              <Table.Td>{one.outcome === null ? messages.unknown : inWords(one.outcome)}</Table.Td>
              <Table.Td>
                <Link
                  to="/patients/$patient/decisions/$decision"
                  params={{ patient: timeline.patient, decision: one.id }}
                >
                  {words.explain}
                </Link>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
