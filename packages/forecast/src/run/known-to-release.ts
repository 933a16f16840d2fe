// What a question asks that the release it names cannot answer: refused, where it would be left out.
// Never a limit of the question itself; `request.ts` holds those.

import type { RegimenRefusal } from '@aegle/core';
import { CURVES, GRADED } from '../catalogue/catalogue.ts';
import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import type { ForecastRequest } from './request.ts';

const LATER: readonly string[] = [...CURVES, ...GRADED]
  .filter(({ isInFirst }) => isInFirst === false)
  .map(({ name }) => name);

/** Every field of an accepted question that a release of the first model knows nothing of. */
export function refusalsOf(
  request: ForecastRequest,
  release: ModelRelease,
): readonly RegimenRefusal[] {
  if (modelOf(release) !== '1') return [];
  const refusals: RegimenRefusal[] = [];
  const refuse = (field: string, what: string): void => {
    const rule = `the release ${release.name} has no ${what}`;
    refusals.push({ field, rule, nextStep: 'leave it out, or ask the release in use' });
  };
  const later = (request.endpoints ?? []).filter((name) => LATER.includes(name));
  if (later.length > 0) refuse('endpoints', later.join(', '));
  if (request.laboratoryEveryDays !== undefined)
    refuse('laboratoryEveryDays', 'blood tests one after another');
  const { subject } = request;
  if (subject.kind === 'patient' && subject.profile.scars !== undefined)
    refuse('subject.profile.scars', 'scars from before treatment');
  if (subject.kind === 'population' && subject.baseline?.scars !== undefined)
    refuse('subject.baseline.scars', 'scars from before treatment');
  return refusals;
}
