// Proves that one course's findings come from its facts alone, in whatever order they were heard.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidenceRows, laboratoryTables } from '../../../../tests/findings/evidence.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldRecord } from '../facts/fold-record.ts';
import { dosePlanTaken } from '../monitoring/dose-steps.ts';
import { readPolicies } from '../monitoring/policy.ts';
import { readRedFlags } from '../monitoring/red-flags.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { readClaims } from './claims.ts';
import { courseFindings } from './course-findings.ts';
import { readMeasurementErrors } from './measures.ts';

const tables = {
  laboratory: laboratoryTables,
  redFlags: readRedFlags(evidenceRows),
  claims: readClaims(evidenceRows),
  measurementErrors: readMeasurementErrors(evidenceRows),
};
const policy = readPolicies(evidenceRows).get('delphi-2022')!;

function event(type: string, day: number, data: object, index = 0): AegleEvent {
  const actor = { id: 'a1', role: 'prescriber' };
  return {
    id: `${type}-${day}-${index}`,
    type,
    sequence: index,
    occurredOn: day,
    recordedAt: 1000 as Instant,
    actor,
    data,
  } as unknown as AegleEvent;
}
const dose = (day: number, doseMg: number, index = 0) => event('DoseTaken', day, { doseMg }, index);

const events: readonly AegleEvent[] = [
  event('SeverityAssessed', 95, { scale: 'iga', score: 4 }),
  event('SeverityAssessed', 96, { scale: 'gags', score: 60 }),
  dose(100, 20),
  dose(130, 20, 1),
  dose(130, 20, 2),
  event('LabResulted', 98, { loinc: '1742-6', value: 20, unit: 'U/L', referenceHigh: 40 }),
  event('LabResulted', 150, { loinc: '2571-8', value: 900, unit: 'mg/dL' }),
  event('SymptomReported', 120, { symptom: 'headache', grade: 1, isWarningSign: false }),
  event('SymptomReported', 121, { symptom: 'visual_change', grade: 1, isWarningSign: false }),
  event('SymptomReported', 110, { symptom: 'dry_lips', grade: 2, isWarningSign: false }),
  event('SymptomReported', 700, { symptom: 'dry_lips', grade: 1, isWarningSign: false }),
  event('SeverityAssessed', 690, { scale: 'iga', score: 0 }),
  event('RelapseRecorded', 600, { endpoint: 'any prescription' }),
  event('RelapseRecorded', 610, { endpoint: 'topical' }),
];
const read = (given: readonly AegleEvent[], today: number, lastDoseOn?: number) =>
  courseFindings(tables, {
    record: foldRecord(given, 5000 as Instant),
    policy,
    risks: [],
    today: today as CalendarDay,
    ...(lastDoseOn === undefined ? {} : { lastDoseOn: lastDoseOn as CalendarDay }),
  });

describe('the findings of a course', () => {
  test('take the doses as the plan so far: the peak is the first day of the most', () => {
    expect(dosePlanTaken(foldRecord(events, 5000 as Instant).dosesTaken)).toEqual({
      startOn: 100,
      rises: [
        { from: 100, highestMg: 20 },
        { from: 130, highestMg: 40 },
      ],
    });
    const { schedule, startedOn } = read(events, 150);
    expect(startedOn).toBe(100);
    expect(
      schedule!.find(({ test: name, because }) => name === 'alt' && because === 'peak_dose'),
    ).toMatchObject({ state: 'due', window: { firstDay: 144, lastDay: 158 } });
  });

  test('name a red flag on the day on which two signs became one', () => {
    expect(read(events, 150).redFlags).toMatchObject([
      { day: 121, flag: { flag: 'intracranial-pressure' } },
    ]);
  });

  test('have a report once the last capsule is known, and not before', () => {
    expect(read(events, 150)).not.toHaveProperty('report');
    const { report } = read(events, 700, 250);
    expect(report).toMatchObject({
      monthsSinceLastDose: 14,
      isInRemission: false,
      relapse: [
        { rung: 'any_prescription', state: 'relapsed', days: 350 },
        { rung: 'systemic', state: 'free_so_far', days: 450 },
        { rung: 'second_course', state: 'free_so_far', days: 450 },
      ],
    });
    expect(report!.effects.find(({ effect }) => effect === 'dry-lips')).toMatchObject({
      state: 'present',
      presentMonthsAfter: 14,
    });
  });

  test('keep what they cannot read for a person', () => {
    expect(read(events, 150).unread).toEqual([
      { what: 'assessment', name: 'gags' },
      { what: 'relapse', name: 'topical' },
    ]);
  });

  test('are empty of an empty record', () => {
    expect(read([], 150)).toEqual({ results: [], effects: [], redFlags: [], unread: [] });
  });

  test('are the same in whatever order the events were heard', () => {
    const wanted = read(events, 700, 250);
    fc.assert(
      fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        const { unread, ...found } = read(shuffled, 700, 250);
        const { unread: _unread, ...rest } = wanted;
        expect(found).toEqual(rest);
        expect(unread).toHaveLength(2);
      }),
      { seed: 41, numRuns: 50 },
    );
  });
});
