// Event lines: when a line counts as recorded, whose it is, and what is refused with its place.

import { formatInstant, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { eventLineSchema, eventsFrom, type LineRules } from './event-lines.ts';
import { readPatientFile } from './patient-file.ts';

const read = (lines: object[], rules: LineRules = {}, zone = 'America/New_York') =>
  eventsFrom(
    lines.map((line) => eventLineSchema.parse({ type: 'PeriodMissed', ...line })),
    { zone, anchor: parseCalendarDay('2024-03-08')! },
    'events',
    rules,
  );
const rulesIn = (found: ReturnType<typeof read>) =>
  found.problems.map((problem) => [problem.field, problem.rule]);

describe('event lines', () => {
  it('are recorded at the stated time, the start of the day, or the exact instant', () => {
    const { events, problems } = read([
      { day: '2024-03-10' },
      { day: '2024-03-10', time: '03:00' },
      { day: '2024-03-10', recorded: '2024-03-11', zone: 'UTC' },
      { day: '2024-03-10', recordedAt: '2024-03-11T12:00:00.123Z' },
    ]);
    expect(problems).toEqual([]);
    expect(events.map((event) => formatInstant(event.recordedAt))).toEqual([
      '2024-03-10T05:00:00.000Z',
      '2024-03-10T07:00:00.000Z',
      '2024-03-11T00:00:00.000Z',
      '2024-03-11T12:00:00.123Z',
    ]);
  });

  it('name role and id of who recorded them, colons in the id included', () => {
    const { events } = read([
      { day: '+0', by: 'prescriber:urn:dr:b' },
      { day: '+0', by: 'patient' },
    ]);
    expect(events.map((event) => event.actor)).toEqual([
      { role: 'prescriber', id: 'urn:dr:b' },
      { role: 'patient', id: 'patient' },
    ]);
  });

  it.each([
    [{ day: '2024-02-30' }, 'events[0].day', 'not_a_calendar_day'],
    [{ day: '2024-03-10', recorded: '2024-02-30' }, 'events[0].recorded', 'not_a_calendar_day'],
    [{ day: '2024-03-10', recorded: '2024-03-09' }, 'events[0].day', 'day_in_the_future'],
    [{ day: '2024-03-10', zone: 'Nowhere/Land' }, 'events[0].zone', 'unknown_zone'],
    [{ day: '2024-03-10', by: 'king' }, 'events[0].by', 'unknown_role'],
    [{ day: '2024-03-10', at: '2024-03-10T10:00:00' }, 'events[0].at', 'not_an_instant'],
    [{ day: '2024-03-10', recordedAt: 'noon' }, 'events[0].recordedAt', 'not_an_instant'],
    [
      { day: '2024-03-10', recordedAt: '2024-03-10T12:00:00Z', time: '12:00' },
      'events[0].recordedAt',
      'recording_told_twice',
    ],
    [{ day: '2024-03-10', type: 'Holiday' }, 'events[0].type', 'unknown_event_type'],
    [{ day: '2024-03-10', v: 2 }, 'events[0].v', 'version_from_the_future'],
  ])('refuse %j', (line, field, rule) => {
    expect(rulesIn(read([line]))).toContainEqual([field, rule]);
  });

  it('refuse an hour that had not come when they were recorded, unless they can only close', () => {
    const signed = {
      type: 'FormSigned',
      data: { form: 'consent', edition: '1', signer: 'patient', agrees: true },
    };
    const at = '2024-03-10T12:01:00-04:00';
    const exact = { day: '2024-03-10', time: '12:00', at };
    expect(rulesIn(read([{ ...exact, ...signed }]))).toEqual([
      ['events[0].at', 'hour_in_the_future'],
    ]);
    expect(rulesIn(read([exact]))).toEqual([]);
    expect(rulesIn(read([{ ...exact, ...signed }], { isStored: true }))).toEqual([]);
    // Of a line without a time nobody knows the hour of its recording.
    expect(rulesIn(read([{ day: '2024-03-10', at, ...signed }]))).toEqual([]);
  });

  it('are refused out of order where order is asked for, and only there', () => {
    const lines = [
      { day: '2024-03-10', time: '12:00' },
      { day: '2024-03-10' },
      { day: '2024-03-10', time: '11:59' },
      { day: '2024-03-09' },
    ];
    expect(rulesIn(read(lines))).toEqual([]);
    expect(rulesIn(read(lines, { isInOrder: true }))).toEqual([
      ['events[2].time', 'recorded_before_the_line_above'],
      ['events[3].time', 'recorded_before_the_line_above'],
    ]);
  });

  it('never make a line known later than the day it was recorded on', () => {
    const { events } = read([{ day: '2024-03-09', time: '12:00' }, { day: '2024-03-09' }], {
      isInOrder: true,
    });
    expect(events[1]!.recordedAt).toBe(events[0]!.recordedAt);
  });
});

describe('a patient file', () => {
  const whole = { zone: 'UTC', events: [], complete: true };

  it('in JSON shows its end itself; in YAML `complete` is the last line', () => {
    expect(
      readPatientFile(JSON.stringify({ complete: true, zone: 'UTC', events: [] }), []).ok,
    ).toBe(true);
    expect(readPatientFile('zone: UTC\nevents: []\ncomplete: true\n', []).ok).toBe(true);
    const early = readPatientFile('complete: true\nzone: UTC\nevents: []\n', []);
    expect(early).toMatchObject({ ok: false, problems: [{ rule: 'not_the_last_line' }] });
  });

  it.each([
    ['a list', '[]'],
    ['a number', '7'],
    ['two documents', 'zone: UTC\n---\nzone: UTC\n'],
    [
      'aliases that multiply',
      `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]\n`,
    ],
    ['an incomplete one', JSON.stringify({ ...whole, complete: false })],
    ['a name for the patient that is none', JSON.stringify({ ...whole, patient: '' })],
    ['a supply of no days', JSON.stringify({ ...whole, question: { daysSupply: 0 } })],
  ])('is refused as %s', (_, text) => {
    expect(readPatientFile(text, []).ok).toBe(false);
  });

  it('names the line of what it refuses', () => {
    const text =
      'zone: UTC\nevents:\n  - type: PeriodMissed\n    day: 2024-13-01\ncomplete: true\n';
    expect(readPatientFile(text, [])).toMatchObject({
      problems: [{ field: 'events[0].day', line: 4, rule: 'not_a_calendar_day' }],
    });
  });
});
