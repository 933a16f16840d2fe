// Scripted patients who do everything right, month after month, in each country's own terms.
// It must never hold anything about a real person.

import { addDays, type CalendarDay } from '@aegle/core';
import { type Line, line } from './history.ts';

const PORTAL_OPEN_DAYS = 6;

export const GOOD_TEST = {
  result: 'negative',
  sample: 'serum',
  setting: 'laboratory',
  certification: 'clia',
  sensitivityMiuPerMl: 20,
  menstrualDays1To5: 'yes',
  readBy: 'laboratory',
} as const;

/** The prescriber's and the pharmacy's standing, fresh at `day`. */
export function standing(programme: string, day: CalendarDay): Line[] {
  return [
    line('PrescriberCertified', day, { programme, specialty: 'dermatology' }),
    line('PharmacyCertified', day, { programme }, { by: 'pharmacist' }),
    line('SitePharmacistDesignated', day, { programme, pharmacist: 'x' }, { by: 'pharmacist' }),
    line('PharmacyStaffTrained', day, { programme }, { by: 'pharmacist' }),
  ];
}

/** Form editions accepted in each American edition. */
const US_FORMS: Readonly<Record<string, string>> = {
  'us-2007': '2016-07-08',
  'us-2021': '2021-10-08',
  'us-2026': '2026-02-09',
};

/** One American month: test, talks, prescription, portal, guide on `day`. */
export function americanMonth(category: string, day: CalendarDay, month: number): Line[] {
  const methods = ['combination_pill', 'male_latex_condom'];
  const rx = `rx-${month}`;
  const isCan = category === 'can';
  return [
    ...(isCan ? [line('PregnancyTestReported', day, GOOD_TEST)] : []),
    line('VisitHeld', day, { mode: 'in_person', ordinal: month }),
    line('CounsellingGiven', day, {
      givenBy: 'p',
      topics: ['contraception'],
      contraceptiveMethods: methods,
    }),
    ...(isCan
      ? [
          line(
            'ComprehensionAnswered',
            day,
            { passed: true, contraceptiveMethods: methods },
            { by: 'patient' },
          ),
        ]
      : []),
    line('PrescriptionWritten', day, {
      prescription: rx,
      prescriber: 'p',
      product: 'isotretinoin',
      daysSupply: 30,
      refills: 0,
      medium: 'electronic',
    }),
    line('ExternalAuthorizationRecorded', day, {
      portal: 'ipledge',
      number: `n-${month}`,
      prescription: rx,
      granted: true,
      lastDay: addDays(day, isCan ? PORTAL_OPEN_DAYS : 29),
    }),
    line('MedicationGuideGiven', day, {}, { by: 'pharmacist' }),
  ];
}

/** Everything before the first prescription, from `start`. */
export function americanStart(
  edition: string,
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
): Line[] {
  const form = (name: string, signer: 'patient' | 'prescriber' | 'guardian') =>
    line(
      'FormSigned',
      start,
      { form: name, edition: US_FORMS[edition]!, signer, agrees: true },
      { by: signer },
    );
  return [
    ...standing('us-ipledge', addDays(start, -10)),
    line('PatientEnrolled', start, { programme: 'us-ipledge', course: 'c1', bornOn }),
    line('ReproductiveStatusRecorded', start, {
      basis: category === 'can' ? 'reproductive_organs_present' : 'hysterectomy',
    }),
    line('RiskCategoryAssigned', start, { programme: 'us-ipledge', category, assignedBy: 'p' }),
    ...(['patient', 'prescriber', 'guardian'] as const).flatMap((signer) => [
      form('ipledge-consent-general', signer),
      form('ipledge-consent-birth-defects', signer),
    ]),
    ...(category === 'can'
      ? [
          line('PregnancyTestReported', start, GOOD_TEST),
          line('ContraceptionStarted', start, {
            method: 'combination_pill',
            declaredBy: 'patient',
          }),
          line('ContraceptionStarted', start, {
            method: 'male_latex_condom',
            declaredBy: 'patient',
          }),
        ]
      : []),
  ];
}

/** A dispense of 30 days on the latest prescription. */
export function dispensed(day: CalendarDay, month: number, daysSupply = 30): Line {
  return line(
    'Dispensed',
    day,
    {
      dispense: `d-${month}`,
      authorization: `a-${month}`,
      prescription: `rx-${month}`,
      pharmacy: 'ph',
      daysSupply,
    },
    { by: 'pharmacist' },
  );
}

/** A prescription of 30 days by the script's prescriber. */
export const written = (month: number, day: CalendarDay, medium: 'electronic' | 'paper'): Line =>
  line('PrescriptionWritten', day, {
    prescription: `rx-${month}`,
    prescriber: 'p',
    product: 'isotretinoin',
    daysSupply: 30,
    refills: 0,
    medium,
  });

/** A script, with the day of its latest prescription. */
export interface ScriptedCourse {
  readonly lines: Line[];
  readonly lastPrescribedOn: CalendarDay;
}

/** Month after month from `first` on, 30 days apart; every month but the last is dispensed on the day after. */
export function monthly(
  opening: readonly Line[],
  first: CalendarDay,
  months: number,
  monthOf: (day: CalendarDay, month: number) => readonly Line[],
): ScriptedCourse {
  const lines = [...opening];
  let day = first;
  for (let month = 1; month <= months; month += 1) {
    day = addDays(first, (month - 1) * 30);
    lines.push(...monthOf(day, month));
    if (month < months) lines.push(dispensed(addDays(day, 1), month));
  }
  return { lines, lastPrescribedOn: day };
}

/** A compliant American patient: first prescription 31 days after `start`, then every 30 days. */
export function americanCourse(
  edition: string,
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
): Line[] {
  const lines = americanStart(edition, category, start, bornOn);
  for (let month = 1; month <= months; month += 1) {
    const day = addDays(start, 32 + (month - 1) * 30);
    lines.push(...americanMonth(category, day, month));
    if (month < months) lines.push(dispensed(addDays(day, 1), month));
  }
  return lines;
}

export const EUROPEAN_METHODS = ['combination_pill', 'male_latex_condom'];

const EUROPEAN_SPECIALTY: Readonly<Record<string, string>> = {
  'gb-ppp': 'consultant_dermatologist',
  'de-amvv': 'dermatologist',
  'fr-ppp': 'dermatologist',
  'it-aifa': 'dermatologist',
};

/** Everything before the first prescription, in the terms of any European programme. */
export function europeanStart(
  programme: string,
  edition: string,
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  specialty: string | undefined,
): Line[] {
  const isIn = category === 'childbearing';
  const form = edition === 'gb-2026' ? 'arf-2026' : 'arf-2023';
  return [
    line('PrescriberCertified', addDays(start, -5), {
      programme,
      specialty: specialty ?? EUROPEAN_SPECIALTY[programme]!,
    }),
    line('PatientEnrolled', start, { programme, course: 'c1', bornOn }),
    line('ReproductiveStatusRecorded', start, {
      basis: isIn ? 'reproductive_organs_present' : 'hysterectomy',
    }),
    line('RiskCategoryAssigned', start, { programme, category, assignedBy: 'p' }),
    line('FormSigned', start, {
      form: 'acknowledgement_of_risk',
      edition: form,
      signer: 'patient',
      agrees: true,
    }),
    line('FormSigned', start, {
      form: 'acknowledgement_of_risk',
      edition: form,
      signer: 'prescriber',
      agrees: true,
    }),
    line('FormSigned', start, {
      form: 'care_and_contraception_agreement',
      edition: 'fr-agreement',
      signer: 'patient',
      agrees: true,
    }),
    line(
      'IndependentAgreementRecorded',
      start,
      {
        firstPrescriber: 'a',
        secondPrescriber: 'b',
        agrees: true,
      },
      { actor: 'b' },
    ),
    line('CounsellingGiven', start, { givenBy: 'p', topics: ['mental_health', 'sexual_function'] }),
    ...(isIn
      ? EUROPEAN_METHODS.map((method) =>
          line('ContraceptionStarted', start, { method, declaredBy: 'patient' }),
        )
      : []),
  ];
}

/** One European month: visit, assessment, test with certificate, prescription, papers. */
export function europeanMonth(category: string, day: CalendarDay, month: number): Line[] {
  return [
    line('VisitHeld', day, { mode: 'in_person', ordinal: month }),
    line('CounsellingGiven', day, {
      givenBy: 'p',
      topics: ['mental_health_assessment', 'sexual_function_assessment'],
    }),
    ...(category === 'childbearing'
      ? [line('PregnancyTestReported', day, { ...GOOD_TEST, certifiedOn: day })]
      : []),
    written(month, day, 'electronic'),
    line('OriginalPrescriptionShown', day, { prescriberSpecialty: 'dermatologist' }),
    line('PatientCardShown', day, { document: 'carnet_patiente' }),
    line('PatientCardShown', day, { document: 'diary' }),
  ];
}

/** A compliant European patient, with the day of the latest prescription. */
export function europeanCourse(
  programme: string,
  edition: string,
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
  specialty?: string,
): ScriptedCourse {
  const opening = europeanStart(programme, edition, category, start, bornOn, specialty);
  return monthly(opening, addDays(start, 32), months, (day, month) =>
    europeanMonth(category, day, month),
  );
}

/** A test as a laboratory licensed in Canada reports it. */
const LICENSED_TEST = { ...GOOD_TEST, certification: 'licensed' } as const;

/** Everything before the first prescription in Canada, under both programmes. */
export function canadianStart(category: string, start: CalendarDay, bornOn: CalendarDay): Line[] {
  const isIn = category === 'childbearing';
  const form = (name: string, edition: string, signer: 'patient' | 'guardian' | 'prescriber') =>
    line('FormSigned', start, { form: name, edition, signer, agrees: true });
  return [
    ...['ca-clear', 'ca-health-canada'].flatMap((programme) => [
      line('PatientEnrolled', start, { programme, course: 'c1', bornOn }),
      line('RiskCategoryAssigned', start, { programme, category, assignedBy: 'p' }),
    ]),
    line('ReproductiveStatusRecorded', start, {
      basis: isIn ? 'reproductive_organs_present' : 'hysterectomy',
    }),
    form('clear_consent', 'clear-consent', 'patient'),
    form('clear_consent', 'clear-consent', 'guardian'),
    form('psychiatric_checklist', 'clear-checklist', 'prescriber'),
    form('pregnancy_prevention_consent', 'hc-consent', 'patient'),
    ...(isIn ? [line('PregnancyTestReported', start, LICENSED_TEST)] : []),
    ...(isIn
      ? EUROPEAN_METHODS.map((method) =>
          line('ContraceptionStarted', start, { method, declaredBy: 'patient' }),
        )
      : []),
  ];
}

/** One Canadian month: a test and a prescription. */
export function canadianMonth(category: string, day: CalendarDay, month: number): Line[] {
  return [
    ...(category === 'childbearing' ? [line('PregnancyTestReported', day, LICENSED_TEST)] : []),
    written(month, day, 'paper'),
  ];
}

/** A compliant patient in Canada under both programmes, with the day of the latest prescription. */
export function canadianCourse(
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
): ScriptedCourse {
  const opening = canadianStart(category, start, bornOn);
  return monthly(opening, addDays(start, 32), months, (day, month) =>
    canadianMonth(category, day, month),
  );
}

/** Everything before the first prescription in the Australian Capital Territory. */
export function territoryStart(
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  specialty: string | undefined,
): Line[] {
  const programme = 'au-act';
  const isIn = category === 'childbearing';
  return [
    ...(specialty === undefined
      ? []
      : [line('PrescriberCertified', addDays(start, -5), { programme, specialty })]),
    line('PatientEnrolled', start, { programme, course: 'c1', bornOn }),
    line('ReproductiveStatusRecorded', start, {
      basis: isIn ? 'reproductive_organs_present' : 'hysterectomy',
    }),
    line('RiskCategoryAssigned', start, { programme, category, assignedBy: 'p' }),
    line('CounsellingGiven', start, { givenBy: 'p', topics: ['avoid_pregnancy'] }),
  ];
}

/** One month in the Territory: a test before the first supply, and a prescription. */
export function territoryMonth(category: string, day: CalendarDay, month: number): Line[] {
  return [
    ...(category === 'childbearing' && month === 1
      ? [line('PregnancyTestReported', day, GOOD_TEST)]
      : []),
    written(month, day, 'paper'),
  ];
}

/** A compliant patient in the Territory, with the day of the latest prescription. */
export function territoryCourse(
  category: string,
  start: CalendarDay,
  bornOn: CalendarDay,
  months: number,
  specialty: string | undefined,
): ScriptedCourse {
  const opening = territoryStart(category, start, bornOn, specialty);
  return monthly(opening, addDays(start, 2), months, (day, month) =>
    territoryMonth(category, day, month),
  );
}
