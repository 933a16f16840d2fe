// Proves that a record's results are read with what was around them, and anew after a correction.
import { describe, expect, test } from 'vitest';
import { laboratoryTables } from '../../../../tests/findings/evidence.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldRecord } from '../facts/fold-record.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { assessRecord, doneTestsOf, trendsByAnalyte } from './assess-record.ts';

let sequence = 0;
function event(type: string, day: number, data: object, id = `${type}-${day}`): AegleEvent {
  sequence += 1;
  const actor = { id: 'a1', role: 'prescriber' };
  const recordedAt = (1000 + sequence) as Instant;
  return { id, type, sequence, occurredOn: day, recordedAt, actor, data } as unknown as AegleEvent;
}
const lab = (day: number, loinc: string, value: number, unit: string, more: object = {}) =>
  event('LabResulted', day, { loinc, value, unit, ...more }, `${loinc}-${day}`);
const START = 100 as CalendarDay;
const assessed = (...events: readonly AegleEvent[]) =>
  assessRecord(laboratoryTables, foldRecord(events, 1_000_000 as Instant), START);
const named = (findings: ReturnType<typeof assessed>, id: string) =>
  findings.find((finding) => finding.id === id)!;

describe('a record', () => {
  test('gives each result its baseline, in its own unit, from up to the first day', () => {
    const limits = { referenceHigh: 40 };
    const findings = assessed(
      lab(90, '1742-6', 80, 'U/L', limits),
      lab(130, '1742-6', 128, 'U/L', limits),
    );
    expect(named(findings, '1742-6-130').grades).toMatchObject([{ grade: 1 }, { grade: 2 }]);
  });

  test('reads symptoms of the same three days, and no others', () => {
    const at = (day: number) =>
      named(
        assessed(
          lab(130, '2571-8', 90, 'mg/dL'),
          event('SymptomReported', day, {
            symptom: 'abdominal_pain',
            grade: 1,
            isWarningSign: false,
          }),
        ),
        '2571-8-130',
      ).advice?.action;
    expect([126, 127, 130, 133, 134].map(at)).toEqual([
      'continue',
      'stop',
      'stop',
      'stop',
      'continue',
    ]);
  });

  test('finds the bilirubin of the same days, whichever was heard first', () => {
    const findings = assessed(
      lab(130, '1742-6', 125, 'U/L', { referenceHigh: 40 }),
      lab(131, '1975-2', 2.5, 'mg/dL', { referenceHigh: 1.2 }),
    );
    expect(named(findings, '1742-6-130').advice?.action).toBe('stop');
  });

  test('is read anew after a correction, and what used the value changes with it', () => {
    const value = lab(130, '2571-8', 120, 'mg/dL');
    const correction = event('Corrected', 131, {
      event: value.id,
      field: 'value',
      value: '1200',
      isWithdrawn: false,
      reason: 'typed wrongly',
    });
    expect(named(assessed(value), value.id).advice?.action).toBe('continue');
    const corrected = assessed(value, correction);
    expect(named(corrected, value.id).advice?.action).toBe('stop');
    expect(doneTestsOf(corrected)).toMatchObject([{ action: 'stop' }]);
  });

  test('counts a result in doubt as not done', () => {
    const doubtful = assessed(lab(130, '2571-8', 4.2, 'mmol/L'), lab(131, '2571-8', 4.2, 'mg/dL'));
    expect(doneTestsOf(doubtful)).toEqual([]);
    const repeated = doneTestsOf(assessed(lab(130, '2571-8', 450, 'mg/dL')));
    expect(repeated).toEqual([
      {
        id: '2571-8-130',
        analyte: 'triglycerides',
        day: 130,
        action: 'act',
        repeat: { firstDay: 144, lastDay: 158 },
      },
    ]);
  });

  test('has a trend for each analyte', () => {
    const findings = assessed(
      lab(90, '2571-8', 100, 'mg/dL'),
      lab(130, '2571-8', 150, 'mg/dL'),
      lab(130, '1742-6', 20, 'U/L'),
    );
    const trends = trendsByAnalyte(findings, START);
    expect([...trends.keys()]).toEqual(['triglycerides', 'alt']);
    expect(trends.get('triglycerides')![0]!.points.at(-1)!.timesBaseline).toBe(1.5);
  });
});
