// The closed list of what the store may refuse or fail with, and how PostgreSQL's errors map to it.
// It must never carry patient data, a statement's text or a parameter, and never turn an error into a grant.

/** Every way the store says no. Order is precedence; codes are never renamed. */
export const faultKinds = [
  'not_found',
  'conflict',
  'forbidden',
  'invalid',
  'idempotency_mismatch',
  'clock_regressed',
  'already_open',
  'damaged',
  'unavailable',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** What a caller may show: the field, the rule that was broken, and what to do next. */
export interface Fault {
  readonly kind: FaultKind;
  /** The field at fault, or the part that failed when no field is. Never its value. */
  readonly field: string;
  readonly rule: string;
  readonly nextStep: string;
}

/** Thrown by every function of the store for an expected failure. Anything else thrown is a bug. */
export class StoreFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault, options?: { readonly cause?: unknown }) {
    super(`${fault.kind}: ${fault.field}: ${fault.rule} ${fault.nextStep}`, options);
    this.name = 'StoreFault';
    this.fault = fault;
  }
}

/** Makes a fault to throw: `throw refuse('invalid', 'events[0].id', 'It must be a UUID.', '…')`. */
export function refuse(
  kind: FaultKind,
  field: string,
  rule: string,
  nextStep: string,
  cause?: unknown,
): StoreFault {
  const fault = { kind, field, rule, nextStep };
  return cause === undefined ? new StoreFault(fault) : new StoreFault(fault, { cause });
}

/** Status of problem+json for each kind, so that every door answers alike. */
export const httpStatusOfFault: { readonly [Kind in FaultKind]: number } = {
  not_found: 404,
  conflict: 409,
  forbidden: 403,
  invalid: 422,
  idempotency_mismatch: 422,
  clock_regressed: 503,
  already_open: 503,
  damaged: 500,
  unavailable: 503,
};

const repeat = 'Nothing was granted. Send the same request again with the same idempotency key.';

const unavailableStates: ReadonlyMap<string, readonly [rule: string, nextStep: string]> = new Map([
  ['53100', ['The disk of the database is full.', `Free space on the database disk. ${repeat}`]],
  ['53200', ['The database is out of memory.', repeat]],
  ['53300', ['The database has no free connection.', repeat]],
  ['57014', ['The database took too long and the statement was stopped.', repeat]],
  ['55P03', ['A lock was not free in time.', repeat]],
  ['25P02', ['The transaction had already failed.', repeat]],
  ['25P03', ['The transaction was idle too long and was ended.', repeat]],
  ['25006', ['The database accepts reads only (a replica, or a failover).', repeat]],
  ['58030', ['The database could not read or write its disk.', `Check the disk. ${repeat}`]],
]);

const lostConnection = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
]);

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** SQLSTATE of an error raised by PostgreSQL, or the empty string. */
export function sqlStateOf(error: unknown): string {
  const code = codeOf(error);
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

const lostByText =
  /Connection terminated|Client has encountered a connection error|timeout exceeded/;

function isLost(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state.startsWith('08') || /^57P0[1-5]$/.test(state)) return true;
  if (lostConnection.has(codeOf(error))) return true;
  return state === '' && error instanceof Error && lostByText.test(error.message);
}

/**
 * Turns what the driver threw into a fault where it is an expected failure of the database (lost,
 * slow, full, read-only). A StoreFault passes through. Anything else is returned unchanged: a bug.
 */
export function faultFrom(error: unknown): unknown {
  if (error instanceof StoreFault) return error;
  if (isLost(error)) {
    return refuse('unavailable', 'database', 'The database cannot be reached.', repeat, error);
  }
  // Undefined table or schema: what was never made, not what a request asked for.
  if (['42P01', '3F000'].includes(sqlStateOf(error))) {
    return refuse(
      'invalid',
      'installation',
      'This database was not prepared, or by an older Aegle.',
      'Run aegle migrate first.',
      error,
    );
  }
  const known = unavailableStates.get(sqlStateOf(error));
  if (known !== undefined) return refuse('unavailable', 'database', known[0], known[1], error);
  return error;
}
