// The items of questionnaires that ask about self-harm, by their LOINC code, for whoever hears an answer.
// Never the whole registry: a test holds this list equal to evidence/questionnaires.

/** PHQ-9, item 9; also asked beside PHQ-2. */
export const SELF_HARM_ITEMS: readonly string[] = ['44260-8'];

const ANSWER = /^([A-Za-z0-9._-]{1,40})=(-?\d{1,4})$/;

/** One item's answer as an event carries it, `linkId=number`; `undefined` for anything else. */
export function itemAnswerOf(text: unknown): readonly [string, number] | undefined {
  const match = typeof text === 'string' ? ANSWER.exec(text) : null;
  return match === null ? undefined : [match[1]!, Number(match[2])];
}

/**
 * True when the payload of an answered instrument tells of self-harm: its sender says so, or an item
 * that asks about it has a number above 0, whatever the sender says.
 */
export function tellsOfSelfHarm(data: {
  readonly hasPositiveSelfHarmItem?: unknown;
  readonly answers?: unknown;
}): boolean {
  if (data.hasPositiveSelfHarmItem === true) return true;
  const answers: readonly unknown[] = Array.isArray(data.answers) ? data.answers : [];
  return answers.some((text) => {
    const answer = itemAnswerOf(text);
    return answer !== undefined && SELF_HARM_ITEMS.includes(answer[0]) && answer[1] > 0;
  });
}
