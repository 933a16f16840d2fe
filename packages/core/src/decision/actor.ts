// Who acted. Never a name: an id and the role in which the person or system acted.

export const ROLES = [
  'patient',
  'guardian',
  'prescriber',
  'delegate',
  'pharmacist',
  'programme_officer',
  'safety_officer',
  'administrator',
  'researcher',
  'system_client',
] as const;

/** A role in which someone acts or signs in. */
export type Role = (typeof ROLES)[number];

/** Who recorded an event. */
export interface Actor {
  readonly id: string;
  readonly role: Role;
}

/** Roles whose judgement counts as a clinician's: a delegate's never does. */
export const CLINICIAN_ROLES: readonly Role[] = ['prescriber', 'safety_officer'];
