// What follows when a stored stream does not hold: an incident, a task, a count for the alarms.
// Never mends anything, never says which patient outside the log, and never opens one twice.

import type { Scope, StreamRead } from '@aegle/store';
import type { DamageFound, ServiceContext } from './context.ts';
import { appendOf } from './log-events.ts';
import { nowOf, ownEvent } from './new-events.ts';
import { newTask } from './task-kinds.ts';

const KIND = 'log_damaged';
const SYSTEM = { id: 'aegle', role: 'system_client' };

function isOpen({ events }: StreamRead): boolean {
  const open = new Set<string>();
  for (const event of events) {
    if (event.erased) continue;
    const incident = String(event.payload.incident);
    if (event.type === 'IncidentOpened' && event.payload.kind === KIND) open.add(incident);
    if (event.type === 'IncidentClosed') open.delete(incident);
  }
  return open.size > 0;
}

/** Opens the incident and its task in the patient's own record, unless they are open. */
export async function openDamageIncident(
  { store, newId }: Pick<ServiceContext, 'store' | 'newId'>,
  { tenantId, patient }: DamageFound,
  now: string,
): Promise<void> {
  const scope: Scope = { tenantId, actor: SYSTEM, now };
  const stream = { subjectId: patient, kind: 'patient-gate' as const };
  await store.inTransaction(scope, async (tx) => {
    const [read] = await tx.readStreams([stream]);
    if (read === undefined || isOpen(read)) return;
    const id = newId();
    const data = { incident: id, kind: KIND };
    const opened = ownEvent(scope, newId(), 'IncidentOpened', now.slice(0, 10), data);
    await tx.append(appendOf({ stream, how: 'note', events: [opened] }));
    await tx.openTask(newTask(newId(), KIND, patient, nowOf(scope), { event: opened.id }));
  });
}

/** Damaged streams met since the start, each once. */
export class DamageWatch {
  readonly #streams = new Set<string>();
  readonly #patients = new Set<string>();

  /** How many streams were found damaged since the start. */
  get count(): number {
    return this.#streams.size;
  }

  /** True the first time that this patient's case met damage: an incident is due. */
  note({ tenantId, patient, stream }: DamageFound): boolean {
    this.#streams.add(`${tenantId}/${stream.subjectId}/${stream.kind}`);
    const key = `${tenantId}/${patient}`;
    if (this.#patients.has(key)) return false;
    this.#patients.add(key);
    return true;
  }

  /** The incident could not be recorded: it is tried again at the next read. */
  forget({ tenantId, patient }: DamageFound): void {
    this.#patients.delete(`${tenantId}/${patient}`);
  }
}
