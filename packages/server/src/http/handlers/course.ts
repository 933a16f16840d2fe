// One patient's course, with the citations behind its numbers, and its plan for a forecast.
// To patients their own reports alone. Never another clinic's patient.

import type { AnswerOf } from '@aegle/api';
import { ownReports, readCourse, readCoursePlan } from '../../services/services.ts';
import type { Dependencies, SomeRoutes } from '../calls/call.ts';

/** Every key under a `sources` list of the answer. */
function keysIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'sources' && Array.isArray(inner) ? inner.map(String) : keysIn(inner),
  );
}

/** The citation of every key that the answer names. */
function citationsIn({ forecasts }: Dependencies, read: unknown): Record<string, string> {
  const cited = [...new Set(keysIn(read))].flatMap((key) => {
    const citation = forecasts.citations.get(key);
    return citation === undefined ? [] : [[key, citation] as const];
  });
  return Object.fromEntries(cited);
}

export const courseRoutes: SomeRoutes<'readCourse' | 'readOwnReports' | 'readCoursePlan'> = {
  async readCourse(dependencies, { params: { patient }, scope }): Promise<AnswerOf<'readCourse'>> {
    const read = await readCourse(dependencies.services, scope, patient);
    return { ...read, sources: citationsIn(dependencies, read) };
  },
  async readOwnReports(dependencies, { params: { patient }, scope }) {
    const read = await ownReports(dependencies.services, scope, patient);
    return { ...read, sources: citationsIn(dependencies, read) };
  },
  readCoursePlan({ services }, { params: { patient }, scope }) {
    return readCoursePlan(services, scope, patient);
  },
};
