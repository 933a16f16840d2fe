// What a compliant patient and clinic do from any state, so that treatment can go on within 75 days.
// It must never undo a permanent contraindication: a death stays a death.

import { addDays, type CalendarDay } from '@aegle/core';
import { type Line, line } from '../reference/history.ts';
import type { Bench } from './bench.ts';
import type { State } from './explore.ts';

const RESTART_DAYS = 50;
const MONTH = 90;

/** The lines that follow a state, and the day on which the gate must be open. */
export function compliantFrom(bench: Bench, state: State): { lines: Line[]; openOn: CalendarDay } {
  // Nothing of the day of a dispense belongs to a course that begins after it.
  const today = addDays(bench.days[state.known.day]!, 1);
  const openOn = addDays(today, RESTART_DAYS);
  const { category, country } = bench;
  const { words } = country;
  const clear = (hold: string) =>
    line(
      'SafetyHoldCleared',
      today,
      { hold, clinician: 'c', reason: 'resolved', evidence: ['e'] },
      { by: 'safety_officer' },
    );
  const needsNewCourse = state.known.end !== '';
  const bornOn = addDays(today, -30 * 366);
  const lines = [
    ...state.known.open.map(clear),
    ...(needsNewCourse
      ? words.programmes.map((programme) =>
          line('PatientEnrolled', today, { programme, course: 'c2', bornOn }),
        )
      : []),
    ...words.methods.map((method) =>
      line('ContraceptionStarted', today, { method, declaredBy: 'patient' as const }),
    ),
    ...(category === country.categories[0]
      ? [line('PregnancyTestReported', today, words.test)]
      : []),
    ...signatures(today, bench),
    ...[
      ...(words.judged ?? []),
      ...words.programmes.map((programme) => ({ programme, requirement: 'supply-lapse' })),
    ].map((requirement) =>
      line('DiscretionExercised', openOn, {
        ...requirement,
        clinician: 'p',
        judgement: 'seen and accepted',
        lastDay: openOn,
      }),
    ),
    ...monthOf(bench, openOn).map((one) =>
      one.type === 'VisitHeld' ? { ...one, data: { mode: 'in_person', ordinal: 1 } } : one,
    ),
    line('CounsellingGiven', openOn, {
      givenBy: 'p',
      topics: ['mental_health', 'sexual_function', ...words.topics],
      contraceptiveMethods: words.methods,
    }),
    // Whatever gap there was: over since today, with a test since, cleared by what began it.
    ...Array.from({ length: state.known.stops }, (_, stop) => clear(`stop-${stop}`)).map((one) => ({
      ...one,
      day: openOn,
    })),
    line('ComprehensionAnswered', openOn, { passed: true, contraceptiveMethods: words.methods }),
  ];
  return { lines, openOn };
}

/** The month before the gate opens; where its script has no test, a compliant clinic takes one that day. */
function monthOf({ category, country }: Bench, day: CalendarDay): Line[] {
  const month = country.month(category, day, MONTH);
  const isTested = month.some((one) => one.type === 'PregnancyTestReported');
  if (isTested || category !== country.categories[0]) return month;
  return [line('PregnancyTestReported', day, country.words.test), ...month];
}

/** After earlier use a new course is signed for again; a guardian signs in case the patient is a minor. */
function signatures(day: CalendarDay, { country, editions }: Bench): Line[] {
  return [
    ...country
      .forms(editions[0]!.id)
      .flatMap(([form, edition]) =>
        (['patient', 'prescriber', 'guardian'] as const).map((signer) =>
          line('FormSigned', day, { form, edition, signer, agrees: true }),
        ),
      ),
    line(
      'IndependentAgreementRecorded',
      day,
      {
        firstPrescriber: 'a',
        secondPrescriber: 'b',
        agrees: true,
      },
      { actor: 'b' },
    ),
  ];
}
