// What a compliant patient and clinic do from any state, so that treatment can go on within 75 days.
// It must never undo a permanent contraindication: a death stays a death.

import { addDays, type CalendarDay } from '@aegle/core';
import { type Line, line } from '../reference/history.ts';
import { americanMonth, europeanMonth, GOOD_TEST } from '../reference/scripts.ts';
import type { Bench } from './bench.ts';
import type { State } from './explore.ts';

const RESTART_DAYS = 50;
const MONTH = 90;

/** The lines that follow a state, and the day on which the gate must be open. */
export function compliantFrom(bench: Bench, state: State): { lines: Line[]; openOn: CalendarDay } {
  // Nothing of the day of a handing-out belongs to a course that begins after it.
  const today = addDays(bench.days[state.known.day]!, 1);
  const openOn = addDays(today, RESTART_DAYS);
  const isAmerican = bench.programme.id === 'us-ipledge';
  const { category, words } = bench;
  const clear = (hold: string) =>
    line(
      'SafetyHoldCleared',
      today,
      { hold, clinician: 'c', reason: 'resolved', evidence: ['e'] },
      { by: 'safety_officer' },
    );
  const needsNewCourse = state.known.end !== '';
  const month = isAmerican
    ? americanMonth(category, openOn, MONTH)
    : europeanMonth(category, openOn, MONTH);
  const lines = [
    ...state.known.open.map(clear),
    ...(needsNewCourse
      ? [
          line('PatientEnrolled', today, {
            programme: words.programme,
            course: 'c2',
            bornOn: addDays(today, -30 * 366),
          }),
        ]
      : []),
    ...words.methods.map((method) =>
      line('ContraceptionStarted', today, { method, declaredBy: 'patient' as const }),
    ),
    ...(category === 'can' ? [line('PregnancyTestReported', today, GOOD_TEST)] : []),
    ...signatures(today, bench.edition.id),
    ...month.map((one) =>
      one.type === 'VisitHeld' ? { ...one, data: { mode: 'in_person', ordinal: 1 } } : one,
    ),
    line('CounsellingGiven', openOn, {
      givenBy: 'p',
      topics: ['mental_health', 'sexual_function', ...words.topics],
      contraceptiveMethods: words.methods,
    }),
    line('ComprehensionAnswered', openOn, { passed: true, contraceptiveMethods: words.methods }),
  ];
  return { lines: [...state.lines, ...lines], openOn };
}

/** After earlier use a new course is signed for again; a guardian signs in case the patient is a minor. */
function signatures(day: CalendarDay, edition: string): Line[] {
  const american: Readonly<Record<string, string>> = {
    'us-2007': '2016-07-08',
    'us-2021': '2021-10-08',
    'us-2026': '2026-02-09',
  };
  const forms: readonly (readonly [string, string])[] = [
    ['ipledge-consent-general', american[edition] ?? ''],
    ['ipledge-consent-birth-defects', american[edition] ?? ''],
    ['acknowledgement_of_risk', edition === 'gb-2026' ? 'arf-2026' : 'arf-2023'],
    ['care_and_contraception_agreement', 'fr-agreement'],
  ];
  return [
    ...forms.flatMap(([form, version]) =>
      (['patient', 'prescriber', 'guardian'] as const).map((signer) =>
        line('FormSigned', day, {
          form,
          edition: version === '' ? 'none' : version,
          signer,
          agrees: true,
        }),
      ),
    ),
    line('IndependentAgreementRecorded', day, {
      firstPrescriber: 'a',
      secondPrescriber: 'b',
      agrees: true,
    }),
  ];
}
