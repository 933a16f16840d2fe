// Closing evidence of a refused request: kept, once, however often the request is sent again.
// Never loses a report that may be a second one: what was resolved and is not surely the same is kept.

import { formatEvent, isClosingReport, type WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import { ClosingNames, type IsClosing } from './closing-names.ts';
import type { ServiceContext } from './context.ts';
import { nowOf, unresolvedReport } from './new-events.ts';
import { type PatientCase, readCase } from './read-case.ts';
import { keptBefore, recordInside } from './record-inside.ts';

/**
 * Keeps the closing evidence of a refused request as unresolved reports, each with what was sent.
 * Callers that refuse before this service is reached (roles) call it too: then only what everybody may
 * report is closing. Answers how many were new.
 */
export async function keepClosingReports(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  wires: readonly WireEvent[],
  isClosing: IsClosing = isClosingReport,
): Promise<number> {
  const names = new ClosingNames();
  const sent = wires.filter(({ type, data }) => names.asked(isClosing, type, data));
  const closing = boundedTo(EACH_MAX, sent);
  if (closing.length === 0) return 0;
  const { idempotency: _idempotency, ...once } = scope;
  return context.store.inTransaction(once, async (tx) => {
    const known = await readCase(context, tx, { patient }, nowOf(once), undefined, true);
    if (known.events.length === 0) return 0;
    const reports = closing
      .filter((wire) => isNew(known, wire))
      .map((wire) => unresolvedReport(once, wire, ['events: request_refused'], context.newId));
    const kept = reports.filter((report) => keptBefore(known, report) === undefined);
    if (kept.length > 0) await recordInside(context, tx, patient, kept);
    return kept.length;
  });
}

/** So many reports of one request are kept each by itself; all further ones together, as one. */
const EACH_MAX = 200;

function boundedTo(most: number, wires: readonly WireEvent[]): readonly WireEvent[] {
  const rest = wires.slice(most);
  if (rest.length === 0) return wires;
  const together = { id: '', type: 'unknown', v: 1, occurredOn: '', data: rest };
  return [...wires.slice(0, most), together];
}

/** Nothing is stored under that id, or something else than was sent now. */
function isNew(known: PatientCase, wire: WireEvent): boolean {
  const stored = known.events.find((event) => event.id === wire.id);
  if (stored === undefined) return true;
  const said = ({ type, occurredOn, occurredAt, data }: WireEvent) =>
    JSON.stringify([type, occurredOn, occurredAt, data]);
  return said(formatEvent(stored)) !== said(wire);
}
