// What ends a reason from here: the place of the diary with its form, or why there is none.
// Never a form that the server would refuse from this role: a test walks every reason of every programme.

import type { Account, Reason } from '@aegle/api';

/** Places of the diary that end a reason, by their address. */
export const PLACE_OF = {
  questions: '/diary/questions',
  forms: '/diary/forms',
  methods: '#contraception',
} as const;

export type FormPlace = keyof typeof PLACE_OF;

/**
 * No form: `guardian` signs in an account of their own; it is shown at the `pharmacy`; a day ends it
 * (`waits`).
 */
export type Way = FormPlace | 'guardian' | 'pharmacy' | 'waits';

const WAYS: Partial<Readonly<Record<Reason['code'], Way>>> = {
  comprehension_missing: 'questions',
  comprehension_not_passed: 'questions',
  // Both sides enter their methods each month: the patient with the answers.
  contraception_not_matching: 'questions',
  contraception_missing: 'methods',
  contraception_combination_not_accepted: 'methods',
  contraception_too_short: 'waits',
  form_missing: 'forms',
  form_outdated: 'forms',
  form_not_agreed: 'forms',
  consent_withdrawn: 'forms',
  guardian_signature_missing: 'guardian',
  document_not_shown: 'pharmacy',
  after_treatment_wait: 'waits',
};

/** What this role can do about a reason from here; undefined: nothing, it is somebody else's. */
export function wayOf(code: Reason['code'], role: Account['role']): Way | undefined {
  const way = WAYS[code];
  if (role === 'patient') return way;
  return way === 'guardian' || way === 'forms' ? 'forms' : undefined;
}

export const isFormPlace = (way: Way): way is FormPlace => Object.hasOwn(PLACE_OF, way);
