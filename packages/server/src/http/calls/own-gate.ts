// Nobody writes evidence for a gate from which their own organisation dispenses, by whatever route.
// Never asks of what only closes a gate: that is kept whoever sends it.

import { canOnlyClose, isClosingReport } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { Caller } from '../../access/caller.ts';
import type { Dependencies } from './call.ts';
import { Refusal, refusal } from './refusals.ts';

/** Organisations known to be pharmacies, tenant by tenant. A kind never changes: this is never stale. */
const pharmacies = new WeakMap<object, Set<string>>();

/** What the register of organisations says: a pharmacy dispenses, everybody else reports. */
async function isOfPharmacy(
  { services: { store } }: Dependencies,
  { organisationId }: Caller,
  { tenantId, actor, now }: Scope,
): Promise<boolean> {
  if (organisationId === null) return false;
  const known = pharmacies.get(store) ?? new Set();
  pharmacies.set(store, known);
  const place = `${tenantId}/${organisationId}`;
  if (known.has(place)) return true;
  const all = await store.inTransaction({ tenantId, actor, now }, (tx) => tx.organisations());
  const is = all.some((one) => one.id === organisationId && one.kind === 'pharmacy');
  if (is) known.add(place);
  return is;
}

const actsAsPharmacy = ({ role, systemKind }: Caller) =>
  role === 'pharmacist' ||
  (role === 'system_client' && (systemKind ?? 'pharmacy_system') === 'pharmacy_system');

const REPORTING: readonly Caller['role'][] = [
  'prescriber',
  'delegate',
  'safety_officer',
  'programme_officer',
  'system_client',
];

/** What can only close is nobody's to refuse. */
const isClosing = ({ type, data }: { readonly type: string; readonly data?: unknown }) =>
  isClosingReport(type, data) || canOnlyClose(type, data);

/** Clinic staff, officers, laboratories and portals of a pharmacy's own organisation open nothing there. */
export async function refuseOwnGate(
  dependencies: Dependencies,
  caller: Caller,
  scope: Scope,
  events?: readonly { readonly type: string; readonly data?: unknown }[],
): Promise<void> {
  if (actsAsPharmacy(caller) || !REPORTING.includes(caller.role)) return;
  if (events?.every(isClosing)) return;
  if (!(await isOfPharmacy(dependencies, caller, scope))) return;
  throw refusal(
    'forbidden',
    'organisation',
    'Who reports for a gate does not belong to the organisation that dispenses from it.',
    'Have the clinic or the laboratory record it, from an account or key of its own organisation.',
  );
}

/** Only an organisation that stands in the register as a pharmacy authorises a supply or dispenses. */
export async function requirePharmacy(
  dependencies: Dependencies,
  caller: Caller,
  scope: Scope,
): Promise<void> {
  if (await isOfPharmacy(dependencies, caller, scope)) return;
  throw new Refusal('forbidden', [
    {
      field: 'organisation',
      rule: 'Only an organisation registered as a pharmacy dispenses.',
      nextStep: 'Use an account or key of the pharmacy; the programme office keeps the register.',
    },
  ]);
}
