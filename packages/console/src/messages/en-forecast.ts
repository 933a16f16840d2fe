// The English sentences of the forecast: a part of `en.ts`, which grew too long for one file.
// Never a figure and never a finding: those come with the answer, with their sources.

export const enForecast = {
  title: 'Forecast',
  intro:
    'What a plan will probably do, and how sure that is. The figures are simulated from studies, ' +
    'never about one person for sure. It is computed on this device; nothing typed is sent or kept.',
  forPrescribers: 'The forecast is here for a prescriber to look at with a patient.',
  person: 'The person',
  plans: 'Plans to compare',
  run: 'How far and how finely',
  fields: {
    ageYears: 'Age, years',
    sex: 'Sex, as the studies report it',
    weightKg: 'Weight, kg',
    inflammatoryLesions: 'Inflammatory lesions, face',
    nonInflammatoryLesions: 'Comedones, face',
    nodules: 'Nodules',
    isTruncal: 'Acne on the trunk',
    triglyceridesMgPerDl: 'Triglycerides before, mg/dL',
    altUnitsPerL: 'ALT before, U/L',
    scars: 'Lasting scars, face',
    name: 'Name of the plan',
    kind: 'How it is given',
    doseMg: 'Dose, mg a day',
    fromDoseMg: 'First dose, mg a day',
    stepMg: 'Step, mg',
    stepDays: 'Days at each step',
    dosesMg: 'Amounts, mg',
    onDays: 'Days on',
    offDays: 'Days off',
    productClass: 'Class of capsule',
    meal: 'Taken with',
    adherence: 'Capsules taken on',
    lengthDays: 'Length, days',
    untilClearWeeks: 'Stop once clear for, weeks (optional)',
    maintenanceMonths: 'Topical retinoid afterwards, months',
    areCapsulesOpened: 'Capsules are',
    horizonDays: 'Forecast for',
    patients: 'Virtual people',
  },
  lastDose: 'Last dose, mg a day',
  dosesHint: (kind: string) =>
    kind === 'split'
      ? 'For example 25 + 20'
      : kind === 'weekly'
        ? 'Seven days, 0 for a day without: 20 0 20 0 20 0 0'
        : 'Day by day, 0 for a day without: 20 40',
  blank: 'Left empty, it is drawn as it varies between people.',
  optional: 'optional',
  choose: 'Choose',
  chooseOne: 'Choose one of the list.',
  yes: 'Yes',
  no: 'No',
  sexes: { female: 'Female', male: 'Male' },
  kinds: {
    constant: 'The same every day',
    ramp: 'Raised or lowered in steps',
    split: 'Several intakes a day',
    alternateDay: 'Every other day',
    repeating: 'A list of days, over and over',
    weekly: 'The seven days of a week',
    pulse: 'Days on, days off',
    break: 'A break, no capsules',
  },
  classes: {
    conventional: 'Conventional',
    lidose: 'Lidose',
    micronised: 'Micronised',
  },
  swallowedWhole: 'Swallowed whole',
  opened: 'Opened first',
  meals: { fasted: 'Nothing', light: 'A light meal', full: 'A full meal with fat' },
  taken: (percent: number) => (percent === 100 ? 'every day' : `${percent} % of days`),
  fromRecord: {
    title: 'Filled in from the record',
    nothing: 'Nothing could be filled in from the record',
    planName: 'Course on record',
    planned: (from: string) => `The plan from ${from} on, as it was recorded.`,
    underWay: (from: string, reported: number, silent: number) =>
      `The plan from ${from} on. Days up to yesterday: ${reported} as they were reported, ` +
      `${silent} as planned, since nobody told of them.`,
    ahead: 'From today on: as planned.',
    until: (day: string) => `Its last day: ${day}, by the rule that was chosen to end the course.`,
    short: (day: string, byRule: string) =>
      `The planned doses end on ${day}. The rule that was chosen to end the course gives ${byRule}: ` +
      'no dose was added up to it.',
    ended: (day: string) => `This course has ended: the plan stops with the last capsule, ${day}.`,
    aheadShare: (percent: string) =>
      `From today on: as planned, with ${percent} % of it taken, as on the days reported so far.`,
    age: (years: number, day: string) => `Age: ${years} on ${day}.`,
    weight: (kg: string, day: string) => `Weight: ${kg} kg, measured on ${day}.`,
    sex: {
      female: (day: string) => `Sex: female, by the reproductive status of ${day}.`,
      male: (day: string) => `Sex: male, by the reproductive status of ${day}.`,
    },
    before: (field: string, value: string, day: string) => `${field}: ${value}, of ${day}.`,
    noPlan: 'No plan was filled in',
    because: (rule: string, nextStep: string) =>
      `A plan from the record needs this: ${rule}. Next: ${nextStep}.`,
    empty: (fields: string) =>
      `Left empty, since the record does not say it as the forecast asks: ${fields}.`,
    drawn: (fields: string) =>
      `No value of before the first capsule: ${fields}. Left empty, each is drawn from the population.`,
    clearPlusWeeks:
      'This course ends some weeks after clear skin. The forecast counts from clear or almost clear, ' +
      'which is another rule: nothing was filled in there.',
    dayZero: (day: string) =>
      `The forecast begins on ${day}, the plan’s first day: lesions are those of before the first capsule.`,
    yours: 'Everything can be changed here. Nothing that is changed is recorded.',
  },
  planName: (place: number) => `Plan ${place}`,
  planGroup: (name: string) => `Plan: ${name}`,
  period: (place: number) => `Period ${place}`,
  addPeriod: 'Add a period after it',
  removePeriod: (place: number) => `Remove period ${place}`,
  addPlan: 'Add a plan (a copy to change)',
  removePlan: (name: string) => `Remove ${name}`,
  years: (count: number) => (count === 1 ? '1 year' : `${count} years`),
  people: (count: string) => `${count} people`,
  submit: 'Forecast',
  refused: 'The forecast was not run. Correct the marked fields.',
  empty: 'No forecast yet.',
  emptyStep: 'Describe the person and a plan, then choose Forecast.',
  progress: 'Share of the virtual people done',
  running: (percent: string) => `Computing: ${percent}`,
  done: 'The forecast is ready below.',
  failed: 'The forecast broke off.',
  failedStep: 'Nothing was recorded. Change the plan or try again.',
  serverTitle: 'More people, on the server',
  serverHint:
    'This sends what is typed above to the server, which keeps the question and its answer with ' +
    'this patient, who can read the latest answer in the diary. More people make the lines smoother; ' +
    'they do not make the studies better.',
  runOnServer: (people: string) => `Run it with ${people} people`,
  doneOnServer: 'The answer below is the server’s.',
  onServer: (percent: string) => `On the server: ${percent}`,
} as const;
