// Loads the demonstration clinic: some hundred invented courses, each as one imported history.
// Never loads into a tenant that is not marked as a demonstration, and never twice.

import {
  type AegleEvent,
  addDays,
  EVENT_CATALOGUE,
  formatEvent,
  formatInstant,
  type Instant,
} from '@aegle/core';
import { eventLineSchema, eventsFrom } from '@aegle/data';
import { importHistory } from '../services/import-history.ts';
import { recordOrganisationEvents, type ServiceContext } from '../services/services.ts';
import { CLINIC_STREAMS, type ClinicPatient, clinicPatients } from './clinic-histories.ts';
import { inventedName } from './clinic-names.ts';
import { demonstrationId, identified, scopeOf, tie } from './load-network.ts';

/** What the clinic is made from: the same three give the same people. */
export interface Clinic {
  readonly seed: number;
  readonly size: number;
  /** The day of loading, as an instant: the courses stand where they do on that day. */
  readonly now: Instant;
}

/** Loads it; `report` hears of every fiftieth patient. What is there already stays as it is. */
export async function loadClinic(
  context: ServiceContext,
  tenantId: string,
  { seed, size, now }: Clinic,
  report: (line: string) => void,
): Promise<readonly ClinicPatient[]> {
  if (!context.isDemonstration(tenantId)) throw new TypeError('not a demonstration tenant');
  for (const { kind, id, day, type, data } of CLINIC_STREAMS) {
    const line = { type, day: `${day}`, by: 'programme_officer', data };
    const [event] = read([line], 'UTC', now, 0, `${kind}/${id}/${data.programme}`);
    const ref = { kind, id: demonstrationId(id) };
    await recordOrganisationEvents(context, scopeOf(tenantId, event!), ref, [formatEvent(event!)]);
  }
  const patients = clinicPatients(seed, size);
  for (const [index, patient] of patients.entries()) {
    await loadOne(context, tenantId, { ...patient, ...inventedName(index) }, now);
    if ((index + 1) % 50 === 0) report(`Invented patients of the clinic: ${index + 1} of ${size}`);
  }
  return patients;
}

async function loadOne(
  context: ServiceContext,
  tenantId: string,
  patient: ClinicPatient & ReturnType<typeof inventedName>,
  now: Instant,
): Promise<void> {
  const id = demonstrationId(patient.id);
  const { zone, startsDaysAgo, lines } = patient;
  const written = lines.map((line) => ({ ...line, day: `+${line.day}` }));
  const events = read(written, zone, now, startsDaysAgo, patient.id);
  const of = (stream: 'gate' | 'record') =>
    events.filter(({ type }) => EVENT_CATALOGUE[type].stream === stream);
  const actor = { id: 'demonstration', role: 'programme_officer' };
  const scope = { tenantId, actor, now: formatInstant(now) };
  await context.store.inTransaction(scope, (tx) =>
    importHistory(context, tx, { patient: id, gate: of('gate'), record: of('record') }),
  );
  await tie(context, tenantId, id, patient, events[0]!, now);
}

/** Lines whose days count from `startsDaysAgo` days before today in a zone, as events. */
function read(
  lines: readonly object[],
  zone: string,
  now: Instant,
  startsDaysAgo: number,
  place: string,
): readonly AegleEvent[] {
  const today = Math.floor(now / DAY_MS) as Parameters<typeof addDays>[0];
  const anchor = addDays(today, -startsDaysAgo);
  const written = lines.map((line) => eventLineSchema.parse(line));
  const { events, problems } = eventsFrom(written, { anchor, zone }, place);
  if (problems.length > 0)
    throw new Error(problems.map((one) => `${one.field}: ${one.rule}. ${one.nextStep}`).join('\n'));
  return events.map((event) => identified(event, place));
}

const DAY_MS = 86_400_000;
