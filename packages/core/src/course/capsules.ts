// Which capsules make a daily dose: the exact best of every way, or why there is none and what is nearest.
// Never above the maximum, never a capsule with an allergen, and it never changes the dose asked for.

import type { Allergen, CapsuleProduct } from './products.ts';

/** What is asked. Amounts are whole mg of one class of products. */
export interface CapsuleQuestion {
  /** Capsules to choose from, all of one class. */
  readonly products: readonly CapsuleProduct[];
  readonly targetMg: number;
  /** The most that one day may reach, by the label and the weight. */
  readonly maximumMg: number;
  /** 2: two doses as nearly equal as can be; 1: one. */
  readonly intakes: 1 | 2;
  readonly avoid: readonly Allergen[];
  /** How far from the target a dose may lie without asking, in per cent. */
  readonly roundingPercent: number;
}

/** A day's capsules, each intake with the larger strengths first. */
export interface CapsuleDay {
  readonly totalMg: number;
  readonly intakes: readonly (readonly CapsuleProduct[])[];
}

export type CapsuleReason =
  | 'target_above_maximum'
  | 'no_capsule_without_allergen'
  | 'several_classes'
  | 'no_sum_of_strengths'
  | 'smallest_capsule_above_maximum';

/** The best day; where it is not the target, why, and what lies nearest on each side. */
export interface CapsuleAnswer {
  readonly best: CapsuleDay | undefined;
  /** True when the best day gives exactly the target. */
  readonly isExact: boolean;
  /** True when the best day lies within the rounding. */
  readonly isWithinRounding: boolean;
  readonly reasons: readonly CapsuleReason[];
  readonly nearestBelow: CapsuleDay | undefined;
  readonly nearestAbove: CapsuleDay | undefined;
  /** Capsules left out for what they contain. */
  readonly leftOut: readonly CapsuleProduct[];
}

/**
 * The best of all days that the capsules can make: nearest to the target (the lower of two equally
 * near), then the most equal intakes, then the fewest capsules, then the fewest strengths.
 */
export function chooseCapsules(question: CapsuleQuestion): CapsuleAnswer {
  const { products, targetMg, avoid } = question;
  const leftOut = products.filter((one) => one.allergens.some((each) => avoid.includes(each)));
  const usable = oneOfEachStrength(products.filter((one) => !leftOut.includes(one)));
  const reasons: CapsuleReason[] = [];
  if (targetMg > question.maximumMg) reasons.push('target_above_maximum');
  const nothing = (reason: CapsuleReason): CapsuleAnswer => ({
    best: undefined,
    isExact: false,
    isWithinRounding: false,
    reasons: [...reasons, reason],
    nearestBelow: undefined,
    nearestAbove: undefined,
    leftOut,
  });
  if (new Set(products.map((one) => one.productClass)).size > 1) return nothing('several_classes');
  if (usable.length === 0) return nothing('no_capsule_without_allergen');
  const mostMg = Math.floor(question.maximumMg);
  const days = new Days(usable, mostMg, question.intakes);
  if (!days.isAny()) return nothing('smallest_capsule_above_maximum');
  const below = days.nearest(Math.min(targetMg, mostMg), -1);
  const above = days.nearest(Math.ceil(targetMg), 1);
  const nearer =
    below === undefined || (above !== undefined && above - targetMg < targetMg - below)
      ? above!
      : below;
  const isExact = nearer === targetMg;
  if (!isExact && reasons.length === 0) reasons.push('no_sum_of_strengths');
  const dayOf = (totalMg: number | undefined) =>
    totalMg === undefined ? undefined : days.best(totalMg);
  return {
    best: dayOf(nearer),
    isExact,
    isWithinRounding:
      Math.abs(nearer - targetMg) * 100 <= question.roundingPercent * targetMg + 1e-9,
    reasons: isExact ? [] : reasons,
    nearestBelow: isExact ? undefined : dayOf(below),
    nearestAbove: isExact ? undefined : dayOf(above),
    leftOut,
  };
}

/** Of several products of one strength the first stands; the largest strength first. */
function oneOfEachStrength(products: readonly CapsuleProduct[]): readonly CapsuleProduct[] {
  const byStrength = new Map<number, CapsuleProduct>();
  for (const one of products)
    if (!byStrength.has(one.strengthMg)) byStrength.set(one.strengthMg, one);
  return [...byStrength.values()].sort((a, b) => b.strengthMg - a.strengthMg);
}

interface Choice {
  readonly key: readonly number[];
  readonly amounts: readonly number[];
  readonly masks: readonly number[];
}

/** Every amount that capsules make, with the fewest capsules for each set of strengths. */
class Days {
  /** `counts[mg][set]`: fewest capsules that make mg with exactly the strengths of the set. */
  private readonly counts: readonly (readonly number[])[];

  constructor(
    private readonly products: readonly CapsuleProduct[],
    private readonly mostMg: number,
    private readonly intakes: 1 | 2,
  ) {
    const sets = 1 << products.length;
    const counts = Array.from({ length: mostMg + 1 }, () => Array<number>(sets).fill(Infinity));
    counts[0]![0] = 0;
    for (let mg = 0; mg <= mostMg; mg += 1)
      for (let set = 0; set < sets; set += 1) {
        const count = counts[mg]![set]!;
        if (count === Infinity) continue;
        products.forEach(({ strengthMg }, index) => {
          const next = counts[mg + strengthMg];
          if (next === undefined) return;
          const joined = set | (1 << index);
          next[joined] = Math.min(next[joined]!, count + 1);
        });
      }
    this.counts = counts;
  }

  isAny(): boolean {
    return this.nearest(1, 1) !== undefined;
  }

  /** The nearest amount above 0 from `fromMg` on, downwards or upwards, that capsules make. */
  nearest(fromMg: number, step: 1 | -1): number | undefined {
    for (let mg = Math.floor(fromMg); mg > 0 && mg <= this.mostMg; mg += step)
      if (this.counts[mg]!.some((count) => count < Infinity)) return mg;
    return undefined;
  }

  /** The best day of exactly `totalMg`. */
  best(totalMg: number): CapsuleDay {
    let best: Choice | undefined;
    const smallest = this.intakes === 1 ? 0 : Math.floor(totalMg / 2);
    for (let second = smallest; second >= 0; second -= 1) {
      const amounts = this.intakes === 1 ? [totalMg] : [totalMg - second, second];
      best = this.better(best, amounts);
      // What comes after is split less equally.
      if (best !== undefined) break;
    }
    const { amounts, masks } = best!;
    return {
      totalMg,
      intakes: amounts
        .map((mg, index) => this.capsulesOf(mg, masks[index]!))
        .filter((capsules) => capsules.length > 0),
    };
  }

  private better(known: Choice | undefined, amounts: readonly number[]): Choice | undefined {
    const [first, second] = amounts.map((mg) => this.counts[mg]!);
    let best = known;
    first!.forEach((count, mask) => {
      if (count === Infinity) return;
      (second ?? [0]).forEach((more, other) => {
        if (more === Infinity) return;
        const key = [count + more, bits(mask | other)];
        if (best === undefined || isLess(key, best.key))
          best = { key, amounts, masks: second === undefined ? [mask] : [mask, other] };
      });
    });
    return best;
  }

  private capsulesOf(mg: number, mask: number): readonly CapsuleProduct[] {
    const capsules: CapsuleProduct[] = [];
    let left = mg;
    let set = mask;
    while (left > 0) {
      const count = this.counts[left]![set]!;
      const step = this.stepBack(left, set, count);
      capsules.push(this.products[step.index]!);
      left -= this.products[step.index]!.strengthMg;
      set = step.set;
    }
    return capsules.sort((a, b) => b.strengthMg - a.strengthMg);
  }

  private stepBack(mg: number, set: number, count: number) {
    for (let index = 0; index < this.products.length; index += 1) {
      if ((set & (1 << index)) === 0) continue;
      const before = this.counts[mg - this.products[index]!.strengthMg];
      for (const rest of [set, set & ~(1 << index)])
        if (before?.[rest] === count - 1) return { index, set: rest };
    }
    throw new RangeError('an amount that no capsules make');
  }
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count += 1;
  return count;
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at >= 0 && a[at]! < b[at]!;
}
