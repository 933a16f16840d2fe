// The pharmacy's one field: a card's number or a supply reference in; yes or no, last day, days out.
// Never anything that a queue should not overhear, and never whether a number is somebody's.

import { isUuid, type Scope } from '@aegle/store';
import { reachesPatient } from '../../access/access-scope.ts';
import { STANDS_IN } from '../../services/answer.ts';
import { remainingDaysOf } from '../../services/dispense.ts';
import { holderOf } from '../../services/holder-of.ts';
import { nowOf } from '../../services/new-events.ts';
import { endOfAuthorization, openAuthorizations } from '../../services/open-authorizations.ts';
import { readCase } from '../../services/read-case.ts';
import { ask, type GateAnswer } from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { organisationOf } from './audience.ts';

const { code: CONTACT, text: CONTACT_TEXT } = STANDS_IN.pharmacist;

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
  otherwise: CONTACT_TEXT,
  notices: [],
  isForClinicalUse: false,
};

interface Shown {
  readonly patient: string;
  /** The prescription that a reference names; absent: the latest one. */
  readonly prescription?: string;
}

/** `patient/prescription`, with or without an authorisation after it, as a prescriber hands it on. */
async function shownBy(
  dependencies: Dependencies,
  { body, caller, scope }: Call<'checkAtPharmacy'>,
): Promise<Shown | null> {
  const [first = '', prescription = ''] = body.code.trim().split('/');
  const patient = first.toLowerCase();
  if (isUuid(patient) && prescription !== '') {
    const { store } = dependencies.services;
    const isKnown = await reachesPatient(store, caller, 'presented', patient, scope.now);
    return isKnown ? { patient, prescription } : null;
  }
  const { services } = dependencies;
  const holder = await services.store.inTransaction(scope, (tx) =>
    holderOf(services, tx, body.code),
  );
  return holder === null ? null : { patient: holder };
}

/** The prescription, and this pharmacy's own open authorisation of it when there is one. */
function supplyOf({ services }: Dependencies, scope: Scope, shown: Shown, pharmacy: string) {
  const { patient } = shown;
  return services.store.inTransaction(scope, async (tx) => {
    const known = await readCase(services, tx, { patient }, nowOf(scope));
    const { patient: facts } = known.facts;
    const prescription = shown.prescription ?? facts.prescriptions.at(-1)?.data.prescription;
    if (prescription === undefined) return null;
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
  async checkAtPharmacy(dependencies, call) {
    const { caller, scope, showsPresented } = call;
    const pharmacy = organisationOf(caller);
    const shown = await shownBy(dependencies, call);
    // A no says the same of its use whether the number is somebody's or not.
    const isForClinicalUse = !dependencies.services.isDemonstration(scope.tenantId);
    if (shown === null) return { ...UNKNOWN_NUMBER, isForClinicalUse };
    const { patient } = shown;
    await showsPresented(patient);
    // Its own open authorisation is what a pharmacy dispenses: those days do not stand in its way.
    const supply = await supplyOf(dependencies, scope, shown, pharmacy);
    const question = {
      kind: 'dispense' as const,
      patient,
      pharmacy,
      ...(supply === null ? {} : { prescription: supply.prescription }),
      ...(supply?.authorization ? { authorization: supply.authorization } : {}),
    };
    const verdict = verdictOf(await ask(dependencies.services, scope, question, 'pharmacist'));
    const withSupply = supply === null ? verdict : { ...verdict, supply };
    if (verdict.verdict === 'yes') return withSupply;
    // Where this pharmacy has something of its own to record, it learns in whose record.
    return { ...(verdict.toDo.length === 0 ? verdict : withSupply), isForClinicalUse };
  },
};
