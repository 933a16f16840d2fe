// One way to every block's predictions: a study's figures at a parameter set.
// Never a figure without its study: a study is what may differ from another.

import type { ParameterSet } from '../population/parameter-set.ts';
import type { BlockName } from './blocks.ts';
import { EFFECT_STUDIES, LABORATORY_STUDIES } from './predict-body.ts';
import { KINETIC_STUDIES } from './predict-kinetics.ts';
import { type CohortCourses, RELAPSE_STUDIES } from './predict-relapse.ts';
import { GLAND_STUDIES, LESION_STUDIES, QUALITY_STUDIES, SCAR_STUDIES } from './predict-skin.ts';

type Figures = Readonly<Record<string, number>>;
type Predict = (set: ParameterSet, courses: CohortCourses) => Figures;

const STUDIES: Readonly<Record<BlockName, Readonly<Record<string, Predict>>>> = {
  kinetics: KINETIC_STUDIES,
  gland: GLAND_STUDIES,
  lesions: LESION_STUDIES,
  quality: QUALITY_STUDIES,
  scars: SCAR_STUDIES,
  laboratory: LABORATORY_STUDIES,
  effects: EFFECT_STUDIES,
  relapse: RELAPSE_STUDIES,
};

/** Figures of one study by the id of their target. Throws where the block has no such study. */
export function figuresOf(
  block: BlockName,
  study: string,
  set: ParameterSet,
  courses: CohortCourses,
): Figures {
  const predict = STUDIES[block][study];
  if (!predict) throw new RangeError(`${block}: no study ${study}; add it to its predictions`);
  return predict(set, courses);
}
