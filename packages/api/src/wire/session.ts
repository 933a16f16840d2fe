// Signing in and out. The session itself is a cookie that scripts cannot read.
// Never a token in an answer.

import { ROLES } from '@aegle/core';
import { z } from 'zod';
import { instant, text, uuid } from './scalars.ts';

export const signIn = z
  .strictObject({ email: z.email(), password: z.string().min(1).max(256) })
  .meta({ id: 'SignIn' });

/** Who is signed in, and as what. Ids are pseudonyms. */
export const account = z
  .object({
    name: text(),
    role: z.enum(ROLES),
    tenant: text(),
    actor: uuid,
    organisation: uuid.nullable(),
    patient: uuid.nullable(),
    isDemonstration: z.boolean(),
    hasSecondFactor: z.boolean(),
    administers: z.boolean().meta({
      description: 'Looks after access: an administrator, or an office of before there were any.',
    }),
    waitsForSecondPerson: z.boolean().meta({
      description: 'Until somebody answers for the account it confirms and clears nothing.',
    }),
    notices: z
      .array(
        z.object({
          what: z.enum([
            'account_added',
            'password_reset',
            'second_factor_removed',
            'sessions_ended',
            'access_ended',
            'access_reopened',
          ]),
          at: instant,
          by: text().nullable().meta({ description: 'Null: the operator, by command.' }),
        }),
      )
      .meta({ description: 'What others did to the account and its owner has not read.' }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

export const signedIn = z
  .object({
    state: z.enum(['signed_in', 'second_factor_needed', 'signed_out']),
    account: account.nullable(),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.infer<typeof signedIn>;

export const secondFactorCode = z
  .strictObject({ code: z.string().regex(/^\d{6}$/) })
  .meta({ id: 'SecondFactorCode' });

export const noticesRead = z.object({ read: z.literal(true) }).meta({ id: 'NoticesRead' });

export const ownPassword = z
  .strictObject({ current: z.string().min(1).max(256), chosen: z.string().min(12).max(256) })
  .meta({ id: 'OwnPassword' });

export const secondFactorSetUp = z
  .strictObject({ password: z.string().min(1).max(256) })
  .meta({ id: 'SecondFactorSetUp' });

export const secondFactorSecret = z
  .object({
    otpauthUri: z.string(),
    backupCodes: z.array(z.string()),
  })
  .meta({ id: 'SecondFactorSecret' });
