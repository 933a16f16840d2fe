// The forecast's form as it is typed, and what its own reader says of it, field by field.
// Never a value that nobody typed, and never a refusal shown before somebody asked.

import { readRequest } from '@aegle/forecast';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { messages } from '../messages/messages.ts';
import { emptyDraft, type ForecastDraft, requestIn } from './draft.ts';
import { type FieldRefusal, type RefusedDraft, refusedFields } from './field-refusals.ts';

const words = messages.forecast;

export type DraftForm = UseFormReturnType<ForecastDraft>;

export interface Reading {
  /** The accepted request as JSON text, or null. */
  readonly request: string | null;
  readonly refused: RefusedDraft;
}

/** Reads the form as the forecast does. */
export function readDraft(draft: ForecastDraft): Reading {
  const request = requestIn(draft);
  const reading = readRequest(request);
  const refusals = reading.accepted ? [] : reading.refusals;
  return {
    request: refusals.length === 0 ? JSON.stringify(request) : null,
    refused: refusedFields(refusals, draft),
  };
}

/** The form's state. */
export function useDraft(start: ForecastDraft | undefined): DraftForm {
  return useForm<ForecastDraft>({
    mode: 'controlled',
    initialValues: start ?? emptyDraft(words.planName),
  });
}

/** What a field needs: its words, its value, and why it is refused. */
export interface FieldsProps {
  readonly form: DraftForm;
  readonly refusals: Readonly<Record<string, FieldRefusal>>;
}
