// Who has access, and what was taken away. Never a password or a key, save the new one that is sent.

import { ROLES } from '@aegle/core';
import { z } from 'zod';
import { instant, text, uuid } from './scalars.ts';

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
        endsAt: instant.nullable().meta({ description: 'From then on the access is over.' }),
      }),
    ),
  })
  .meta({ id: 'Accounts' });

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

export const newPassword = z
  .strictObject({ password: z.string().min(12).max(256) })
  .meta({ id: 'NewPassword' });

export const taken = z
  .object({ taken: z.enum(['access', 'sessions', 'second_factor', 'password', 'key']) })
  .meta({ id: 'Taken' });
