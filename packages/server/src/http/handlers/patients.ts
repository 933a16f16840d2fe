// Enrolling, finding and reading a patient. Never a search by name, never another clinic's patient.

import { reachesPatient } from '../../access/access-scope.ts';
import { clinicContact, enrol, enrolAgain } from '../../services/services.ts';
import type { SomeRoutes } from '../calls/call.ts';
import { refuseOwnGate } from '../calls/own-gate.ts';
import { refuseUnknownCare } from '../calls/registered.ts';
import { organisationOf } from './audience.ts';

export const patientRoutes: SomeRoutes<
  'enrolPatient' | 'enrolAgain' | 'findPatient' | 'readPatient'
> = {
  async enrolPatient(dependencies, { body, caller, scope }) {
    const { details, programmes, identifiers, bornOn, prescriber, organisations = [] } = body;
    await refuseOwnGate(dependencies, caller, scope);
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
    });
  },
  async enrolAgain(dependencies, { params: { patient }, body, caller, scope }) {
    await refuseOwnGate(dependencies, caller, scope);
    return enrolAgain(dependencies.services, scope, { patient, ...body });
  },
  async findPatient(dependencies, { body, caller, reach, scope }) {
    const { store } = dependencies.services;
    const patient = await store.inTransaction(scope, (tx) => tx.findByIdentifier(body));
    if (patient === null) return { patient: null };
    const isReached = await reachesPatient(store, caller, reach, patient, scope.now);
    return { patient: isReached ? patient : null };
  },
  async readPatient(dependencies, { params: { patient }, scope }) {
    const { store } = dependencies.services;
    return store.inTransaction(scope, async (tx) => {
      const person = await tx.person(patient);
      const contact = await clinicContact(tx, patient, scope.now.slice(0, 10));
      return { patient, person: person?.details ?? null, contact };
    });
  },
};
