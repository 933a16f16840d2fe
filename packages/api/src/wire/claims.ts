// What is said about lasting effects of isotretinoin, what is known, and how certain that is. Public.
// Never patient data: figures of this installation's own are released ones, under disclosure control.

import { z } from 'zod';
import { text } from './scalars.ts';

const certainty = text(40).meta({
  description: '`high`, `moderate`, `low`, `very-low` or `not-graded`.',
});
const sources = z.array(text(200)).meta({ description: 'Keys into `sources`.' });

export const claims = z
  .object({
    claims: z.array(
      z.object({
        id: text(60),
        claim: text(1000).meta({ description: 'As advertisements and articles make it.' }),
        known: text(2000),
        missing: text(2000).meta({ description: 'What is wrong in the claim, or left out.' }),
        certainty,
        status: text(40).meta({ description: 'Whether a primary source was read.' }),
        sources,
        figures: z.array(
          z.object({
            words: text(1000),
            low: z.number(),
            high: z.number(),
            unit: text(60),
            certainty,
            sources,
          }),
        ),
        hasOwnFigures: z.boolean().meta({
          description: 'False: too few patients of this installation agreed and were followed.',
        }),
      }),
    ),
    sources: z.record(text(200), text(2000)).meta({ description: 'Citation by key.' }),
  })
  .meta({ id: 'Claims' });
export type Claims = z.infer<typeof claims>;
