// Event types of eligibility, prescriptions, authorisations and supply (design: Catalogue).
// Never a balance: balances are folded from these, never stored as a status.

import { byMachine, gate, record, reported } from './define.ts';
import { boolean, day, decimal, integer, oneOf, optional, text } from './fields.ts';

const closing = { closesOnly: true } as const;

export const eligibilityEvents = {
  ConditionRecorded: gate({
    code: text(),
    state: oneOf('active', 'resolved', 'ruled_out'),
    ...byMachine,
  }),
  AllergyRecorded: gate({ substance: text(), state: oneOf('active', 'ruled_out'), ...byMachine }),
  MedicationRecorded: gate({ code: text(), ...byMachine }),
  MedicationStopped: gate({ code: text(), ...byMachine }),
  BreastfeedingRecorded: gate(
    { isBreastfeeding: boolean, ...byMachine },
    { sensitivity: 'reproductive' },
  ),
  WeightMeasured: gate({ weightKg: decimal(10, 400), ...byMachine }),
} as const;

export const supplyEvents = {
  PrescriptionWritten: gate({
    prescription: text(),
    prescriber: text(),
    product: text(),
    doseMgPerDay: optional(decimal(0.5, 400)),
    daysSupply: integer(1, 1000),
    refills: integer(0, 24),
    medium: optional(oneOf('electronic', 'paper', 'telephone', 'fax')),
    isFirstBySpecialist: optional(boolean),
  }),
  PrescriptionCancelled: gate({ prescription: text(), cause: text() }),
  // Portal: its number, its last day and its verdict; Aegle records, it does not issue.
  ExternalAuthorizationRecorded: gate({
    portal: text(),
    number: text(),
    prescription: text(),
    granted: boolean,
    lastDay: optional(day),
    denialCode: optional(text(20)),
    ...byMachine,
  }),
  DispenseAuthorized: gate({
    authorization: text(),
    prescription: text(),
    pharmacy: text(),
    daysSupply: integer(1, 1000),
    lastDay: day,
    decision: text(),
    ...byMachine,
  }),
  AuthorizationReversed: gate({
    authorization: text(),
    cause: oneOf(
      'not_picked_up',
      'wrong_quantity',
      'hold_placed',
      'evidence_corrected',
      'window_closed',
      'category_changed',
      'patient_request',
      'other',
    ),
    isPatientCaused: optional(boolean),
    ...byMachine,
  }),
  Dispensed: gate(
    {
      dispense: text(),
      authorization: text(),
      prescription: text(),
      pharmacy: text(),
      daysSupply: integer(1, 1000),
      capsules: optional(integer(1, 2000)),
      ...byMachine,
    },
    closing,
  ),
  DispensedPartially: gate(
    {
      dispense: text(),
      authorization: text(),
      prescription: text(),
      pharmacy: text(),
      daysSupply: integer(1, 1000),
      remainingDays: integer(0, 1000),
      capsules: optional(integer(1, 2000)),
      ...byMachine,
    },
    closing,
  ),
  DispenseReversed: gate({
    dispense: text(),
    cause: oneOf('returned_to_stock', 'wrong_patient', 'wrong_quantity', 'other'),
    ...byMachine,
  }),
  UnauthorizedDispenseFound: gate(
    { pharmacy: optional(text()), daysSupply: integer(1, 1000), ...byMachine },
    closing,
  ),
  DispenseConflictFound: gate({ authorization: text(), pharmacy: text(), ...byMachine }, closing),
  CapsulesLost: gate({ count: integer(1, 2000), ...reported }),
  CapsulesReturned: gate({ count: integer(1, 2000), ...reported }),
  CapsulesDestroyed: gate({ count: integer(1, 2000), ...reported }),
  CapsulesShared: gate({ count: optional(integer(1, 2000)), ...reported }, closing),
} as const;

/** What an insurer and a shelf say: steps of the agenda, in the record stream, which no gate reads. */
export const obstacleEvents = {
  /** `request` is the insurer's number or any name by which its answer is told. */
  PriorAuthorizationRequested: record({
    request: text(),
    insurer: optional(text()),
    answerBy: optional(day),
  }),
  /** `lastDay` included: the insurer pays for what is handed out up to it. Absent: not said. */
  PriorAuthorizationDecided: record({ request: text(), granted: boolean, lastDay: optional(day) }),
  /** The pharmacy has none for this patient; `product` absent: none of what was prescribed. */
  StockRanOut: record({ pharmacy: text(), product: optional(text()), expectedOn: optional(day) }),
  StockArrived: record({ pharmacy: text(), product: optional(text()) }),
} as const;
