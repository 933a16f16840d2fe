// Which field of which event names a person, an organisation, a programme or a form, as data.
// Never a text field that is neither here nor in the test's list of those that name nobody, with the reason.

import type { EventType, Role } from '@aegle/core';
import type { StoreTransaction } from '@aegle/store';

export type Organisation = Awaited<ReturnType<StoreTransaction['organisations']>>[number];

/** What of a loaded programme is looked up. */
export type RuleName =
  | 'programme'
  | 'requirement'
  | 'category'
  | 'form'
  | 'portal'
  | 'overlay'
  | 'method';

/**
 * Where a name stands. `ofOurs`: only what looks like an id of this installation is looked up, for care
 * goes elsewhere too. `hasName`: the registered name will do. `ofPharmacy`: of the pharmacy in the path.
 */
export type Named =
  | { readonly people: readonly Role[]; readonly ofOurs?: true; readonly ofPharmacy?: true }
  | {
      readonly organisation: readonly Organisation['kind'][];
      readonly ofOurs?: true;
      readonly hasName?: true;
    }
  | { readonly rule: RuleName };

export const PRESCRIBER: Named = { people: ['prescriber'] };
const CARE: Named = { people: ['prescriber', 'delegate'] };
const CLINICIAN: Named = { people: ['prescriber', 'safety_officer'] };
const RESPONDER: Named = { people: ['prescriber', 'delegate', 'safety_officer'] };
const PROGRAMME: Named = { rule: 'programme' };
const METHOD: Named = { rule: 'method' };
const PORTAL: Named = { rule: 'portal' };
const CLINIC: Named = { organisation: ['clinic'], ofOurs: true };
const PHARMACY: Named = { organisation: ['pharmacy'] };
const certified = { programme: PROGRAMME };

export const NAMED: Partial<Record<EventType, Readonly<Record<string, Named>>>> = {
  RiskCategoryAssigned: { programme: PROGRAMME, category: { rule: 'category' } },
  FormSigned: { form: { rule: 'form' } },
  CareTransferred: { toPrescriber: { ...PRESCRIBER, ofOurs: true }, toClinic: CLINIC },
  CounsellingGiven: { givenBy: CARE, contraceptiveMethods: METHOD },
  ContraceptionStarted: { method: METHOD },
  ComprehensionAnswered: { contraceptiveMethods: METHOD },
  IndependentAgreementRecorded: { firstPrescriber: PRESCRIBER, secondPrescriber: PRESCRIBER },
  // An authority or a specialist is often of no organisation here.
  SpecialistApprovalRecorded: { specialist: { ...PRESCRIBER, ofOurs: true } },
  PrescriptionWritten: { prescriber: PRESCRIBER },
  ExternalAuthorizationRecorded: { portal: PORTAL },
  LabResulted: { laboratory: { organisation: ['laboratory'], ofOurs: true } },
  StockRanOut: { pharmacy: PHARMACY },
  StockArrived: { pharmacy: PHARMACY },
  DiscretionExercised: {
    programme: PROGRAMME,
    requirement: { rule: 'requirement' },
    clinician: CLINICIAN,
  },
  SafetyHoldCleared: { clinician: CLINICIAN },
  ReportResolved: { clinician: CLINICIAN },
  Corrected: { confirmedBy: CLINICIAN },
  PrescriberCertified: certified,
  PrescriberRenewed: certified,
  DelegateAuthorized: { delegate: { people: ['delegate'] } },
  PharmacyCertified: certified,
  PharmacyRenewed: certified,
  SitePharmacistDesignated: {
    programme: PROGRAMME,
    pharmacist: { people: ['pharmacist'], ofPharmacy: true },
  },
  PharmacyStaffTrained: certified,
  EditionApprovedForUse: {
    site: { organisation: ['clinic', 'pharmacy', 'office', 'laboratory'], hasName: true },
    clinicalSafetyOfficer: { people: ['safety_officer'] },
  },
  EditionConfirmedInForce: { confirmedBy: { people: ['programme_officer'] } },
  OverlayAdopted: {
    overlay: { rule: 'overlay' },
    adoptedBy: { people: ['programme_officer', 'safety_officer', 'prescriber'] },
  },
  OutageDeclared: { portal: PORTAL },
  OutageEnded: { portal: PORTAL },
  SelfHarmScreeningSwitchedOn: { responders: RESPONDER, deputy: RESPONDER },
};

/** Named by the caller's own id alone: the door compares, and a correction of it is looked up. */
const OWN_FIELDS: Readonly<Record<string, Named>> = {
  assignedBy: PRESCRIBER,
  acceptedBy: PRESCRIBER,
  agreedBy: PRESCRIBER,
  permittedBy: PRESCRIBER,
  reportedFor: { people: ['prescriber', 'delegate', 'pharmacist'] },
};

const isOfRegister = (one: Named) => !('rule' in one) || one.rule === 'programme';

/**
 * Fields by which a correction could put another person, organisation or programme in the place of the
 * one that was named; what stands there must be right for one of the events that have the field.
 */
export const CORRECTABLE_NAMES: ReadonlyMap<string, readonly Named[]> = Object.values(NAMED)
  .flatMap((fields) => Object.entries(fields))
  .concat(Object.entries(OWN_FIELDS))
  .filter(([, one]) => isOfRegister(one))
  .reduce(
    (all, [field, one]) => all.set(field, [...(all.get(field) ?? []), one]),
    new Map<string, readonly Named[]>(),
  );
