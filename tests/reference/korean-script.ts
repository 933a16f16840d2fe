// A scripted patient who does everything right in Korea, month after month.
// It must never hold anything about a real person.

import { addDays, type CalendarDay } from '@aegle/core';
import { type Line, line } from './history.ts';
import { EUROPEAN_METHODS, GOOD_TEST, monthly, type ScriptedCourse, written } from './scripts.ts';

/** Everything before the first prescription. */
export function koreanStart(category: string, start: CalendarDay, bornOn: CalendarDay): Line[] {
  const isIn = category === 'childbearing';
  return [
    line('PatientEnrolled', start, { programme: 'kr', course: 'c1', bornOn }),
    line('ReproductiveStatusRecorded', start, {
      basis: isIn ? 'reproductive_organs_present' : 'hysterectomy',
    }),
    line('RiskCategoryAssigned', start, { programme: 'kr', category, assignedBy: 'p' }),
    line('FormSigned', start, {
      form: 'kr_consent',
      edition: 'kr-consent',
      signer: 'patient',
      agrees: true,
    }),
    ...(isIn
      ? EUROPEAN_METHODS.map((method) =>
          line('ContraceptionStarted', start, { method, declaredBy: 'patient' }),
        )
      : []),
  ];
}

/** One month: a test, a prescription, and the second confirmation at the pharmacy. */
export function koreanMonth(category: string, day: CalendarDay, month: number): Line[] {
  return [
    ...(category === 'childbearing' ? [line('PregnancyTestReported', day, GOOD_TEST)] : []),
    written(month, day, 'electronic'),
    line('PatientCardShown', day, { document: 'non_pregnancy_confirmation' }),
  ];
}

/** A compliant patient, with the day of the latest prescription. */
export function koreanCourse(
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
): ScriptedCourse {
  const opening = koreanStart(category, start, bornOn);
  return monthly(opening, addDays(start, 32), months, (day, month) =>
    koreanMonth(category, day, month),
  );
}
