// What stands first above a patient's pages, of the reasons that the gate gives in its own order.

import { describe, expect, it } from 'vitest';
import type { AnswerReason } from './answer.ts';
import { firstToActOn } from './patient-summary.ts';

const reason = (code: string, disposition: AnswerReason['disposition']): AnswerReason => ({
  code,
  disposition,
  programme: 'made-up',
  edition: 'made-up-1',
  requirement: 'made-up',
  citation: { sources: ['made-up'] },
  clearedBy: 'prescriber',
  deputy: 'delegate',
  clearableFrom: null,
  deadline: null,
  text: 'A sentence.',
  when: 'Now.',
});

describe('the first reason of a patient', () => {
  const judged = reason('needs_clinician_confirmation', 'query');
  const test = reason('test_missing', 'blocked');

  it('is no question while something blocks', () => {
    expect(firstToActOn([judged, test])).toBe(test);
    expect(firstToActOn([test, judged])).toBe(test);
  });

  it('is the question where nothing blocks, and none where nothing stands in the way', () => {
    expect(firstToActOn([judged])).toBe(judged);
    expect(firstToActOn([])).toBeNull();
  });
});
