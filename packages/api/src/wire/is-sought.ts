// Whether a line of the patient list is one that somebody looks for: the same here and on the page.

import type { PatientLine } from './patient-list.ts';

/** Lower case without accents, so that "muller" finds Müller. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** True when every word begins a word of the name, or is the birth date; no words: everybody. */
export function isSought(
  { name, bornOn }: Pick<PatientLine, 'name' | 'bornOn'>,
  text: string,
): boolean {
  const parts = [name?.givenName, name?.familyName, name?.label];
  const known = [...parts.flatMap((one) => plain(one ?? '').split(/[\s-]+/)), bornOn ?? ''];
  return plain(text)
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .every((word) => known.some((one) => one.startsWith(word)));
}
