// A scripted patient who does everything right in Korea, month after month.
// It must never hold anything about a real person.

import { addDays, type CalendarDay } from '@aegle/core';
import { type Line, line } from './history.ts';
import { dispensed, EUROPEAN_METHODS, GOOD_TEST } from './scripts.ts';

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
    line('PrescriptionWritten', day, {
      prescription: `rx-${month}`,
      prescriber: 'p',
      product: 'isotretinoin',
      daysSupply: 30,
      refills: 0,
      medium: 'electronic',
    }),
    line('PatientCardShown', day, { document: 'non_pregnancy_confirmation' }),
  ];
}

/** A compliant patient, with the day of the latest prescription. */
export function koreanCourse(
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
): { lines: Line[]; lastPrescribedOn: CalendarDay } {
  const lines = koreanStart(category, start, bornOn);
  let day = start;
  for (let month = 1; month <= months; month += 1) {
    day = addDays(start, 32 + (month - 1) * 30);
    lines.push(...koreanMonth(category, day, month));
    if (month < months) lines.push(dispensed(addDays(day, 1), month));
  }
  return { lines, lastPrescribedOn: day };
}
