// `aegle course` of the demonstration clinic: every stage of a course prints every section.

import { parseInstant } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { runHere } from '../../packages/cli/src/testing/run-here.ts';
import {
  type ClinicPatient,
  clinicPatients,
} from '../../packages/server/src/demonstration/clinic-histories.ts';

const NOW = '2026-12-01T12:00:00Z';
const DAY_MS = 86_400_000;
const TITLES = ['Plan', 'Agenda', 'Schedule', 'Findings', 'Report'];

/** One patient of each stage, from one country after the other. */
const everybody = [...new Map(clinicPatients(1, 300).map((one) => [one.stage, one])).values()];

/** The patient as a file, with the days that the clinic counts from its day of loading. */
function fileOf({ zone, startsDaysAgo, lines }: ClinicPatient): string {
  const first = parseInstant(NOW)! - startsDaysAgo * DAY_MS;
  const dayOf = (count: number) => new Date(first + count * DAY_MS).toISOString().slice(0, 10);
  const events = lines.map((line) => {
    const data = Object.entries(line.data ?? {}).map(([name, value]) => {
      const isDay = typeof value === 'string' && /^\+\d+$/.test(value);
      return [name, isDay ? dayOf(Number(value)) : value];
    });
    return { ...line, day: dayOf(line.day), data: Object.fromEntries(data) };
  });
  return JSON.stringify({ zone, events, complete: true });
}

describe('aegle course of the demonstration clinic', () => {
  it.each(everybody.map((one) => [one.about, one] as const))('%s', async (_, patient) => {
    const asked = ['course', '-', '--policy', 'smpc', '--at', NOW];
    const ran = await runHere(asked, { input: fileOf(patient) });
    expect([ran.error, ran.code]).toEqual(['', 0]);
    for (const title of TITLES) expect(ran.out).toMatch(new RegExp(`^${title}`, 'm'));
    const isEnded = patient.lines.some(({ type }) => type === 'CourseEnded');
    expect(ran.out.includes('the course goes on')).toBe(!isEnded);
  });
});
