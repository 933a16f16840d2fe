// A score that is sent with its items is the score of these items; a missing item has none.
// Never loses an answer about self-harm: what is refused here is kept as a closing report.

import { type AegleEvent, itemAnswerOf, readAnswers } from '@aegle/core';
import type { FindingTables } from '@aegle/data';
import { refuse } from '@aegle/store';

/** Faults: invalid, naming the item or the score. Slots and unknown instruments carry their own score. */
export function refuseWrongScores(tables: () => FindingTables, heard: readonly AegleEvent[]): void {
  for (const { type, data } of heard) {
    if (type !== 'InstrumentAnswered' || data.answers === undefined) continue;
    const instrument = tables().instruments.get(data.instrument.toLowerCase());
    if (instrument?.scoring === undefined) continue;
    const pairs = data.answers.map(itemAnswerOf);
    const unread = pairs.indexOf(undefined);
    if (unread >= 0)
      throw refuse(
        'invalid',
        `data.answers[${unread}]`,
        'not_an_item_answer',
        'Send each item as linkId=number.',
      );
    const reading = readAnswers(instrument, Object.fromEntries(pairs as [string, number][]));
    if (reading.kind === 'refused') {
      const { field, rule, nextStep } = reading.problems[0]!;
      throw refuse('invalid', `data.${field}`, rule, nextStep);
    }
    if (reading.total === data.score) continue;
    throw refuse(
      'invalid',
      'data.score',
      reading.total === undefined ? 'has_no_total' : 'not_the_sum_of_its_items',
      reading.total === undefined
        ? 'Leave the score out: every item of this instrument stands for itself.'
        : 'Send the score of the items, or correct the items.',
    );
  }
}
