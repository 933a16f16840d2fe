// What the model does once a day, as assignments that any language can hold: gland, lesions, scars, quality
// of life, blood, side effects, and relapse after the stop. Never a language: `syntax.ts` writes them down.

import { type Assignment, chosen, constantsIn, set } from './assignment.ts';
import { relapseAssignments } from './relapse-program.ts';
import type { TypicalCourse } from './typical-course.ts';

/** Assignments are read top to bottom; `day` and `dose` (of the day, mg/kg) are given. */
export interface DayProgram {
  /** Numbers of this person and release, by the names that the assignments use. */
  readonly constants: Readonly<Record<string, number>>;
  /** What is carried from day to day, as it is at the start of day 0. */
  readonly states: Readonly<Record<string, number>>;
  /** Of the day alone; first in showing and in stepping. */
  readonly ofDay: readonly Assignment[];
  /** Columns of the start of a day, in their order. */
  readonly shown: readonly Assignment[];
  /** From the start of a day to the start of the next. */
  readonly step: readonly Assignment[];
  /** Share who relapsed by `since`, days after the day that follows the last capsule; may be negative. */
  readonly relapse: readonly Assignment[];
  /** The columns among `relapse`; the rest are on the way. */
  readonly relapseColumns: readonly string[];
}

const STATES = {
  ...{ fast: 0, durable: 0, oil: 1 },
  ...{ drive: 1, comedone: 1, inflamed: 1, nodule: 1 },
  ...{ scarring: 0, burden: 1 },
  ...{ mucosalLag: 0, slowLag: 0, bloodLag: 0, exposedDays: 0 },
} as const;

/** Toward a target at a rate per day, exact for a target held through the day. */
const toward = (name: string, target: string, rate: string): Assignment =>
  set(name, `${name} + (1 - exp(-${rate})) * (${target} - ${name})`);

const OF_DAY: readonly Assignment[] = [
  set('natural', '1 - naturalFall * (1 - exp(-day / naturalTime))'),
  set('seen', 'natural * inflamed'),
];

const SHOWN: readonly Assignment[] = [
  set('suppression', 'fast + durable'),
  set('reservoir', 'oil'),
  set('comedones', 'natural * comedone'),
  set('inflammatory', 'seen'),
  set('nodules', 'natural * nodule'),
  set('scars', 'scarring'),
  set('unrelieved', 'unrelatedShare + (1 - unrelatedShare) * burden'),
  set('qualityOfLife', 'scoreMax - min(scoreMax, qolBurden * unrelieved)'),
  set('mucosal', 'mucosalLag'),
  set('slow', 'slowLag'),
  set('blood', 'bloodLag'),
  set('raised', 'bloodLag / (bloodLag + labDose50)'),
  set('triglycerides', 'triglyceridesBefore * (1 + triglyceridesRise * raised)'),
  set('alt', 'altBefore * (1 + altRise * raised)'),
  set('eye', '1 - exp(-(day * eyeBackgroundPerDay + exposedDays * eyeExcessPerDay))'),
];

/** Columns of `SHOWN` that only lead to others. */
const ON_THE_WAY: readonly string[] = ['unrelieved', 'raised'];

const STEP: readonly Assignment[] = [
  set('felt', '(1 - inflammatoryWeight) * natural * comedone + inflammatoryWeight * seen'),
  set('scarring', 'scarring + scarRate * inflammatoryLesions * seen'),
  toward('burden', 'felt', 'qolLagRate'),
  toward('mucosalLag', 'dose', 'mucosalRate'),
  toward('slowLag', 'dose', 'slowRate'),
  toward('bloodLag', 'dose', 'labRate'),
  chosen('exposedDays', { left: 'dose', right: '0.001', above: 'exposedDays + 1' }, 'exposedDays'),
  set('held', 'fast + durable'),
  toward('oil', '1 - held', 'reservoirRate'),
  set('target', 'glandMaximum * dose / (glandDose50 + dose)'),
  set('kept', 'durableShare * target'),
  chosen(
    'speed',
    { left: 'kept', right: 'durable', above: 'durableBuildRate' },
    'log(2) / durableHalfLife',
  ),
  set('durable', 'kept + (durable - kept) * exp(-speed)'),
  set('rest', 'max(0, target - durable)'),
  chosen(
    'speed',
    { left: 'rest', right: 'fast', above: 'glandOnRate' },
    'log(2) / glandOffHalfLife',
  ),
  set('fast', 'rest + (fast - rest) * exp(-speed)'),
  set('drive', 'drive * (1 - (1 - exp(-resetRate)) * dose / (resetDose50 + dose))'),
  toward('nodule', 'inflamed', 'noduleRate'),
  toward('inflamed', 'comedone', 'inflammatoryRate'),
  toward('comedone', 'drive * (1 - glandShare * held)', 'comedoneRate'),
];

/** The program of one course. */
export function dayProgram(course: TypicalCourse): DayProgram {
  const { consequences } = course;
  const effects = consequences.sideEffects.map(({ name, lag, most, dose50 }) =>
    set(name, `min(1, ${most} * ${lag}Lag / (${lag}Lag + ${dose50}))`),
  );
  const shown = [...SHOWN, ...effects];
  const relapse = relapseAssignments(consequences.relapse);
  const numbers: Readonly<Record<string, number>> = {
    ...course.parameters,
    ...consequences.parameters,
    ...relapse.constants,
  };
  const assignments = [...OF_DAY, ...shown, ...STEP, ...relapse.assignments];
  return {
    constants: constantsIn(assignments, numbers, Object.keys(STATES)),
    states: STATES,
    ofDay: OF_DAY,
    shown,
    step: STEP,
    relapse: relapse.assignments,
    relapseColumns: relapse.columns,
  };
}

/** The columns of the start of a day. */
export function shownColumns(program: DayProgram): string[] {
  return program.shown.map(({ name }) => name).filter((name) => !ON_THE_WAY.includes(name));
}
