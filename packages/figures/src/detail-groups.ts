// Which folded part each endpoint stands in. Never an endpoint without a place.

export const GROUPS = ['skin', 'effects', 'blood', 'oil', 'scars', 'life', 'drug'] as const;
export type Group = (typeof GROUPS)[number];

const PLACES: Readonly<Record<Group, readonly string[]>> = {
  skin: [
    ...['inflammatoryLesions', 'nonInflammatoryLesions', 'totalLesions', 'nodules', 'gags'],
    ...['iga', 'igaSuccess', 'flare'],
  ],
  effects: [
    ...['cheilitis', 'drySkin', 'eczema', 'fatigue', 'eye', 'backPain', 'myalgia'],
    ...['hairThinning', 'sunburn'],
  ],
  blood: ['triglycerides', 'triglyceridesGrade', 'triglyceridesEver', 'alt', 'altGrade', 'altEver'],
  oil: ['sebumExcretion', 'sebumCasual', 'sebumReservoir'],
  scars: ['newScars', 'scars'],
  life: ['qualityOfLife'],
  drug: ['parentMean', 'metaboliteMean', 'cumulativeDose'],
};

/** The part of an endpoint; undefined for one that this page does not know. */
export function groupOf(endpoint: string): Group | undefined {
  return GROUPS.find((group) => PLACES[group].includes(endpoint));
}
