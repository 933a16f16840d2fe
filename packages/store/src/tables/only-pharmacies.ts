// The one pharmacy of each of many patients on a day: one statement, however many they are.
// Never a choice between two: who has several, or none, is left out.

import { checkStream } from '../log/append.ts';
import type { LogTransaction } from '../transaction/transaction.ts';
import { arrayText, type Statement } from '../wire/pipeline.ts';
import { requireDay } from './registry.ts';

/** Tenant, day, patients. */
const only: Statement = {
  name: 'aegle_only_pharmacies',
  text: `
select t.patient_id, min(t.organisation_id::text)
from aegle.patient_tie t
join aegle.organisation o on o.tenant_id = t.tenant_id and o.organisation_id = t.organisation_id
  and o.kind = 'pharmacy'
where t.tenant_id = $1 and t.from_day <= $2::date and (t.until_day is null or t.until_day >= $2::date)
  and t.patient_id = any ($3::uuid[])
group by t.patient_id having count(distinct t.organisation_id) = 1`,
};

/** By patient: the pharmacy whose tie holds on the calendar day, where there is exactly one. */
export async function onlyPharmaciesOn(
  tx: LogTransaction,
  day: string,
  patients: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  requireDay(day, 'day');
  for (const subjectId of patients) checkStream({ subjectId, kind: 'patient-gate' }, 'patients');
  if (patients.length === 0) return new Map();
  const values = [tx.scope.tenantId, day, arrayText(patients)];
  const [rows = []] = await tx.session.run([{ statement: only, values }]);
  return new Map(rows.map((row) => [row[0] as string, row[1] as string]));
}
