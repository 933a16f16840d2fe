// What may be said only in words: lasting effects, scars, the usual alternative, what is not forecast.
// Never a probability here: each statement repeats what its source found, or that nobody looked.

import type { Certainty } from '../parameters/parameters.ts';

export interface Words {
  readonly topic: string;
  readonly statement: string;
  readonly certainty: Certainty;
  readonly sources: readonly string[];
}

/** No published course of antibiotic with topical was readable as numbers, so none is drawn. */
export const ALTERNATIVE: Words = {
  topic: 'Oral antibiotic with topical treatment',
  statement:
    'No comparison available as numbers. A review of trials found no clear difference in lesion ' +
    'counts, a better overall rating with isotretinoin, and more side effects with it.',
  certainty: 'veryLow',
  sources: ['L13', 'Q4'],
};

export const SCAR_WORDS =
  'Treatment does not remove old scars. Fewer new ones form once lesions are controlled; ' +
  'no trial has measured how many isotretinoin prevents.';

/** Said beside the total of quality of life: no study read here gives one of its domains as a number. */
export const QUALITY_WORDS =
  'One total for all of life with acne: no study read here reports its domains as numbers, and this ' +
  'range says nothing of a single one. Of the domains: emotional state changed least in one series of ' +
  '34 people; self-esteem rose no more than with antibiotics in one trial of 62.';

/** Said beside a side effect: the drug alone moves it in the model, and nobody counted the others. */
export const NO_BACKGROUND_WORDS =
  'How many people have this without isotretinoin was not found in the sources read, so nothing ' +
  'stands beside it. Some would have it anyway.';

export const LASTING_EFFECTS: readonly Words[] = [
  {
    topic: 'Any lasting skin, mucosal, muscle or joint complaint',
    statement:
      'One uncontrolled series found up to 7 of 100 people with some complaint years later. ' +
      'How many would have had it anyway is not known.',
    certainty: 'veryLow',
    sources: ['goulden-1994'],
  },
  {
    topic: 'Eyes',
    statement:
      'One series found changed eyelid glands a year after; another found recovery within a ' +
      'month. Symptoms stayed small. Acne itself goes with gland changes.',
    certainty: 'low',
    sources: ['meibomian-88', 'meibomian-24'],
  },
  {
    topic: 'Sexual function',
    statement:
      'One cohort found no association within a year. Reports of effects that went on after ' +
      'stopping exist. The frequency is unknown; it is not zero.',
    certainty: 'veryLow',
    sources: ['M5', 'M6'],
  },
  {
    topic: 'Joints and back',
    statement:
      'Disputed. In one series all changes on imaging resolved within nine months; in another, 2 of ' +
      '14 that were followed stayed, and 3 of 16 became inflammatory disease of the spine.',
    certainty: 'veryLow',
    sources: ['elnady-2020', 'erol-tezcan-2025'],
  },
  {
    topic: 'Sebum',
    statement:
      'Oil is strongly reduced during treatment and usually returns in part. ' +
      'Nobody has shown that the reduction is permanent. Whether oil afterwards goes with acne ' +
      'coming back is disputed.',
    certainty: 'veryLow',
    sources: ['S3', 'S5'],
  },
];

export const NOT_FORECAST: readonly Words[] = [
  {
    topic: 'Mood and self-harm',
    statement:
      'No individual probability is computed. Mood is asked about before, during and for six ' +
      'months after the course, and any sign goes to a person.',
    certainty: 'moderate',
    sources: ['M1', 'M2'],
  },
  {
    topic: 'Blood levels after the last capsule',
    statement:
      'Not shown. The wait after the last capsule is set by the programme and is never shortened ' +
      'by a calculation.',
    certainty: 'high',
    sources: ['L-ABS', 'SPC'],
  },
  {
    topic: 'Dry mouth, any muscle or joint complaint, creatine kinase',
    statement:
      'Not forecast: no study read here counts a dry mouth, or people with any complaint of ' +
      'muscle or joint, and the share with raised creatine kinase is only recalled. Back pain and ' +
      'muscle pain are forecast apart.',
    certainty: 'veryLow',
    sources: ['A12'],
  },
  {
    topic: 'Sunburn by season and sun protection',
    statement:
      'Not forecast by season: the one series that compared months halved the dose in the sunny ' +
      'ones, and none counts sunburn with and without protection.',
    certainty: 'veryLow',
    sources: ['A13'],
  },
];
