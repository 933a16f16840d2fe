// Tasks: every denial has an owner, a deadline, a deputy and an escalation.
// Never free text about a patient: kinds and outcomes are codes.

import { ROLES } from '@aegle/core';
import { z } from 'zod';
import { instant, text, uuid } from './scalars.ts';

export const task = z
  .object({
    id: uuid,
    kind: text(60),
    patient: uuid.nullable(),
    organisation: uuid.nullable(),
    ownerRole: z.enum(ROLES),
    assignee: text(100).nullable(),
    deputyRole: z.enum(ROLES),
    escalationRole: z.enum(ROLES),
    deadline: instant,
    escalateAt: instant,
    isEscalated: z.boolean().meta({ description: 'True once the escalation role owns it too.' }),
    state: z.enum(['open', 'done', 'cancelled']),
    openedAt: instant,
    closedAt: instant.nullable(),
    outcome: text(60).nullable(),
  })
  .meta({ id: 'Task' });
export type Task = z.infer<typeof task>;

export const taskQuery = z.strictObject({
  state: z.enum(['open', 'done', 'cancelled']).optional(),
  patient: uuid.optional(),
  dueBefore: instant.optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
  after: uuid
    .optional()
    .meta({ description: 'The `next` of the answer before: the tasks after it.' }),
});

export const tasks = z
  .object({
    tasks: z.array(task),
    next: uuid.nullable().meta({ description: 'There are more: ask again with it as `after`.' }),
  })
  .meta({ id: 'Tasks' });

export const taskClosure = z
  .strictObject({
    state: z.enum(['done', 'cancelled']),
    outcome: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,59}$/)
      .meta({ description: 'A code such as `patient_reached`, never free text.' }),
  })
  .meta({ id: 'TaskClosure' });
