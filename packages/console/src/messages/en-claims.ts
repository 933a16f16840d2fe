// The English sentences of the page about lasting effects: a part of `en.ts`.
// Never what is known: that comes with its sources from the evidence.

export const enClaims = {
  title: 'What isotretinoin does for good',
  about:
    'Nine things that are said about lasting effects, what studies found, and how certain that is. ' +
    'None of it says what the medicine will do to one person, and nothing here is an advertisement.',
  said: 'What is said',
  known: 'What is known',
  missing: 'What is wrong, or left out',
  certainty: 'Certainty',
  certainties: {
    high: 'high',
    moderate: 'moderate',
    low: 'low',
    'very-low': 'very low',
    'not-graded': 'not graded',
  } as Readonly<Record<string, string>>,
  statuses: {
    stated: 'read in the source itself',
    secondary: 'read in a review, not in every source itself',
    assumed: 'assumed',
    disputed: 'disputed',
    unverified: 'not verified',
  } as Readonly<Record<string, string>>,
  units: { '{score}': 'points', s: 'seconds' } as Readonly<Record<string, string>>,
  figures: 'Figures',
  figure: 'What was measured',
  value: 'Value',
  noOwn:
    'This installation’s own patients: too few have agreed and been followed to show anything yet. ' +
    'There is no comparison group.',
  sources: 'Sources',
  link: 'What isotretinoin does for good: nine claims, checked',
} as const;
