// Which capsule a product code names: class, strength, what it contains that people react to.
// Never an allergy check by brand name: a code without a row is unknown, not free of allergens.

import type { ProductClass } from './regimen.ts';

/** What people react to in capsules; gelatin is a note for diet or religion, never a stop. */
export const ALLERGENS = [
  'soya',
  'peanut',
  'parabens',
  'tartrazine',
  'fdc-yellow-6',
  'ponceau-4r',
  'other-dyes',
  'propyl-gallate',
] as const;
export type Allergen = (typeof ALLERGENS)[number];

/** One capsule as its label describes it. */
export interface CapsuleProduct {
  /** The code with its system before it: `ndc:68308-782-30`, or a label's own strength. */
  readonly code: string;
  readonly name: string;
  readonly productClass: ProductClass;
  readonly strengthMg: number;
  readonly allergens: readonly Allergen[];
  /** Capsules in one box. */
  readonly packSize: number;
  /** The evidence rows for strength and excipients. */
  readonly rows: readonly string[];
}

/**
 * What a patient must not swallow, of what allergies are recorded: peanut counts for soya oil too, as
 * the EU text names both (SmPC 4.3).
 */
export function allergensToAvoid(recorded: readonly string[]): readonly Allergen[] {
  const named = ALLERGENS.filter((allergen) => recorded.includes(allergen));
  return named.includes('peanut') && !named.includes('soya') ? [...named, 'soya'] : named;
}
