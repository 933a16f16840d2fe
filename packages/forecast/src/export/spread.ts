// How people differ in the kinetics, for the programs that draw them, and the head of their files.
// Never how they differ in effect: those spreads are rows of the release, and stand in the JSON.

import type { ParameterName } from '../parameters/parameter-names.ts';
import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import type { TypicalCourse } from './typical-course.ts';

type SpreadName = Extract<ParameterName, `pk.${string}Spread`>;

const SPREADS = [
  'pk.clearanceSpread',
  'pk.volumeSpread',
  'pk.absorptionSpread',
  'pk.metaboliteSpread',
] as const satisfies readonly SpreadName[];
/** The second model spreads flow and peripheral volume apart from the central one. */
const SECOND_SPREADS = ['pk.exchangeSpread', 'pk.peripheralSpread'] as const;

/** Variances on the log scale, in the order of the random effects. */
export function variances(release: ModelRelease): readonly number[] {
  const names = modelOf(release) === '2' ? [...SPREADS, ...SECOND_SPREADS] : SPREADS;
  return names.map((name) => release.rows[name].value ** 2);
}

/** First lines of a file, each after the mark of a comment. */
export function headOf({ release }: TypicalCourse, comment: string): string {
  return [
    `Whole course under isotretinoin, ${release.name}: kinetics, then a step of every 24 hours.`,
    `Digest ${release.digest}. Hours, mg, L; the amount is what is absorbed.`,
    'Nobody misses a capsule or flares. One record without a dose every 24 hours from 0 (format records):',
    'a row holds the means of the day before, and the rest as it is at its own start.',
    'People differ in kinetics; without random effects (OMEGA 0, or zero_re()) it is the middle person.',
    'Lesions are shares of what was there before; relapse is the share of people like this, by reading.',
    '',
  ]
    .map((line) => (line === '' ? '' : `${comment} ${line}`))
    .join('\n');
}
