// The after-course report in the reader's words: measures, effects, months, what the studies say.
// Never a word made up for something unknown: that is shown as the record has it.

import type { OwnReports } from '@aegle/api';
import { measureOf } from '@aegle/core';
import { en } from '../messages/en.ts';
import { t } from '../messages/messages.ts';
import { SIGN_NAMES, SIGNS } from './signs.ts';

export type Report = OwnReports['reports'][number];
export type Domain = Report['domains'][number];
export type Series = Domain['series'][number];
export type Published = NonNullable<Domain['published']>;

const R = en.report;

const isIn = <T extends object>(words: T, name: string): name is Extract<keyof T, string> =>
  Object.hasOwn(words, name);

const asRecorded = (word: string) => word.replaceAll(/[_-]/g, ' ');

/** Effects of whose name the diary has a sentence elsewhere. */
const FELT_OF: Readonly<Record<string, keyof typeof en.felt>> = {
  cheilitis: 'cheilitis',
  'dry-lips': 'cheilitis',
  'dry-skin': 'drySkin',
  'dry-eye': 'dryEye',
  'dry-eyes': 'dryEye',
};
const NAME_OF: Readonly<Record<string, keyof typeof R.effectNames>> = {
  ...{ arthralgia: 'arthralgia', 'joint-pain': 'arthralgia' },
  ...{ myalgia: 'myalgia', 'muscle-pain': 'myalgia', headache: 'headache', epistaxis: 'epistaxis' },
  ...{ photosensitivity: 'photosensitivity', 'night-blindness': 'nightBlindness' },
  ...{ weakness: 'weakness', 'dark-urine': 'darkUrine', fever: 'fever', bleeding: 'bleeding' },
  vomiting: 'vomiting',
};
const SIGN_OF: Readonly<Record<string, (typeof SIGN_NAMES)[number]>> = {
  depression: 'mood',
  'suicidal-ideation': 'suicidal',
};

/** "Dry lips"; an effect that nobody named is told as the record has it. */
export function effectName(effect: string): string {
  const felt = FELT_OF[effect];
  if (felt !== undefined) return t(`felt.${felt}`);
  const name = NAME_OF[effect];
  if (name !== undefined) return t(`report.effectNames.${name}`);
  const sign =
    SIGN_OF[effect] ??
    SIGN_NAMES.find((one) => SIGNS[one].length === 1 && SIGNS[one][0] === effect);
  return sign === undefined ? asRecorded(effect) : t(`signs.${sign}`);
}

/** "Severe" from the third grade on. */
export function gradeName(grade: number): string {
  return t(`grades.${String(Math.min(3, Math.max(0, grade))) as '0' | '1' | '2' | '3'}`);
}

export const measureName = (measure: string): string =>
  isIn(R.measures, measure) ? t(`report.measures.${measure}`) : asRecorded(measure);

export const domainName = (domain: string): string =>
  isIn(R.domains, domain) ? t(`report.domains.${domain}`) : asRecorded(domain);

export const rungName = (rung: string): string =>
  isIn(R.rungs, rung) ? t(`report.rungs.${rung}`) : asRecorded(rung);

export const visitState = (state: string): string =>
  isIn(R.visitStates, state) ? t(`report.visitStates.${state}`) : asRecorded(state);

/** "From 0 to 10. Lower is better." */
export function scaleOf({ measure, worse }: Series): string {
  const { min, max } = measureOf(measure);
  const good = worse === 'up' ? t('report.lowGood') : t('report.highGood');
  if (max === undefined) return good;
  return `${t('report.scale', { least: min, most: max })} ${good}`;
}

/** "3 months after the last capsule", or that it was before it. */
export function sinceLast(months: number): string {
  if (months < 0) return t('report.during');
  return months === 0 ? t('report.soon') : t('report.months', { count: months });
}

/** How it changed, and whether by more than the scale is off by chance. */
export function changeOf({ direction, isBeyondError }: Series): string {
  if (direction === 'same') return t('report.change.same');
  if (direction !== 'better' && direction !== 'worse') return t('report.change.none');
  const error = isBeyondError === 'yes' || isBeyondError === 'no' ? isBeyondError : 'unknown';
  return t(`report.change.${direction}.${error}`);
}

/** What the studies say; `undefined`: the diary has no sentence for it, only the evidence's own. */
export function studiesSay({ claim }: Published): string | undefined {
  return isIn(R.published, claim) ? t(`report.published.${claim}`) : undefined;
}

export const certaintyOf = ({ certainty }: Published): string =>
  t(`report.certainties.${isIn(R.certainties, certainty) ? certainty : 'other'}`);

/** Whether the acne is away, was treated again, or neither is known. */
export function backState({ isInRemission, relapse }: Report): string {
  if (isInRemission) return t('report.backState.away');
  const isTreated = relapse.some(({ state }) => state === 'relapsed');
  return t(`report.backState.${isTreated ? 'treated' : 'unknown'}`);
}
