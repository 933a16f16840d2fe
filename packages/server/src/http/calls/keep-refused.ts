// A request that is refused before its handler: what in it can only close a gate is kept all the same.
// Never carries anything else of it out, and never hides why it was refused.

import type { EndpointName } from '@aegle/api';
import { eventTypeMeant, type WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../../services/context.ts';
import { keepClosingReports } from '../../services/services.ts';

/** Who reaches the patient reports through these; their refused bodies are looked through. */
export const REPORTS: readonly EndpointName[] = ['appendEvents', 'declare'];

/** True for endpoints whose refused bodies are looked through. */
export const keepsRefused = (name: EndpointName): boolean => REPORTS.includes(name);

/** Keeps the closing evidence of a body that no schema let through, as unresolved reports. */
export async function keepRefused(
  services: ServiceContext,
  name: EndpointName,
  scope: Scope,
  patient: string | undefined,
  body: unknown,
): Promise<void> {
  if (patient === undefined || !REPORTS.includes(name)) return;
  await keepClosingReports(services, scope, patient, sentIn(body));
}

/** Containers inside containers in which events are looked for. */
const DEPTH_MAX = 8;

/**
 * What could be meant as events, wherever in the body it stands, each under every type that was named
 * for it. Names of fields are read in any case.
 */
function sentIn(body: unknown): readonly WireEvent[] {
  const found: WireEvent[] = [];
  let level: readonly unknown[] = [body];
  for (let depth = 0; level.length > 0 && depth < DEPTH_MAX; depth += 1) {
    const next: unknown[] = [];
    for (const one of level) {
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
