// The demonstration clinic's five countries: what everybody there does at the start and every month.
// Never a rule: the programmes' own cases and gates say what counts; these people simply do it all.

/** One written event; `day` counts from the first day of its patient. */
export interface ClinicLine {
  readonly type: string;
  readonly day: number;
  readonly by?: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

export interface Country {
  readonly id: string;
  readonly programmes: readonly string[];
  readonly zones: readonly string[];
  /** Who can become pregnant, then who cannot. */
  readonly categories: readonly [string, string];
  readonly start: (canBecomePregnant: boolean, bornOn: string) => readonly ClinicLine[];
  readonly month: (canBecomePregnant: boolean, month: number, day: number) => readonly ClinicLine[];
}

/** Who prescribes in the demonstration clinic. */
export const CLINIC_PRESCRIBER = 'dr-lindqvist';

/** Day of the first month's visit: the longest wait of a programme is over by then. */
export const FIRST_VISIT_DAY = 32;
export const MONTH_DAYS = 30;

const METHODS = ['combination_pill', 'male_latex_condom'];
const TEST = {
  ...{ result: 'negative', sample: 'serum', setting: 'laboratory', sensitivityMiuPerMl: 20 },
  ...{ menstrualDays1To5: 'yes', readBy: 'laboratory' },
};

const form = (name: string, edition: string, signer: string): ClinicLine => ({
  type: 'FormSigned',
  day: 0,
  by: signer,
  data: { form: name, edition, signer, agrees: true },
});
const counselled = (day: number, data: object): ClinicLine => ({
  type: 'CounsellingGiven',
  day,
  data: { givenBy: CLINIC_PRESCRIBER, ...data },
});
const prescribed = (month: number, day: number, data: object): ClinicLine => ({
  type: 'PrescriptionWritten',
  day,
  data: {
    ...{ prescription: `rx-${month}`, prescriber: CLINIC_PRESCRIBER, product: 'isotretinoin' },
    ...{ daysSupply: MONTH_DAYS, refills: 0, doseMgPerDay: '40', ...data },
  },
});

/** Enrolment, status and category in each programme, and contraception where it is needed. */
function entered(
  programmes: readonly string[],
  category: string,
  canBecomePregnant: boolean,
  bornOn: string,
): readonly ClinicLine[] {
  const methods = canBecomePregnant ? METHODS : [];
  return [
    ...programmes.map((programme) => ({
      type: 'PatientEnrolled',
      day: 0,
      data: { programme, course: 'course-1', bornOn },
    })),
    {
      type: 'ReproductiveStatusRecorded',
      day: 0,
      data: { basis: canBecomePregnant ? 'reproductive_organs_present' : 'hysterectomy' },
    },
    ...programmes.map((programme) => ({
      type: 'RiskCategoryAssigned',
      day: 0,
      data: { programme, category, assignedBy: CLINIC_PRESCRIBER },
    })),
    ...methods.map((method) => ({
      type: 'ContraceptionStarted',
      day: 0,
      by: 'patient',
      data: { method, declaredBy: 'patient' },
    })),
  ];
}

const UNITED_STATES: Country = {
  id: 'us',
  programmes: ['us-ipledge'],
  zones: ['America/New_York', 'America/Chicago', 'America/Los_Angeles'],
  categories: ['can', 'cannot'],
  start: (can, bornOn) => [
    ...entered(['us-ipledge'], can ? 'can' : 'cannot', can, bornOn),
    ...['patient', 'prescriber'].flatMap((signer) => [
      form('ipledge-consent-general', '2020-12-09', signer),
      ...(can ? [form('ipledge-consent-birth-defects', '2020-12-09', signer)] : []),
    ]),
    ...(can
      ? [{ type: 'PregnancyTestReported', day: 0, data: { ...TEST, certification: 'clia' } }]
      : []),
  ],
  month: (can, month, day) => [
    ...(can
      ? [{ type: 'PregnancyTestReported', day, data: { ...TEST, certification: 'clia' } }]
      : []),
    { type: 'VisitHeld', day, data: { mode: 'in_person', ordinal: month } },
    counselled(day, {
      topics: ['contraception'],
      ...(can ? { contraceptiveMethods: METHODS } : {}),
    }),
    ...(can
      ? [
          {
            type: 'ComprehensionAnswered',
            day,
            by: 'patient',
            data: { passed: true, contraceptiveMethods: METHODS },
          },
        ]
      : []),
    prescribed(month, day, { product: '6064', medium: 'electronic' }),
    {
      type: 'ExternalAuthorizationRecorded',
      day,
      by: 'pharmacist',
      data: {
        ...{ portal: 'ipledge', number: `RMA-INVENTED-${month}`, prescription: `rx-${month}` },
        ...{ granted: true, lastDay: `+${day + (can ? 6 : 29)}` },
      },
    },
    { type: 'MedicationGuideGiven', day, by: 'pharmacist' },
  ],
};

/** A European programme: what several ask for is done for all. */
function european(
  id: string,
  programme: string,
  zone: string,
  notChildbearing: string,
  forms: readonly ClinicLine[],
): Country {
  return {
    id,
    programmes: [programme],
    zones: [zone],
    categories: ['childbearing', notChildbearing],
    start: (can, bornOn) => [
      ...entered([programme], can ? 'childbearing' : notChildbearing, can, bornOn),
      ...forms,
      counselled(0, { topics: ['mental_health', 'sexual_function'] }),
    ],
    month: (can, month, day) => [
      { type: 'VisitHeld', day, data: { mode: 'in_person', ordinal: month } },
      counselled(day, { topics: ['mental_health_assessment', 'sexual_function_assessment'] }),
      ...(can ? [{ type: 'PregnancyTestReported', day, data: TEST }] : []),
      prescribed(month, day, { medium: 'electronic' }),
      {
        type: 'OriginalPrescriptionShown',
        day,
        by: 'pharmacist',
        data: { prescriberSpecialty: 'dermatologist' },
      },
      {
        type: 'PatientCardShown',
        day,
        by: 'pharmacist',
        data: { document: id === 'fr' ? 'carnet_patiente' : 'diary' },
      },
    ],
  };
}

const acknowledged = ['patient', 'prescriber'].map((signer) =>
  form('acknowledgement_of_risk', 'arf-2026', signer),
);

const CANADA: Country = {
  id: 'ca',
  programmes: ['ca-clear', 'ca-health-canada'],
  zones: ['America/Toronto', 'America/Vancouver'],
  categories: ['childbearing', 'others'],
  start: (can, bornOn) => [
    ...entered(['ca-clear', 'ca-health-canada'], can ? 'childbearing' : 'others', can, bornOn),
    form('clear_consent', 'clear-consent', 'patient'),
    form('psychiatric_checklist', 'clear-checklist', 'prescriber'),
    form('pregnancy_prevention_consent', 'hc-consent', 'patient'),
    ...(can
      ? [{ type: 'PregnancyTestReported', day: 0, data: { ...TEST, certification: 'licensed' } }]
      : []),
  ],
  month: (can, month, day) => [
    ...(can
      ? [{ type: 'PregnancyTestReported', day, data: { ...TEST, certification: 'licensed' } }]
      : []),
    prescribed(month, day, { medium: 'paper' }),
  ],
};

export const COUNTRIES: readonly Country[] = [
  UNITED_STATES,
  european('gb', 'gb-ppp', 'Europe/London', 'not_childbearing', acknowledged),
  european('de', 'de-amvv', 'Europe/Berlin', 'others', []),
  european('fr', 'fr-ppp', 'Europe/Paris', 'others', [
    form('care_and_contraception_agreement', 'fr-agreement', 'patient'),
  ]),
  CANADA,
];
