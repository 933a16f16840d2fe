// Organisations of a tenant and their dated care relationships to patients.
// A tie must never be guessed: the event in the patient's log that made it is named.

import { refuse } from '../faults/faults.ts';
import { checkJson, isCalendarDay } from '../log/canonical.ts';
import type { Json } from '../log/types.ts';
import type { CareRelationship, Organisation } from '../schema/types.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import type { Statement } from '../wire/pipeline.ts';
import { requireUuid } from './sealed.ts';

export async function putOrganisation(
  tx: LogTransaction,
  organisation: Organisation,
): Promise<void> {
  requireUuid(organisation.id, 'organisation.id');
  checkJson(organisation.detail, 'organisation.detail');
  const db = await tx.kyselyNow();
  const said = {
    kind: organisation.kind,
    name: organisation.name,
    detail: JSON.stringify(organisation.detail),
  };
  await db
    .insertInto('aegle.organisation')
    .values({ tenant_id: tx.scope.tenantId, organisation_id: organisation.id, ...said })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'organisation_id']).doUpdateSet(said))
    .execute();
}

export async function readOrganisations(tx: LogTransaction): Promise<readonly Organisation[]> {
  const db = await tx.kyselyNow();
  const rows = await db
    .selectFrom('aegle.organisation')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .orderBy('name')
    .orderBy('organisation_id')
    .execute();
  return rows.map((row) => ({
    id: row.organisation_id,
    kind: row.kind as Organisation['kind'],
    name: row.name,
    detail: row.detail as Json,
  }));
}

/** Fault `invalid` unless it is a calendar day. */
export function requireDay(day: string, field: string): void {
  if (isCalendarDay(day)) return;
  throw refuse('invalid', field, 'It is a calendar day that exists.', 'Write it as YYYY-MM-DD.');
}

/** Puts a tie, or the last day of one that is there. */
export async function putCareRelationship(
  tx: LogTransaction,
  tie: CareRelationship,
): Promise<void> {
  for (const name of ['patientId', 'organisationId', 'eventId'] as const) {
    requireUuid(tie[name], `tie.${name}`);
  }
  requireDay(tie.fromDay, 'tie.fromDay');
  if (tie.untilDay !== null) requireDay(tie.untilDay, 'tie.untilDay');
  if (tie.untilDay !== null && tie.untilDay < tie.fromDay) {
    throw refuse('invalid', 'tie.untilDay', 'It is not before the first day.', 'Correct the days.');
  }
  const db = await tx.kyselyNow();
  const changing = { until_day: tie.untilDay, event_id: tie.eventId };
  await db
    .insertInto('aegle.patient_tie')
    .values({
      tenant_id: tx.scope.tenantId,
      patient_id: tie.patientId,
      organisation_id: tie.organisationId,
      relation: tie.relation,
      from_day: tie.fromDay,
      ...changing,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'patient_id', 'organisation_id', 'relation', 'from_day'])
        .doUpdateSet(changing),
    )
    .execute();
}

export async function careRelationshipsOn(
  tx: LogTransaction,
  day: string,
  of: { readonly patientId: string } | { readonly organisationId: string },
): Promise<readonly CareRelationship[]> {
  requireDay(day, 'day');
  const db = await tx.kyselyNow();
  let query = db
    .selectFrom('aegle.patient_tie')
    .selectAll()
    .where('tenant_id', '=', tx.scope.tenantId)
    .where('from_day', '<=', day)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>=', day)]))
    .orderBy('patient_id')
    .orderBy('from_day');
  if ('patientId' in of) query = query.where('patient_id', '=', of.patientId);
  else query = query.where('organisation_id', '=', of.organisationId);
  return (await query.execute()).map((row) => ({
    patientId: row.patient_id,
    organisationId: row.organisation_id,
    relation: row.relation,
    fromDay: row.from_day,
    untilDay: row.until_day,
    eventId: row.event_id,
  }));
}

/** The tie of a person, not of an organisation: they handed this patient over and reach them no more. */
export const HANDED_OVER = 'handed_over';

const reaching: Statement = {
  name: 'aegle_reach',
  text: `
select exists (select from aegle.stream_head
               where tenant_id = $1 and subject_id = $2 and kind = 'patient-gate')::integer,
       exists (select from aegle.patient_tie
               where tenant_id = $1 and patient_id = $2 and organisation_id = $3
                 and ((from_day <= $4 and (until_day is null or until_day >= $4))
                   or (from_day <= $5 and (until_day is null or until_day >= $5))))::integer,
       exists (select from aegle.patient_tie
               where tenant_id = $1 and patient_id = $2 and organisation_id = $6
                 and relation = '${HANDED_OVER}' and from_day <= $5
                 and (until_day is null or until_day >= $5))::integer`,
};

/** Every request asks this first, so that it is one prepared statement in one round trip. */
export async function reach(
  tx: LogTransaction,
  patientId: string,
  organisationId: string | null,
  days: readonly [string, string],
  person: string | null = null,
): Promise<{ readonly isKnown: boolean; readonly isInCare: boolean }> {
  requireUuid(patientId, 'patientId');
  if (organisationId !== null) requireUuid(organisationId, 'organisationId');
  if (person !== null) requireUuid(person, 'person');
  for (const day of days) requireDay(day, 'days');
  const values = [tx.scope.tenantId, patientId, organisationId, ...days, person];
  const [rows = []] = await tx.session.run([{ statement: reaching, values }]);
  const [isKnown, isInCare, isHandedOver] = rows[0] ?? [];
  return { isKnown: isKnown === '1', isInCare: isInCare === '1' && isHandedOver !== '1' };
}
