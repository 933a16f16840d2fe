// What the door itself refuses, before any service is asked: sign-in, access, unknown places.
// Never a value that was sent, and never whether another tenant's patient exists.

import type { ProblemDetail } from '@aegle/api';

/** Kinds of problem that are not the store's own. */
export type RefusalKind =
  | 'not_signed_in'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'not_readable'
  | 'invalid'
  | 'too_large'
  | 'too_many_requests'
  | 'misdirected'
  | 'unexpected';

export const STATUS_OF: Readonly<Record<RefusalKind, number>> = {
  not_signed_in: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_readable: 400,
  invalid: 422,
  too_large: 413,
  too_many_requests: 429,
  misdirected: 421,
  unexpected: 500,
};

/** Thrown by the door; the error handler writes it as problem+json. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  readonly problems: readonly ProblemDetail[];

  constructor(kind: RefusalKind, problems: readonly ProblemDetail[]) {
    super(kind);
    this.name = 'Refusal';
    this.kind = kind;
    this.problems = problems;
  }
}

/** A refusal of which something was kept all the same: whoever sent it is told both. */
export class RefusedAndKept extends Error {
  readonly refused: unknown;
  readonly problem: ProblemDetail;

  constructor(refused: unknown, problem: ProblemDetail) {
    super('refused_and_kept');
    this.name = 'RefusedAndKept';
    this.refused = refused;
    this.problem = problem;
  }
}

/** A refusal with one problem. */
export function refusal(kind: RefusalKind, field: string, rule: string, nextStep: string): Refusal {
  return new Refusal(kind, [{ field, rule, nextStep }]);
}

/** The same words whether a patient is unknown, elsewhere, or out of this caller's reach. */
export function noSuchPatient(): Refusal {
  return refusal(
    'not_found',
    'patient',
    'No such patient within your reach.',
    'Check the number, or have your organisation related to the patient.',
  );
}
