// The nine claims about lasting effects. Public: it says nothing of anybody.

import { claims } from '../wire/claims.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

export const claimEndpoints = {
  readClaims: {
    method: 'GET',
    path: `${API_ROOT}/claims`,
    tag: 'claims',
    summary: 'What is said about lasting effects, what is known, how certain that is',
    answer: claims,
    isRecording: false,
  },
} as const satisfies Record<string, Endpoint>;
