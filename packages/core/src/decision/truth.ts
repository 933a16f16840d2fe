// Three-valued truth: a requirement is met, unmet, or nobody knows.
// Never rounds unknown to met.

export const TRUTHS = ['met', 'unmet', 'unknown'] as const;
export type Truth = (typeof TRUTHS)[number];

/** All must hold: one unmet decides, else one unknown, else met. Empty is met. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes('unmet')) return 'unmet';
  return truths.includes('unknown') ? 'unknown' : 'met';
}

/** One must hold: one met decides, else one unknown, else unmet. Empty is unmet. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes('met')) return 'met';
  return truths.includes('unknown') ? 'unknown' : 'unmet';
}

/** Unknown stays unknown. */
export function not(truth: Truth): Truth {
  if (truth === 'unknown') return 'unknown';
  return truth === 'met' ? 'unmet' : 'met';
}
