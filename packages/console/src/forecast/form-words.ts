// What the forecast's fields say: their choices and their refusals.
// Never a choice made beforehand: the first line of every list asks to choose.

import { messages } from '../messages/messages.ts';
import type { FieldRefusal } from './field-refusals.ts';
import type { FieldsProps } from './use-draft.ts';

/** The reason and the next step, as one sentence beside the field; false: nothing is wrong. */
export function refusalText(refusal: FieldRefusal | undefined, isUnchosen = false): string | false {
  if (refusal === undefined) return false;
  if (isUnchosen) return messages.forecast.chooseOne;
  const { rule, nextStep } = refusal;
  return `${rule.charAt(0).toUpperCase()}${rule.slice(1)}; ${nextStep}.`;
}

/** The choices of a list, with a first line that chooses nothing. */
export function selectData(labels: Readonly<Record<string, string>>) {
  const choices = Object.entries(labels).map(([value, label]) => ({ value, label }));
  return [{ value: '', label: messages.forecast.choose, disabled: true }, ...choices];
}

/** Value, change and refusal of the field at a path of the form; `isList`: an empty one was not chosen. */
export function fieldAt({ form, refusals }: FieldsProps, path: string, isList = false) {
  const input = form.getInputProps(path);
  return { ...input, error: refusalText(refusals[path], isList && input.value === '') };
}
