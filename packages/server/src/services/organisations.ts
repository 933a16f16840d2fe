// Events of prescribers, pharmacies and programmes: certification, suspension, editions.
// A suspension races no decision: each re-checks these heads in the transaction that commits it.

import {
  type AegleEvent,
  applyCorrection,
  type EventOf,
  type EventType,
  foldOrganisation,
  type WireEvent,
} from '@aegle/core';
import { dayProblems } from '@aegle/data';
import type { Appended, Scope, StreamRef } from '@aegle/store';
import { refuse } from '@aegle/store';
import { programmeSubject, type ServiceContext } from './context.ts';
import { appendOf, eventsOf } from './log-events.ts';
import { nowOf, receiveEvent } from './new-events.ts';
import { refuseUnstaffedSwitch } from './screening.ts';

/** Which stream: a prescriber's or a pharmacy's id, or a programme's name. */
export type OrganisationRef =
  | { readonly kind: 'prescriber' | 'pharmacy'; readonly id: string }
  | { readonly kind: 'programme'; readonly id: string };

/** Which types of event the caller may correct in these streams; nothing, unless a door says so. */
export type MayCorrect = (type: EventType) => boolean;

/**
 * Records events in an organisation's stream. A correction takes effect at once for every question; an
 * authorisation that rests on what was corrected is decided again when it is dispensed, where the whole
 * gate runs. Faults: invalid, not_found, forbidden, conflict, unavailable.
 */
export async function recordOrganisationEvents(
  context: ServiceContext,
  scope: Scope,
  ref: OrganisationRef,
  wires: readonly WireEvent[],
  mayCorrect: MayCorrect = () => false,
): Promise<readonly Appended[]> {
  if (ref.kind === 'programme' && !context.programmes.has(ref.id))
    throw refuse('not_found', 'programme', 'No such programme is loaded.', 'List the programmes.');
  const subjectId = ref.kind === 'programme' ? programmeSubject(ref.id) : ref.id;
  const stream: StreamRef = { subjectId, kind: ref.kind };
  const events = wires.map((wire) => {
    const received = receiveEvent(scope, wire, context.newId);
    if (received.stream !== stream.kind && received.event.type !== 'Corrected')
      throw refuse(
        'invalid',
        'type',
        `It is not an event of a ${stream.kind}.`,
        'Send it to its own stream.',
      );
    refuseUnstaffedSwitch(received.event);
    return received.event;
  });
  return context.store.inTransaction(scope, async (tx) => {
    const resting = events.filter(({ type }) => RESTS_ON_THE_STREAM.includes(type));
    if (resting.length > 0) {
      const [read] = await tx.readStreams([stream]);
      const known = read === undefined ? [] : eventsOf(read);
      for (const event of resting)
        if (event.type === 'Corrected') refuseCorrection(known, event, mayCorrect);
        else if (event.type === 'PharmacyStaffTrained') refuseOwnTraining(known, event, scope);
    }
    return tx.append(appendOf({ stream, how: 'note', events }));
  });
}

const RESTS_ON_THE_STREAM: readonly string[] = ['Corrected', 'PharmacyStaffTrained'];

/** In a pharmacy the designated pharmacist trains the staff: nobody else there opens its own gate. */
function refuseOwnTraining(
  known: readonly AegleEvent[],
  sent: EventOf<'PharmacyStaffTrained'>,
  scope: Scope,
): void {
  if (scope.actor.role !== 'pharmacist') return;
  const standing = foldOrganisation(known, nowOf(scope)).get(sent.data.programme);
  if (standing?.designated === scope.actor.id) return;
  throw refuse(
    'conflict',
    'type',
    'The register names another as the designated pharmacist of this programme, or nobody.',
    'Have the designated pharmacist record it, or the programme office.',
  );
}

/** What a named person confirmed or approved is taken back, never reworded. */
const ONLY_WITHDRAWN: readonly EventType[] = ['EditionConfirmedInForce', 'EditionApprovedForUse'];

function refuseCorrection(
  known: readonly AegleEvent[],
  correction: EventOf<'Corrected'>,
  mayCorrect: MayCorrect,
): void {
  const target = known.find((event) => event.id === correction.data.event);
  const invalid = (field: string, rule: string, nextStep: string) =>
    refuse('invalid', field, rule, nextStep);
  if (target === undefined)
    throw refuse('not_found', 'data.event', 'No such event of this stream.', 'Name the event.');
  if (target.type === 'Corrected')
    throw invalid(
      'data.event',
      'A correction is not corrected.',
      'Correct the event itself again.',
    );
  if (!mayCorrect(target.type))
    throw refuse(
      'forbidden',
      'data.event',
      'Your role does not correct this.',
      'Have the office that recorded it correct it.',
    );
  if (ONLY_WITHDRAWN.includes(target.type) && !correction.data.isWithdrawn)
    throw invalid(
      'data.event',
      'It can be withdrawn, not reworded.',
      'Withdraw it and record the right one.',
    );
  const outcome = applyCorrection(target, correction);
  if (!outcome.ok) {
    const { field, rule, nextStep } = outcome.problem;
    throw invalid(field, rule, nextStep);
  }
  if (outcome.event === undefined || correction.data.isWithdrawn) return;
  const [impossible] = dayProblems(outcome.event);
  if (impossible !== undefined)
    throw invalid(impossible.field, impossible.rule, impossible.nextStep);
}

/** True for a prescriber who is suspended or deactivated in any programme, as of now. */
export async function isStoppedPrescriber(
  { store }: ServiceContext,
  { idempotency: _unused, ...scope }: Scope,
  prescriber: string,
): Promise<boolean> {
  const [read] = await store.inTransaction(scope, (tx) =>
    tx.readStreams([{ subjectId: prescriber, kind: 'prescriber' }]),
  );
  const standings = foldOrganisation(read === undefined ? [] : eventsOf(read), nowOf(scope));
  return [...standings.values()].some((one) => one.isSuspended || one.isDeactivated);
}
