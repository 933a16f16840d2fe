// The calendar read again by the rules of RFC 5545: lines, zones, instants, alarms, and what it must not say.

import { type Instant, parseInstant } from '@aegle/core';
import { zoneClocks } from '@aegle/data';
import { describe, expect, it } from 'vitest';
import type { ShownItem } from '../services/agenda-for.ts';
import { agendaCalendar } from './agenda-calendar.ts';

const clockOf = zoneClocks();
const reason = {
  code: 'conditions_met',
  programme: 'us-ipledge',
  edition: 'us',
  requirement: 'window',
  citation: { sources: ['x'] },
  text: 'A pregnancy test is in the record.',
};
const plain: ShownItem = {
  id: 'dispense',
  patient: 'p',
  what: 'dispense',
  subject: null,
  stage: 'dispense',
  state: 'now',
  who: ['pharmacist', 'patient'],
  from: '2026-10-28',
  bestDay: '2026-10-28',
  until: { day: '2026-11-03', zone: 'America/New_York', at: '2026-11-04T04:59:59.999Z' },
  lastWorkingDay: '2026-11-03',
  lastHour: null,
  workingDaysLeft: 4,
  warning: null,
  warnOn: ['2026-10-30', '2026-11-03'],
  holidaysOf: 'US',
  why: reason,
  alsoWhy: [],
  tasks: [],
  unlocks: [],
  ifMissed: null,
  task: null,
  isUrgent: false,
};
const madeAt = parseInstant('2026-10-28T12:00:00Z')!;
const textOf = (items: readonly ShownItem[], at: Instant = madeAt) =>
  agendaCalendar({ patient: 'p', items, madeAt: at, clockOf });

interface Component {
  readonly name: string;
  readonly lines: readonly string[];
  readonly parts: readonly Component[];
}

/** Unfolds and nests; throws where a line or a component is not as RFC 5545 has it. */
function parsed(text: string): Component {
  expect(text.endsWith('\r\n')).toBe(true);
  const physical = text.split('\r\n').slice(0, -1);
  for (const line of physical) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]/);
  }
  const lines = physical.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  let at = 0;
  const component = (): Component => {
    const name = /^BEGIN:([A-Z]+)$/.exec(lines[at]!)![1]!;
    const own: string[] = [];
    const parts: Component[] = [];
    for (at += 1; lines[at] !== `END:${name}`; )
      if (lines[at]!.startsWith('BEGIN:')) parts.push(component());
      else {
        expect(lines[at]).toMatch(/^[A-Z-]+(;[A-Z-]+=[^:;]+)*:/);
        own.push(lines[at]!);
        at += 1;
      }
    at += 1;
    return { name, lines: own, parts };
  };
  const calendar = component();
  expect(at).toBe(lines.length);
  return calendar;
}

const propertyOf = ({ lines }: Component, name: string) =>
  lines.find((line) => line.startsWith(`${name}:`) || line.startsWith(`${name};`))!;
const eventsOf = (calendar: Component) => calendar.parts.filter(({ name }) => name === 'VEVENT');

function wallMs(text: string): number {
  const [, year, month, day, hour, minute, second] = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/
    .exec(text)!
    .map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}

/** The instant of a property with TZID, by the calendar's own VTIMEZONE and nothing else. */
function instantIn(calendar: Component, property: string): number {
  const zone = /;TZID=([^:]+):/.exec(property)![1]!;
  const rules = calendar.parts.find(
    (one) => one.name === 'VTIMEZONE' && propertyOf(one, 'TZID') === `TZID:${zone}`,
  )!;
  const wall = wallMs(property);
  const last = rules.parts
    .map((one) => ({ from: wallMs(propertyOf(one, 'DTSTART')), to: propertyOf(one, 'TZOFFSETTO') }))
    .filter(({ from }) => from <= wall)
    .sort((left, right) => left.from - right.from)
    .at(-1)!;
  const [, sign, hours, minutes] = /:([+-])(\d\d)(\d\d)$/.exec(last.to)!;
  const offset = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return wall - (sign === '-' ? -offset : offset);
}

describe('the calendar of a patient', () => {
  it('has what RFC 5545 asks for', () => {
    const calendar = parsed(textOf([plain]));
    expect(propertyOf(calendar, 'VERSION')).toBe('VERSION:2.0');
    expect(propertyOf(calendar, 'PRODID')).toContain('Aegle');
    const [event] = eventsOf(calendar);
    expect(propertyOf(event!, 'DTSTAMP')).toBe('DTSTAMP:20261028T120000Z');
    expect(propertyOf(event!, 'UID')).toMatch(/^UID:[0-9a-f-]{36}$/);
    expect(propertyOf(event!, 'SUMMARY')).toBe('SUMMARY:Aegle: pickup');
  });

  it('opens and closes at the very instants, on the clock that closes it, over a change of the clock', () => {
    const calendar = parsed(textOf([plain]));
    const [event] = eventsOf(calendar);
    const starts = propertyOf(event!, 'DTSTART');
    expect(starts).toBe('DTSTART;TZID=America/New_York:20261028T000000');
    // Summer time ends on 1 November: four hours behind at the start, five at the end.
    expect(instantIn(calendar, starts)).toBe(Date.parse('2026-10-28T04:00:00Z'));
    expect(instantIn(calendar, propertyOf(event!, 'DTEND'))).toBe(
      Date.parse('2026-11-04T05:00:00.000Z'),
    );
  });

  it('rings at nine there on the days of both warnings, and not on one that is past', () => {
    const rings = (at: string) => {
      const [event] = eventsOf(parsed(textOf([plain], parseInstant(at)!)));
      return event!.parts.map((one) => propertyOf(one, 'TRIGGER'));
    };
    // From nine in the morning to the end of the day: 15 hours; from 30 October, 4 days, 16 hours.
    const last = 'TRIGGER;RELATED=END:-PT15H';
    expect(rings('2026-10-28T12:00:00Z')).toEqual(['TRIGGER;RELATED=END:-P4DT16H', last]);
    expect(rings('2026-10-31T12:00:00Z')).toEqual([last]);
  });

  it('is the same entry when it is exported again, with a higher sequence', () => {
    const of = (items: readonly ShownItem[], at: Instant) => {
      const [event] = eventsOf(parsed(textOf(items, at)));
      return {
        uid: propertyOf(event!, 'UID'),
        sequence: Number(propertyOf(event!, 'SEQUENCE').slice(9)),
      };
    };
    const first = of([plain], madeAt);
    const later = of(
      [{ ...plain, until: { ...plain.until!, day: '2026-11-04' } }],
      (madeAt + 3_600_000) as Instant,
    );
    expect(later.uid).toBe(first.uid);
    expect(later.sequence).toBeGreaterThan(first.sequence);
    expect(of([{ ...plain, id: 'prescribe' }], madeAt).uid).not.toBe(first.uid);
  });

  it('has a whole day where nothing closes it, and nothing for what waits or has no day', () => {
    const advice = { ...plain, what: 'after_advice', state: 'later', until: null } as const;
    const [event] = eventsOf(parsed(textOf([{ ...advice, from: '2026-12-01' }])));
    expect(propertyOf(event!, 'DTSTART')).toBe('DTSTART;VALUE=DATE:20261201');
    expect(propertyOf(event!, 'DTEND')).toBe('DTEND;VALUE=DATE:20261202');
    const none = [
      { ...plain, state: 'waiting' },
      { ...advice, from: null },
      { ...plain, what: 'contact_patient' },
    ] as const;
    expect(eventsOf(parsed(textOf(none)))).toEqual([]);
  });

  it('H-08 says no word about health, and neither patient nor rule', () => {
    const steps = ['pregnancy_test', 'contraception', 'laboratory_test', 'after_advice'] as const;
    const text = textOf(steps.map((what) => ({ ...plain, what, id: `us-ipledge/${what}` })));
    expect(text).not.toMatch(/pregnan|test|contracep|lab|capsule|blood|isotret|acne|ipledge|skin/i);
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(steps.length);
  });
});
