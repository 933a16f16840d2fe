// Every error as RFC 9457 problem+json: which field, which rule, what to do next.
// Never a value that was sent, a statement, a stack or a parameter.

import type { Problem, ProblemDetail } from '@aegle/api';
import { type FaultKind, faultFrom, httpStatusOfFault, StoreFault } from '@aegle/store';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { Refusal, type RefusalKind, RefusedAndKept, STATUS_OF } from './calls/refusals.ts';
import {
  plainRule,
  plainStep,
  type SchemaFinding,
  unknownFields,
  unknownStep,
} from './plain-rule.ts';

export const PROBLEM_TYPE = 'application/problem+json';

const TITLES: Readonly<Record<RefusalKind | FaultKind, string>> = {
  not_signed_in: 'Sign in first.',
  forbidden: 'This is not allowed.',
  not_found: 'There is no such thing here.',
  method_not_allowed: 'This method is not allowed here.',
  not_readable: 'The request could not be read.',
  invalid: 'The request is not valid and was not carried out.',
  too_large: 'The request is too large.',
  too_many_requests: 'There were too many attempts.',
  misdirected: 'This server is not at that address.',
  unexpected: 'Aegle failed. Nothing was granted.',
  conflict: 'This contradicts what is recorded and was not carried out.',
  idempotency_mismatch: 'The same request was sent before with other content.',
  clock_regressed: 'The server clock went back. Nothing was granted.',
  already_open: 'The data is open elsewhere.',
  damaged: 'Stored data cannot be read. Nothing was granted.',
  unavailable: 'The database cannot answer now. Nothing was granted.',
};

/** What did not match at sign-in is no question of what somebody is allowed. */
const SIGN_IN_FIELDS = ['email', 'code', 'account'];

/** The heading of a problem; every kind has one. */
export function titleOf(
  kind: RefusalKind | FaultKind,
  problems: readonly Pick<ProblemDetail, 'field'>[],
): string {
  const isSignIn =
    problems.length > 0 && problems.every((one) => SIGN_IN_FIELDS.includes(one.field));
  return kind === 'forbidden' && isSignIn ? 'You are not signed in yet.' : TITLES[kind];
}

/** Every kind of problem, for the list of what is said. */
export const PROBLEM_KINDS = Object.keys(TITLES) as readonly (RefusalKind | FaultKind)[];

const UNEXPECTED: ProblemDetail = {
  field: 'server',
  rule: 'This is a defect of Aegle, not of the request.',
  nextStep:
    'Try again; the same request is never carried out twice. If it fails again, report its number.',
};

/** Fastify's own refusals, by its error code. */
const KNOWN: ReadonlyMap<string, Refusal> = new Map([
  [
    'FST_ERR_CTP_BODY_TOO_LARGE',
    refusalOf('too_large', 'body', 'It is at most 1 MiB.', 'Split it.'),
  ],
  [
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    refusalOf('not_readable', 'content-type', 'It is application/json.', 'Send JSON.'),
  ],
  [
    'FST_ERR_CTP_EMPTY_JSON_BODY',
    refusalOf('not_readable', 'body', 'There is a body.', 'Send a JSON object.'),
  ],
  [
    'FST_ERR_CTP_INVALID_JSON_BODY',
    refusalOf('not_readable', 'body', 'It is whole, well-formed JSON.', 'Send all of it again.'),
  ],
  [
    'FST_ERR_CTP_INVALID_CONTENT_LENGTH',
    refusalOf('not_readable', 'body', 'It is as long as announced.', 'Send all of it again.'),
  ],
]);

function refusalOf(kind: RefusalKind, field: string, rule: string, nextStep: string): Refusal {
  return new Refusal(kind, [{ field, rule, nextStep }]);
}

/** What is to be answered for a thrown value. */
export function problemOf(thrown: unknown, requestId: string): Problem {
  if (thrown instanceof RefusedAndKept) {
    const refused = problemOf(thrown.refused, requestId);
    return { ...refused, problems: [...refused.problems, thrown.problem] };
  }
  // Whoever asked the database and was not the store: a lost connection is no defect.
  const error = faultFrom(thrown);
  const write = (
    kind: RefusalKind | FaultKind,
    status: number,
    problems: readonly ProblemDetail[],
  ): Problem => ({
    type: `urn:aegle:problem:${kind}`,
    title: titleOf(kind, problems),
    status,
    instance: requestId,
    problems: [...problems],
  });
  if (error instanceof StoreFault) {
    const { kind, field, rule, nextStep } = error.fault;
    return write(kind, httpStatusOfFault[kind], [{ field, rule, nextStep }]);
  }
  if (error instanceof Refusal) return write(error.kind, STATUS_OF[error.kind], error.problems);
  if (hasZodFastifySchemaValidationErrors(error)) {
    // Fastify's type of a finding hides what Zod put into it.
    const problems = error.validation
      .flatMap((one) => schemaProblems(one as unknown as Parameters<typeof schemaProblems>[0]))
      .slice(0, 50);
    return write('invalid', STATUS_OF.invalid, problems);
  }
  const known = KNOWN.get(codeOf(error));
  if (known !== undefined) return write(known.kind, STATUS_OF[known.kind], known.problems);
  return write('unexpected', STATUS_OF.unexpected, [UNEXPECTED]);
}

/** The error's code, or the empty string. */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

function schemaProblems(one: SchemaFinding & { readonly instancePath: string }): ProblemDetail[] {
  const at = one.instancePath.replace(/^\//, '').replaceAll('/', '.');
  const rule = plainRule(one);
  const problem = (field: string, nextStep: string): ProblemDetail => ({
    ...{ field: field.slice(0, 200), rule: rule.slice(0, 500), nextStep: nextStep.slice(0, 500) },
  });
  const unknown = unknownFields(one);
  if (unknown.length > 0)
    return unknown.map((name) =>
      problem(at === '' ? name : `${at}.${name}`, unknownStep(rule, name)),
    );
  const step = one.keyword === 'unrecognized_keys' ? unknownStep(rule, '') : plainStep(rule);
  return [problem(at === '' ? 'body' : at, step)];
}
