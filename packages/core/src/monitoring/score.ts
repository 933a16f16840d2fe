// Scores one complete answer to an instrument, and says what follows from it.
// Never scores around a missing item; a positive self-harm item acts however incomplete the rest is.

import type { FieldProblem } from '../events/fields.ts';
import type { EvidenceCitation } from '../evidence/evidence-row.ts';
import type { Instrument } from './instrument.ts';
import type { QuestionnaireItem } from './questionnaire.ts';

/** The number of each item that was answered, by linkId. */
export type ItemAnswers = Readonly<Record<string, number>>;

/** What follows from an answer. `same_day_contact` blocks closing the visit (design §9.10). */
export type InstrumentFollowUp =
  | { readonly kind: 'same_day_contact' }
  | {
      readonly kind: 'review_before_next_supply';
      readonly because: 'score' | 'rise';
      readonly citation: EvidenceCitation;
    }
  | { readonly kind: 'ask_longer_instrument'; readonly instrument: string };

export type InstrumentReading =
  | {
      readonly kind: 'scored';
      /** Absent where every item stands for itself. */
      readonly total?: number;
      readonly band?: { readonly name: string; readonly citation: EvidenceCitation };
      readonly items: ItemAnswers;
      readonly followUps: readonly InstrumentFollowUp[];
    }
  | {
      readonly kind: 'refused';
      readonly problems: readonly FieldProblem[];
      readonly followUps: readonly InstrumentFollowUp[];
    };

/** `baseline` is the total before the course; absent: none, and no rise can be told. */
export function readAnswers(
  instrument: Instrument,
  answers: ItemAnswers,
  baseline?: number,
): InstrumentReading {
  const contact: readonly InstrumentFollowUp[] = isSelfHarmPositive(instrument, answers)
    ? [{ kind: 'same_day_contact' }]
    : [];
  const { questionnaire, scoring } = instrument;
  if (questionnaire === undefined || scoring === undefined) {
    const problem = {
      field: 'instrument',
      rule: 'empty_slot',
      nextStep: 'Fill the slot with the questionnaire that your site has licensed.',
    };
    return { kind: 'refused', problems: [problem], followUps: contact };
  }
  const problems = answerProblems(questionnaire.items, answers);
  if (problems.length > 0) return { kind: 'refused', problems, followUps: contact };
  if (scoring.method === 'each') return { kind: 'scored', items: answers, followUps: contact };
  const total =
    scoring.method === 'sum'
      ? scoring.items.reduce((sum, link) => sum + answers[link]!, 0)
      : [...scoring.weights].reduce((sum, [link, weight]) => sum + weight * answers[link]!, 0);
  const band = instrument.bands.filter(({ min }) => total >= min).at(-1);
  return {
    kind: 'scored',
    total,
    ...(band ? { band: { name: band.name, citation: band.citation } } : {}),
    items: answers,
    followUps: [...contact, ...followUpsOf(instrument, total, baseline)],
  };
}

/** True when the number of an item about self-harm is above its lowest. */
export function isSelfHarmPositive(instrument: Instrument, answers: ItemAnswers): boolean {
  const { selfHarmItems, questionnaire } = instrument;
  if (typeof selfHarmItems === 'string') return false;
  return selfHarmItems.some((link) => {
    const item = questionnaire?.items.find(({ linkId }) => linkId === link);
    return item !== undefined && (answers[link] ?? item.min) > item.min;
  });
}

function answerProblems(
  items: readonly QuestionnaireItem[],
  answers: ItemAnswers,
): readonly FieldProblem[] {
  const unknown = Object.keys(answers).filter(
    (link) => !items.some(({ linkId }) => linkId === link),
  );
  return [
    ...items.flatMap(({ linkId, isRequired, options, min, max }): readonly FieldProblem[] => {
      const answer = answers[linkId];
      const field = `answers.${linkId}`;
      if (answer === undefined)
        return isRequired
          ? [
              {
                field,
                rule: 'missing_item',
                nextStep: 'Ask this item; without it there is no score.',
              },
            ]
          : [];
      const isOffered =
        options.length > 0
          ? options.some(({ score }) => score === answer)
          : Number.isInteger(answer) && answer >= min && answer <= max;
      if (isOffered) return [];
      return [
        { field, rule: 'not_an_answer', nextStep: `Send a whole number from ${min} to ${max}.` },
      ];
    }),
    ...unknown.map(() => ({
      // The name itself is untrusted text, so it is not echoed.
      field: 'answers.*',
      rule: 'no_such_item',
      nextStep: 'Send only items of this questionnaire.',
    })),
  ];
}

function followUpsOf(
  { reviewFrom, reviewRise, expandFrom }: Instrument,
  total: number,
  baseline: number | undefined,
): readonly InstrumentFollowUp[] {
  const followUps: InstrumentFollowUp[] = [];
  const kind = 'review_before_next_supply' as const;
  if (expandFrom && total >= expandFrom.score)
    followUps.push({ kind: 'ask_longer_instrument', instrument: expandFrom.to });
  if (reviewFrom && total >= reviewFrom.score)
    followUps.push({ kind, because: 'score', citation: reviewFrom.citation });
  if (reviewRise && baseline !== undefined && total - baseline >= reviewRise.points)
    followUps.push({ kind, because: 'rise', citation: reviewRise.citation });
  return followUps;
}
