// Enrolling, finding, listing and reading patients. Never another clinic's patient.

import { type AnswerOf, isSought } from '@aegle/api';
import { reachesPatient } from '../../access/access-scope.ts';
import { patientsReached } from '../../access/task-scope.ts';
import { holderOf, withIdentifier } from '../../services/holder-of.ts';
import { type PatientLine, patientLines } from '../../services/patient-list.ts';
import {
  clinicContact,
  enrol,
  enrolAgain,
  laboratoriesOf,
  ownForms,
  patientSummary,
  tieLaboratory,
} from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { refuseOwnGate } from '../calls/own-gate.ts';
import { refuseUnknownCare, refuseUnnamedMachine } from '../calls/registered.ts';
import { organisationOf } from './audience.ts';

/** A clinic reads its own; who reaches the whole tenant finds one patient by a number, not by name. */
function ownPatients(
  { services }: Dependencies,
  { caller, reach, scope }: Call<'listPatients'>,
): Promise<readonly string[] | null> {
  if (reach === 'tenant') return Promise.resolve(null);
  return patientsReached(services.store, scope, caller, reach);
}

const wireLine = (line: PatientLine) => ({ ...line, programmes: [...line.programmes] });

export const patientRoutes: SomeRoutes<
  | 'enrolPatient'
  | 'enrolAgain'
  | 'tieLaboratory'
  | 'readLaboratories'
  | 'findPatient'
  | 'listPatients'
  | 'readPatientSummary'
  | 'readPatient'
  | 'readOwnForms'
> = {
  async enrolPatient(dependencies, { body, caller, scope }) {
    const { details, programmes, identifiers, bornOn, prescriber, organisations = [] } = body;
    await refuseOwnGate(dependencies, caller, scope);
    await refuseUnnamedMachine(dependencies, caller, scope, body);
    await refuseUnknownCare(dependencies, scope, { prescriber, organisations });
    const clinics = new Set([organisationOf(caller), ...organisations]);
    const known = Object.entries(details).filter(([, value]) => value !== undefined);
    return enrol(dependencies.services, scope, {
      programmes,
      identifiers,
      details: Object.fromEntries(known) as Record<string, string>,
      organisations: [...clinics],
      ...(bornOn === undefined ? {} : { bornOn }),
      ...(prescriber === undefined ? {} : { prescriber }),
      ...(body.reportedFor === undefined ? {} : { reportedFor: body.reportedFor }),
    });
  },
  async enrolAgain(dependencies, { params: { patient }, body, caller, scope }) {
    await refuseOwnGate(dependencies, caller, scope);
    await refuseUnnamedMachine(dependencies, caller, scope, body);
    const { reportedFor, ...wanted } = body;
    const forWhom = reportedFor === undefined ? {} : { reportedFor };
    return enrolAgain(dependencies.services, scope, { patient, ...wanted, ...forWhom });
  },
  async tieLaboratory(dependencies, { params: { patient }, body, scope }) {
    return tieLaboratory(dependencies.services, scope, patient, body);
  },
  async readLaboratories({ services }, { params: { patient }, scope }) {
    return { laboratories: [...(await laboratoriesOf(services, scope, patient))] };
  },
  async findPatient(dependencies, { body, caller, reach, scope }) {
    const { store } = dependencies.services;
    const patient = await store.inTransaction(scope, (tx) => withIdentifier(tx, body));
    if (patient === null) return { patient: null };
    const isReached = await reachesPatient(store, caller, reach, patient, scope.now);
    return { patient: isReached ? patient : null };
  },
  async listPatients(dependencies, call) {
    const { text = '', limit = 5000 } = call.body;
    const { store } = dependencies.services;
    const own = await ownPatients(dependencies, call);
    return store.inTransaction(call.scope, async (tx) => {
      const holder = text === '' ? null : await holderOf(dependencies.services, tx, text);
      const reached = own ?? (holder === null ? [] : [holder]);
      const lines = await patientLines(tx, reached, call.caller.actorId);
      const sought = lines.filter((line) => line.patient === holder || isSought(line, text));
      return { patients: sought.slice(0, limit).map(wireLine), total: sought.length };
    });
  },
  async readPatientSummary(dependencies, { params: { patient }, scope }) {
    const summary = await patientSummary(dependencies.services, scope, patient);
    // Codes and roles are core's own lists; the endpoint's schema checks them as they are written.
    return summary as unknown as AnswerOf<'readPatientSummary'>;
  },
  async readPatient(dependencies, { params: { patient }, scope }) {
    const { store } = dependencies.services;
    return store.inTransaction(scope, async (tx) => {
      const person = await tx.person(patient);
      const contact = await clinicContact(tx, patient, scope.now.slice(0, 10));
      return { patient, person: person?.details ?? null, contact };
    });
  },
  async readOwnForms({ services }, { params: { patient }, caller, scope }) {
    const signer = caller.role === 'guardian' ? 'guardian' : 'patient';
    const forms = await ownForms(services, scope, patient, signer);
    return { forms: forms.map((one) => ({ ...one, editions: [...one.editions] })) };
  },
};
