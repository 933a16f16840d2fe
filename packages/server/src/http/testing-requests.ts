// One request to every endpoint about one patient, for tests that walk the table.
// Never used outside tests.

import { randomUUID } from 'node:crypto';
import type { EndpointName } from '@aegle/api';
import type { Role } from '@aegle/core';
import { demonstrationId } from '../demonstration/load-network.ts';
import { aForecast } from '../forecast-work/testing.ts';
import { TEST_PASSWORD } from './testing.ts';

const occurredOn = '2025-06-18';
const anEvent = (type: string, data: object) => ({
  id: randomUUID(),
  type,
  v: 1,
  occurredOn,
  data,
});

/** An event that the role may record, so that the route and not the event decides. */
function eventOf(role: Role) {
  if (role === 'pharmacist') return anEvent('CapsulesReturned', { count: 1 });
  if (role === 'system_client') return anEvent('MedicationGuideGiven', {});
  if (role === 'safety_officer')
    return anEvent('SafetyHoldPlaced', { hold: randomUUID(), cause: 'clinician' });
  return anEvent('WeightMeasured', { weightKg: '60' });
}

function pharmacyEventOf(role: Role) {
  const programme = 'us-ipledge';
  return role === 'pharmacist'
    ? anEvent('PharmacyStaffTrained', { programme })
    : anEvent('PharmacyRenewed', { programme });
}

function prescriberEventOf(role: Role) {
  return role === 'prescriber'
    ? anEvent('DelegateAuthorized', { delegate: 'd' })
    : anEvent('PrescriberRenewed', { programme: 'us-ipledge' });
}

function programmeEventOf(role: Role) {
  const event = randomUUID();
  return role === 'safety_officer'
    ? anEvent('Corrected', { event, field: 'source', isWithdrawn: true, reason: 'x' })
    : anEvent('WholesalerEnrolled', { wholesaler: 'w' });
}

const programme = 'us-ipledge';
const ofEdition = { programme, edition: 'no-such-edition' };

export type Requests = Record<EndpointName, (role: Role) => { params?: object; body?: object }>;

/** One request to each endpoint about a patient; exhaustive, so that a new endpoint is tried too. */
export function requestsAbout(patient: string, prescription: string, card: string): Requests {
  return {
    ...aboutCare(patient, prescription, card),
    ...aboutWork(patient),
    ...aboutAccess(),
    ...aboutOnePerson(patient),
  };
}

function aboutCare(patient: string, prescription: string, card: string) {
  return {
    signIn: () => ({ body: { email: 'nobody@example.org', password: TEST_PASSWORD } }),
    verifySecondFactor: () => ({ body: { code: '000000' } }),
    setUpSecondFactor: () => ({ body: { password: TEST_PASSWORD } }),
    // No other password: let in and refused, for the others go on with it.
    changeOwnPassword: () => ({ body: { current: TEST_PASSWORD, chosen: TEST_PASSWORD } }),
    confirmAccessNotices: () => ({}),
    readSession: () => ({}),
    signOut: () => ({}),
    enrolPatient: () => ({
      body: {
        details: { givenName: 'In', familyName: 'Vented' },
        identifiers: [{ system: 'urn:test', value: randomUUID() }],
        programmes: [programme],
      },
    }),
    enrolAgain: () => ({
      params: { patient },
      body: { programmes: [programme], isNewCourse: false },
    }),
    findPatient: () => ({ body: { system: 'urn:aegle:demonstration', value: card } }),
    listPatients: () => ({ body: { text: card } }),
    readPatientSummary: () => ({ params: { patient } }),
    readPatient: () => ({ params: { patient } }),
    appendEvents: (role) => ({ params: { patient }, body: { events: [eventOf(role)] } }),
    declare: (role) => ({
      params: { patient },
      body: {
        id: randomUUID(),
        type: 'FormSigned',
        data: { form: 'f', edition: '1', agrees: true, signer: role },
      },
    }),
    readOwnForms: () => ({ params: { patient } }),
    readTimeline: () => ({ params: { patient } }),
    readCourse: () => ({ params: { patient } }),
    ask: () => ({ params: { patient }, body: { question: 'dispense' } }),
    authorizePrescribing: () => ({
      params: { patient },
      body: { prescription: randomUUID(), product: 'isotretinoin', daysSupply: 30, refills: 0 },
    }),
    authorizeDispense: () => ({
      params: { patient },
      body: { prescription: prescription, daysSupply: 30 },
    }),
    reverseAuthorization: () => ({
      params: { patient, authorization: randomUUID() },
      body: { cause: 'not_picked_up' },
    }),
    dispense: () => ({ params: { patient }, body: { authorization: randomUUID(), daysSupply: 1 } }),
    reverseDispense: () => ({
      params: { patient, dispense: randomUUID() },
      body: { cause: 'other' },
    }),
    explainDecision: () => ({ params: { patient, decision: randomUUID() } }),
    replayDecision: () => ({ params: { patient, decision: randomUUID() } }),
    checkAtPharmacy: () => ({ body: { code: card } }),
  } satisfies Partial<Requests>;
}

function aboutOnePerson(patient: string) {
  return {
    readCoursePlan: () => ({ params: { patient } }),
    readOwnReports: () => ({ params: { patient } }),
    // Of an id that is no laboratory: let in, and refused.
    tieLaboratory: () => ({
      params: { patient },
      body: { laboratory: randomUUID(), isTied: true },
    }),
    readLaboratories: () => ({ params: { patient } }),
    exportPatient: () => ({ params: { patient } }),
    // Not confirmed: let in and refused, for the other requests are about the same patient.
    erasePatient: () => ({
      params: { patient },
      body: { id: randomUUID(), basis: 'patient_request', isConfirmed: false },
    }),
  } satisfies Partial<Requests>;
}

function aboutAccess() {
  return {
    listAccounts: () => ({}),
    disableAccount: () => ({ params: { account: randomUUID() } }),
    endAccountSessions: () => ({ params: { account: randomUUID() } }),
    removeAccountSecondFactor: () => ({ params: { account: randomUUID() } }),
    resetAccountPassword: () => ({
      params: { account: randomUUID() },
      body: { password: TEST_PASSWORD },
    }),
    addAccount: () => ({
      body: {
        ...{ email: `${randomUUID()}@example.org`, name: 'Invented', password: TEST_PASSWORD },
        role: 'researcher',
      },
    }),
    readInstallation: () => ({}),
    reopenAccount: () => ({ params: { account: randomUUID() } }),
    vouchForAccount: () => ({ params: { account: randomUUID() } }),
    listAccountsToVouchFor: () => ({}),
    addKey: () => ({ body: { name: 'Invented', kind: 'research' } }),
    listKeys: () => ({}),
    revokeKey: () => ({ params: { key: randomUUID() } }),
  } satisfies Partial<Requests>;
}

function aboutWork(patient: string) {
  return {
    listTasks: () => ({}),
    closeTask: () => ({ params: { task: randomUUID() }, body: { state: 'done', outcome: 'x' } }),
    escalateTask: () => ({ params: { task: randomUUID() } }),
    readAccessLog: () => ({}),
    readPatientAccessLog: () => ({ params: { patient } }),
    readAgenda: () => ({ params: { patient } }),
    readAgendaCalendar: () => ({ params: { patient } }),
    readAgendaPage: () => ({ params: { patient } }),
    listAgendaPage: () => ({}),
    listAgenda: () => ({}),
    listProgrammes: () => ({}),
    readProgramme: () => ({ params: { programme } }),
    confirmEdition: () => ({
      params: ofEdition,
      body: { id: randomUUID(), source: 's', confirmedOn: occurredOn },
    }),
    approveEdition: () => ({
      params: ofEdition,
      body: {
        id: randomUUID(),
        editionDigest: 'd',
        site: 's',
        acceptedAssumptions: [],
        approvedOn: occurredOn,
      },
    }),
    appendProgrammeEvents: (role) => ({
      params: { programme },
      body: { events: [programmeEventOf(role)] },
    }),
    readClaims: () => ({}),
    listOrganisations: () => ({}),
    listPrescribers: () => ({}),
    addOrganisation: () => ({ body: { id: randomUUID(), kind: 'clinic', name: 'Invented' } }),
    appendPharmacyEvents: (role) => ({
      params: { pharmacy: demonstrationId('pharmacy-lighthouse') },
      body: { events: [pharmacyEventOf(role)] },
    }),
    appendPrescriberEvents: (role) => ({
      params: { prescriber: demonstrationId('dr-okafor') },
      body: { events: [prescriberEventOf(role)] },
    }),
    requestForecast: (role) => ({
      body: role === 'researcher' ? aForecast() : { ...aForecast(), patient },
    }),
    readForecast: () => ({ params: { forecast: randomUUID() } }),
    readOwnForecast: () => ({ params: { patient } }),
  } satisfies Partial<Requests>;
}
