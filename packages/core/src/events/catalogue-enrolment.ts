// Event types of enrolment, consent, contraception, tests and visits (design: Catalogue).
// Never a sexual history beyond methods, never a menstrual calendar, never a partner's identity.

import { byMachine, gate, reported } from './define.ts';
import { boolean, day, decimal, integer, list, oneOf, optional, text } from './fields.ts';

const reproductive = { sensitivity: 'reproductive' } as const;
const closing = { sensitivity: 'reproductive', closesOnly: true } as const;

/** Grounds on which a patient risk category rests; which ground supports which category is data. */
export const REPRODUCTIVE_BASES = [
  'reproductive_organs_present',
  'pre_menarche',
  'peri_menopausal',
  'tubal_sterilisation',
  'partner_vasectomy',
  'hysterectomy',
  'bilateral_oophorectomy',
  'no_uterus_or_ovaries',
  'post_menopausal',
  'premature_ovarian_failure',
] as const;

export const enrolmentEvents = {
  PatientEnrolled: gate(
    {
      programme: text(),
      course: text(),
      bornOn: optional(day),
      prescriber: optional(text()),
      /** IANA zone of the place of care; left out, the programme's. */
      zone: optional(text(60)),
      ...byMachine,
    },
    { sensitivity: 'identity' },
  ),
  ExternalHistoryAccepted: gate({
    origin: text(),
    document: text(),
    acceptedBy: text(),
    coversFrom: day,
    coversTo: day,
    dispensedDays: integer(0, 1000),
    // What was taken in that course, where the document says: mg of that class, never added to another.
    takenMg: optional(decimal(0, 100_000)),
    productClass: optional(oneOf('conventional', 'lidose', 'micronised')),
  }),
  ReproductiveStatusRecorded: gate(
    {
      basis: oneOf(...REPRODUCTIVE_BASES),
      ageYears: optional(integer(0, 130)),
      hasNoMenses: optional(boolean),
      isFshElevated: optional(boolean),
      isEstradiolLow: optional(boolean),
      isProgesteroneAbsent: optional(boolean),
      isHcgNegative: optional(boolean),
      confirmedByClinician: optional(boolean),
    },
    reproductive,
  ),
  RiskCategoryAssigned: gate(
    { programme: text(), category: text(), assignedBy: text() },
    reproductive,
  ),
  FormSigned: gate({
    form: text(),
    edition: text(),
    signer: oneOf('patient', 'guardian', 'prescriber', 'second_prescriber'),
    agrees: boolean,
    capacity: optional(oneOf('has_capacity', 'lacks_capacity', 'represented')),
    language: optional(text(35)),
    interpreter: optional(boolean),
    ...reported,
  }),
  TreatmentConsentWithdrawn: gate({ reason: optional(text()), ...reported }, { closesOnly: true }),
  RegistryConsentGiven: gate({ edition: text(), ...reported }),
  RegistryConsentWithdrawn: gate({ ...reported }),
  CareTransferred: gate({ toPrescriber: text(), toClinic: optional(text()) }),
  /** Treatment goes on elsewhere: the programmes of `from` no longer decide, what they closed stays. */
  JurisdictionChanged: gate({ from: text(), to: text(), reason: optional(text(500)) }),
  // Stands in both records; in one that does not say, it is the merged one.
  PatientsMerged: gate({
    survivor: text(),
    merged: text(),
    basis: text(500),
    standsIn: optional(oneOf('survivor', 'merged')),
  }),
  PatientDied: gate({ ...byMachine }, { closesOnly: true }),
  /** Written by the log itself; `classes` names the keys that were destroyed. */
  /** `versions`: places of the events whose content it took, such as `1-3,7`; the log reads it. */
  Erased: gate({
    basis: text(500),
    classes: optional(list(text(40))),
    versions: optional(text(200_000)),
  }),
} as const;

export const contraceptionEvents = {
  ContraceptionStarted: gate(
    {
      method: text(),
      declaredBy: oneOf('patient', 'prescriber'),
      verified: optional(boolean),
      ...reported,
    },
    reproductive,
  ),
  ContraceptionStopped: gate({ method: text(), ...reported }, closing),
  ContraceptionExemptionAgreed: gate(
    { ground: oneOf('no_pregnancy_risk'), agreedBy: text(), patientAgrees: boolean },
    reproductive,
  ),
  UnprotectedContactReported: gate({ ...reported }, closing),
  EmergencyContraceptionUsed: gate({ ...reported }, closing),
  PeriodMissed: gate({ ...reported }, closing),
} as const;

export const testEvents = {
  // The day of the event is the specimen day.
  PregnancyTestReported: gate(
    {
      result: oneOf('negative', 'positive', 'invalid', 'unclear'),
      resultedOn: optional(day),
      sample: optional(oneOf('urine', 'serum')),
      setting: optional(oneOf('laboratory', 'clinic', 'office', 'home', 'other_medical')),
      certification: optional(oneOf('clia', 'licensed', 'none')),
      sensitivityMiuPerMl: optional(integer(1, 10_000)),
      menstrualDays1To5: optional(oneOf('yes', 'no', 'irregular', 'amenorrhoea')),
      readBy: optional(oneOf('laboratory', 'clinician', 'delegate', 'patient')),
      // Who typed the result in, where that is not who recorded it here (an import, a facade).
      enteredBy: optional(oneOf('laboratory', 'clinician', 'delegate', 'patient', 'system')),
      certifiedOn: optional(day),
      source: optional(text()),
      ...reported,
      ...byMachine,
    },
    reproductive,
  ),
  HomeTestingPermitted: gate({ permittedBy: text() }, reproductive),
  HomeTestingRevoked: gate({}, reproductive),
} as const;

export const visitEvents = {
  VisitHeld: gate({
    mode: oneOf('in_person', 'video', 'telephone', 'asynchronous'),
    ordinal: integer(1, 500),
    remoteAgreed: optional(boolean),
    ...byMachine,
  }),
  CounsellingGiven: gate(
    {
      givenBy: text(),
      topics: list(text(60)),
      contraceptiveMethods: optional(list(text(60))),
      ...byMachine,
    },
    reproductive,
  ),
  ComprehensionAnswered: gate(
    {
      passed: boolean,
      contraceptiveMethods: optional(list(text(60))),
      ...reported,
    },
    reproductive,
  ),
  IndependentAgreementRecorded: gate({
    firstPrescriber: text(),
    secondPrescriber: text(),
    agrees: boolean,
  }),
  SpecialistApprovalRecorded: gate({ specialist: text(), authority: text(), approved: boolean }),
  OriginalPrescriptionShown: gate({ prescriberSpecialty: text(), ...byMachine }),
  PatientCardShown: gate({ document: text(), ...byMachine }),
  MedicationGuideGiven: gate({ edition: optional(text()), ...byMachine }),
} as const;
