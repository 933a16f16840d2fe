// The English sentences of the guided visit: a part of `en.ts`.
// Never a rule: why a step is asked for comes with the answer of the gate.

export const enVisit = {
  tab: 'Visit',
  title: 'Visit today',
  hint:
    'What both gates still ask for, filled in from the last visit. Tick what was done, change what ' +
    'differs, and record it all at once.',
  day: 'Day of the visit',
  done: 'Done',
  change: 'Change details',
  hide: 'Hide details',
  first: 'First',
  firstHint: 'Each of these is looked at by itself before the visit can open a gate.',
  judged: 'May be judged',
  judgedHint: 'A clinician may decide each of these with a reason, or what is missing is recorded.',
  elsewhere: 'Also needed',
  none: 'Nothing here is yours to record now.',
  prescription: 'Prescription',
  asBefore: (day: string) => `As on ${day}`,
  doseADay: (mg: string) => `${mg} mg a day`,
  days: (count: number) => `${count} days`,
  refills: (count: number) => (count === 0 ? 'no refills' : `${count} refills`),
  another: 'Write another one',
  noneBefore: 'Nothing was prescribed before.',
  firstOne: 'Write a prescription',
  record: (count: number) =>
    count === 0
      ? 'Record the visit'
      : `Record the visit (${count} ${count === 1 ? 'step' : 'steps'})`,
  recorded: (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'} recorded.`,
  prescribed: 'The prescription is recorded. For the pharmacy:',
  notPrescribed: 'The visit is recorded. The prescription was refused:',
  next: 'What happens next',
  nothingNext: 'Nothing is due within 60 days.',
  print: 'Print the plan',
  untilEnd: (day: string, place: string) => `until the end of ${day}, ${place}`,
  from: (day: string) => `from ${day}`,
} as const;
