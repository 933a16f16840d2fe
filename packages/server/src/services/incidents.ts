// Incidents: what was dispensed on evidence that turned out to be otherwise.
// Never looks at the current course alone: whatever was given on it is looked at.

import { type AegleEvent, allDispenses, type EventOf } from '@aegle/core';
import type { Json, ReadDecision, StoreTransaction } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { nowOf, ownEvent } from './new-events.ts';
import type { PatientCase } from './read-case.ts';

const KIND = 'dispensed_on_corrected_evidence';

/**
 * An incident for every dispense of any course, this record's or a merged one's, whose authorising
 * or dispense decision cited an event that is corrected now. One that is open is not opened again.
 */
export async function incidentsOf(
  context: ServiceContext,
  tx: StoreTransaction,
  known: PatientCase,
  gate: readonly AegleEvent[],
): Promise<readonly AegleEvent[]> {
  const corrected = new Set(
    gate.filter((event) => event.type === 'Corrected').map((event) => event.data.event),
  );
  if (corrected.size === 0) return [];
  const { patient } = known.facts;
  const open = openIncidents(known);
  const given = allDispenses(patient).map((one) => one.event);
  const day = todayFor(context, patient, nowOf(tx.scope));
  const events: AegleEvent[] = [];
  for (const dispense of given) {
    if (open.has(dispense.id)) continue;
    const evidence = await evidenceBehind(tx, known, dispense);
    if (!evidence.some((id) => corrected.has(id))) continue;
    const data = { incident: dispense.id, kind: KIND };
    events.push(ownEvent(tx.scope, context.newId(), 'IncidentOpened', day, data));
  }
  return events;
}

function openIncidents(known: PatientCase): ReadonlySet<string> {
  const open = new Set<string>();
  for (const event of known.events) {
    if (event.type === 'IncidentOpened' && event.data.kind === KIND) open.add(event.data.incident);
    if (event.type === 'IncidentClosed') open.delete(event.data.incident);
  }
  return open;
}

type Given = EventOf<'Dispensed'> | EventOf<'DispensedPartially'>;

/** Events that the decision to authorise this supply cited, or the one to hand it out. */
async function evidenceBehind(
  tx: StoreTransaction,
  known: PatientCase,
  { data, mergedFrom }: Given,
): Promise<readonly string[]> {
  const subject = mergedFrom ?? known.patient;
  const authorized = known.events.find(
    (event) =>
      event.type === 'DispenseAuthorized' && event.data.authorization === data.authorization,
  );
  const decision = authorized?.type === 'DispenseAuthorized' ? authorized.data.decision : undefined;
  const first = decision === undefined ? null : await tx.decision(subject, decision);
  const later = await tx.decisions(subject, 500);
  return [first, ...later.filter((one) => dispensed(one, data.authorization))].flatMap((one) =>
    one === null ? [] : listIn(one.answer, 'evidence'),
  );
}

function dispensed({ question, answer }: ReadDecision, authorization: string): boolean {
  if (question !== 'hand_out') return false;
  const asked = memberOf(answer, 'question');
  return memberOf(asked, 'authorization') === authorization;
}

function memberOf(json: Json | undefined, name: string): Json | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  return (json as { readonly [key: string]: Json })[name];
}

function listIn(json: Json, name: string): readonly string[] {
  const list = memberOf(json, name);
  return Array.isArray(list) ? list.map(String) : [];
}
