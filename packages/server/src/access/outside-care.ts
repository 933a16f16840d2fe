// Which reads are by somebody outside the patient's care, and for what: those are logged twice.
// Never a route that shows patients and is not named here: the list is exhaustive by type.

import type { EndpointName } from '@aegle/api';
import type { Role } from '@aegle/core';
import type { Scope } from './policy.ts';

/** Why a role that is no part of the care reads: a closed list. */
export type AccessPurpose =
  | 'safety_review'
  | 'programme_oversight'
  | 'presented_at_pharmacy'
  | 'copy_of_record';

/** `care`: the role reads only where it is related to the patient, or shows nobody's data. */
const PURPOSE_OF: Readonly<Record<Role, AccessPurpose | 'care'>> = {
  patient: 'care',
  guardian: 'care',
  prescriber: 'care',
  delegate: 'care',
  pharmacist: 'care',
  programme_officer: 'programme_oversight',
  safety_officer: 'safety_review',
  // Reaches no route that shows a patient.
  administrator: 'care',
  researcher: 'care',
  system_client: 'care',
};

/** Whose data a route shows: the patient in its path, those named in its answer, or nobody's. */
const SHOWS: Readonly<Record<EndpointName, 'nobody' | 'named' | 'in_answer'>> = {
  signIn: 'nobody',
  verifySecondFactor: 'nobody',
  setUpSecondFactor: 'nobody',
  changeOwnPassword: 'nobody',
  confirmAccessNotices: 'nobody',
  readSession: 'nobody',
  signOut: 'nobody',
  enrolPatient: 'in_answer',
  enrolAgain: 'named',
  tieLaboratory: 'named',
  readLaboratories: 'named',
  findPatient: 'in_answer',
  listPatients: 'in_answer',
  readPatientSummary: 'named',
  readPatient: 'named',
  appendEvents: 'named',
  declare: 'named',
  readOwnForms: 'named',
  readTimeline: 'named',
  readCourse: 'named',
  readOwnReports: 'named',
  readCoursePlan: 'named',
  exportPatient: 'named',
  erasePatient: 'named',
  ask: 'named',
  authorizePrescribing: 'named',
  authorizeDispense: 'named',
  reverseAuthorization: 'named',
  dispense: 'named',
  reverseDispense: 'named',
  explainDecision: 'named',
  replayDecision: 'named',
  checkAtPharmacy: 'nobody',
  listTasks: 'in_answer',
  closeTask: 'in_answer',
  escalateTask: 'in_answer',
  readAgenda: 'named',
  readAgendaCalendar: 'named',
  readAgendaPage: 'named',
  // Only those in the care print one: an answer that is text names nobody to the log.
  listAgendaPage: 'nobody',
  listAgenda: 'in_answer',
  listProgrammes: 'nobody',
  readProgramme: 'nobody',
  confirmEdition: 'nobody',
  approveEdition: 'nobody',
  appendProgrammeEvents: 'nobody',
  readClaims: 'nobody',
  listOrganisations: 'nobody',
  listPrescribers: 'nobody',
  addOrganisation: 'nobody',
  appendPharmacyEvents: 'nobody',
  appendPrescriberEvents: 'nobody',
  // Ids and purposes only; reading it is not itself read-worthy, or it would never end.
  readAccessLog: 'nobody',
  readPatientAccessLog: 'nobody',
  listAccounts: 'nobody',
  disableAccount: 'nobody',
  endAccountSessions: 'nobody',
  removeAccountSecondFactor: 'nobody',
  resetAccountPassword: 'nobody',
  addAccount: 'nobody',
  readInstallation: 'nobody',
  reopenAccount: 'nobody',
  vouchForAccount: 'nobody',
  listAccountsToVouchFor: 'nobody',
  listKeys: 'nobody',
  revokeKey: 'nobody',
  addKey: 'nobody',
  // A clinic's forecasts are of its own patients; a researcher's are of nobody.
  requestForecast: 'nobody',
  readForecast: 'nobody',
  readOwnForecast: 'named',
};

export type Shown = 'named' | 'in_answer';

/** Whoever takes a whole record away is logged, within the care too. */
const TAKES_A_COPY: readonly EndpointName[] = ['exportPatient'];

/** What is to be logged of a call: nothing (null) inside the care, or where nobody's data is shown. */
export function outsideCare(
  route: EndpointName,
  role: Role,
  reach: Scope,
): { readonly shown: Shown; readonly purpose: AccessPurpose } | null {
  const shown = SHOWS[route];
  if (TAKES_A_COPY.includes(route) && reach !== 'none')
    return { shown: 'named', purpose: 'copy_of_record' };
  if (reach !== 'tenant' || shown === 'nobody') return null;
  const purpose = PURPOSE_OF[role];
  // A role was given all patients of a tenant without a purpose to log: refuse rather than not log.
  if (purpose === 'care') throw new TypeError(`${role} has no purpose on ${route}`);
  return { shown, purpose };
}

/** The patients that an answer names, each once: its own `patient`, or those of its tasks. */
export function patientsIn(answer: unknown): readonly string[] {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) look(one);
    else if (typeof value === 'object' && value !== null)
      for (const [name, member] of Object.entries(value))
        if (name === 'patient' && typeof member === 'string') found.add(member);
        else look(member);
  };
  look(answer);
  return [...found];
}
