// The shape of what a programme gives its patients to read and to answer: forms, and monthly questions.
// Nothing here decides: an edition's digest does not change with it.

import { z } from 'zod';
import { citationSchema } from './schema.ts';

const sentence = z.string().min(3).max(2000);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');
/** `official`: word for word; `own_words`: what it says, as Aegle says it. */
const wording = z.enum(['official', 'own_words']);

/** One sentence in each language of the diary; every language but English is unreviewed. */
const inLanguages = z.strictObject({
  en: sentence,
  de: sentence,
  es: sentence,
  fr: sentence,
  it: sentence,
});

export const questionsSchema = z.strictObject({
  wording,
  questions: z
    .array(
      z.strictObject({
        id,
        citation: citationSchema,
        asks: inLanguages,
        answers: z
          .array(z.strictObject({ id, isRight: z.boolean(), says: inLanguages }))
          .min(2)
          .refine((answers) => answers.filter(({ isRight }) => isRight).length === 1, {
            message: 'exactly one answer is right',
          }),
        /** What is right, for whoever chose another answer. */
        right: inLanguages,
      }),
    )
    .min(1),
});

export const formTextSchema = z.strictObject({
  form: z.string(),
  title: sentence,
  /** The edition of the form from which this was read. */
  readFrom: z.string(),
  wording,
  language: z.string().min(2).max(35),
  citation: citationSchema,
  intro: sentence,
  statements: z.array(z.strictObject({ id: z.string(), says: sentence })).min(1),
});

export type QuestionsFile = z.infer<typeof questionsSchema>;
export type FormTextFile = z.infer<typeof formTextSchema>;
