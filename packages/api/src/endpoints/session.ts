// Signing in and out. Never a token in an answer.

import * as session from '../wire/session.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

export const sessionEndpoints = {
  signIn: {
    method: 'POST',
    path: `${API_ROOT}/session`,
    tag: 'session',
    summary: 'Sign in with e-mail and password',
    body: session.signIn,
    answer: session.signedIn,
    isRecording: false,
  },
  verifySecondFactor: {
    method: 'POST',
    path: `${API_ROOT}/session/second-factor`,
    tag: 'session',
    summary: 'Send the six digits of the second factor',
    body: session.secondFactorCode,
    answer: session.signedIn,
    isRecording: false,
  },
  setUpSecondFactor: {
    method: 'POST',
    path: `${API_ROOT}/session/second-factor-set-up`,
    tag: 'session',
    summary: 'Begin a second factor; it counts once its first six digits were sent',
    body: session.secondFactorSetUp,
    answer: session.secondFactorSecret,
    isRecording: false,
  },
  changeOwnPassword: {
    method: 'POST',
    path: `${API_ROOT}/session/password`,
    tag: 'session',
    summary: 'Choose a password of one’s own; other sessions of the account end',
    body: session.ownPassword,
    answer: session.signedIn,
    isRecording: false,
  },
  confirmAccessNotices: {
    method: 'POST',
    path: `${API_ROOT}/session/access-notices`,
    tag: 'session',
    summary: 'The owner has read what others did to the account',
    answer: session.noticesRead,
    isRecording: false,
  },
  readSession: {
    method: 'GET',
    path: `${API_ROOT}/session`,
    tag: 'session',
    summary: 'Who is signed in',
    answer: session.signedIn,
    isRecording: false,
  },
  signOut: {
    method: 'DELETE',
    path: `${API_ROOT}/session`,
    tag: 'session',
    summary: 'Sign out',
    answer: session.signedIn,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
