// How many days of capsules a country lets be supplied at once, and to whom (evidence, programme by programme).
// Never a number that is read from the programmes' own files.

import type { AegleEvent } from '@aegle/core';

/** Thirty days at once where a country says so, to those to whom it says so. */
export function mostAtOnce(programme: string, category: string | undefined): number {
  const isBound =
    ['us-ipledge', 'it-aifa'].includes(programme) ||
    (category === 'childbearing' && !['au-act', 'ca-clear'].includes(programme)) ||
    (category === 'others' && ['fr-ppp', 'kr'].includes(programme));
  return isBound ? 30 : Infinity;
}

/** Where prescriber and patient may agree that there is no risk of pregnancy (evidence §4, update §1.3). */
export const EXEMPTING = ['gb-ppp', 'de-amvv', 'fr-ppp', 'it-aifa'];

/**
 * What ends an agreement on no risk of pregnancy: a contact, a method that is taken up, a word that one is
 * used.
 */
export function endsExemption({ type, data }: AegleEvent): boolean {
  if (type === 'UnprotectedContactReported' || type === 'EmergencyContraceptionUsed') return true;
  if (type === 'ContraceptionStarted') return true;
  if (type !== 'CounsellingGiven' && type !== 'ComprehensionAnswered') return false;
  return (data.contraceptiveMethods ?? []).some((method) => method !== 'abstinence');
}
