// What closes the gates by Aegle's own rules is lifted by what is named for it, and by nothing else that is recorded.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  decideGate,
  type EventType,
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

/** What may lift a reason, beside a clinician's clearing, which may lift any that it names. */
const LIFTS: Readonly<Record<string, readonly EventType[]>> = {
  consent_withdrawn: ['FormSigned'],
  course_closed: ['PatientEnrolled'],
  // Asked about by an assumed rule alone: who dispenses after it was asked about has had it judged.
  asked_gap: ['Dispensed'],
  prescriber_not_treating: ['CareTransferred', 'PatientEnrolled', 'PrescriptionWritten'],
};
const CLEARINGS: readonly EventType[] = ['SafetyHoldCleared', 'ReportResolved'];

/** Of these there is one at a time: the newer one says the same. */
const isOneAtMost = (code: string) =>
  ['consent_withdrawn', 'patient_died', 'course_closed', 'erased'].includes(code);

/** Words that say that protection was there, or that all begins anew, on any day. */
const words = ({ programmes, methods }: Country): ((day: CalendarDay) => Line)[] => [
  ...methods.map(
    (method) => (day: CalendarDay) =>
      line('ContraceptionStarted', day, { method, declaredBy: 'patient' }),
  ),
  ...EXEMPTIONS,
  ...[methods, []].flatMap((contraceptiveMethods) => [
    (day: CalendarDay) =>
      line('CounsellingGiven', day, {
        givenBy: 'p',
        topics: ['contraception'],
        contraceptiveMethods,
      }),
    (day: CalendarDay) =>
      line('ComprehensionAnswered', day, { passed: true, contraceptiveMethods }),
  ]),
  (day) => line('CourseEnded', day, { course: 'c1', lastDoseOn: day }),
  ...['c1', 'c-new'].flatMap((course) =>
    [programmes[0]!, 'another'].map(
      (programme) => (day: CalendarDay) =>
        line('PatientEnrolled', day, { programme, course, prescriber: 'p' }),
    ),
  ),
];

/** True where some edition asks for contraception, so that it can be interrupted. */
const asksForMethods = ({ rules }: Country) =>
  rules.some(({ programme }) =>
    programme.editions.some(({ requirements }) =>
      requirements.some(({ kind }) => kind === 'contraception'),
    ),
  );

/** What stands by Aegle's own rules: each reason with what it names. */
function standing({ rules }: Country, events: readonly AegleEvent[], day: CalendarDay) {
  const at = askedAt(day);
  const facts = {
    patient: foldPatient(events, at),
    prescriber: foldOrganisation([], at),
    pharmacy: foldOrganisation([], at),
    programmes: new Map(rules.map((one) => [one.programme.id, foldProgramme([], at)])),
  };
  const decision = decideGate(rules, facts, { kind: 'prescribe', at }, clockOf);
  const reasons = decision.outcome === 'denied' ? decision.reasons : [];
  return reasons
    .map((one) => ({
      ...one,
      code: one.underlying === 'contraception_gap' ? 'asked_gap' : one.code,
    }))
    .filter((one) => one.programme === 'aegle' || one.code === 'asked_gap');
}

describe.each(countries().map((country) => [country.edition, country] as const))(
  '%s',
  (_, country) => {
    const [category] = country.categories;

    it('H-01 nothing lifts what closes but what is named for it, whenever it says it happened', () => {
      const closers = [
        (day: CalendarDay) => line('ContraceptionStopped', day, { method: country.methods[0]! }),
        (day: CalendarDay) => line('ContraceptionStopped', day, { method: country.methods[1]! }),
        (day: CalendarDay) =>
          line('ComprehensionAnswered', day, {
            passed: true,
            contraceptiveMethods: ['withdrawal'],
          }),
        EXEMPTIONS[1]!,
        (day: CalendarDay) => line('UnprotectedContactReported', day, {}, { by: 'patient' }),
        (day: CalendarDay) => line('TreatmentConsentWithdrawn', day, {}, { by: 'patient' }),
      ];
      let stood = 0;
      let gaps = 0;
      fc.assert(
        fc.property(
          fc.constantFrom(1, 2),
          twists(70, 2),
          fc.tuple(fc.nat(100), fc.integer({ min: 0, max: 70 })),
          fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 90 })), {
            minLength: 1,
            maxLength: 3,
          }),
          (months, done, [which, offset], later) => {
            const script = country.course(category!, addDays(country.start, -30 * 366), months);
            const today = addDays(script.lastPrescribedOn, 5);
            const lines = [
              ...twisted(script.lines, done, country.start, country.more),
              closers[which % closers.length]!(addDays(country.start, offset)),
            ].filter((one) => one.day < addDays(today, -2));
            let events = eventsOf(lines, 'gate');
            const more = [...words(country), ...country.more];
            for (const [pick, back] of later) {
              const said = more[pick % more.length]!(addDays(today, -back));
              const [heard] = eventsOf([said], 'gate', events.length);
              if (heard === undefined || heard.occurredOn > today) continue;
              if (CLEARINGS.includes(heard.type)) continue;
              const before = standing(country, events, today);
              // One after the other: what is told together is not told late.
              const recordedAt = askedAt(today) - 3_600_000 + events.length;
              events = [...events, { ...heard, recordedAt } as AegleEvent];
              const after = standing(country, events, today);
              stood += before.length;
              const isOfToday = (id: string) =>
                events.some((one) => one.id === id && one.occurredOn === today);
              for (const { code, evidence } of before) {
                // Stopped and started on one day, and told on it: a change of method.
                if (code.endsWith('_gap') && said.day === today && evidence.every(isOfToday))
                  continue;
                if (code.endsWith('_gap')) gaps += 1;
                if (LIFTS[code]?.includes(heard.type)) continue;
                const isThere = after.some(
                  (one) =>
                    (one.code === code ||
                      (code === 'asked_gap' && one.code === 'contraception_gap')) &&
                    (isOneAtMost(code) || one.evidence.some((id) => evidence.includes(id))),
                );
                expect([heard.type, said.day - today, code, isThere]).toEqual([
                  heard.type,
                  said.day - today,
                  code,
                  true,
                ]);
              }
            }
          },
        ),
        { seed: 816, numRuns: 700 },
      );
      expect(stood).toBeGreaterThan(200);
      expect(gaps > 20).toBe(asksForMethods(country));
    });
  },
);
