// Two records read as one: no merge opens what either record kept closed, whatever they hold.

import { addDays, decideGate, foldPatient, mergedHistory, safetyReasons } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line, line } from '../reference/history.ts';
import { everyone, STAGES } from './granted.ts';

const METHODS = ['combination_pill', 'male_latex_condom'];
const clockOf = zoneClocks();

/** Some of a patient's own closing evidence; names may be the same in both records. */
const CLOSERS: readonly (readonly [Line['type'], object])[] = [
  ['PregnancyReported', { reportedBy: 'patient' }],
  ['SafetyHoldPlaced', { hold: 'h', cause: 'mood' }],
  ['SafetyHoldCleared', { hold: 'h', clinician: 'c', reason: 'r', evidence: [] }],
  ['SafetyHoldCleared', { hold: 'gate-1', clinician: 'c', reason: 'r', evidence: [] }],
  ['PeriodMissed', {}],
  ['TreatmentConsentWithdrawn', {}],
  ['CapsulesShared', {}],
  ['PatientDied', {}],
];

describe.each(everyone().filter(([name]) => name.endsWith('month 1')))('%s', (_, patient) => {
  const more = additions(patient.rules[0]!.programme.id, METHODS);
  const record = fc
    .tuple(
      twists(60),
      fc.array(fc.tuple(fc.nat(CLOSERS.length - 1), fc.integer({ min: 0, max: 31 })), {
        maxLength: 4,
      }),
    )
    .map(([done, closers]): readonly Line[] => [
      ...twisted(patient.lines, done, patient.start, more),
      ...closers.map(([pick, offset]): Line => {
        const [type, data] = CLOSERS[pick]!;
        return { type, data, day: addDays(patient.start, offset) };
      }),
    ]);
  // Both are known on the same day; the merge is heard at noon of the day after.
  const known = addDays(patient.today, 1);
  const upToToday = (lines: readonly Line[]) => lines.filter((one) => one.day <= patient.today);
  const merging = (isCleared: boolean): readonly Line[] => [
    line('PatientsMerged', known, { survivor: 's', merged: 'm', basis: 'b', standsIn: 'survivor' }),
    line('SafetyHoldPlaced', known, { hold: 'of-the-merge', cause: 'other' }),
    ...(isCleared
      ? [
          line('SafetyHoldCleared', known, {
            hold: 'of-the-merge',
            clinician: 'c',
            reason: 'r',
            evidence: [],
          }),
        ]
      : []),
  ];
  const factsOf = (own: readonly Line[], other: readonly Line[], isCleared: boolean) =>
    foldPatient(
      mergedHistory(eventsOf([...upToToday(own), ...merging(isCleared)], 'gate'), [
        { record: 'm', events: eventsOf(upToToday(other), 'gate') },
      ]),
      askedAt(known),
    );
  const closedBy = (lines: readonly Line[]) => {
    const facts = foldPatient(eventsOf(upToToday(lines), 'gate'), askedAt(known));
    return safetyReasons(facts).map((reason) => reason.code);
  };

  it('H-06 a merge opens no gate that was closed for either record', () => {
    fc.assert(
      fc.property(record, record, fc.constantFrom(...STAGES), (own, other, stage) => {
        const facts = { patient: factsOf(own, other, false), programmes: new Map() };
        const asked = { kind: stage, at: askedAt(known), daysSupply: 30 };
        const all = { ...facts, prescriber: undefined, pharmacy: undefined };
        expect(decideGate(patient.rules, all, asked, clockOf).outcome).toBe('denied');
      }),
      { seed: 61, numRuns: 100 },
    );
  });

  it('H-06 clearing the hold of a merge leaves closed all that either record kept closed', () => {
    fc.assert(
      fc.property(record, record, (own, other) => {
        const after = safetyReasons(factsOf(own, other, true)).map((reason) => reason.code);
        const closing = [...closedBy(own), ...closedBy(other)];
        for (const code of closing) expect(after).toContain(code);
        const safetyHolds = (lines: readonly Line[]) =>
          foldPatient(eventsOf(upToToday(lines), 'gate'), askedAt(known)).safetyHolds.length;
        expect(factsOf(own, other, true).safetyHolds.length).toBe(
          safetyHolds(own) + safetyHolds(other),
        );
      }),
      { seed: 62, numRuns: 150 },
    );
  });

  it('nothing of two records without anything closed is closed once the hold is cleared', () => {
    const own = upToToday(patient.lines);
    const facts = factsOf(own, own, true);
    expect(safetyReasons(facts)).toEqual([]);
  });
});
