// What a programme gives its patients to read, to answer and to sign.
// Never an answer of somebody: the questions are everybody's, the signatures only the asker's own.

import { z } from 'zod';
import { citation } from './decisions.ts';
import { day, text } from './scalars.ts';

const wording = z
  .enum(['official', 'own_words'])
  .meta({ description: '`official`: word for word; `own_words`: what it says, as Aegle says it.' });

const inLanguages = z
  .object({
    en: text(2000),
    de: text(2000),
    es: text(2000),
    fr: text(2000),
    it: text(2000),
  })
  .meta({ description: 'By language; every one but English is unreviewed.' });

export const monthlyQuestions = z.object({
  wording,
  questions: z.array(
    z.object({
      id: text(),
      citation,
      asks: inLanguages,
      answers: z.array(z.object({ id: text(), isRight: z.boolean(), says: inLanguages })),
      right: inLanguages.meta({ description: 'What is right, for whoever chose another answer.' }),
    }),
  ),
});
export type MonthlyQuestions = z.infer<typeof monthlyQuestions>;

const formText = z.object({
  title: text(500),
  wording,
  readFrom: text().meta({ description: 'The edition of the form from which this was read.' }),
  language: text(35),
  citation,
  intro: text(2000),
  statements: z.array(z.object({ id: text(), says: text(2000) })),
});

const ownForm = z.object({
  programme: text(),
  programmeName: text(),
  form: text(),
  editions: z.array(text()).min(1).meta({ description: 'Editions that count, the newest last.' }),
  signed: z
    .object({ on: day, edition: text(), agrees: z.boolean() })
    .nullable()
    .meta({ description: 'The asker’s own latest signature in this course.' }),
  isNeeded: z
    .boolean()
    .meta({ description: 'The asker’s signature is missing or no longer counts.' }),
  text: formText.nullable().meta({ description: 'Null: it is read on paper, from the clinic.' }),
});

export const ownForms = z.object({ forms: z.array(ownForm) }).meta({ id: 'OwnForms' });
export type OwnForm = z.infer<typeof ownForm>;
export type OwnForms = z.infer<typeof ownForms>;
