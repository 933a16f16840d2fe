// What the record says of a person as a forecast asks for it: sex, lesions and blood before the first capsule.
// Never a value from under treatment or of an earlier course, and never one that is in doubt: those are null.

import type { AnswerOf } from '@aegle/api';
import {
  assessmentsOf,
  assessRecord,
  type FoldedCourses,
  formatCalendarDay,
  inUnit,
  type LaboratoryTables,
  type PatientFacts,
  type ReportedValue,
  statusIn,
} from '@aegle/core';
import type { Day } from './course-read.ts';

type Person = AnswerOf<'readCoursePlan'>['person'];
type Before = Person['nodules'];

type Basis = PatientFacts['reproductiveStatuses'][number]['data']['basis'];

/** Whether a ground is one that only a female body gives. Without uterus or ovaries says nothing of it. */
const IS_FEMALE: Readonly<Record<Basis, boolean>> = {
  reproductive_organs_present: true,
  pre_menarche: true,
  peri_menopausal: true,
  tubal_sterilisation: true,
  partner_vasectomy: true,
  hysterectomy: true,
  bilateral_oophorectomy: true,
  no_uterus_or_ovaries: false,
  post_menopausal: true,
  premature_ovarian_failure: true,
};

/** What the person was like before the first capsule, which is on day `on`. */
export function personOfRecord(
  facts: PatientFacts,
  folded: FoldedCourses,
  laboratory: LaboratoryTables,
  on: Day,
): Omit<Person, 'on' | 'ageYears' | 'weightKg' | 'weighedOn'> {
  const after = lastDayOfEarlier(folded, on);
  const isBefore = (day: Day) => day <= on && day > after;
  const { assessments } = assessmentsOf(folded.record);
  const counted = (measure: string): Before => {
    const last = assessments.filter((one) => one.measure === measure && isBefore(one.day)).at(-1);
    return last === undefined ? null : { value: last.value, on: formatCalendarDay(last.day) };
  };
  const results = assessRecord(laboratory, folded.record, on).flatMap(({ value, questions }) =>
    value === undefined || questions.length > 0 || !isBefore(value.day) ? [] : value,
  );
  const measured = (analyte: string, unit: 'mg/dL' | 'U/L'): Before => {
    const last = results.filter((one) => one.analyte === analyte).at(-1);
    if (last === undefined || last.comparator !== undefined) return null;
    const value = valueIn(laboratory, last, unit);
    return value === undefined ? null : { value, on: formatCalendarDay(last.day) };
  };
  return {
    sex: sexOf(facts),
    inflammatoryLesions: counted('inflammatory-count'),
    nonInflammatoryLesions: counted('non-inflammatory-count'),
    nodules: counted('nodule-count'),
    triglyceridesMgPerDl: measured('triglycerides', 'mg/dL'),
    altUnitsPerL: measured('alt', 'U/L'),
  };
}

function sexOf(facts: PatientFacts): Person['sex'] {
  const last = statusIn(facts);
  if (last === undefined || !IS_FEMALE[last.data.basis]) return null;
  return { value: 'female', on: formatCalendarDay(last.occurredOn) };
}

/** Up to this day an earlier course may still have shown in lesions and blood. */
function lastDayOfEarlier({ courses }: FoldedCourses, on: Day): number {
  const days = courses
    .slice(0, -1)
    .flatMap(({ lastDoseOn, endedOn, startedOn }) => lastDoseOn ?? endedOn ?? startedOn ?? []);
  return Math.max(Number.NEGATIVE_INFINITY, ...days.filter((day) => day < on));
}

/** To a tenth of the unit: as far as the factor of the evidence reaches. */
function valueIn(
  { units }: LaboratoryTables,
  { analyte, quantity }: ReportedValue,
  unit: 'mg/dL' | 'U/L',
): number | undefined {
  const same = inUnit(quantity, unit);
  const known = units.factors.find((one) => one.from === unit && one.analytes.includes(analyte));
  const other = known && inUnit(quantity, known.to as typeof quantity.unit);
  const value = same?.value ?? (other && known && other.value / known.factor);
  return value === undefined ? undefined : Math.round(10 * value) / 10;
}
