// The kinds of system that hold a key, and what each may call and record. A key has exactly one kind.
// Never lets the system of a pharmacy write evidence for the gate from which the pharmacy dispenses.

import { type EndpointName, KEY_KINDS } from '@aegle/api';
import type { EventType } from '@aegle/core';
import { EVENT_ACCESS } from './policy.ts';

/** What a key is for. Keys made before kinds existed have none and count as a pharmacy's. */
export const SYSTEM_KINDS = KEY_KINDS;
export type SystemKind = (typeof SYSTEM_KINDS)[number];

const REPORTS: readonly EndpointName[] = ['findPatient', 'appendEvents', 'listOrganisations'];

const CALLS: Readonly<Record<SystemKind, readonly EndpointName[]>> = {
  pharmacy_system: [
    ...REPORTS,
    'ask',
    'authorizeDispense',
    'reverseAuthorization',
    'dispense',
    'reverseDispense',
    'checkAtPharmacy',
  ],
  clinic_system: [...REPORTS, 'ask', 'enrolPatient', 'enrolAgain'],
  laboratory: REPORTS,
  portal: REPORTS,
  research: ['listOrganisations'],
};

const ANYBODY_SIGNED_IN: readonly EndpointName[] = ['listProgrammes', 'readProgramme'];

/** True when a system of this kind may call the endpoint, among those its role may call at all. */
export function kindMayCall(kind: SystemKind, endpoint: EndpointName): boolean {
  return CALLS[kind].includes(endpoint) || ANYBODY_SIGNED_IN.includes(endpoint);
}

/**
 * True when a system of this kind may record an event of the type. What can only close a gate is not
 * asked here: it is kept whoever sends it.
 */
export function kindMayRecord(kind: SystemKind, type: EventType): boolean {
  const { writers } = EVENT_ACCESS[type];
  if (!writers.includes('system_client')) return false;
  if (kind === 'pharmacy_system') return writers.includes('pharmacist');
  if (kind === 'laboratory') return type === 'PregnancyTestReported' || type === 'LabResulted';
  if (kind === 'portal') return type === 'ExternalAuthorizationRecorded';
  return kind === 'clinic_system' && !writers.includes('pharmacist');
}
