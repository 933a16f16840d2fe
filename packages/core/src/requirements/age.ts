// Whether a patient has reached an age, from every birth date and age that is recorded.
// Never guesses: what contradicts itself about the age that is asked for is said to do so.

import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Truth } from '../decision/truth.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { addDays, type CalendarDay, completedYears } from '../time/calendar-day.ts';
import { type Finding, unknown } from './finding.ts';

/** `contradicted`: one record says so and another does not. `unknown`: none says. */
export type Younger = 'yes' | 'no' | 'contradicted' | 'unknown';

/** Every birth date that an enrolment records, of whichever course: nobody is born anew with a course. */
export function birthDatesIn({ enrolments }: PatientFacts): ReadonlySet<CalendarDay> {
  const dates = new Set<CalendarDay>();
  for (const { data } of enrolments) if (data.bornOn !== undefined) dates.add(data.bornOn);
  return dates;
}

/** Whether the patient is younger than an age (completed years) on a day at the place of care. */
export function youngerThan(facts: PatientFacts, here: CalendarDay, years: number): Younger {
  let yes = false;
  let no = false;
  for (const bornOn of birthDatesIn(facts)) {
    if (completedYears(bornOn, here) < years) yes = true;
    else no = true;
  }
  const stated = statedAge(facts, here);
  if (stated !== undefined && stated.most < years) yes = true;
  if (stated !== undefined && stated.least >= years) no = true;
  if (yes && no) return 'contradicted';
  return yes ? 'yes' : no ? 'no' : 'unknown';
}

/** Notes that the age that decides is not known; where the record contradicts itself a clinician is asked. */
export function ageUnknown(finding: Finding, younger: Younger, code: ReasonCode): Truth {
  const isContradicted = younger === 'contradicted';
  finding.asks = isContradicted;
  finding.missing = [
    isContradicted ? 'the age: what is recorded of it contradicts itself' : 'the birth date',
  ];
  return unknown(finding, code);
}

/** What an age that was recorded on some day can be on another: nobody knows the birthday between. */
function statedAge(
  { reproductiveStatuses }: PatientFacts,
  here: CalendarDay,
): { readonly least: number; readonly most: number } | undefined {
  let latest: PatientFacts['reproductiveStatuses'][number] | undefined;
  for (const one of reproductiveStatuses)
    if (one.data.ageYears !== undefined && one.occurredOn >= (latest?.occurredOn ?? -Infinity))
      latest = one;
  if (latest === undefined) return undefined;
  const { occurredOn, data } = latest;
  const age = data.ageYears!;
  if (here <= occurredOn) return { least: age, most: age };
  const dayBefore = addDays(here, -1);
  return {
    least: age + completedYears(occurredOn, here),
    most: age + completedYears(occurredOn, dayBefore) + 1,
  };
}
