// The accounts of the demonstration: one a role, all invented, one password made on first start.
// Never made in a tenant that is not a demonstration, and never reachable from another machine.

import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@aegle/core';
import { demonstrationId } from '../demonstration/load-network.ts';
import { addAccount } from './accounts.ts';
import type { SignIn } from './sign-in.ts';
import type { AuthDatabase } from './tables.ts';

export interface DemonstrationAccount {
  readonly email: string;
  readonly role: Role;
  readonly name: string;
}

interface Plan extends DemonstrationAccount {
  readonly actor?: string;
  readonly organisation?: string;
  readonly patient?: string;
}

const AT = 'demonstration.example';

const PLANS: readonly Plan[] = [
  {
    email: `prescriber@${AT}`,
    role: 'prescriber',
    name: 'Dr Okafor (invented)',
    actor: 'dr-okafor',
    organisation: 'clinic-harbour',
  },
  {
    email: `delegate@${AT}`,
    role: 'delegate',
    name: 'Nurse Silva (invented)',
    organisation: 'clinic-harbour',
  },
  {
    email: `pharmacist@${AT}`,
    role: 'pharmacist',
    name: 'Pharmacist Lee (invented)',
    actor: 'pharmacist-lee',
    organisation: 'pharmacy-lighthouse',
  },
  { email: `officer@${AT}`, role: 'programme_officer', name: 'Officer Brandt (invented)' },
  { email: `administrator@${AT}`, role: 'administrator', name: 'Administrator Novak (invented)' },
  { email: `safety@${AT}`, role: 'safety_officer', name: 'Dr Marin (invented)' },
  {
    email: `patient@${AT}`,
    role: 'patient',
    name: 'Patient (invented)',
    actor: 'patient-ready',
    patient: 'patient-ready',
  },
  {
    email: `guardian@${AT}`,
    role: 'guardian',
    name: 'Guardian (invented)',
    patient: 'patient-minor',
  },
  { email: `researcher@${AT}`, role: 'researcher', name: 'Researcher (invented)' },
];

/** What is printed: role, address and name of each account. */
export const DEMONSTRATION_ACCOUNTS: readonly DemonstrationAccount[] = PLANS;

/** A password for this installation's demonstration; not for anything real. */
export function demonstrationPassword(): string {
  return `demo-${randomBytes(6).toString('hex')}`;
}

/** Makes the accounts that are not there yet. */
export async function addDemonstrationAccounts(
  signIn: SignIn,
  db: AuthDatabase,
  tenantId: string,
  password: string,
): Promise<void> {
  for (const { email, role, name, actor, organisation, patient } of PLANS) {
    const found = await db
      .selectFrom('auth.user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (found !== undefined) continue;
    await addAccount(signIn, db, {
      email,
      name,
      password,
      tenantId,
      role,
      actorId: actor === undefined ? randomUUID() : demonstrationId(actor),
      ...(organisation === undefined ? {} : { organisationId: demonstrationId(organisation) }),
      ...(patient === undefined ? {} : { patientId: demonstrationId(patient) }),
    });
  }
}
