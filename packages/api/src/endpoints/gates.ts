// The two gates: ask, authorise, dispense, take back, explain. Never a verdict in a request.

import { z } from 'zod';
import * as decisions from '../wire/decisions.ts';
import * as gates from '../wire/gates.ts';
import { text, uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofPatient = z.strictObject({ patient: uuid });
const ofAuthorization = ofPatient.extend({ authorization: text() });
const ofDispense = ofPatient.extend({ dispense: text() });
const ofDecision = ofPatient.extend({ decision: uuid });
const PATIENT = `${API_ROOT}/patients/:patient` as const;

export const gateEndpoints = {
  ask: {
    method: 'POST',
    path: `${PATIENT}/questions`,
    tag: 'gates',
    summary: 'Ask without authorising: a dry run that stores nothing',
    params: ofPatient,
    body: gates.question,
    answer: decisions.decision,
    isRecording: false,
  },
  authorizePrescribing: {
    method: 'POST',
    path: `${PATIENT}/prescribing-authorizations`,
    tag: 'gates',
    summary: 'Decide a prescription and, where granted, record it',
    params: ofPatient,
    body: gates.prescribingRequest,
    answer: decisions.decision,
    isRecording: true,
  },
  authorizeDispense: {
    method: 'POST',
    path: `${PATIENT}/dispense-authorizations`,
    tag: 'gates',
    summary: 'Decide a dispense and, where granted, record the authorisation',
    params: ofPatient,
    body: gates.dispenseRequest,
    answer: decisions.decision,
    isRecording: true,
  },
  reverseAuthorization: {
    method: 'POST',
    path: `${PATIENT}/dispense-authorizations/:authorization/reversal`,
    tag: 'gates',
    summary: 'Take an authorisation back, for instance when nobody came',
    params: ofAuthorization,
    body: gates.reversal,
    answer: gates.reversed,
    isRecording: true,
  },
  dispense: {
    method: 'POST',
    path: `${PATIENT}/dispenses`,
    tag: 'gates',
    summary: 'Dispense all or part of an authorisation; the gate is run again',
    params: ofPatient,
    body: gates.dispense,
    answer: gates.dispensed,
    isRecording: true,
  },
  reverseDispense: {
    method: 'POST',
    path: `${PATIENT}/dispenses/:dispense/reversal`,
    tag: 'gates',
    summary: 'Take a dispense back',
    params: ofDispense,
    body: gates.dispenseReversal,
    answer: gates.reversed,
    isRecording: true,
  },
  explainDecision: {
    method: 'GET',
    path: `${PATIENT}/decisions/:decision`,
    tag: 'gates',
    summary: 'Why a recorded decision came out as it did',
    params: ofDecision,
    answer: decisions.explanation,
    isRecording: false,
  },
  replayDecision: {
    method: 'POST',
    path: `${PATIENT}/decisions/:decision/replay`,
    tag: 'gates',
    summary: 'Decide it again from what was known then, and compare',
    params: ofDecision,
    answer: decisions.replay,
    isRecording: false,
  },
  checkAtPharmacy: {
    method: 'POST',
    path: `${API_ROOT}/pharmacy-checks`,
    tag: 'gates',
    summary: 'One field: may capsules be dispensed, until when, for how many days',
    body: gates.pharmacyCheck,
    answer: gates.pharmacyVerdict,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
