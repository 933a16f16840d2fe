// A request that is refused before its handler: what in it can only close a gate is kept all the same.
// Never carries anything else of it out, and never hides why it was refused.

import { createHash } from 'node:crypto';
import type { EndpointName } from '@aegle/api';
import { eventTypeMeant, type WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../../services/context.ts';
import { keepClosingReports } from '../../services/services.ts';
import { type Found, readAnyhow } from './broken-json.ts';
import { whole } from './whole-json.ts';

/** Who reaches the patient reports through these; their refused bodies are looked through. */
export const REPORTS: readonly EndpointName[] = ['appendEvents', 'declare'];

/** True for endpoints whose refused bodies are looked through. */
export const keepsRefused = (name: EndpointName): boolean => REPORTS.includes(name);

/**
 * Keeps the closing evidence of a body that no schema let through, as unresolved reports. A body in which
 * no event can be seen, and which may not have been understood, is kept unread as one.
 */
export async function keepRefused(
  services: ServiceContext,
  name: EndpointName,
  scope: Scope,
  patient: string | undefined,
  { value, isWhole, text }: Found,
): Promise<void> {
  if (patient === undefined || !REPORTS.includes(name)) return;
  const sent = sentIn(value);
  const isUnread = sent.length === 0 && !isWhole && text.trim() !== '';
  await (isUnread
    ? keepClosingReports(services, scope, patient, [unreadReport(text)], () => true)
    : keepClosingReports(services, scope, patient, sent));
}

/** As much of it as a person may make something of. */
const SHOWN_MAX = 4000;

/** A body that says nothing that can be read; the same one sent again is the same report. */
function unreadReport(text: string): WireEvent {
  const digest = createHash('sha256').update(text).digest('hex');
  const data = { unread: text.slice(0, SHOWN_MAX), length: text.length, digest };
  return { id: '', type: 'unknown', v: 1, occurredOn: '', data };
}

/**
 * What could be meant as events, wherever in the body it stands, also in a text of it, each under every
 * type that was named for it. Names of fields are read in any case.
 */
function sentIn(body: unknown): readonly WireEvent[] {
  const found: WireEvent[] = [];
  let level: readonly unknown[] = [body];
  while (level.length > 0) {
    const next: unknown[] = [];
    for (const one of level) {
      if (typeof one === 'string' && /^\s*["[{]/.test(one))
        next.push(readAnyhow(Buffer.from(one)).value);
      if (typeof one !== 'object' || one === null) continue;
      const said = Array.isArray(one) ? undefined : eventIn(one);
      // Of two types under one name the parser made a list: each may be the one meant.
      for (const type of said === undefined ? [] : listOf(said.type))
        found.push({ ...said, type } as WireEvent);
      for (const [name, inner] of Object.entries(one))
        if (name !== 'data' || eventTypeMeant(said?.type) === undefined) next.push(inner);
    }
    level = next;
  }
  // What is kept is not deeper than what is read.
  for (const event of found) whole(event);
  return found;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

const EVENT_FIELDS: ReadonlySet<string> = new Set(['id', 'type', 'v', 'data']);

/** An object that names a type or has data, with the fields of an event under their own names. */
function eventIn(object: object): Readonly<Record<string, unknown>> | undefined {
  const fields = Object.entries(object).map(([name, value]) => {
    const plain = name.trim().toLowerCase();
    return [EVENT_FIELDS.has(plain) && !(plain in object) ? plain : name, value] as const;
  });
  const read: Readonly<Record<string, unknown>> = Object.fromEntries(fields);
  if ('data' in read) return read;
  if (!('type' in read)) return undefined;
  // An event whose fields stand beside its type.
  const { id: _id, type: _type, v: _v, ...data } = read;
  return { ...read, data };
}
