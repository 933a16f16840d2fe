// An answer about self-harm meets a named person: nothing asks for one without, no visit closes over one.
// Never a score, never a probability of a person: a positive item opens a human task.

import { type AegleEvent, isStaffed } from '@aegle/core';
import type { StoreTransaction } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { Reaction } from './reactions.ts';
import type { PatientCase } from './read-case.ts';

/**
 * Instruments of quality of life and self-esteem that ask nothing about self-harm; any other may.
 * The house's own list, by the published item lists (assumed).
 */
export const WITHOUT_SELF_HARM_ITEM: readonly string[] = [
  'dlqi',
  'cdlqi',
  'cadi',
  'acne-qol',
  'fasqol',
  'sf-36',
  'rosenberg',
  'osdi',
  'speed-deq',
  'gad-7',
  'gags',
  'iga',
  'patient-0-10',
  'sexual-function',
];

/**
 * Refuses an instrument that may ask about self-harm where no programme of the course has screening
 * switched on. A positive answer in it is not lost: it is kept as a closing report with its task.
 */
export function refuseUnstaffedScreening(known: PatientCase, heard: readonly AegleEvent[]): void {
  const asks = heard.some(
    ({ type, data }) =>
      type === 'InstrumentAnswered' &&
      !WITHOUT_SELF_HARM_ITEM.includes(data.instrument.toLowerCase()),
  );
  if (!asks) return;
  const { enrolments, course } = known.facts.patient;
  const isOn = enrolments.some(
    ({ data }) =>
      data.course === course?.id &&
      known.facts.programmes.get(data.programme)?.isSelfHarmScreeningOn === true,
  );
  if (isOn) return;
  throw refuse(
    'conflict',
    'data.instrument',
    'Nobody is named to meet an answer about self-harm.',
    'Have the programme office switch screening on, with responders, hours and a deputy.',
  );
}

/**
 * Refuses to close a visit while an answer about self-harm waits for a person, in this record or a
 * merged one, or comes with the visit itself.
 */
export async function refuseVisitOverAnswer(
  tx: StoreTransaction,
  known: PatientCase,
  heard: readonly AegleEvent[],
  reactions: readonly Reaction[],
): Promise<void> {
  if (!heard.some((event) => event.type === 'VisitHeld')) return;
  const isAnswer = (task: { readonly kind: string }) => task.kind === 'self_harm_answer';
  let isWaiting = reactions.some((reaction) => reaction.tasks.some(isAnswer));
  for (const { kind, subjectId } of known.heads)
    if (kind === 'patient-gate' && !isWaiting)
      isWaiting = (await tx.tasks({ state: 'open', subjectId, limit: 500 })).some(isAnswer);
  if (isWaiting)
    throw refuse(
      'conflict',
      'type',
      'An answer about self-harm waits for a person.',
      'Speak with the patient and close that task; then close the visit.',
    );
}

/** Screening is switched on with responders and a deputy who is none of them; else fault `invalid`. */
export function refuseUnstaffedSwitch(event: AegleEvent): void {
  if (event.type !== 'SelfHarmScreeningSwitchedOn' || isStaffed(event.data)) return;
  throw refuse(
    'invalid',
    event.data.responders.length === 0 ? 'data.responders' : 'data.deputy',
    'Somebody answers, and somebody else stands in for them.',
    'Name at least one responder, their hours, and a deputy who is none of them.',
  );
}
