// The pharmacy's one field: a card's number in; yes or no, last day, days' supply out.
// Never anything that a queue should not overhear, and never whether a number is somebody's.

import { PATIENT_CARD_SYSTEM } from '@aegle/api';
import type { Scope } from '@aegle/store';
import { DEMONSTRATION_IDENTIFIER_SYSTEM } from '../../demonstration/load-network.ts';
import { remainingDaysOf } from '../../services/dispense.ts';
import { nowOf } from '../../services/new-events.ts';
import { endOfAuthorization, openAuthorizations } from '../../services/open-authorizations.ts';
import { readCase } from '../../services/read-case.ts';
import { ask, type GateAnswer } from '../../services/services.ts';
import type { Dependencies, SomeRoutes } from '../calls/call.ts';
import { organisationOf } from './audience.ts';

const CONTACT = 'contact_prescriber';

function verdictOf(answer: GateAnswer) {
  const own = answer.reasons.filter((reason) => reason.code !== CONTACT);
  const contact = answer.reasons.find((reason) => reason.code === CONTACT);
  return {
    verdict: answer.outcome === 'granted' ? ('yes' as const) : ('no' as const),
    lastDay: answer.until?.day ?? null,
    zone: answer.until?.zone ?? null,
    maxDaysSupply: answer.maxDaysSupply,
    toDo: own.map((reason) => reason.text),
    otherwise: contact?.text ?? null,
    // A no says nothing of a programme: it would tell that the number is somebody's.
    notices: answer.outcome === 'granted' ? answer.advice.map((one) => one.text) : [],
    isForClinicalUse: answer.isForClinicalUse,
  };
}

const UNKNOWN_NUMBER = {
  verdict: 'no' as const,
  lastDay: null,
  zone: null,
  maxDaysSupply: null,
  toDo: [],
  otherwise: 'Contact the prescriber.',
  notices: [],
  isForClinicalUse: false,
};

/** The invented patients of a demonstration have numbers of their own. */
function holderOf({ services }: Dependencies, scope: Scope, value: string): Promise<string | null> {
  const isDemonstration = services.isDemonstration(scope.tenantId);
  return services.store.inTransaction(scope, async (tx) => {
    const holder = await tx.findByIdentifier({ system: PATIENT_CARD_SYSTEM, value });
    if (holder !== null || !isDemonstration) return holder;
    return tx.findByIdentifier({ system: DEMONSTRATION_IDENTIFIER_SYSTEM, value });
  });
}

/** The latest prescription, and this pharmacy's own open authorisation of it when there is one. */
function supplyOf({ services }: Dependencies, scope: Scope, patient: string, pharmacy: string) {
  return services.store.inTransaction(scope, async (tx) => {
    const known = await readCase(services, tx, { patient }, nowOf(scope));
    const prescription = known.facts.patient.prescriptions.at(-1)?.data.prescription;
    if (prescription === undefined) return null;
    const { patient: facts } = known.facts;
    const open = openAuthorizations(facts).find(
      (one) =>
        one.data.prescription === prescription &&
        one.data.pharmacy === pharmacy &&
        endOfAuthorization(services, facts, one) >= known.knownAt,
    );
    const authorization = open?.data.authorization ?? null;
    const remainingDays =
      authorization === null ? null : (remainingDaysOf(known, authorization) ?? null);
    return { patient, prescription, authorization, remainingDays };
  });
}

export const pharmacyCheckRoutes: SomeRoutes<'checkAtPharmacy'> = {
  async checkAtPharmacy(dependencies, { body, caller, scope, showsPresented }) {
    const pharmacy = organisationOf(caller);
    const patient = await holderOf(dependencies, scope, body.code);
    // A no says the same of its use whether the number is somebody's or not.
    const isForClinicalUse = !dependencies.services.isDemonstration(scope.tenantId);
    if (patient === null) return { ...UNKNOWN_NUMBER, isForClinicalUse };
    await showsPresented(patient);
    // Its own open authorisation is what a pharmacy dispenses: those days do not stand in its way.
    const supply = await supplyOf(dependencies, scope, patient, pharmacy);
    const question = {
      kind: 'dispense' as const,
      patient,
      pharmacy,
      ...(supply === null ? {} : { prescription: supply.prescription }),
      ...(supply?.authorization ? { authorization: supply.authorization } : {}),
    };
    const verdict = verdictOf(await ask(dependencies.services, scope, question, 'pharmacist'));
    if (verdict.verdict === 'no') return { ...verdict, isForClinicalUse };
    return supply === null ? verdict : { ...verdict, supply };
  },
};
