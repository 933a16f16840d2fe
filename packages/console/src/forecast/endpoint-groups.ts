// Which part of the page each endpoint stands in. Never an endpoint without a place.

import type { CurveAnswer, GradeAnswer } from '@aegle/forecast';

export const GROUPS = ['skin', 'effects', 'blood', 'oil', 'scars', 'life', 'drug'] as const;
export type Group = (typeof GROUPS)[number];

const GROUP_OF: Readonly<Record<string, Group>> = {
  inflammatoryLesions: 'skin',
  nonInflammatoryLesions: 'skin',
  totalLesions: 'skin',
  nodules: 'skin',
  gags: 'skin',
  iga: 'skin',
  igaSuccess: 'skin',
  flare: 'effects',
  cheilitis: 'effects',
  drySkin: 'effects',
  eczema: 'effects',
  fatigue: 'effects',
  eye: 'effects',
  backPain: 'effects',
  myalgia: 'effects',
  hairThinning: 'effects',
  sunburn: 'effects',
  triglycerides: 'blood',
  triglyceridesGrade: 'blood',
  alt: 'blood',
  altGrade: 'blood',
  triglyceridesEver: 'blood',
  altEver: 'blood',
  sebumExcretion: 'oil',
  sebumCasual: 'oil',
  sebumReservoir: 'oil',
  newScars: 'scars',
  scars: 'scars',
  qualityOfLife: 'life',
  parentMean: 'drug',
  metaboliteMean: 'drug',
  cumulativeDose: 'drug',
};

/** The part of an endpoint; undefined for one that this page does not know. */
export function groupOf({ endpoint }: Pick<CurveAnswer | GradeAnswer, 'endpoint'>) {
  return GROUP_OF[endpoint];
}
