// One patient's course, with the citations behind its numbers, and its plan for a forecast.
// Never another clinic's patient.

import type { AnswerOf } from '@aegle/api';
import { readCourse, readCoursePlan } from '../../services/services.ts';
import type { SomeRoutes } from '../calls/call.ts';

type Answer = AnswerOf<'readCourse'>;

/** Every key under a `sources` list of the answer. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'sources' && Array.isArray(inner) ? inner.map(String) : keysIn(inner),
  );
}

export const courseRoutes: SomeRoutes<'readCourse' | 'readCoursePlan'> = {
  async readCourse({ services, forecasts }, { params: { patient }, scope }): Promise<Answer> {
    const read = await readCourse(services, scope, patient);
    const cited = [...new Set(keysIn(read))].flatMap((key) => {
      const citation = forecasts.citations.get(key);
      return citation === undefined ? [] : [[key, citation] as const];
    });
    return { ...read, sources: Object.fromEntries(cited) };
  },
  readCoursePlan({ services }, { params: { patient }, scope }) {
    return readCoursePlan(services, scope, patient);
  },
};
