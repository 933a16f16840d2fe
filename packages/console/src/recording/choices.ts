// What may be chosen in a field that names something known: programmes, pharmacies, earlier events.
// Never a choice made beforehand, but the signed-in person's own id where the field asks who judged.

import type { Timeline } from '@aegle/api';
import { PATIENT_EVENT_TYPES } from '@aegle/api';
import { EVENT_CATALOGUE, type EventType } from '@aegle/core';
import { useQuery } from '@tanstack/react-query';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** Id of the event that it names. */
  readonly event?: string;
}

/** Choices by the name of a field; a name that is absent is typed freely. */
export type Choices = Readonly<Record<string, readonly Choice[]>>;

const CLINIC = new Set(['prescriber', 'delegate', 'safety_officer']);

/** Fields that name the person who acted: filled with the signed-in person's own id. */
const OWN_ID_FIELDS = [
  'assignedBy',
  'permittedBy',
  'agreedBy',
  'givenBy',
  'acceptedBy',
  'clinician',
];

/** Values that a fresh form of this type starts with. */
export function ownIds(type: EventType, actor: string): Record<string, string> {
  const names = Object.keys(EVENT_CATALOGUE[type].fields);
  return Object.fromEntries(
    names.filter((name) => OWN_ID_FIELDS.includes(name)).map((name) => [name, actor]),
  );
}

function eventChoices(
  events: Timeline['events'],
  types: readonly EventType[],
  idOf: (event: Timeline['events'][number]) => string = ({ id }) => id,
): readonly Choice[] {
  return events
    .filter((event) => types.includes(event.type))
    .map((event) => ({
      value: idOf(event),
      label: `${dayInWords(event.occurredOn)}: ${inWords(event.type)}`,
      event: event.id,
    }))
    .reverse();
}

function prescriptionChoices(events: Timeline['events']): readonly Choice[] {
  return events.flatMap((event) => {
    const number = event.data.prescription;
    if (event.type !== 'PrescriptionWritten' || typeof number !== 'string') return [];
    return [{ value: number, label: `${dayInWords(event.occurredOn)}: ${number}` }];
  });
}

/** What closes only sometimes: by its result, by what it reworded, by a gap that it began. */
const MAY_CLOSE: readonly EventType[] = [
  'PregnancyTestReported',
  'Corrected',
  'ContraceptionStopped',
];

/** What `SafetyHoldCleared` can name: holds, and events that close by themselves. */
const CLOSING = PATIENT_EVENT_TYPES.filter(
  (type) => EVENT_CATALOGUE[type].closesOnly || MAY_CLOSE.includes(type),
);

/** The choices for a patient's form; empty while they load or where the role may not read them. */
export function useChoices(patient: string): Choices {
  const { role } = useAccount();
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const timeline = useQuery({
    queryKey: ['timeline', patient],
    queryFn: () => client('readTimeline', { params: { patient } }),
    enabled: CLINIC.has(role),
  });
  const organisations = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
  });
  const events = timeline.data?.events ?? [];
  const all = {
    programme: (programmes.data?.programmes ?? []).map(({ id, name }) => ({
      value: id,
      label: `${name} (${id})`,
    })),
    pharmacy: (organisations.data?.organisations ?? [])
      .filter((one) => one.kind === 'pharmacy')
      .map(({ id, name }) => ({ value: id, label: name })),
    // A hold that was placed has an id of its own; anything else that closes is named by its event.
    hold: eventChoices(events, CLOSING, ({ id, type, data }) =>
      type === 'SafetyHoldPlaced' && typeof data.hold === 'string' ? data.hold : id,
    ),
    report: eventChoices(events, ['ReportUnresolved']),
    event: eventChoices(events, PATIENT_EVENT_TYPES),
    prescription: prescriptionChoices(events),
  };
  return Object.fromEntries(Object.entries(all).filter(([, choices]) => choices.length > 0));
}
