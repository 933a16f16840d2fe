// The English sentences of one's own after-course report, at the reading level of a 17-year-old.
// Never a number that the claims of the evidence do not have: a test holds them to it.

export const enReport = {
  title: 'What changed, and what is still there',
  link: 'What changed, and what is still there',
  online: 'The report needs a connection. Nothing of it is kept on this device.',
  none: 'There is no report yet. It is made once your clinic has recorded your last capsule.',
  which: 'Which course',
  course: 'From {{from}} to {{to}}',
  asOf: 'As of {{day}}: {{since}}.',
  months_one: '{{count}} month after the last capsule',
  months_other: '{{count}} months after the last capsule',
  soon: 'less than a month after the last capsule',
  during: 'during the treatment',
  cannotShow:
    'This cannot show that the medicine caused it. Acne, age and other things change too.',
  silent: 'Nothing is known of the time after the last report.',
  talk: 'If anything here worries you, talk with your clinic.',
  print: 'Print, or save as a file',
  back: 'Has the acne come back?',
  backState: {
    away: 'Not so far: your skin was clear or almost clear, and nobody has told of a new treatment.',
    treated: 'It was treated again.',
    unknown: 'It is not known, or the skin was not fully clear.',
  },
  rungs: {
    any_prescription: 'A prescription for acne',
    systemic: 'Tablets or capsules for acne',
    second_course: 'A second course of isotretinoin',
  },
  relapsed_one: '{{what}}: yes, {{count}} day after the last capsule.',
  relapsed_other: '{{what}}: yes, {{count}} days after the last capsule.',
  free_one: '{{what}}: nobody has told of one, up to {{count}} day after the last capsule.',
  free_other: '{{what}}: nobody has told of one, up to {{count}} days after the last capsule.',
  effects: 'Side effects',
  noEffects: 'No side effect was told.',
  effectLast: 'Last told of on {{day}}, {{since}}. At its worst: {{grade}}.',
  effectGone: 'Told to be gone on {{day}}.',
  effectOpen: 'Nobody has told yet that it is gone.',
  effectNames: {
    arthralgia: 'Sore joints',
    myalgia: 'Sore muscles',
    headache: 'Headache',
    epistaxis: 'Nosebleeds',
    photosensitivity: 'Skin that burns easily in the sun',
    nightBlindness: 'Trouble seeing at night',
    weakness: 'Weakness',
    darkUrine: 'Dark urine',
    fever: 'Fever',
    bleeding: 'Bleeding',
    vomiting: 'Vomiting',
  },
  domains: {
    severity: 'Acne',
    oil: 'Skin oil',
    scars: 'Scars',
    self_esteem: 'Self-esteem',
    quality_of_life: 'Quality of life',
    mood: 'Mood',
    dryness: 'Dry skin and lips',
    eyes: 'Eyes',
    sun: 'Sun',
    joints: 'Joints and back',
    other: 'Other scores',
  },
  measures: {
    gags: 'Acne by area (GAGS)',
    iga: 'Acne as a whole, seen by your clinic (IGA)',
    'inflammatory-count': 'Red spots, counted',
    'non-inflammatory-count': 'Blackheads and whiteheads, counted',
    'nodule-count': 'Deep lumps, counted',
    'sebum-excretion-rate': 'Oil that the skin makes, measured',
    'sebum-casual-level': 'Oil on the skin, measured',
    sebutape: 'Oil on the skin, by tape (Sebutape)',
    'oil-0-10': 'How oily your skin is',
    ecca: 'Scars (ECCA)',
    'goodman-baron-qualitative': 'Scars, grade (Goodman-Baron)',
    'goodman-baron-quantitative': 'Scars, points (Goodman-Baron)',
    'scar-s': 'Scars (SCAR-S)',
    rosenberg: 'Self-esteem (Rosenberg)',
    'self-esteem-0-10': 'How you feel about yourself',
    'acne-qol': 'Living with acne (Acne-QoL)',
    dlqi: 'How much your skin affects your life (DLQI)',
    cdlqi: 'How much your skin affects your life (CDLQI)',
    cadi: 'How much acne troubles you (CADI)',
    'daily-life-0-10': 'How much your skin affects your day',
    'phq-9': 'Low mood (PHQ-9)',
    'gad-7': 'Worry (GAD-7)',
    'lips-0-10': 'Dry lips',
    'skin-0-10': 'Dry skin',
    'eyes-0-10': 'Dry eyes',
    'lenses-0-10': 'Trouble with contact lenses',
    'night-vision-0-10': 'Trouble seeing at night',
    osdi: 'Dry eyes (OSDI)',
    'sun-0-10': 'Skin that burns in the sun',
    'joints-0-10': 'Sore joints',
    'back-0-10': 'Sore back',
  },
  scale: 'From {{least}} to {{most}}.',
  lowGood: 'Lower is better.',
  highGood: 'Higher is better.',
  before: 'Before',
  best: 'Best since',
  last: 'Last',
  lastWhen: 'Last measured {{since}}.',
  notMeasured: 'not measured',
  noneMeasured: 'Nothing was measured.',
  change: {
    better: {
      yes: 'Better, by more than the scale can be off by chance.',
      no: 'Better, but by so little that it may be chance.',
      unknown: 'Better. How much this scale can be off by chance is not known.',
    },
    worse: {
      yes: 'Worse, by more than the scale can be off by chance.',
      no: 'Worse, but by so little that it may be chance.',
      unknown: 'Worse. How much this scale can be off by chance is not known.',
    },
    same: 'The same as before.',
    none: 'It was not measured both before and after, so no change can be told.',
  },
  studies: 'What studies say',
  published: {
    'severe-acne':
      'After 20 weeks, 70 to 75 of 100 people had at least 90% fewer deep lumps. It is not a cure for ' +
      'everybody: about 23 of 100 (15 to 33) took a second course later. Of all relapses, 96 of 100 came ' +
      'in the first 3 years.',
    sebum:
      'During treatment the skin makes 70 to 90% less oil. Afterwards the oil usually comes back in part: ' +
      'one study found 36% less after a year, another found it almost back after 2 months. That it stays ' +
      'away for good is not shown.',
    scars:
      'It may prevent new scars: 3 to 4% of spots leave one that lasts. It does not take old scars away. ' +
      'Of this medicine there are only studies that watched what happened, no fair tests.',
    'self-esteem':
      'Living with acne became easier: 40 points better on the Acne-QoL scale. Self-esteem became better ' +
      'too, but not clearly more than with antibiotics. A smaller number of people felt worse.',
    'dry-skin':
      'During treatment 78 to 100 of 100 people have dry lips, and 72 to 95 of 100 dry skin. Years later ' +
      'at most 7 of 100 still told of a complaint, in studies without a comparison. That it stays is rare.',
    sun:
      'During treatment about 6 of 100 people (1 to 17) burn more easily in the sun. Once the medicine has ' +
      'left the body there is no evidence of it. Use sunscreen.',
    eyes:
      'Within a year 13.8 of 100 people had trouble with their eyes, and 9.6 of 100 with untreated acne. ' +
      'In one group the glands of the eyelids were still changed after 12 months; the complaints were small.',
    joints:
      'During treatment about 25 of 100 people have back pain. What scans showed went away, after 6.3 ' +
      'months on average. That it lasts means months, rarely longer.',
  },
  certainty: 'How sure that is',
  certainties: {
    high: 'High: more studies would hardly change it.',
    moderate: 'Moderate: more studies could change it.',
    low: 'Low: more studies may well change it.',
    'very-low': 'Very low: it may be quite different.',
    other: 'Nobody has graded it.',
  },
  evidence: 'In the words of the evidence, with sources',
  others: 'Not measured in your treatment',
  visits: 'Follow-up visits',
  visitEnd: 'At the end',
  visitMonths_one: 'After {{count}} month',
  visitMonths_other: 'After {{count}} months',
  visitLine: '{{when}} ({{day}}): {{state}}',
  visitStates: { done: 'done', due: 'due now', missed: 'not done', upcoming: 'to come' },
} as const;
