// The English sentences around a forecast's figures.
// Never a figure and never a finding: those come with the answer, with their sources.

export const words = {
  title: 'What each plan will probably do',
  titleOne: 'What this plan will probably do',
  about:
    'Simulated people like this one, from these studies; never one person for sure. Not for clinical use.',
  aboutPopulation: 'Simulated people, from these studies. Not for clinical use.',
  population: 'A population like those of the studies',
  ownPopulation: 'A population with the baseline that was asked for',
  years: (age: string) => `${age} years`,
  sexes: { female: 'female', male: 'male' },
  kg: (kg: string) => `${kg} kg`,
  counts: (inflammatory: string, comedones: string, nodules: string) =>
    `${inflammatory} inflammatory lesions, ${comedones} comedones, ${nodules} nodules`,
  truncal: 'acne on the trunk',
  model: (name: string, digest: string) => `Model ${name}, digest ${digest}`,
  drawn: (people: string, seed: number) => `${people} virtual people, seed ${seed}`,
  took: (ms: number) => `computed in ${ms} ms on this device`,
  warning: 'Outside or at the edge of the data',
  lastCapsule: (when: string) => `last capsule ${when}`,
  week: (count: number) => `week ${count}`,
  month: (count: number) => `month ${count}`,
  months: (count: number) => (count === 1 ? '1 month' : `${count} months`),
  to: (low: string, high: string) => `${low} to ${high}`,
  notStated: 'not stated',
  nothing: 'Nothing can be said.',
  tooUncertain: 'too uncertain',
  wordsOnly: 'In words only: what is known is too uncertain for a number.',
  wordsRange: (low: string, high: string, unit: string) =>
    `No number for one person: somewhere from ${low} to ${high} ${unit} at the end.`,
  clear: (when: string, count: number, range: string) =>
    `Of 100 people like this, simulated from these studies, about ${count} (${range}) are clear or ` +
    `almost clear when the capsules end, ${when}.`,
  flare: (any: number, range: string, severe: number) =>
    `It gets worse first in about ${any} of 100 (${range}), badly in about ${severe}; counted from ` +
    'the first capsule.',
  flareUnknown: 'How many get worse first is not known.',
  lips: (count: number, range: string) => `Dry, cracked lips in about ${count} (${range}).`,
  back: (when: string, count: number, range: string) =>
    `${when} after the last capsule about ${count} of 100 (${range}) have had another acne ` +
    'prescription; no plan is better for this figure.',
  backWords: (when: string, sentence: string) =>
    `Acne may come back. Any acne prescription ${when} after the last capsule: ${sentence}`,
  backOpen: 'The plan goes on past the forecast, so nothing is said about acne coming back.',
  somewhere: (low: number, high: number) =>
    low === high ? 'hardly uncertain' : `somewhere from ${low} to ${high}`,
  iconsLegend: 'Filled: about so many. Ring with a dot: up to so many. Ring: the others.',
  picture: 'clear or almost clear at the last capsule',
  overlay: 'Inflammatory lesions, all plans on one scale',
  overlayLegend:
    'Line: median. Shade: half of the people. Thin line: untreated. Upright mark: last capsule.',
  chartSays: (name: string, median: string, low: string, high: string, day: number) =>
    `${name}: median ${median}, nine of ten people from ${low} to ${high}, on day ${day}.`,
  monthsAxis: 'months from the first capsule',
  untreated: 'untreated',
  capsulesEnd: 'last capsule',
  endsHere: (when: string) =>
    `Lines of one person’s plans end where the badge is very low (${when}): later counts depend on ` +
    'whether acne comes back.',
  table: 'Plan by plan',
  scrolls: (what: string) => `${what}, scrolls sideways`,
  tableAbout:
    'Of 100 people where nothing else is said, on the day of the last capsule; in brackets the 90 % ' +
    'range. A dash: nobody counted it.',
  sure: 'Certainty',
  checkedColumn: 'Checked',
  checkedAbout: (release: string, month: string) =>
    `Checked: figures of studies the model had not seen that agreed, by block (release ${release}, ${month}).`,
  counted: (passed: number, rows: number) => `${passed} of ${rows}`,
  never: 'never',
  without: 'Without it',
  withoutNone: '–',
  withoutBefore: (share: string) => `${share} before`,
  cumulative: 'Dose in all, mg/kg',
  clearRow: 'Clear or almost clear, two grades better',
  lesionsAt: (when: string) => `Inflammatory lesions, ${when}`,
  lesionsAtEnd: 'Inflammatory lesions, last capsule',
  flareRow: 'Worse first (mild, moderate, severe)',
  backRow: (label: string, when: string) => `${label}, ${when} on`,
  range: (value: string, low: string, high: string) => `${value} (${low} to ${high})`,
  groups: {
    skin: 'Acne',
    relapse: 'Acne coming back',
    effects: 'Side effects',
    blood: 'Blood values',
    oil: 'Oil',
    scars: 'Scars',
    life: 'Quality of life',
    drug: 'Drug in the body while it is taken',
    alternative: 'The usual alternative',
    lasting: 'Lasting effects, in words only',
    notForecast: 'Not forecast',
    checks: 'How it was checked',
    sources: 'Sources',
  },
  details: 'Details',
  certainty: { high: 'high', moderate: 'moderate', low: 'low', veryLow: 'very low' },
  certaintyIs: (word: string) => `certainty ${word}`,
  certaintyFrom: (word: string, when: string) => `${word} from ${when}`,
  certaintyMeans: {
    high: 'The studies behind this agree and are strong.',
    moderate: 'There are studies, with gaps.',
    low: 'The studies are few or weak.',
    veryLow: 'Very little is known. No number for one person is shown.',
  },
  checked: (passed: number, rows: number, release: string, month: string) =>
    `${passed} of ${rows} unseen figures agreed (${release}, ${month})`,
  checkFailed: 'failed',
  unchecked: 'never checked on unseen studies',
  baseline: 'simple baseline shown',
  noLater: 'Not shown after the last capsule.',
  notIdentified: (day: number) => `From day ${day} the data do not say how this goes on.`,
  fewDataFrom: (day: number) => `Few data beyond three years (from day ${day}).`,
  ofUntreated: (sentence: string) => `Untreated: ${sentence}`,
  tableOf: (what: string) => `Table: ${what}`,
  day: 'Day',
  doseEffect: (low: number, high: number) =>
    low === high
      ? `About ${low} of 100 whether or not the dose matters, which is not known.`
      : `Between ${low} and ${high} of 100, depending on whether the dose matters, which is not ` +
        'known. No effect of the dose is one of the possibilities.',
  doseEffectUnknown: 'Whether the dose matters for this is not known.',
  doseIsNoTarget: 'No plan is better for this figure, and no total dose is a target.',
  comparedAt: (when: string) =>
    `Every plan is read equally long after its own last capsule: ${when} on.`,
  source: 'Sources',
  sourceUnknown: 'listed in the evidence of this installation',
  regimen: {
    constant: (mg: string) => `${mg} mg a day`,
    ramp: (from: string, to: string, step: string, days: number) =>
      `from ${from} to ${to} mg a day, ${step} mg every ${days} days`,
    split: (list: string) => `${list} mg a day`,
    alternateDay: (mg: string) => `${mg} mg every other day`,
    repeating: (list: string) => `${list} mg by turns`,
    weekly: (list: string) => `${list} mg through the week`,
    pulse: (mg: string, on: number, off: number) => `${mg} mg for ${on} days, then ${off} without`,
    break: 'no capsules',
    days: (count: number) => `for ${count} days`,
    meals: { fasted: 'without a meal', light: 'with a light meal', full: 'with a full meal' },
    taken: (percent: number) => `taken on ${percent} % of days`,
    untilClear: (weeks: number) => `at most, until clear for ${weeks} weeks`,
    next: ', then ',
  },
} as const;
