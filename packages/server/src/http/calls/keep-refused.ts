// A request that is refused before its handler: what in it can only close a gate is kept all the same.
// Never carries anything else of it out, and never hides why it was refused.

import { createHash } from 'node:crypto';
import type { EndpointName } from '@aegle/api';
import type { WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../../services/context.ts';
import { keepClosingReports } from '../../services/services.ts';
import type { Found } from './broken-json.ts';
import { isOfStanding } from './keep-standing-refused.ts';
import { sentIn } from './sent-in.ts';

/** Who reaches the patient reports through these; their refused bodies are looked through. */
export const REPORTS: readonly EndpointName[] = ['appendEvents', 'declare'];

/** True for endpoints whose refused bodies are looked through. */
export const keepsRefused = (name: EndpointName): boolean =>
  REPORTS.includes(name) || isOfStanding(name);

/**
 * Keeps the closing evidence of a body that no schema let through, as unresolved reports. A body in which
 * no event can be seen and which may not have been understood, or of which something was not looked at,
 * is kept unread as one.
 */
export async function keepRefused(
  services: ServiceContext,
  name: EndpointName,
  scope: Scope,
  patient: string | undefined,
  { value, isWhole, text, looking }: Found,
): Promise<void> {
  if (patient === undefined || !REPORTS.includes(name)) return;
  const sent = sentIn(value, looking);
  await keepClosingReports(services, scope, patient, sent);
  const isUnread = looking.isOver || (sent.length === 0 && !isWhole && text.trim() !== '');
  if (isUnread)
    await keepClosingReports(services, scope, patient, [unreadReport(text)], () => true);
}

/** As much of it as a person may make something of. */
const SHOWN_MAX = 4000;

/** A body that says nothing that can be read; the same one sent again is the same report. */
function unreadReport(text: string): WireEvent {
  const digest = createHash('sha256').update(text).digest('hex');
  const data = { unread: text.slice(0, SHOWN_MAX), length: text.length, digest };
  return { id: '', type: 'unknown', v: 1, occurredOn: '', data };
}
