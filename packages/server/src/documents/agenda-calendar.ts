// A patient's agenda as iCalendar text (RFC 5545), by ical-generator.
// Never a word about health or a person: it is shown on lock screens and by calendars of others.

import { createHash } from 'node:crypto';
import {
  type AgendaStep,
  type CalendarDay,
  type ClockOf,
  formatInstant,
  type Instant,
  parseCalendarDay,
} from '@aegle/core';
import { instantsAround, wallTimeAt, zoneComponent } from '@aegle/data';
import ical, {
  ICalAlarmRelatesTo,
  ICalAlarmType,
  ICalCalendarMethod,
  ICalEventTransparency,
} from 'ical-generator';
import type { ShownItem } from '../services/agenda-for.ts';

/** What a calendar says of a step; a step that is nobody's appointment is not in it. */
const TITLES: Readonly<Record<AgendaStep, string | undefined>> = {
  contact_patient: undefined,
  restore_record: undefined,
  prescribe: 'appointment',
  dispense: 'pickup',
  donate_blood: 'note',
  pregnancy_test: 'appointment',
  counselling: 'appointment',
  comprehension: 'questions',
  contraception: 'to do',
  visit: 'appointment',
  form: 'form',
  guardian_signature: 'form',
  document: 'to do',
  category: undefined,
  enrolment: undefined,
  specialist_approval: undefined,
  second_prescriber: undefined,
  prescriber_certificate: undefined,
  pharmacy_certificate: undefined,
  prescription: undefined,
  external_authorization: undefined,
  judgement: undefined,
  edition: undefined,
  wait: undefined,
  supply: undefined,
  prior_authorization: undefined,
  insurer_answer: undefined,
  stock: undefined,
  resume_course: 'reminder',
  move: undefined,
  laboratory_test: 'appointment',
  capsules_run_out: 'reminder',
  follow_up: 'appointment',
  after_advice: 'note',
  task: undefined,
};

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const SEQUENCE_FROM = Date.UTC(2020, 0, 1);
const WARNED_AT = '09:00';

/** Items as the patient reads them, of one patient, with the moment at which they were derived. */
export interface CalendarOf {
  readonly patient: string;
  readonly items: readonly ShownItem[];
  readonly madeAt: Instant;
  readonly clockOf: ClockOf;
}

/**
 * The calendar: one entry for each item with a day, from its first day to the instant at which it
 * closes, on the clock that closes it, with alarms at nine on the days of its warnings. The same item
 * has the same UID in every export and a later one a higher SEQUENCE, so that it takes the place of
 * the earlier.
 */
export function agendaCalendar({ patient, items, madeAt, clockOf }: CalendarOf): string {
  const entries = items.flatMap((item) => entryOf(item, madeAt, clockOf));
  const instants = entries.flatMap(({ start, end }) => [start, end]);
  const first = Math.min(madeAt, ...instants) as Instant;
  const last = Math.max(madeAt, ...instants) as Instant;
  const calendar = ical({
    prodId: { company: 'Aegle', product: 'Agenda', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    name: 'Aegle',
    timezone: { name: null, generator: (zone) => zoneComponent(zone, first, last) },
  });
  for (const { id, title, zone, start, end, isDated, alarms } of entries) {
    const event = calendar.createEvent({
      id: uidOf(patient, id),
      sequence: Math.floor((madeAt - SEQUENCE_FROM) / MINUTE_MS),
      stamp: formatInstant(madeAt),
      summary: `Aegle: ${title}`,
      description: 'Open Aegle to read what it is about.',
      transparency: ICalEventTransparency.TRANSPARENT,
      ...(isDated ? { timezone: zone } : {}),
      allDay: !isDated,
      start: isDated ? wallTimeAt(start, zone) : wallTimeAt(start, zone).toPlainDate(),
      end: isDated ? wallTimeAt(end, zone) : wallTimeAt(end, zone).toPlainDate(),
    });
    for (const at of alarms)
      event
        .createAlarm({
          type: ICalAlarmType.display,
          description: `Aegle: ${title}`,
          triggerBefore: (end - at) / 1000,
        })
        .relatesTo(ICalAlarmRelatesTo.end);
  }
  return `${calendar.toString()}\r\n`;
}

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly zone: string;
  readonly start: Instant;
  /** Excluded: the instant after the last millisecond. */
  readonly end: Instant;
  /** It closes on a clock; otherwise it is a day of the calendar, wherever its reader is. */
  readonly isDated: boolean;
  readonly alarms: readonly Instant[];
}

function entryOf(item: ShownItem, now: Instant, clockOf: ClockOf): readonly Entry[] {
  const { id, what, state, from, until, warnOn } = item;
  const title = TITLES[what];
  if (title === undefined || state === 'waiting') return [];
  if (until === null) {
    const day = dayIn(from);
    if (day === undefined || state !== 'later') return [];
    const start = (day * DAY_MS) as Instant;
    const end = (start + DAY_MS) as Instant;
    return [{ id, title, zone: 'UTC', start, end, isDated: false, alarms: [] }];
  }
  const { zone, day: last } = until;
  const clock = clockOf(zone);
  const day = dayIn(from) ?? dayIn(last)!;
  const start = (clock.lastInstantOf((day - 1) as CalendarDay) + 1) as Instant;
  const end = (Date.parse(until.at) + 1) as Instant;
  const alarms = warnOn.flatMap((text) => {
    const [at] = instantsAround(dayIn(text)!, WARNED_AT, zone);
    return at !== undefined && at >= now && at < end ? [at] : [];
  });
  return [{ id, title, zone, start, end, isDated: true, alarms }];
}

function dayIn(text: string | null): CalendarDay | undefined {
  return text === null ? undefined : parseCalendarDay(text);
}

/** The same for the same patient and item; it tells neither. */
function uidOf(patient: string, item: string): string {
  const hex = createHash('sha256').update(`aegle:agenda:${patient}:${item}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
  ];
  return [...parts, hex.slice(20, 32)].join('-');
}
