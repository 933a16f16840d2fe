// A person's data in words: the copy, who saw it, erasing it. English.
// Never less than what is destroyed and what stays: nobody can bring it back.

export const enData = {
  tab: 'Data',
  own: 'My data',
  title: 'Data of this person',
  copy: 'A copy',
  copyHint:
    'One file with everything that you may read: details, who cares for the patient, events, decisions, ' +
    'who read it. Taking it stands in the access log. Keep it where only its reader reaches it.',
  ownCopyHint:
    'One file with everything that you may read here: your details, who cares for you, events, ' +
    'decisions, who read it. Your clinic tells you some results itself: ask it for those.',
  laboratories: 'Laboratories',
  laboratoriesHint:
    'A laboratory’s system can report results of this person only while you let it. It reads nothing here, and ' +
    'what it reports is marked as its own.',
  noLaboratories: 'No laboratory is registered here',
  noLaboratoriesStep: 'The administrator adds one under Clinics, pharmacies, laboratories.',
  laboratory: 'Laboratory',
  reports: 'Reports results',
  reportsNot: 'No',
  reportsSince: (from: string) => `Since ${from}`,
  reportsUntil: (until: string) => `Until the end of ${until}`,
  change: 'Change',
  letReport: 'Let it report',
  endReporting: 'End today',
  letReportOf: (name: string) => `Let ${name} report results`,
  endReportingOf: (name: string) => `End results from ${name} today`,
  take: 'Save the copy',
  taken: 'The copy is saved on this device.',
  log: 'Who saw this record',
  logHint:
    'Readings from outside the care, the latest first: what the clinic and pharmacy of the patient read is ' +
    'not listed.',
  ownLogHint:
    'Readings from outside your care, the latest first. What your own clinic and pharmacy read is not listed.',
  showLog: 'Show who saw it',
  noLog: 'Nobody from outside the care has read this record.',
  when: 'When',
  who: 'Who',
  why: 'Why',
  read: 'What was read',
  whose: 'Whose record',
  thisRecord: 'This record',
  earlier: 'Show earlier ones',
  purposes: {
    safety_review: 'Review of safety',
    programme_oversight: 'Work of the programme office',
    presented_at_pharmacy: 'The number was shown at a pharmacy',
    copy_of_record: 'A copy was taken',
  } as Readonly<Record<string, string>>,
  routes: {
    ask: 'What is missing now',
    appendEvents: 'Something was recorded',
    authorizeDispense: 'An authorisation to dispense',
    checkAtPharmacy: 'The check at a pharmacy',
    closeTask: 'A task, to close it',
    dispense: 'A dispensing',
    erasePatient: 'The erasure',
    escalateTask: 'A task, to pass it on',
    explainDecision: 'A decision in full',
    exportPatient: 'The whole record, as a copy',
    findPatient: 'The search by number',
    listAgenda: 'The list of work, without names',
    listPatients: 'The search by number',
    listTasks: 'The list of tasks, without names',
    readAgenda: 'What is due',
    readPatient: 'Name and contact',
    readPatientSummary: 'The line above each page of the patient',
    readTimeline: 'The timeline',
    replayDecision: 'A decision, decided again',
    reverseAuthorization: 'An authorisation, to take it back',
    reverseDispense: 'A dispensing, to take it back',
  } as Readonly<Record<string, string>>,
  erase: 'Erase',
  ownErase: 'Having your data erased',
  ownEraseHint:
    'Ask your clinic, or the safety officer of the programme: a person answers, takes a copy for you if ' +
    'you want one, and erases. Some records may have to be kept by law; then you are told which.',
  eraseHint:
    'Only for a ground that you can name. Take the copy first where one is owed. Nothing brings back ' +
    'what is erased, no backup either once its own keys are gone.',
  basis: 'Ground',
  bases: {
    patient_request: 'The patient asks for it',
    guardian_request: 'A guardian asks for a child',
    retention_over: 'The time for which it has to be kept is over',
    recorded_in_error: 'It was recorded without any ground',
    ordered: 'A court or an authority orders it',
  },
  what: 'What is erased',
  all: 'Everything',
  some: 'Only these',
  classes: {
    identity:
      'Name, birth date, numbers, contact, who cares for the patient; accounts of patient and guardians',
    reproductive: 'Pregnancy tests, contraception, pregnancies',
    mental_health: 'Mood and answers about self-harm',
    images: 'Pictures',
    plain: 'Everything else: visits, prescriptions, dispensing, doses, results, decisions, tasks',
  },
  destroyed: 'Destroyed for ever',
  destroyedAll:
    'Every entry of this record and of records merged with it; name, birth date and numbers; who cares ' +
    'for the patient; forecasts, decisions and tasks; the accounts of patient and guardians, who are ' +
    'signed out within 5 seconds.',
  destroyedSome: 'Of this record and of records merged with it:',
  kept: 'Kept',
  keptHint:
    'That something was recorded, when, and its place in the log, without what it said; the ground of ' +
    'this erasure and who carried it out; the access log; copies on devices and old backups, until ' +
    'they are used or replaced.',
  closes:
    'What the gates rest on is gone with it: nothing is granted on an erased record. A patient in treatment ' +
    'cannot be dispensed to.',
  goOn: 'Go on to the last question',
  sure: 'Erase for ever?',
  typeCard: 'Number on the patient’s card',
  typeCardHint: 'Type it as it stands there, so that nobody else’s record is erased.',
  wrongCard: 'This is not a number of this patient. Nothing was erased.',
  chooseClass: 'Choose what is erased.',
  eraseNow: 'Erase for ever',
  erased: (records: number, accounts: number) =>
    `Erased: ${records} ${records === 1 ? 'record' : 'records'}, ` +
    `${accounts} ${accounts === 1 ? 'account' : 'accounts'}.`,
  erasedNext: 'Tell whoever asked. What stays is listed above.',
  forOthers: 'Prescribers and safety officers take copies; the safety officer erases.',
} as const;
