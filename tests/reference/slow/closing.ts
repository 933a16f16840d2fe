// What closes a gate in every country, and who may lift it, as the issue lists them.
// Never read from core: the reference has its own list.

/** Who may lift what was closed. */
export const CLINICIANS = ['prescriber', 'safety_officer'];
/** What closes every gate by happening, and what is then said. */
export const CLOSING: Readonly<Record<string, string>> = {
  PeriodMissed: 'missed_period',
  UnprotectedContactReported: 'unprotected_contact',
  EmergencyContraceptionUsed: 'emergency_contraception',
  UnauthorizedDispenseFound: 'irregular_supply',
  DispenseConflictFound: 'irregular_supply',
  CapsulesShared: 'irregular_supply',
  ReportUnresolved: 'unresolved_report',
  PregnancyReported: 'pregnancy_reported',
  SafetyHoldPlaced: 'hold',
};
/** What leaves no earlier negative test standing. */
export const DOUBTFUL = [
  'PeriodMissed',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
  'PregnancyReported',
];
