// A request that is refused before its handler: what in it can only close a gate is kept all the same.
// Never carries anything else of it out, and never hides why it was refused.

import type { EndpointName } from '@aegle/api';
import type { WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../../services/context.ts';
import { keepClosingReports } from '../../services/services.ts';

/** Who reaches the patient reports through these. */
const REPORTS: ReadonlySet<EndpointName> = new Set(['appendEvents', 'declare']);

/** True for endpoints whose refused bodies are looked through. */
export const keepsRefused = (name: EndpointName): boolean => REPORTS.has(name);

/** Keeps the closing evidence of a body that no schema let through, as unresolved reports. */
export async function keepRefused(
  services: ServiceContext,
  name: EndpointName,
  scope: Scope,
  patient: string | undefined,
  body: unknown,
): Promise<void> {
  if (patient === undefined || !REPORTS.has(name)) return;
  await keepClosingReports(services, scope, patient, sentIn(name, body));
}

/** What could be meant as events, each under every type that was named for it. */
function sentIn(name: EndpointName, body: unknown): readonly WireEvent[] {
  const sent = name === 'declare' ? body : fieldOf(body, 'events');
  // Of two lists, or two types, under one name the parser made a list: each may be the one meant.
  return listOf(sent).flatMap((one) =>
    listOf(fieldOf(one, 'type')).map((type) => ({ ...(one as WireEvent), type: type as string })),
  );
}

const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value.flat() : [value];

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[field]
    : undefined;
}
