// Event types of prescribers, pharmacies and programmes: streams of their own.
// Never patient data.

import { pharmacy, prescriber, programme } from './define.ts';
import { boolean, day, list, optional, text } from './fields.ts';

export const prescriberEvents = {
  PrescriberCertified: prescriber({
    programme: text(),
    specialty: optional(text()),
    identifier: optional(text()),
  }),
  PrescriberRenewed: prescriber({ programme: text() }),
  PrescriberSuspended: prescriber(
    { programme: text(), reason: optional(text()) },
    { closesOnly: true },
  ),
  PrescriberDeactivated: prescriber(
    { programme: text(), reason: optional(text()) },
    { closesOnly: true },
  ),
  DelegateAuthorized: prescriber({ delegate: text() }),
  DelegateRevoked: prescriber({ delegate: text() }),
} as const;

export const pharmacyEvents = {
  PharmacyCertified: pharmacy({ programme: text() }),
  PharmacyRenewed: pharmacy({ programme: text() }),
  PharmacySuspended: pharmacy(
    { programme: text(), reason: optional(text()) },
    { closesOnly: true },
  ),
  SitePharmacistDesignated: pharmacy({ programme: text(), pharmacist: text() }),
  PharmacyStaffTrained: pharmacy({ programme: text() }),
} as const;

export const programmeEvents = {
  EditionConfirmedInForce: programme({ edition: text(), source: text(500), confirmedBy: text() }),
  EditionApprovedForUse: programme({
    edition: text(),
    editionDigest: text(80),
    site: text(),
    clinicalSafetyOfficer: text(),
    acceptedAssumptions: list(text(), 500),
    /** Overlays that are part of what was approved, in order; none: the edition as written. */
    overlays: optional(list(text(), 20)),
  }),
  OverlayAdopted: programme({ overlay: text(), adoptedBy: text(), isWithdrawn: boolean }),
  OutageDeclared: programme({ portal: text(), cause: optional(text()) }),
  OutageEnded: programme({ portal: text(), lastDayAffected: optional(day) }),
  WholesalerEnrolled: programme({ wholesaler: text() }),
  // Who answers a positive self-harm item, when, and who stands in: without all three there is none.
  SelfHarmScreeningSwitchedOn: programme({
    responders: list(text(), 50),
    hours: text(),
    deputy: text(),
  }),
  SelfHarmScreeningSwitchedOff: programme({ reason: optional(text()) }),
} as const;
