// Wrong readings that the letters of the bounded check cannot spell, each with a history of its own.
// The right reading answers as the rule's text does; the wrong one, on the same history, must not.

import { join } from 'node:path';
import {
  addDays,
  type CalendarDay,
  CompiledProgramme,
  type Decision,
  decideGate,
  type Edition,
  foldOrganisation,
  foldPatient,
  type Instant,
  parseCalendarDay,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { eventsOf, type Line, line, onlyEdition } from '../reference/history.ts';
import { americanCourse } from '../reference/scripts.ts';

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/us-ipledge'));
if (!outcome.ok) throw new Error('us-ipledge does not load');
const RULES = onlyEdition(outcome.loaded.programme, 'us-2021');
const clockOf = zoneClocks();
const start = parseCalendarDay('2024-01-04')!;
const on = (offset: number): CalendarDay => addDays(start, offset);
/** The day of the second month's test, talks, prescription and portal. */
const MONTH_TWO = 62;
const HOUR_MS = 3_600_000;

/** What happened, and how a rule reads it: the wrong readings change one of the two. */
interface Read {
  readonly lines: readonly Line[];
  readonly rules: CompiledProgramme;
}

/** Decides at an hour of a day in UTC; what is of a later day was recorded just before. */
function decided({ lines, rules }: Read, day: number, hourUtc: number): Decision {
  const at = (on(day) * 24 * HOUR_MS + hourUtc * HOUR_MS) as Instant;
  const heard = (stream: 'gate' | 'prescriber' | 'pharmacy') =>
    eventsOf(lines, stream).map((event) => ({
      ...event,
      recordedAt: Math.min(event.recordedAt, at - 1) as Instant,
    }));
  const facts = {
    patient: foldPatient(heard('gate'), at),
    prescriber: foldOrganisation(heard('prescriber'), at),
    pharmacy: foldOrganisation(heard('pharmacy'), at),
    programmes: new Map(),
  };
  const prescription = facts.patient.prescriptions.at(-1)!.data.prescription;
  return decideGate(
    [rules],
    facts,
    { kind: 'dispense', at, prescription, daysSupply: 30 },
    clockOf,
  );
}

const course = (category: string, bornOn: CalendarDay, months: number) =>
  americanCourse('us-2021', category, start, bornOn, months);
const adult = addDays(start, -30 * 366);

const changed = (lines: readonly Line[], type: Line['type'], data: object, from = start) =>
  lines.map((one) =>
    one.type === type && one.day >= from ? { ...one, data: { ...one.data, ...data } } : one,
  );

/** The edition as somebody would have written it for whom every word of a method will do. */
const anyWordWillDo = ({ rules }: Read): CompiledProgramme => {
  const [edition] = rules.programme.editions as [Edition];
  const methods = { ...edition.contraception.methods, withdrawal: ['primary', 'method'] };
  const combinations = [{ methods: 1, atLeast: { method: 1 }, isSole: false }];
  const contraception = { methods, combinations };
  return new CompiledProgramme({ ...rules.programme, editions: [{ ...edition, contraception }] });
};

interface Reading {
  readonly lines: readonly Line[];
  /** When it is asked: days after the start, and the hour in UTC. */
  readonly asked: readonly [day: number, hourUtc: number];
  /** What the rule's text says. */
  readonly right: string;
  readonly wrong: (read: Read) => Read;
}

const stops = (id: string, day: number) =>
  line('ContraceptionStopped', on(day), { method: 'male_latex_condom' }, { id });

const READINGS: Readonly<Record<string, Reading>> = {
  '11: one clock for three questions leaves out what was stopped this morning on Guam': {
    lines: [
      ...changed(course('can', adult, 2), 'PatientEnrolled', { zone: 'Pacific/Guam' }),
      stops('this-morning', MONTH_TWO + 3),
    ],
    // 11:00 on Guam, where it was stopped at nine; in New York it is the evening before.
    asked: [MONTH_TWO + 3, 1],
    right: 'blocked: contraception_combination_not_accepted, contraception_gap',
    wrong: ({ lines, rules }) => ({
      lines: lines.filter((one) => one.day < on(MONTH_TWO + 3)),
      rules,
    }),
  },
  '12: a method stopped and started again in a month is no gap': {
    lines: [
      ...course('can', adult, 2),
      stops('gap', MONTH_TWO + 1),
      line('ContraceptionStarted', on(MONTH_TWO + 3), {
        method: 'male_latex_condom',
        declaredBy: 'patient',
      }),
    ],
    asked: [MONTH_TWO + 4, 12],
    right: 'blocked: contraception_gap, test_missing, window_not_open',
    wrong: ({ lines, rules }) => ({
      lines: lines.filter((one) => one.id !== 'gap'),
      rules,
    }),
  },
  '13: what both sides enter is compared and not judged': {
    lines: changed(
      changed(
        course('can', adult, 2),
        'CounsellingGiven',
        { contraceptiveMethods: ['withdrawal'] },
        on(MONTH_TWO),
      ),
      'ComprehensionAnswered',
      { contraceptiveMethods: ['withdrawal'] },
      on(MONTH_TWO),
    ),
    asked: [MONTH_TWO, 12],
    // The portal has authorised it all the same: no judgement lifts it, and nothing is granted.
    right: 'blocked: contraception_combination_not_accepted',
    wrong: (read) => ({ ...read, rules: anyWordWillDo(read) }),
  },
  '16: an age of 55 is taken beside a birth date of 50 years': {
    lines: changed(
      course('cannot', addDays(start, -50 * 365 - 60), 1),
      'ReproductiveStatusRecorded',
      { basis: 'post_menopausal', ageYears: 55, hasNoMenses: true, isFshElevated: true },
    ),
    asked: [32, 12],
    right: 'query: needs_clinician_confirmation',
    wrong: ({ lines, rules }) => ({
      lines: changed(lines, 'PatientEnrolled', { bornOn: addDays(start, -55 * 365 - 80) }),
      rules,
    }),
  },
};

function inShort(decision: Decision): string {
  if (decision.outcome === 'granted') return 'granted';
  const codes = [...new Set(decision.reasons.map((reason) => reason.code))].sort();
  return `${decision.disposition}: ${codes.join(', ')}`;
}

describe('wrong readings with histories of their own', () => {
  it.each(Object.entries(READINGS))('H-01 notices %s', (_, { lines, asked, right, wrong }) => {
    const read: Read = { lines, rules: RULES };
    const [day, hour] = asked;
    const answer = inShort(decided(read, day, hour));
    expect(answer.split(': ')[0]).toBe(right.split(': ')[0]);
    for (const code of right.split(': ')[1]!.split(', ')) expect(answer).toContain(code);
    expect(inShort(decided(wrong(read), day, hour))).toBe('granted');
  });
});
