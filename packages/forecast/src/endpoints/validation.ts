// What independent checks of a frozen release found, block by block, and what the fit itself found.
// Never a figure of a reserved study: only how many of their rows agreed.

import evidence from '../../../../evidence/release-checks.json';
import type { BlockCoverage, Certainty, ModelRelease } from '../parameters/parameters.ts';
import { STUDIED } from './limits.ts';

export const BLOCKS = [
  'kinetics',
  'sebum',
  'acne',
  'scars',
  'quality',
  'sideEffects',
  'laboratory',
  'relapse',
] as const;
export type Block = (typeof BLOCKS)[number];

/** What was found of one block. */
export interface BlockCheck {
  readonly passed: number;
  readonly rows: number;
  /** Rows whose 90 % interval held the observed value, where that was reported by block. */
  readonly held90?: number;
  readonly hasFailed: boolean;
}

interface ReleaseCheck {
  readonly release: string;
  /** Month of the check. */
  readonly checkedIn: string;
  readonly blocks: Readonly<Partial<Record<Block, BlockCheck>>>;
}

/** Independent checks, the newest first. A release is checked once, after it was frozen. */
export const CHECKS: readonly ReleaseCheck[] = evidence.checks;

/** What the check of this very release found of a block; null where there was none. */
export function checkedIn(release: Pick<ModelRelease, 'name'>, block: Block): BlockCheck | null {
  return CHECKS.find((one) => one.release === release.name)?.blocks[block] ?? null;
}

export interface BlockValidation {
  readonly block: Block;
  /** The release that was checked; another than the one answering until that one has been. */
  readonly release: string | null;
  readonly checkedIn: string | null;
  readonly isOfThisRelease: boolean;
  readonly passed: number | null;
  readonly rows: number | null;
  readonly hasFailed: boolean;
  /** Of this release: calibration rows left out of the fit, and how many its 90 % interval held. */
  readonly leftOut: {
    readonly rows: number;
    readonly studies: number;
    readonly inside50: number;
    readonly inside90: number;
    readonly widened: number;
  } | null;
  readonly sentence: string;
}

/** Blocks of the calibration that stand behind each block of the answer. */
const FITTED_BLOCK: Readonly<Record<Block, string>> = {
  kinetics: 'kinetics',
  sebum: 'gland',
  acne: 'lesions',
  scars: 'scars',
  quality: 'quality',
  sideEffects: 'effects',
  laboratory: 'laboratory',
  relapse: 'relapse',
};

/** The newest check that there is for each block, and this release's own left-out studies. */
export function validationOf(release: ModelRelease): BlockValidation[] {
  const check = CHECKS.find((one) => one.release === release.name) ?? CHECKS[0]!;
  return BLOCKS.map((block) => {
    const found = check.blocks[block];
    const isOfThisRelease = check.release === release.name;
    const leftOut = release.coverage?.[FITTED_BLOCK[block]] ?? null;
    return {
      block,
      release: found ? check.release : null,
      checkedIn: found ? check.checkedIn : null,
      isOfThisRelease: found !== undefined && isOfThisRelease,
      passed: found?.passed ?? null,
      rows: found?.rows ?? null,
      hasFailed: found?.hasFailed ?? false,
      leftOut,
      sentence: sentenceOf(check, found, isOfThisRelease, leftOut),
    };
  });
}

function sentenceOf(
  check: ReleaseCheck,
  found: BlockCheck | undefined,
  isOfThisRelease: boolean,
  leftOut: BlockCoverage | null,
): string {
  const own = leftOut === null ? '' : ` ${leftOutSentence(leftOut)}`;
  if (!found) return `Not yet checked against studies it had not seen.${own}`;
  const held = found.held90 === undefined ? '' : `, its 90 % interval held ${found.held90}`;
  const verdict = found.hasFailed ? ' It failed.' : '';
  const text =
    `${check.release}, checked in ${check.checkedIn} against ${figures(found.rows)} of studies it ` +
    `had not seen: ${found.passed} of ${found.rows} agreed${held}.${verdict}`;
  return `${text}${isOfThisRelease ? '' : ' This release has not been checked yet.'}${own}`;
}

const figures = (count: number) => (count === 1 ? '1 figure' : `${count} figures`);

function leftOutSentence({ rows, inside90, widened }: BlockCoverage): string {
  const wider = widened > 1 ? `, after widening the spread between studies ${widened} times` : '';
  return (
    `Of ${figures(rows)} that its own fit did not see in turn, ` +
    `its 90 % interval held ${inside90}${wider}.`
  );
}

const LADDER: readonly Certainty[] = ['veryLow', 'low', 'moderate', 'high'];

export function lowered(certainty: Certainty, steps: number): Certainty {
  return LADDER[Math.max(0, LADDER.indexOf(certainty) - steps)]!;
}

/** From which day on the answer deserves which badge. */
export interface Badge {
  readonly fromDay: number;
  readonly certainty: Certainty;
}

/** Blocks that stay very low until a release that was checked has passed. */
const NEVER_PASSED: readonly Block[] = ['relapse', 'quality'];

/**
 * Certainty over time: the endpoint's own, one step lower where its block failed its check, one more
 * after the last day that the studies behind it saw, and one more after three years.
 */
export function badgesOf(
  certainty: Certainty,
  block: Block,
  validation: readonly BlockValidation[],
  studiedUntilDay: number | null,
): Badge[] {
  const { hasFailed } = validation.find((one) => one.block === block)!;
  const hasPassed = validation.some((one) => one.block === block && one.isOfThisRelease);
  const isNever = NEVER_PASSED.includes(block) && (hasFailed || !hasPassed);
  const base = isNever ? 'veryLow' : lowered(certainty, hasFailed ? 1 : 0);
  const badges: Badge[] = [{ fromDay: 0, certainty: base }];
  const drop = (fromDay: number): void => {
    const last = badges.at(-1)!;
    const next = lowered(last.certainty, 1);
    if (next !== last.certainty) badges.push({ fromDay, certainty: next });
  };
  if (studiedUntilDay !== null) drop(studiedUntilDay + 1);
  if (studiedUntilDay === null || studiedUntilDay < STUDIED.fewDataFromDay.value)
    drop(STUDIED.fewDataFromDay.value);
  return badges;
}
