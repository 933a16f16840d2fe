// What a programme office records about a pharmacy or a prescriber. It leads; the policy decides.

import { PHARMACY_EVENT_TYPES, PRESCRIBER_EVENT_TYPES } from '@aegle/api';
import type { EventType } from '@aegle/core';

export type Certified = 'pharmacy' | 'prescriber';

/** Whom a prescriber lets act for them is the prescriber's own to say. */
const BY_PRESCRIBERS: readonly EventType[] = ['DelegateAuthorized'];

/** The types for a pharmacy or a prescriber. */
export function certifiedTypes(kind: Certified): readonly EventType[] {
  if (kind === 'pharmacy') return PHARMACY_EVENT_TYPES;
  return PRESCRIBER_EVENT_TYPES.filter((type) => !BY_PRESCRIBERS.includes(type));
}
