// Generated histories: a compliant patient to whom chance has done things. Seeded by the caller.
// It must never hold anything about a real person.

import { addDays, type CalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { type Line, line } from './history.ts';
import { dispensed, GOOD_TEST } from './scripts.ts';

/** One thing that chance does to a history. */
export type Twist =
  | { readonly kind: 'drop'; readonly index: number }
  | { readonly kind: 'shift'; readonly index: number; readonly days: number }
  | { readonly kind: 'spoil'; readonly index: number; readonly pick: number }
  | { readonly kind: 'insert'; readonly offset: number; readonly pick: number };

export const twists = (spanDays: number, maxLength = 6): fc.Arbitrary<Twist[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 2,
        arbitrary: fc.record({ kind: fc.constant('drop' as const), index: fc.nat(60) }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('shift' as const),
          index: fc.nat(60),
          days: fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -20, max: 31 })),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('spoil' as const),
          index: fc.nat(60),
          pick: fc.nat(20),
        }),
      },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('insert' as const),
          offset: fc.integer({ min: 0, max: spanDays }),
          pick: fc.nat(200),
        }),
      },
    ),
    { maxLength },
  );

/** Ways in which a payload can be worse; a type that is not here is left as it is. */
const SPOILS: Readonly<Record<string, readonly object[]>> = {
  PregnancyTestReported: [
    { setting: 'home' },
    { setting: undefined },
    { setting: 'other_medical' },
    { certification: 'none' },
    { sensitivityMiuPerMl: 50 },
    { menstrualDays1To5: 'no' },
    { readBy: 'patient' },
    { readBy: undefined },
    { result: 'positive' },
    { result: 'unclear' },
    { sample: undefined },
  ],
  FormSigned: [{ agrees: false }, { edition: 'old' }],
  VisitHeld: [{ mode: 'video' }, { mode: 'video', remoteAgreed: true }],
  CounsellingGiven: [
    { topics: [] },
    { contraceptiveMethods: [] },
    { contraceptiveMethods: ['iud'] },
  ],
  ComprehensionAnswered: [{ passed: false }, { contraceptiveMethods: ['iud', 'iud'] }],
  PrescriptionWritten: [
    { daysSupply: 60 },
    { refills: 1 },
    { daysSupply: 10 },
    { doseMgPerDay: 40 },
    { product: 'D10BA01' },
    { product: 'D10AD04' },
  ],
  ExternalAuthorizationRecorded: [{ granted: false }, { lastDay: undefined }],
  RiskCategoryAssigned: [{ category: 'else' }],
  ReproductiveStatusRecorded: [
    { basis: 'tubal_sterilisation' },
    { basis: 'post_menopausal' },
    { basis: 'post_menopausal', confirmedByClinician: true },
    { ageYears: 15 },
    { ageYears: 40 },
  ],
  PatientEnrolled: [{ bornOn: undefined }],
};

/** What may be said on a day of an exemption from contraception: agreed, and refused. */
export const EXEMPTIONS = [true, false].map(
  (patientAgrees) => (day: CalendarDay) =>
    line('ContraceptionExemptionAgreed', day, {
      ground: 'no_pregnancy_risk',
      agreedBy: 'p',
      patientAgrees,
    }),
);

/** What chance may add on a day; `programme` and its methods are the country's. */
export function additions(
  programme: string,
  methods: readonly string[],
): ((day: CalendarDay) => Line)[] {
  const test = (change: object) => (day: CalendarDay) =>
    line('PregnancyTestReported', day, { ...GOOD_TEST, ...change });
  return [
    test({}),
    test({}),
    test({ setting: 'home', readBy: 'clinician' }),
    test({ result: 'positive' }),
    test({ result: 'invalid' }),
    ...methods.flatMap((method) => [
      (day: CalendarDay) => line('ContraceptionStarted', day, { method, declaredBy: 'patient' }),
      (day: CalendarDay) => line('ContraceptionStopped', day, { method }, { id: `stop-${method}` }),
      (day: CalendarDay) =>
        line('SafetyHoldCleared', addDays(day, 8), {
          hold: `stop-${method}`,
          clinician: 'x',
          reason: 'x',
          evidence: [],
        }),
    ]),
    (day) => line('PeriodMissed', day, {}, { id: 'missed', by: 'patient' }),
    (day) => line('UnprotectedContactReported', day, {}, { id: 'contact', by: 'patient' }),
    (day) => line('SafetyHoldPlaced', day, { hold: 'h', cause: 'mood' }),
    (day) =>
      line('SafetyHoldCleared', day, { hold: 'h', clinician: 'x', reason: 'x', evidence: [] }),
    (day) =>
      line('SafetyHoldCleared', day, { hold: 'missed', clinician: 'x', reason: 'x', evidence: [] }),
    (day) =>
      line(
        'SafetyHoldCleared',
        day,
        { hold: 'contact', clinician: 'x', reason: 'x', evidence: [] },
        { by: 'delegate' },
      ),
    (day) =>
      line(
        'SafetyHoldCleared',
        day,
        { hold: 'contact', clinician: 'x', reason: 'x', evidence: [] },
        { by: 'safety_officer' },
      ),
    (day) => line('HomeTestingPermitted', day, { permittedBy: 'p' }),
    (day) => line('HomeTestingRevoked', day, {}),
    (day) => line('TreatmentConsentWithdrawn', day, {}, { by: 'patient' }),
    (day) => line('CounsellingGiven', day, { givenBy: 'p', topics: ['contraception'] }),
    (day) => line('ComprehensionAnswered', day, { passed: true }),
    (day) => line('VisitHeld', day, { mode: 'telephone', ordinal: 9, remoteAgreed: false }),
    (day) => line('VisitHeld', day, { mode: 'in_person', ordinal: 9 }),
    (day) => line('PrescriptionCancelled', day, { prescription: 'rx-1', cause: 'x' }),
    (day) =>
      line('PrescriptionWritten', day, {
        prescription: 'rx-9',
        prescriber: 'p',
        product: 'isotretinoin',
        daysSupply: 30,
        refills: 0,
      }),
    // Supplies come after the enrolment: what was dispensed before it belongs to another course.
    (day) => dispensed(addDays(day, 40), 1, 10),
    (day) => dispensed(addDays(day, 40), 9),
    (day) => dispensed(addDays(day, 40), 2, 31),
    (day) => dispensed(addDays(day, 40), 20),
    (day) => line('CareTransferred', day, { toPrescriber: 'q' }),
    (day) => line('CareTransferred', day, { toPrescriber: 'p' }),
    (day) => line('CoursePaused', addDays(day, 35), {}),
    (day) => line('CourseResumed', addDays(day, 45), {}),
    (day) => line('CourseEnded', addDays(day, 45), { course: 'c1', lastDoseOn: addDays(day, 40) }),
    ...[20, 40].map(
      (doseMgPerDay) => (day: CalendarDay) =>
        line('PrescriptionWritten', day, {
          prescription: `rx-${doseMgPerDay}`,
          prescriber: 'p',
          product: 'D10BA01',
          doseMgPerDay,
          daysSupply: 30,
          refills: 0,
        }),
    ),
    (day) => line('PrescriberSuspended', day, { programme }),
    (day) => line('PharmacySuspended', day, { programme }),
    ...EXEMPTIONS,
    (day) =>
      line('ExternalHistoryAccepted', day, {
        origin: 'o',
        document: 'd',
        acceptedBy: 'p',
        coversFrom: addDays(day, -60),
        coversTo: addDays(day, -1),
        dispensedDays: 60,
      }),
    (day) =>
      line(
        'ExternalHistoryAccepted',
        day,
        {
          origin: 'o',
          document: 'd',
          acceptedBy: 'p',
          coversFrom: addDays(day, -60),
          coversTo: addDays(day, -1),
          dispensedDays: 60,
        },
        { by: 'delegate' },
      ),
    (day) => line('PatientDied', day, {}),
    (day) => line('PregnancyReported', day, { reportedBy: 'patient' }, { id: 'pregnancy' }),
  ];
}

/** The history after chance has had its way. */
export function twisted(
  base: readonly Line[],
  done: readonly Twist[],
  start: CalendarDay,
  more: readonly ((day: CalendarDay) => Line)[],
): Line[] {
  let lines = [...base];
  for (const twist of done) {
    if (twist.kind === 'insert') {
      lines.push(more[twist.pick % more.length]!(addDays(start, twist.offset)));
      continue;
    }
    const target = lines[twist.index % lines.length];
    if (target === undefined) continue;
    if (twist.kind === 'drop') lines = lines.filter((one) => one !== target);
    else lines = lines.map((one) => (one === target ? changed(one, twist) : one));
  }
  return lines;
}

function changed(one: Line, twist: Extract<Twist, { kind: 'shift' | 'spoil' }>): Line {
  if (twist.kind === 'shift') return { ...one, day: addDays(one.day, twist.days) };
  const spoils = SPOILS[one.type];
  if (spoils === undefined) return one;
  const data: Record<string, unknown> = { ...one.data, ...spoils[twist.pick % spoils.length] };
  for (const key of Object.keys(data)) if (data[key] === undefined) delete data[key];
  return { ...one, data };
}
