// A stop that names no method in use is noticed; one that ends something, or is told twice, is not.

import { expect, it } from 'vitest';
import type { EventOf } from '../events/event.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { endsNothing } from './stop-in-use.ts';

const monday = dayOf('2024-03-04');
const started = (method: string, day = 0) =>
  ['ContraceptionStarted', day, { method, declaredBy: 'patient' }] as const;
const stopped = (method: string, day: number) => ['ContraceptionStopped', day, { method }] as const;
type Word = ReturnType<typeof started> | ReturnType<typeof stopped>;

it.each<[string, readonly Word[], Word, boolean]>([
  ['the method in use', [started('pill')], stopped('pill', 2), false],
  ['the method of its first day', [started('pill')], stopped('pill', 0), false],
  ['another spelling', [started('pill')], stopped('Pill', 2), true],
  ['a brand', [started('pill')], stopped('Yasmin', 2), true],
  ['another method', [started('pill')], stopped('coil', 2), true],
  ['a method that begins later', [started('pill', 3)], stopped('pill', 2), true],
  [
    'a method that was stopped before',
    [started('pill'), stopped('pill', 1)],
    stopped('pill', 2),
    true,
  ],
  ['the same stop again', [started('pill'), stopped('pill', 2)], stopped('pill', 2), false],
  ['an earlier day of it', [started('pill'), stopped('pill', 2)], stopped('pill', 1), false],
  [
    'a method begun again on the day of its stop',
    [started('pill'), stopped('pill', 1), started('pill', 1)],
    stopped('pill', 2),
    false,
  ],
])('H-01 a stop of %s', (_, told, stop, expected) => {
  const history = new MadeUpHistory();
  for (const [type, day, data] of [...told, stop]) history.add(type, addDays(monday, day), data);
  const last = history.events.at(-1) as EventOf<'ContraceptionStopped'>;
  expect(endsNothing(last, history.events)).toBe(expected);
});
