// A new enrolment as a new course begins anew: what was done for another course, used or not, opens nothing.

import { addDays, type CalendarDay, type EventType } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { countries } from '../reference/countries.ts';
import { askCore, type Line, line } from '../reference/history.ts';

/** Who the patient is and what is used; everything else was done for a course. */
const OF_NO_COURSE: readonly EventType[] = [
  'PatientEnrolled',
  'RiskCategoryAssigned',
  'ReproductiveStatusRecorded',
  'ContraceptionStarted',
  'PrescriberCertified',
  'PharmacyCertified',
  'SitePharmacistDesignated',
  'PharmacyStaffTrained',
];

const all = countries().flatMap((country) =>
  country.categories.map(
    (category) => [`${country.edition} ${category}`, country, category] as const,
  ),
);

describe.each(all)('%s', (_, country, category) => {
  const bornOn = addDays(country.start, -30 * 366);
  const { lines, lastPrescribedOn: today } = country.course(category, bornOn, 1);
  const begun = (course: string, kept: readonly Line[]) => [
    ...kept,
    ...country.programmes.map((programme) =>
      line('PatientEnrolled', today, { programme, course, bornOn }),
    ),
  ];
  const outcome = (told: readonly Line[]) =>
    askCore(country.rules, told, { stage: 'prescribe', day: today, daysSupply: 30 }).outcome;
  const bare = lines.filter((one) => OF_NO_COURSE.includes(one.type));

  it('H-01 counts nothing of an earlier course in which nothing was dispensed', () => {
    expect(outcome(lines)).toBe('granted');
    expect(outcome(begun('c2', lines))).toBe(outcome(begun('c2', bare)));
    expect(outcome(begun('c3', begun('c2', lines)))).toBe(outcome(begun('c2', bare)));
    if (category === country.categories[0]) expect(outcome(begun('c2', lines))).toBe('denied');
  });

  it('H-11 counts what is done anew after the enrolment', () => {
    const shift = today - country.start + 1;
    const certified = (data: object) =>
      'certifiedOn' in data
        ? { ...data, certifiedOn: addDays(data.certifiedOn as CalendarDay, shift) }
        : data;
    const anew = lines
      .filter((one) => one.type !== 'PatientEnrolled')
      .map((one) => ({ ...one, day: addDays(one.day, shift), data: certified(one.data) }));
    const later = addDays(today, shift);
    const told = [...begun('c2', lines), ...anew];
    const asked = { stage: 'prescribe' as const, day: later, daysSupply: 30 };
    expect(askCore(country.rules, told, asked).outcome).toBe('granted');
  });
});
