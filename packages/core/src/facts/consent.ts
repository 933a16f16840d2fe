// Which withdrawals of consent to treatment still stand: only a consent of the patient's own takes one back.
// Never knows a programme: which forms consent to treatment is told.

import type { EventOf } from '../events/event.ts';
import { isKnownLater } from './known-order.ts';
import { type PatientFacts, reaches } from './patient-facts.ts';

/**
 * Withdrawals that no signature of the patient has taken back. `consentForms` are the forms by which the
 * programmes that apply have a patient consent; where none of them has one, any form of the patient does.
 * A form of before the withdrawal, or of its day and nobody knows which hour, takes nothing back.
 */
export function standingWithdrawals(
  facts: PatientFacts,
  consentForms: readonly string[] = [],
): readonly EventOf<'TreatmentConsentWithdrawn'>[] {
  const { consentWithdrawals, forms } = facts;
  if (consentWithdrawals.length === 0) return consentWithdrawals;
  const consents = forms.filter(
    ({ data: { signer, agrees, form } }) =>
      signer === 'patient' && agrees && (consentForms.length === 0 || consentForms.includes(form)),
  );
  return consentWithdrawals.filter(
    (withdrawal) =>
      !consents.some(
        (consent) => isKnownLater(consent, withdrawal) && reaches(facts, consent, withdrawal),
      ),
  );
}
