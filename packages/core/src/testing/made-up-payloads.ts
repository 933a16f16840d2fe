// Payloads worth trying for each event type, good and bad ones, for the property test of the kinds.
// It must never hold anything about a real person.

import type { EventType } from '../events/catalogue.ts';
import { addDays } from '../time/calendar-day.ts';
import { MADE_UP_PROGRAMME } from './made-up-edition.ts';
import { dayOf } from './made-up-history.ts';

/** The first day of every generated history. */
export const FIRST_DAY = dayOf('2024-01-01');

const start = FIRST_DAY;
const programme = MADE_UP_PROGRAMME;

/** Payloads worth trying for each type; all else the catalogue allows is tested where it is parsed. */
export const PAYLOADS: Partial<Record<EventType, readonly object[]>> = {
  PatientEnrolled: [
    { programme, course: 'c1', bornOn: dayOf('1990-01-01') },
    { programme, course: 'c1', bornOn: dayOf('2010-01-01') },
    { programme, course: 'c1' },
    { programme: 'other', course: 'c1' },
  ],
  ReproductiveStatusRecorded: [{ basis: 'reproductive_organs_present' }, { basis: 'hysterectomy' }],
  RiskCategoryAssigned: [
    { programme, category: 'can', assignedBy: 'x' },
    { programme, category: 'cannot', assignedBy: 'x' },
    { programme, category: 'else', assignedBy: 'x' },
  ],
  FormSigned: ['patient', 'prescriber', 'guardian'].flatMap((signer) => [
    { form: 'consent', edition: 'new', signer, agrees: true },
    { form: 'consent', edition: 'old', signer, agrees: true },
    { form: 'consent', edition: 'new', signer, agrees: false },
  ]),
  TreatmentConsentWithdrawn: [{}],
  ContraceptionStarted: ['pill', 'condom', 'abstinence', 'rhythm'].map((method) => ({
    method,
    declaredBy: 'patient',
  })),
  ContraceptionStopped: ['pill', 'condom', 'abstinence'].map((method) => ({ method })),
  ContraceptionExemptionAgreed: [
    { ground: 'no_pregnancy_risk', agreedBy: 'x', patientAgrees: true },
  ],
  PregnancyTestReported: [
    { result: 'negative', setting: 'clinic', sensitivityMiuPerMl: 25, readBy: 'laboratory' },
    { result: 'negative', setting: 'home', sensitivityMiuPerMl: 20, readBy: 'clinician' },
    { result: 'negative', setting: 'clinic', sensitivityMiuPerMl: 50, readBy: 'laboratory' },
    { result: 'negative' },
    { result: 'positive', setting: 'clinic', sensitivityMiuPerMl: 25, readBy: 'laboratory' },
    { result: 'invalid' },
  ],
  PregnancyReported: [{ reportedBy: 'patient' }],
  PeriodMissed: [{}],
  UnprotectedContactReported: [{}],
  EmergencyContraceptionUsed: [{}],
  HomeTestingPermitted: [{ permittedBy: 'x' }],
  HomeTestingRevoked: [{}],
  VisitHeld: [
    { mode: 'in_person', ordinal: 1 },
    { mode: 'video', ordinal: 1 },
    { mode: 'video', ordinal: 2, remoteAgreed: true },
    { mode: 'video', ordinal: 2 },
  ],
  CounsellingGiven: [
    { givenBy: 'x', topics: ['mood'], contraceptiveMethods: ['pill', 'condom'] },
    { givenBy: 'x', topics: [], contraceptiveMethods: ['pill', 'pill'] },
    { givenBy: 'x', topics: ['mood'] },
  ],
  ComprehensionAnswered: [
    { passed: true, contraceptiveMethods: ['condom', 'pill'] },
    { passed: false, contraceptiveMethods: ['pill'] },
    { passed: true },
  ],
  IndependentAgreementRecorded: [
    { firstPrescriber: 'a', secondPrescriber: 'b', agrees: true },
    { firstPrescriber: 'a', secondPrescriber: 'a', agrees: true },
    { firstPrescriber: 'a', secondPrescriber: 'b', agrees: false },
  ],
  SpecialistApprovalRecorded: [
    { specialist: 's', authority: 'a', approved: true },
    { specialist: 's', authority: 'a', approved: false },
  ],
  OriginalPrescriptionShown: [{ prescriberSpecialty: 'dermatology' }],
  PatientCardShown: [{ document: 'card' }],
  MedicationGuideGiven: [{}],
  PrescriptionWritten: [
    {
      prescription: 'rx1',
      prescriber: 'p',
      product: 'isotretinoin',
      daysSupply: 30,
      refills: 0,
      medium: 'paper',
    },
    { prescription: 'rx1', prescriber: 'p', product: 'isotretinoin', daysSupply: 60, refills: 1 },
    {
      prescription: 'rx1',
      prescriber: 'p',
      product: 'isotretinoin',
      daysSupply: 20,
      refills: 0,
      medium: 'fax',
    },
  ],
  PrescriptionCancelled: [{ prescription: 'rx1', cause: 'x' }],
  ExternalAuthorizationRecorded: [
    {
      portal: 'portal',
      number: 'n',
      prescription: 'rx1',
      granted: true,
      lastDay: addDays(start, 40),
    },
    { portal: 'portal', number: 'n', prescription: 'rx1', granted: false },
    { portal: 'else', number: 'n', prescription: 'rx1', granted: true },
  ],
  DispenseAuthorized: [
    {
      authorization: 'a1',
      prescription: 'rx1',
      pharmacy: 'ph',
      daysSupply: 20,
      lastDay: addDays(start, 60),
      decision: 'd',
    },
  ],
  AuthorizationReversed: [{ authorization: 'a1', cause: 'other' }],
  Dispensed: [
    { dispense: 'd1', authorization: 'a1', prescription: 'rx1', pharmacy: 'ph', daysSupply: 15 },
    {
      dispense: 'd3',
      authorization: 'a3',
      prescription: 'rx3',
      pharmacy: 'ph',
      daysSupply: 30,
      capsules: 60,
    },
    { dispense: 'd4', authorization: 'a4', prescription: 'rx4', pharmacy: 'ph', daysSupply: 8 },
  ],
  DispensedPartially: [
    {
      dispense: 'd2',
      authorization: 'a1',
      prescription: 'rx1',
      pharmacy: 'ph',
      daysSupply: 5,
      remainingDays: 10,
    },
  ],
  UnauthorizedDispenseFound: [{ daysSupply: 20 }],
  DispenseReversed: [{ dispense: 'd1', cause: 'other' }],
  CapsulesLost: [{ count: 10 }, { count: 58 }],
  CapsulesReturned: [{ count: 10 }, { count: 60 }],
  CapsulesDestroyed: [{ count: 10 }],
  CoursePaused: [{}],
  CourseResumed: [{}],
  CourseEnded: [{ course: 'c1' }],
  DoseAfterEndFound: [{ dose: 'x' }],
  ExternalHistoryAccepted: [
    {
      origin: 'o',
      document: 'd',
      acceptedBy: 'x',
      coversFrom: start,
      coversTo: addDays(start, 9),
      dispensedDays: 9,
    },
  ],
  PrescriberCertified: [{ programme, specialty: 'dermatology' }, { programme }],
  PrescriberRenewed: [{ programme }],
  PrescriberSuspended: [{ programme }],
  PrescriberDeactivated: [{ programme }],
  PharmacyCertified: [{ programme }],
  PharmacyRenewed: [{ programme }],
  PharmacySuspended: [{ programme }],
  SitePharmacistDesignated: [{ programme, pharmacist: 'x' }],
  PharmacyStaffTrained: [{ programme }],
};
