// Erasure: destroys keys, salts and payloads of one subject and says so in every stream.
// It must never touch a link of the chain, nor the basis of an earlier erasure.

import type { ErasureRequest } from '../contract/store.ts';
import { refuse } from '../faults/faults.ts';
import { versionsText } from '../log/erased-versions.ts';
import { type NewEvent, type PayloadClass, payloadClasses, type StreamKind } from '../log/types.ts';
import type { LogTransaction } from './transaction.ts';

const patientKinds: readonly StreamKind[] = ['patient-gate', 'patient-record'];

function erasedEvent(
  tx: LogTransaction,
  request: ErasureRequest,
  id: string,
  classes: readonly PayloadClass[],
  versions: readonly number[],
): NewEvent {
  return {
    id,
    type: 'Erased',
    v: 1,
    occurredOn: request.occurredOn,
    actorId: tx.scope.actor.id,
    actorRole: tx.scope.actor.role,
    class: 'plain',
    payload: { basis: request.basis, classes, versions: versionsText(versions) },
  };
}

/** Destroys them and answers which events of each stream lost their payload now. */
async function destroyKeys(
  tx: LogTransaction,
  subjectId: string,
  classes: readonly PayloadClass[],
): Promise<readonly { readonly kind: string; readonly version: number }[]> {
  const db = await tx.kyselyNow();
  const { tenantId } = tx.scope;
  await db
    .updateTable('aegle.subject_key')
    .set({ wrapped: null })
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .where('class', 'in', classes)
    .execute();
  const taken = await db
    .deleteFrom('aegle.payload')
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .where('class', 'in', classes)
    .returning(['kind', 'version'])
    .execute();
  for (const keyClass of classes) tx.keys.destroy(subjectId, keyClass);
  return taken;
}

/** What stands beside the log and could still say what was erased. Projections are folded anew. */
async function clearBeside(
  tx: LogTransaction,
  subjectId: string,
  classes: readonly PayloadClass[],
): Promise<void> {
  const db = await tx.kyselyNow();
  const { tenantId } = tx.scope;
  for (const table of ['aegle.projection', 'aegle.idempotency', 'aegle.forecast'] as const) {
    await db
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('subject_id', '=', subjectId)
      .execute();
  }
  await db
    .updateTable('aegle.decision')
    .set({ box: null })
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .where('class', 'in', classes)
    .execute();
  // The very kind of a task tells what happened: it goes with the rest, and nothing escalates.
  await db
    .updateTable('aegle.task')
    .set({
      box: null,
      kind: 'erased',
      state: 'cancelled',
      outcome: 'erased',
      closed_at: tx.scope.now,
      closed_by: tx.scope.actor.id,
    })
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .where('class', 'in', classes)
    .execute();
  if (!classes.includes('identity')) return;
  // Who treats whom is a finding too: with the person, the ties to clinics and pharmacies go.
  await db
    .deleteFrom('aegle.patient_tie')
    .where('tenant_id', '=', tenantId)
    .where('patient_id', '=', subjectId)
    .execute();
  for (const table of ['aegle.person', 'aegle.person_identifier'] as const) {
    await db
      .deleteFrom(table)
      .where('tenant_id', '=', tenantId)
      .where('subject_id', '=', subjectId)
      .execute();
  }
}

/** See `Store.erase`. Fault `not_found` when the patient has no stream, `invalid` without a basis. */
export async function eraseSubject(tx: LogTransaction, request: ErasureRequest): Promise<void> {
  const { subjectId, basis, eventIds } = request;
  const classes = request.classes === 'all' ? payloadClasses : request.classes;
  if (basis.trim() === '' || classes.length === 0) {
    throw refuse('invalid', 'basis', 'An erasure names its ground and classes.', 'Give both.');
  }
  const refs = patientKinds.map((kind) => ({ subjectId, kind }));
  const heads = await tx.readStreamVersions(refs);
  if (heads.every((head) => head.version === 0)) {
    throw refuse('not_found', 'subjectId', 'No such patient here.', 'Check the id.');
  }
  await tx.ensureKeys(subjectId);
  const taken = await destroyKeys(tx, subjectId, classes);
  await clearBeside(tx, subjectId, classes);
  for (const [at, stream] of refs.entries()) {
    const own = taken.filter(({ kind }) => kind === stream.kind);
    const versions = own.map(({ version }) => version).sort((a, b) => a - b);
    const events = [erasedEvent(tx, request, eventIds[at] ?? '', classes, versions)];
    await tx.append({ stream, how: 'decide', events }, 'erasure');
  }
}
