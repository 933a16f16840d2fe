// Access of people and systems: who has it, giving it and taking it away. Never a password in an answer.

import { z } from 'zod';
import * as administration from '../wire/administration.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofAccount = z.strictObject({ account: uuid });
const ACCOUNT = `${API_ROOT}/accounts/:account` as const;
const tag = 'administration';
const { taken } = administration;

export const administrationEndpoints = {
  listAccounts: {
    method: 'GET',
    path: `${API_ROOT}/accounts`,
    tag,
    summary: 'Accounts of the tenant, and since when their access is over',
    answer: administration.accounts,
    isRecording: false,
  },
  readInstallation: {
    method: 'GET',
    path: `${API_ROOT}/installation`,
    tag,
    summary: 'When the operator last backed up',
    answer: administration.installation,
    isRecording: false,
  },
  listAccountsToVouchFor: {
    method: 'GET',
    path: `${API_ROOT}/accounts-to-vouch-for`,
    tag,
    summary: 'Accounts that somebody opened and for which a second person has to answer',
    answer: administration.awaitingAccounts,
    isRecording: false,
  },
  addAccount: {
    method: 'POST',
    path: `${API_ROOT}/accounts`,
    tag,
    summary: 'A new account of staff; it waits for a second person before it confirms or clears',
    body: administration.newAccount,
    answer: administration.addedAccount,
    isRecording: false,
  },
  reopenAccount: {
    method: 'POST',
    path: `${ACCOUNT}/reopening`,
    tag,
    summary: 'Take back that the access was ended',
    params: ofAccount,
    answer: administration.given,
    isRecording: false,
  },
  vouchForAccount: {
    method: 'POST',
    path: `${ACCOUNT}/vouching`,
    tag,
    summary: 'Answer, as the second person, for whoever uses the account',
    params: ofAccount,
    answer: administration.given,
    isRecording: false,
  },
  disableAccount: {
    method: 'POST',
    path: `${ACCOUNT}/ending`,
    tag,
    summary: 'End the access and every session; it acts within 5 s',
    params: ofAccount,
    answer: taken,
    isRecording: false,
  },
  endAccountSessions: {
    method: 'POST',
    path: `${ACCOUNT}/session-ending`,
    tag,
    summary: 'Sign the person out everywhere',
    params: ofAccount,
    answer: taken,
    isRecording: false,
  },
  removeAccountSecondFactor: {
    method: 'POST',
    path: `${ACCOUNT}/second-factor-removal`,
    tag,
    summary: 'The person sets up another second factor',
    params: ofAccount,
    answer: taken,
    isRecording: false,
  },
  resetAccountPassword: {
    method: 'POST',
    path: `${ACCOUNT}/password`,
    tag,
    summary: 'A new password in place of the old one',
    params: ofAccount,
    body: administration.newPassword,
    answer: taken,
    isRecording: false,
  },
  listKeys: {
    method: 'GET',
    path: `${API_ROOT}/keys`,
    tag,
    summary: 'Keys of systems, and since when they are revoked',
    answer: administration.keys,
    isRecording: false,
  },
  addKey: {
    method: 'POST',
    path: `${API_ROOT}/keys`,
    tag,
    summary: 'A new key of a system; the answer shows it this once',
    body: administration.newKey,
    answer: administration.addedKey,
    isRecording: false,
  },
  revokeKey: {
    method: 'POST',
    path: `${API_ROOT}/keys/:key/revocation`,
    tag,
    summary: 'The key opens nothing any more; it acts within 5 s',
    params: z.strictObject({ key: uuid }),
    answer: taken,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
