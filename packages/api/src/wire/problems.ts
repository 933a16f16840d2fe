// RFC 9457 problems as Aegle writes them: the field, the rule, the next step.
// Never patient data: no value that was sent is ever repeated.

import { z } from 'zod';
import { text } from './scalars.ts';

export const problemDetail = z.object({
  field: text(200).meta({ description: 'Path of the field, e.g. `data.resultedOn`.' }),
  rule: text(500).meta({ description: 'The rule that was broken.' }),
  nextStep: text(500),
});

export const problem = z
  .object({
    type: text(200).meta({ description: 'Stable name: `urn:aegle:problem:<kind>`.' }),
    title: text(200),
    status: z.int(),
    instance: text(100).meta({ description: 'The request id, to be given when asking for help.' }),
    problems: z.array(problemDetail),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
export type ProblemDetail = z.infer<typeof problemDetail>;
