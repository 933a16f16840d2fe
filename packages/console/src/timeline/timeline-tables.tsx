// The timeline as two tables, for reading aloud, for small screens and for paper.
// Never less than the drawing shows.

import type { Timeline } from '@aegle/api';
import { parseCalendarDay } from '@aegle/core';
import { Badge, Code, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { dayInWords, instantInWords } from '../client/days.ts';
import { FormLink } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { inWords, messages } from '../messages/messages.ts';
import { writeReference } from '../pharmacy/reference.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import type { TimelineEvent } from './layout.ts';
import styles from './timeline-tables.module.css';
import { windowStateInWords } from './window-words.ts';

const words = messages.timeline;
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
              {window.programme}
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

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** The details people read; ids of other records stay out of the way. */
function detailsOf(event: TimelineEvent): string {
  return Object.entries(event.data)
    .filter(([, value]) => value !== null && !(typeof value === 'string' && ID.test(value)))
    .map(([key, value]) => `${inWords(key)}: ${valueInWords(value)}`)
    .join(', ');
}

function valueInWords(value: unknown): string {
  if (typeof value === 'boolean') return value ? messages.recording.yes : messages.recording.no;
  if (Array.isArray(value)) return value.map(valueInWords).join('; ');
  return typeof value === 'string' ? dayInWords(value).replaceAll('_', ' ') : String(value);
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

interface EventTableProps {
  readonly timeline: Timeline;
  readonly linked: boolean;
  /** True while a correction closes the gates. */
  readonly asksToConfirm: boolean;
}

/** Every event that the role may read, the newest first. */
export function EventTable({ timeline, linked, asksToConfirm }: EventTableProps) {
  const { patient } = timeline;
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
        <Table.Tr key={event.id} role="row">
          <Table.Td role="cell" className={styles.day!}>
            {dayInWords(event.occurredOn)}
          </Table.Td>
          <Table.Td role="cell" fw={600}>
            {inWords(event.type)}
          </Table.Td>
          <Table.Td role="cell">
            {detailsOf(event)} {linked && <ExplainLink patient={patient} event={event} />}
            {linked && <PharmacyReference patient={patient} event={event} />}
            {asksToConfirm && isUnconfirmed(event, cleared) && (
              <FormLink patient={patient} form={CONFIRMING} about={event.id}>
                {messages.decisions.confirmsIt}
              </FormLink>
            )}
          </Table.Td>
          <Table.Td role="cell">
            {messages.roles[event.by]}
            <Text size="xs" c="dimmed">
              {instantInWords(event.recorded, timeline.zone)}
            </Text>
          </Table.Td>
        </Table.Tr>
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
