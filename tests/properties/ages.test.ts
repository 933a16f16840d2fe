// Each piece of evidence aged by 8, 35, 100 and 400 days, and put in another order, over every gate:
// what stays granted is younger than a number that a source states, or asks.

import { join } from 'node:path';
import { addDays, type CalendarDay, type EventType, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { askCore, type Line, onlyEdition } from '../reference/history.ts';
import { canadianCourse, territoryCourse } from '../reference/scripts.ts';
import { type Compliant, compliantPatients } from './granted.ts';

const AGES = [8, 35, 100, 400];

/**
 * What a number or the month's own test makes too old. The rest has an order: said once for the course
 * (and nothing of an earlier course counts), or since the last dispense.
 */
const agedIn = (patient: Compliant): readonly EventType[] =>
  patient.edition.startsWith('us-') && patient.category === 'can'
    ? ['PregnancyTestReported', 'PrescriptionWritten', 'CounsellingGiven', 'ComprehensionAnswered']
    : ['PregnancyTestReported', 'PrescriptionWritten'];

/** Evidence that a source lets be as old as this, in days, or whose order a source states. */
const STATED: Readonly<Record<string, Partial<Record<EventType, number>>>> = {
  // The second test of CLEAR lies within eleven days before the start.
  'clear-2026': { PregnancyTestReported: 11, PrescriptionWritten: 30 },
  'act-2026': { PrescriptionWritten: 30 },
  // The portal's number is of this prescription and has its own last day.
  'us-2007': { PrescriptionWritten: 400 },
  'us-2021': { PrescriptionWritten: 400 },
  'us-2026': { PrescriptionWritten: 400 },
};
const WITHOUT_A_TEST = 30;
/** After the last day of a supply treatment goes on for so long; then somebody is asked. */
const GOES_ON = 56;

const loaded = (id: string, edition: string) => {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes', id));
  if (!outcome.ok) throw new Error(`${id} does not load`);
  return onlyEdition(outcome.loaded.programme, edition);
};

function elsewhere(months: number): Compliant[] {
  const canada = [loaded('ca-clear', 'clear-2026'), loaded('ca-health-canada', 'hc-2016')];
  const territory = [loaded('au-act', 'act-2026')];
  return ['childbearing', 'others'].flatMap((category) => {
    const [start, from] = ['2026-01-31', '2026-02-28'].map((day) => parseCalendarDay(day)!);
    const inCanada = canadianCourse(category, start!, addDays(start!, -30 * 366), months);
    const inTerritory = territoryCourse(
      category,
      from!,
      addDays(from!, -30 * 366),
      months,
      'dermatologist',
    );
    const put = (
      edition: string,
      rules: Compliant['rules'],
      of: typeof inCanada,
      day: CalendarDay,
    ) => ({
      name: `${edition} ${category}, month ${months}`,
      edition,
      category,
      rules,
      lines: of.lines,
      today: of.lastPrescribedOn,
      start: day,
    });
    return [
      put('clear-2026', canada, inCanada, start!),
      put('act-2026', territory, inTerritory, from!),
    ];
  });
}

const everybody = [1, 3].flatMap((months) => [...compliantPatients(months), ...elsewhere(months)]);
const isGranted = (patient: Compliant, lines: readonly Line[]) =>
  askCore(patient.rules, lines, { stage: 'dispense', day: patient.today, daysSupply: 30 })
    .outcome === 'granted';

/** The last line of each of these types. */
const latestOf = (lines: readonly Line[], types: readonly EventType[]) =>
  types.flatMap((type) => lines.findLast((one) => one.type === type) ?? []);

describe.each(everybody.map((one) => [one.name, one] as const))('%s', (_, patient) => {
  it('H-01 is granted as it stands', () => {
    expect(isGranted(patient, patient.lines)).toBe(true);
  });

  it.each(AGES)('H-01 is not opened by evidence %i days older', (days) => {
    for (const old of latestOf(patient.lines, agedIn(patient))) {
      const aged = patient.lines.map((one) =>
        one === old ? { ...one, day: addDays(one.day, -days) } : one,
      );
      // What the gate does not read at all in this month has no age to it.
      const without = patient.lines.filter((one) => one !== old);
      if (!isGranted(patient, aged) || isGranted(patient, without)) continue;
      const stated = STATED[patient.edition]?.[old.type];
      const isOut = !['can', 'childbearing'].includes(patient.category);
      const unstated = isOut && old.type === 'PrescriptionWritten' ? WITHOUT_A_TEST : 0;
      expect([old.type, days <= Math.max(stated ?? 0, unstated)]).toEqual([old.type, true]);
    }
  });

  it.each(AGES)('H-01 does not go on from a supply that ended %i days before', (days) => {
    const supplies = patient.lines.filter((one) => one.type === 'Dispensed');
    if (supplies.length === 0) return;
    const last = supplies.at(-1)!;
    const ended = addDays(last.day, 29);
    // Everything of before, and the last supply itself, lies further back; the month is as it was.
    const asLongAgo = patient.lines.map((one) =>
      one.day > last.day || one.type === 'PatientEnrolled' || !supplies.includes(one)
        ? one
        : { ...one, day: addDays(one.day, patient.today - ended - days) },
    );
    const enrolledEarlier = asLongAgo.map((one) =>
      one.type === 'PatientEnrolled' ? { ...one, day: addDays(one.day, -500) } : one,
    );
    if (days > GOES_ON) expect(isGranted(patient, enrolledEarlier)).toBe(false);
    else expect(isGranted(patient, enrolledEarlier)).toBe(true);
  });

  it('H-01 does not take the month backwards where a programme states its order', () => {
    const today = patient.lines.filter((one) => one.day === patient.lines.at(-1)!.day);
    const backwards = [
      ...patient.lines.filter((one) => !today.includes(one)),
      ...[...today].reverse(),
    ];
    const hasOrder = patient.edition.startsWith('us-') && patient.category === 'can';
    if (hasOrder) expect(isGranted(patient, backwards)).toBe(false);
    else expect(isGranted(patient, patient.lines)).toBe(true);
  });
});
