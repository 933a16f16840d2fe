// Proves that every red flag is heard, alone or together, and says what to do.
import { describe, expect, test } from 'vitest';
import { evidenceRows } from '../../../../tests/findings/evidence.ts';
import { isRedFlagSymptom, RED_FLAG_SYMPTOMS } from '../terminology/red-flag-symptoms.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { readRedFlags, redFlagsOn } from './red-flags.ts';

const table = readRedFlags(evidenceRows);
const day = (number: number) => number as CalendarDay;
const report = (symptom: string, on = 100, grade = 1) => ({ symptom, grade, day: day(on) });
const flags = (...reports: ReturnType<typeof report>[]) =>
  redFlagsOn(table, reports, day(100)).map(({ flag }) => flag);

describe('red flags', () => {
  test.each([
    [['headache', 'visual-change'], 'intracranial-pressure'],
    [['headache', 'nausea'], 'intracranial-pressure'],
    [['headache_with_visual_change'], 'intracranial-pressure-told-whole'],
    [['Abdominal pain'], 'pancreatitis'],
    [['rash'], 'severe-skin-reaction'],
    [['low-mood'], 'mood'],
    [['rectal-bleeding'], 'bowel'],
    [['tinnitus'], 'hearing'],
    [['jaundice'], 'liver'],
    [['muscle-pain', 'dark-urine'], 'muscle'],
    [['swelling-of-face'], 'allergy'],
  ])('%s raise %s', (symptoms, flag) => {
    expect(flags(...symptoms.map((symptom) => report(symptom)))).toContain(flag);
  });

  test('a headache alone, dry lips, and muscle pain alone raise none', () => {
    expect(flags(report('headache'), report('dry-lips'), report('muscle-pain'))).toEqual([]);
  });

  test('two signs belong together within three days, not four', () => {
    expect(flags(report('headache', 97), report('nausea'))).toEqual(['intracranial-pressure']);
    expect(flags(report('headache', 96), report('nausea'))).toEqual([]);
  });

  test('what is reported as gone raises none', () => {
    expect(flags(report('rash', 100, 0))).toEqual([]);
    expect(isRedFlagSymptom('rash', 0)).toBe(false);
  });

  test('each tells the patient to stop and whom to speak with', () => {
    expect(table.flags.length).toBeGreaterThanOrEqual(10);
    for (const { adviceToPatient } of table.flags)
      expect(adviceToPatient).toMatch(/^Stop taking the capsules.*(speak with|call)/);
  });

  test('the words that alone raise one are those of the evidence', () => {
    const alone = table.flags.flatMap(({ all, any }) =>
      all.length === 0 ? any : all.length === 1 && any.length === 0 ? all : [],
    );
    expect([...alone].sort()).toEqual([...RED_FLAG_SYMPTOMS].sort());
    for (const symptom of alone) expect(isRedFlagSymptom(symptom, 1)).toBe(true);
  });
});
