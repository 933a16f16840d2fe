// Loads the demonstration network through the ordinary services, as if it had been typed in.
// Never loads into a tenant that is not marked as a demonstration.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  EVENT_CATALOGUE,
  type Field,
  formatEvent,
  formatInstant,
  type Instant,
} from '@aegle/core';
import { eventLineSchema, eventsFrom } from '@aegle/data';
import type { Scope } from '@aegle/store';
import { parse } from 'yaml';
import { z } from 'zod';
import { DEMONSTRATION_IDENTIFIER_SYSTEM } from '../services/holder-of.ts';
import {
  recordEvents,
  recordOrganisationEvents,
  type ServiceContext,
} from '../services/services.ts';

const lines = z.array(eventLineSchema);
const networkSchema = z.strictObject({
  organisations: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['clinic', 'pharmacy', 'laboratory']),
      name: z.string(),
      phone: z.string().optional(),
    }),
  ),
  streams: z.array(
    z.strictObject({ kind: z.enum(['prescriber', 'pharmacy']), id: z.string(), events: lines }),
  ),
  patients: z.array(
    z.strictObject({
      id: z.string(),
      about: z.string(),
      identifier: z.string(),
      givenName: z.string(),
      familyName: z.string(),
      zone: z.string(),
      use: z.array(z.string()),
      shift: z.number().int(),
      events: lines.default([]),
    }),
  ),
  histories: z.record(z.string(), lines),
});

/** The UUID of a name in the network; the same everywhere, so that pages can be linked. */
export function demonstrationId(name: string): string {
  const hex = createHash('sha256').update(`aegle:demonstration:${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** One invented patient, for the start page and the tests. */
export interface DemonstrationPatient {
  readonly id: string;
  readonly about: string;
  readonly identifier: string;
}

/** Loads everything as of `now`; `report` hears of each patient. Loading twice changes nothing. */
export async function loadNetwork(
  context: ServiceContext,
  tenantId: string,
  file: string,
  now: Instant,
  report: (line: string) => void,
): Promise<readonly DemonstrationPatient[]> {
  if (!context.isDemonstration(tenantId)) throw new TypeError('not a demonstration tenant');
  const network = networkSchema.parse(parse(readFileSync(file, 'utf8')));
  const officer = { tenantId, actor: { id: 'demonstration', role: 'programme_officer' } };
  await context.store.inTransaction({ ...officer, now: formatInstant(now) }, async (tx) => {
    for (const { id, kind, name, phone } of network.organisations) {
      const detail = phone === undefined ? {} : { phone };
      await tx.putOrganisation({ id: demonstrationId(id), kind, name, detail });
    }
  });
  for (const stream of network.streams) {
    const anchor = context.clockOf('America/New_York').dayAt(now);
    const events = readLines(
      stream.events,
      anchor,
      'America/New_York',
      `${stream.kind}/${stream.id}`,
    );
    const ref = { kind: stream.kind, id: demonstrationId(stream.id) };
    for (const event of events)
      await recordOrganisationEvents(context, scopeOf(tenantId, event), ref, [formatEvent(event)]);
  }
  const patients: DemonstrationPatient[] = [];
  for (const patient of network.patients) {
    const id = demonstrationId(patient.id);
    const anchor = addDays(context.clockOf(patient.zone).dayAt(now), patient.shift);
    const written = [...patient.use.flatMap((name) => network.histories[name]!), ...patient.events];
    const events = readLines(written, anchor, patient.zone, patient.id);
    for (const event of events)
      await recordEvents(context, scopeOf(tenantId, event), id, [formatEvent(event)]);
    await tie(context, tenantId, id, patient, events[0]!, now);
    report(`${patient.identifier}: ${patient.about}`);
    patients.push({ id, about: patient.about, identifier: patient.identifier });
  }
  return patients;
}

export function scopeOf(tenantId: string, event: AegleEvent): Scope {
  return { tenantId, actor: event.actor, now: formatInstant(event.recordedAt) };
}

interface NamedPatient {
  readonly identifier: string;
  readonly givenName: string;
  readonly familyName: string;
}

export async function tie(
  context: ServiceContext,
  tenantId: string,
  patientId: string,
  { identifier, givenName, familyName }: NamedPatient,
  first: AegleEvent,
  now: Instant,
): Promise<void> {
  const scope = {
    tenantId,
    actor: { id: 'demonstration', role: 'programme_officer' },
    now: formatInstant(now),
  };
  await context.store.inTransaction(scope, async (tx) => {
    await tx.putPerson({ subjectId: patientId, details: { givenName, familyName } }, [
      { system: DEMONSTRATION_IDENTIFIER_SYSTEM, value: identifier },
    ]);
    for (const organisation of ['clinic-harbour', 'pharmacy-lighthouse'])
      await tx.putCareRelationship({
        patientId,
        organisationId: demonstrationId(organisation),
        relation: 'care',
        fromDay: formatEvent(first).occurredOn,
        untilDay: null,
        eventId: first.id,
      });
  });
}

/** Events with every id and every named actor, prescription and course turned into a UUID. */
function readLines(
  written: readonly z.infer<typeof eventLineSchema>[],
  anchor: CalendarDay,
  zone: string,
  place: string,
): readonly AegleEvent[] {
  const { events, problems } = eventsFrom(written, { anchor, zone }, place);
  if (problems.length > 0)
    throw new Error(problems.map((one) => `${one.field}: ${one.rule}. ${one.nextStep}`).join('\n'));
  return events.map((event) => identified(event, place));
}

/** Of people who act in more than one place: the same id wherever they are named. */
const PEOPLE_FIELDS = ['prescriber', 'givenBy', 'assignedBy', 'pharmacist'];
const ID_FIELDS = [...PEOPLE_FIELDS, 'prescription', 'course', 'pharmacy'];

export function identified(event: AegleEvent, place: string): AegleEvent {
  const fields = EVENT_CATALOGUE[event.type].fields as Readonly<Record<string, Field>>;
  const data: Record<string, unknown> = { ...event.data };
  for (const field of ID_FIELDS) {
    const value = data[field];
    const isShared = PEOPLE_FIELDS.includes(field);
    if (fields[field] !== undefined && typeof value === 'string')
      data[field] = demonstrationId(isShared ? value : `${place}/${value}`);
  }
  const actor = { ...event.actor, id: demonstrationId(`${place}/${event.actor.role}`) };
  return { ...event, id: demonstrationId(`${place}/${event.id}`), actor, data } as AegleEvent;
}
