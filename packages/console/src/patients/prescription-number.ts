// A new number for a prescription. Never taken from anything about a person.

import { newId } from '../client/new-id.ts';

/** A number that people can read to each other: eight signs, none that look alike. */
export function newPrescriptionNumber(): string {
  const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  const bytes = newId().replaceAll('-', '');
  const pick = (place: number) =>
    signs[Number.parseInt(bytes.slice(place * 3, place * 3 + 3), 16) % 31];
  return `RX-${Array.from({ length: 8 }, (_, place) => pick(place)).join('')}`;
}
