// How a person's name is written. Never part of an address or of a page's title.

import type { PersonName } from '@aegle/api';
import { messages } from '../messages/messages.ts';

const words = messages.people;

/** "Rosa Almeida", or what the record is called instead. */
export function fullName(name: PersonName | null): string {
  const parts = [name?.givenName, name?.familyName].filter((one) => one);
  return parts.length > 0 ? parts.join(' ') : (name?.label ?? words.unnamed);
}

/** "Almeida, Rosa", as lists are sorted. */
export function listedName(name: PersonName | null): string {
  const parts = [name?.familyName, name?.givenName].filter((one) => one);
  return parts.length > 0 ? parts.join(', ') : (name?.label ?? words.unnamed);
}

/** A category in words. */
export function categoryInWords(category: string | null): string {
  if (category === null) return words.noCategory;
  return words.categories[category] ?? category.replaceAll('_', ' ');
}
