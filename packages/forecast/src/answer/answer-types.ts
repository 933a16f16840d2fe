// What a forecast answers, as plain data: every figure with its badge, sources and check beside it.
// Never a figure without them, and never a ranking.

import type { Icons } from '../endpoints/icons.ts';
import type { BlockValidation } from '../endpoints/validation.ts';
import type { Words } from '../endpoints/words.ts';
import type { RelapseEndpoint } from '../models/relapse.ts';
import type { ModelVersion, ShownModel } from '../parameters/parameters.ts';
import type { StructureShare } from '../summary/summarise.ts';
import type { Trust } from './trust.ts';
import type { Warning } from './warnings.ts';

/** Values per output time; null where nothing may or can be said. */
export type Line = readonly (number | null)[];

/** What stands beside every figure: its badges, its sources, and the block whose check speaks for it. */
export interface Marks extends Trust {
  readonly label: string;
  readonly sources: readonly string[];
}

export interface CurveAnswer extends Marks {
  readonly endpoint: string;
  readonly unit: string;
  readonly shown: ShownModel;
  /** `words` where one person may get no number: then only the widest band, rounded, is given. */
  readonly form: 'numbers' | 'words';
  readonly words: string | null;
  readonly median: Line;
  readonly low50: Line;
  readonly high50: Line;
  readonly low90: Line;
  readonly high90: Line;
  readonly mean: Line;
  /** 90 % interval of the mean from what we do not know, patients' differences taken out. */
  readonly meanLow: Line;
  readonly meanHigh: Line;
  /** Standard error of the median from the number of virtual patients alone. */
  readonly monteCarloError: Line;
  readonly unidentifiedFromDay: number | null;
}

export interface GradeAnswer extends Marks {
  readonly endpoint: string;
  readonly grades: readonly string[];
  readonly form: 'numbers' | 'words';
  /** What is said in place of numbers, or null. */
  readonly words: string | null;
  /** [grade][time] shares, adding to 1 over grades. */
  readonly shares: readonly Line[];
  /** 90 % interval, over parameter draws, of the share at or above `countsFrom`. */
  readonly low: Line;
  readonly high: Line;
  /** False where nothing is known of it without treatment: then nothing stands beside it. */
  readonly hasBackground: boolean;
  /** What the icons and the interval count, such as "moderate or worse". */
  readonly counted: string;
  /** On the plan's last dose day; for the untreated course, on the first plan's. */
  readonly icons: Icons | null;
}

export interface RelapseAnswer extends Marks {
  readonly endpoint: RelapseEndpoint;
  readonly shown: ShownModel;
  readonly form: 'numbers' | 'words';
  /** The range in words where one person may get no number, or null. */
  readonly words: string | null;
  readonly share: Line;
  readonly low: Line;
  readonly high: Line;
  /** 50 % interval. */
  readonly low50: Line;
  readonly high50: Line;
  /** Standard error of the share from the number of parameter draws. */
  readonly monteCarloError: Line;
  /** On `comparedOnDay`: each reading of the dose, its weight and what it gives. Never averaged away. */
  readonly structures: readonly StructureShare[];
  /** The day of the icons and of the dose effect: as long after the stop for every plan. */
  readonly comparedOnDay: number;
  /** Then: what it would be with the reported dose effect, and with none. Not ranked. */
  readonly doseEffectRange: {
    readonly withEffect: number | null;
    readonly withNone: number | null;
  };
  readonly icons: Icons | null;
}

/** Acne that gets worse first: how many, how badly; its clock starts with the first capsule. */
export interface FlareAnswer extends Marks {
  readonly firstDoseDay: number;
  readonly form: 'numbers' | 'words';
  /** Shares of people with a mild, moderate and severe flare; empty where `form` is words. */
  readonly shares: readonly {
    readonly grade: 'mild' | 'moderate' | 'severe';
    readonly share: number;
    readonly low: number;
    readonly high: number;
  }[];
  /** Of any flare; null where `form` is words. */
  readonly icons: Icons | null;
}

export interface PlanAnswer {
  readonly name: string;
  readonly firstDoseDay: number | null;
  readonly lastDoseDay: number | null;
  readonly curves: readonly CurveAnswer[];
  readonly grades: readonly GradeAnswer[];
  /** Empty for the untreated course, and while the plan goes on past the horizon. */
  readonly relapse: readonly RelapseAnswer[];
  /** Null for the untreated course. */
  readonly flare: FlareAnswer | null;
}

export interface ForecastAnswer {
  readonly release: { readonly name: string; readonly version: string; readonly digest: string };
  /** Which equations and draws answered. */
  readonly modelVersion: ModelVersion;
  /** Parameter draws that somebody met. */
  readonly draws: number;
  /** How each block did against studies that the model had not seen. */
  readonly validation: readonly BlockValidation[];
  readonly seed: number;
  readonly patients: number;
  readonly outputDays: readonly number[];
  /** First day with a few-data badge: three years after the start. Null within the horizon. */
  readonly fewDataFromDay: number | null;
  /** Days after the last capsule at which relapse is compared; null where no plan ends in time. */
  readonly comparedAfterStopDays: number | null;
  readonly warnings: readonly Warning[];
  readonly plans: readonly PlanAnswer[];
  readonly untreated: PlanAnswer;
  readonly alternative: Words;
  readonly lastingEffects: readonly Words[];
  readonly notForecast: readonly Words[];
}
