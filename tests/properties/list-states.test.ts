// Where a course stands in the list: read from this course alone.

import { foldPatient, type Instant, parseCalendarDay } from '@aegle/core';
import { expect, it } from 'vitest';
import { stateOf } from '../../packages/server/src/services/patient-list.ts';
import { eventsOf, line } from '../reference/history.ts';
import { dispensed } from '../reference/scripts.ts';

const day = (text: string) => parseCalendarDay(text)!;
const enrolled = (course: string, on: string) =>
  line('PatientEnrolled', day(on), { programme: 'us-ipledge', course });
const first = [enrolled('c1', '2026-01-05'), dispensed(day('2026-02-06'), 1)];
const ended = line('CourseEnded', day('2026-06-30'), { course: 'c1', reason: 'clear' });
const second = enrolled('c2', '2026-09-01');

it.each([
  ['enrolled', [first[0]!]],
  ['in_treatment', first],
  ['ended', [...first, ended]],
  ['enrolled', [...first, ended, second]],
  ['in_treatment', [...first, ended, second, dispensed(day('2026-10-02'), 2)]],
] as const)('is %s', (state, lines) => {
  const events = eventsOf(lines, 'gate');
  expect(stateOf(foldPatient(events, Number.MAX_SAFE_INTEGER as Instant))).toBe(state);
});

it('is not known to be more than enrolled before its facts are projected', () => {
  expect(stateOf(undefined)).toBe('enrolled');
});
