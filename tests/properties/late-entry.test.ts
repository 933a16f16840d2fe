// What happened earlier and is entered late outvotes nothing that was said since: the day it happened counts.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  decideGate,
  EVENT_CATALOGUE,
  foldOrganisation,
  foldPatient,
  foldProgramme,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { type Country, countries } from '../reference/countries.ts';
import { EXEMPTIONS, twisted, twists } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line, line } from '../reference/history.ts';

const clockOf = zoneClocks();

/** A clearing lifts what was closed when it is heard, whatever its day. */
const HEARD_WHEN_MADE: readonly string[] = ['SafetyHoldCleared', 'ReportResolved'];

/** What contradicts the record, so that the order of days matters. */
const contrary = ({ programmes, categories, methods }: Country): ((day: CalendarDay) => Line)[] => [
  ...categories.map(
    (category) => (day: CalendarDay) =>
      line('RiskCategoryAssigned', day, { programme: programmes[0]!, category, assignedBy: 'p' }),
  ),
  (day) => line('ReproductiveStatusRecorded', day, { basis: 'hysterectomy' }),
  (day) => line('ReproductiveStatusRecorded', day, { basis: 'reproductive_organs_present' }),
  (day) => line('TreatmentConsentWithdrawn', day, {}, { by: 'patient' }),
  (day) => line('FormSigned', day, { form: 'x', edition: 'x', signer: 'patient', agrees: true }),
  ...EXEMPTIONS,
  (day) => line('ComprehensionAnswered', day, { passed: true, contraceptiveMethods: [] }),
  ...[methods, ['withdrawal']].map(
    (contraceptiveMethods) => (day: CalendarDay) =>
      line('ComprehensionAnswered', day, { passed: true, contraceptiveMethods }),
  ),
  (day) => line('CourseEnded', day, { course: 'c0', lastDoseOn: day }),
];

const STREAMS = ['gate', 'prescriber', 'pharmacy'] as const;

/** The events of each stream as heard day by day, but for one line, which is heard last of all. */
function heard(lines: readonly Line[], late: Line | undefined, at: number) {
  const [gate, prescriber, pharmacy] = STREAMS.map((stream) => {
    const early = eventsOf(
      lines.filter((one) => one !== late),
      stream,
    );
    if (late === undefined || EVENT_CATALOGUE[late.type].stream !== stream) return early;
    const [last] = eventsOf([late], stream, early.length);
    return [...early, { ...last!, recordedAt: at } as AegleEvent];
  });
  return { gate: gate!, prescriber: prescriber!, pharmacy: pharmacy! };
}

function isGranted(
  { rules }: Country,
  streams: ReturnType<typeof heard>,
  day: CalendarDay,
  kind: 'prescribe' | 'dispense',
): boolean {
  const at = askedAt(day);
  const nothing = foldProgramme([], at);
  const facts = {
    patient: foldPatient(streams.gate, at),
    prescriber: foldOrganisation(streams.prescriber, at),
    pharmacy: foldOrganisation(streams.pharmacy, at),
    programmes: new Map(rules.map((one) => [one.programme.id, nothing])),
  };
  return decideGate(rules, facts, { kind, at, daysSupply: 30 }, clockOf).outcome === 'granted';
}

const all = countries().flatMap((country) =>
  country.categories.map(
    (category) => [`${country.edition} ${category}`, country, category] as const,
  ),
);

describe.each(all)('%s', (_, country, category) => {
  it('H-01 entered late, nothing grants what it would not have granted entered on its day', () => {
    const insert = fc.tuple(fc.nat(200), fc.integer({ min: 0, max: 70 }));
    let granted = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(1, 2),
        twists(70, 2),
        fc.array(insert, { maxLength: 3 }),
        fc.nat(200),
        fc.constantFrom('prescribe' as const, 'dispense' as const),
        (months, done, inserted, pick, stage) => {
          const script = country.course(category, addDays(country.start, -30 * 366), months);
          const day = script.lastPrescribedOn;
          const list = contrary(country);
          const lines = [
            ...twisted(script.lines, done, country.start, country.more),
            ...inserted.map(([which, offset]) =>
              list[which % list.length]!(addDays(country.start, offset)),
            ),
          ].filter((one) => one.day <= day);
          const late = [...lines].reverse()[pick % lines.length]!;
          if (HEARD_WHEN_MADE.includes(late.type)) return;
          const asHeard = heard(lines, late, askedAt(day) - 3_600_000);
          if (!isGranted(country, asHeard, day, stage)) return;
          granted += 1;
          // Of one day, what is heard last counts: there it is the last of its day too.
          const inOrder = [...lines.filter((one) => one !== late), late];
          const onItsDay = isGranted(country, heard(inOrder, undefined, 0), day, stage);
          expect([late.type, late.day - day, onItsDay]).toEqual([late.type, late.day - day, true]);
        },
      ),
      { seed: 815, numRuns: 300 },
    );
    expect(granted).toBeGreaterThan(20);
  });
});
