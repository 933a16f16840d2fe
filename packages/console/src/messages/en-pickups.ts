// The next pickups on the patient's page: this visit, its window, the pickup, the next. English.
// Never a promise: what stands in the way comes with the answer of the gate.

type Names = Readonly<Record<string, string>>;

export const enPickups = {
  title: 'Next pickups',
  daysOf: (place: string) => `Days are those of ${place}.`,
  hint:
    'If everything that is asked for is done on the day of the visit, with one dose a day from today. ' +
    'Not a promise: the gate is asked again then.',
  plan: 'Plan',
  visit: 'Visit',
  pickup: 'Pickup',
  covers: 'Capsules last until',
  lost: 'Days without a capsule',
  earliest: 'Earliest possible',
  noDayLost: 'Latest visit that loses no day',
  fewestLost: 'Latest visit that loses no more days',
  oneDayLater: 'If that visit is a day later',
  next: 'The month after',
  nothingAsked: 'Nothing is asked for before.',
  dayLater: 'the day after',
  window: (from: string) => `from ${from}`,
  windowTo: (from: string, to: string, place: string) =>
    `from ${from} until the end of ${to}, ${place}`,
  notFound: 'no pickup within 60 days',
  nextNotFound: 'none found within 60 days',
  noneLost: 'none',
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  none: 'No further pickup is planned: no programme applies, or the course has ended.',
  blocked: 'No visit opens a pickup within 60 days. In the way:',
  conditions: 'See the conditions',
  deeds: {
    PregnancyTestReported: 'pregnancy test',
    VisitHeld: 'visit to the prescriber',
    CounsellingGiven: 'counselling',
    ComprehensionAnswered: 'questions to the patient',
    PrescriptionWritten: 'prescription',
    ExternalAuthorizationRecorded: 'answer of the portal',
    OriginalPrescriptionShown: 'original prescription shown',
    PatientCardShown: 'patient card shown',
    MedicationGuideGiven: 'medication guide given',
  } as Names,
} as const;
