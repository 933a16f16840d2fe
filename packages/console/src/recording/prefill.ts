// What a fresh form starts with: the course, what stays the same from entry to entry, the one hold.
// Never a result, a score or a dose: what is new is entered by whoever knows it.

import type { Timeline } from '@aegle/api';
import { EVENT_CATALOGUE, type EventType } from '@aegle/core';
import { TARGET_FIELD } from '../forms/form-of.ts';
import type { Choices } from './choices.ts';

/** Fields that are as they were the last time, until somebody changes them. */
const CARRIED: Partial<Readonly<Record<EventType, readonly string[]>>> = {
  DosePlanned: ['schedule', 'productClass', 'meal'],
  EndPolicyChosen: ['policy', 'convention'],
  SeverityAssessed: ['scale'],
  LabResulted: ['laboratory'],
};

/**
 * Values by field. A hold or report is named where it is the only one that stands, and the newest where
 * the form was opened to end one: it is shown before anything is recorded.
 */
export function prefilled(
  type: EventType,
  events: Timeline['events'],
  choices: Choices,
  isAskedFor = false,
): Readonly<Record<string, string>> {
  const last = events.findLast((event) => event.type === type)?.data ?? {};
  const carried = (CARRIED[type] ?? []).flatMap((name) => {
    const value = last[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const fields = Object.keys(EVENT_CATALOGUE[type].fields);
  const [course] = fields.includes('course') ? (choices.course ?? []) : [];
  const target = TARGET_FIELD[type];
  const [only, ...more] = target === undefined ? [] : (choices[target] ?? []);
  return {
    ...Object.fromEntries(carried),
    ...(course === undefined ? {} : { course: course.value }),
    ...(target === undefined || only === undefined || (more.length > 0 && !isAskedFor)
      ? {}
      : { [target]: only.value }),
  };
}
