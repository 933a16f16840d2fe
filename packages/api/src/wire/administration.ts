// Who has access, what was given and what was taken away. Never a password or a key, save the new one.

import { ROLES } from '@aegle/core';
import { z } from 'zod';
import { instant, text, uuid } from './scalars.ts';

/** Roles in which an administrator makes accounts: a patient's or a guardian's is made for their record. */
export const STAFF_ROLES = [
  'prescriber',
  'delegate',
  'pharmacist',
  'programme_officer',
  'safety_officer',
  'administrator',
  'researcher',
] as const satisfies readonly (typeof ROLES)[number][];
export type StaffRole = (typeof STAFF_ROLES)[number];

/** What the key of a system is for. */
export const KEY_KINDS = [
  'pharmacy_system',
  'clinic_system',
  'laboratory',
  'portal',
  'research',
] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

const waiting = z
  .object({
    since: instant,
    needsOwnPassword: z
      .boolean()
      .meta({ description: 'Its owner first chooses a password that nobody else knows.' }),
    isMine: z.boolean().meta({ description: 'You opened it, so that it waits for another.' }),
  })
  .meta({
    description: 'Somebody else opened the account: a second person answers for its owner.',
  });

export const accounts = z
  .object({
    accounts: z.array(
      z.object({
        account: uuid,
        email: text(320),
        name: text(),
        role: z.enum(ROLES),
        organisation: uuid.nullable(),
        hasSecondFactor: z.boolean(),
        lastSignedInAt: instant.nullable(),
        waits: waiting.nullable(),
        endsAt: instant.nullable().meta({ description: 'From then on the access is over.' }),
      }),
    ),
  })
  .meta({ id: 'Accounts' });

/** Accounts for which the caller, or somebody else, has to answer as the second person. */
export const awaitingAccounts = z
  .object({
    accounts: z.array(
      z.object({
        account: uuid,
        name: text(),
        role: z.enum(ROLES),
        organisation: uuid.nullable(),
        waits: waiting,
      }),
    ),
  })
  .meta({ id: 'AwaitingAccounts' });

export const newAccount = z
  .strictObject({
    email: z.email().max(320),
    name: text(),
    password: z.string().min(12).max(256).meta({ description: 'The owner chooses another one.' }),
    role: z.enum(STAFF_ROLES),
    organisation: uuid.optional(),
  })
  .meta({ id: 'NewAccount' });

export const addedAccount = z.object({ account: uuid }).meta({ id: 'AddedAccount' });

export const installation = z
  .object({
    lastBackupAt: instant
      .nullable()
      .meta({ description: 'By `aegle backup` of this database; null: none is known.' }),
  })
  .meta({ id: 'InstallationState' });

export const keys = z
  .object({
    keys: z.array(
      z.object({
        key: uuid,
        name: text(),
        kind: text(40).nullable(),
        organisation: uuid.nullable(),
        revokedAt: instant.nullable(),
      }),
    ),
  })
  .meta({ id: 'Keys' });

export const newKey = z
  .strictObject({ name: text(), kind: z.enum(KEY_KINDS), organisation: uuid.optional() })
  .meta({ id: 'NewKey' });

export const addedKey = z
  .object({
    key: uuid,
    secret: z.string().meta({ description: 'The key itself, shown this once.' }),
  })
  .meta({ id: 'AddedKey' });

export const newPassword = z
  .strictObject({ password: z.string().min(12).max(256) })
  .meta({ id: 'NewPassword' });

export const taken = z
  .object({
    taken: z.enum(['access', 'sessions', 'second_factor', 'password', 'key']),
  })
  .meta({ id: 'Taken' });

export const given = z.object({ given: z.enum(['access', 'vouching']) }).meta({ id: 'Given' });
