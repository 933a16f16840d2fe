// What may be chosen in a field that names something known: programmes, pharmacies, earlier events.
// Never a choice made beforehand, but the signed-in person's own id where the field asks who judged.

import type { Timeline } from '@aegle/api';
import { PATIENT_EVENT_TYPES } from '@aegle/api';
import { CONTRACEPTION_TYPES, EVENT_CATALOGUE, type EventType } from '@aegle/core';
import { useQuery } from '@tanstack/react-query';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
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
  ...CONTRACEPTION_TYPES,
];

/** A declaration makes a gap only by the methods that it names. */
const DECLARED: readonly string[] = ['CounsellingGiven', 'ComprehensionAnswered'];

/** What closes and is ended by another form, by another supply, or by nothing. */
const ENDED_OTHERWISE: readonly EventType[] = [
  'Dispensed',
  'DispensedPartially',
  'PatientDied',
  'ReportUnresolved',
  'TreatmentConsentWithdrawn',
];

/** What `SafetyHoldCleared` can name: holds, and events that close by themselves. */
const CLOSING = PATIENT_EVENT_TYPES.filter(
  (type) =>
    (EVENT_CATALOGUE[type].closesOnly || MAY_CLOSE.includes(type)) &&
    !ENDED_OTHERWISE.includes(type),
);

/** What happened so far; `undefined` while it loads or where the role may not read it. */
export function useHistory(patient: string): Timeline | undefined {
  const { role } = useAccount();
  const timeline = useQuery({
    queryKey: ['timeline', patient],
    queryFn: () => client('readTimeline', { params: { patient } }),
    enabled: CLINIC.has(role),
  });
  return timeline.data;
}

/** Closing events that nothing has ended yet: what is over cannot be ended again. */
function standing(events: Timeline['events']): Timeline['events'] {
  const over = new Set(
    events.flatMap(({ type, data }) =>
      type === 'SafetyHoldCleared' ? [data.hold] : type === 'ReportResolved' ? [data.report] : [],
    ),
  );
  return events.filter(
    ({ id, type, data }) =>
      !over.has(id) &&
      !over.has(data.hold ?? '') &&
      (type !== 'PregnancyTestReported' || data.result !== 'negative') &&
      (!DECLARED.includes(type) || data.contraceptiveMethods !== undefined),
  );
}

/** The courses, the latest first. */
function courseChoices(events: Timeline['events']): readonly Choice[] {
  const begun = events.flatMap(({ type, data, occurredOn }) =>
    type === 'PatientEnrolled' && typeof data.course === 'string'
      ? [{ value: data.course, label: messages.recording.courseSince(dayInWords(occurredOn)) }]
      : [],
  );
  const first = begun.filter(
    ({ value }, index) => begun.findIndex((one) => one.value === value) === index,
  );
  return first.reverse();
}

/** The choices for a patient's form; empty while they load or where the role may not read them. */
export function useChoices(patient: string): Choices {
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const timeline = useHistory(patient);
  const organisations = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
  });
  const events = timeline?.events ?? [];
  const closed = standing(events);
  const all = {
    programme: (programmes.data?.programmes ?? []).map(({ id, name }) => ({
      value: id,
      label: name,
    })),
    pharmacy: (organisations.data?.organisations ?? [])
      .filter((one) => one.kind === 'pharmacy')
      .map(({ id, name }) => ({ value: id, label: name })),
    // A hold that was placed has an id of its own; anything else that closes is named by its event.
    hold: eventChoices(closed, CLOSING, ({ id, type, data }) =>
      type === 'SafetyHoldPlaced' && typeof data.hold === 'string' ? data.hold : id,
    ),
    report: eventChoices(closed, ['ReportUnresolved']),
    course: courseChoices(events),
    event: eventChoices(events, PATIENT_EVENT_TYPES),
    prescription: prescriptionChoices(events),
  };
  return Object.fromEntries(Object.entries(all).filter(([, choices]) => choices.length > 0));
}
