// Who has the patient after a transfer of care: by day, then by what the log had heard.

import { describe, expect, it } from 'vitest';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { foldPatient } from './fold.ts';
import { treatingPrescriber } from './treating.ts';

const first = dayOf('2024-02-01');
const on = (offset: number) => addDays(first, offset);

describe('H-02 the treating prescriber', () => {
  const enrolled = (history: MadeUpHistory, offset: number, course: string) =>
    history.add('PatientEnrolled', on(offset), { programme: 'p', course });
  const to = (history: MadeUpHistory, offset: number, toPrescriber: string) =>
    history.add('CareTransferred', on(offset), { toPrescriber });
  const at = (history: MadeUpHistory, offset: number, sequence = Infinity) =>
    treatingPrescriber(foldPatient(history.events, noonOf(on(400))), {
      occurredOn: on(offset),
      sequence,
    });

  it('is anybody before a transfer, and the one it names from its day on', () => {
    const history = to(enrolled(new MadeUpHistory(), 0, 'c1'), 10, 'b');
    expect([9, 10, 11].map((day) => at(history, day))).toEqual([undefined, 'b', 'b']);
    // On the day itself, what was written before the log heard of the transfer stands.
    expect(at(history, 10, 1)).toBeUndefined();
  });

  it('is the one named by the latest day, whichever was heard last', () => {
    const history = to(to(enrolled(new MadeUpHistory(), 0, 'c1'), 20, 'c'), 10, 'b');
    expect([15, 20].map((day) => at(history, day))).toEqual(['b', 'c']);
  });

  it('is anybody again in a new course, and not by a second enrolment in the same one', () => {
    const history = () => to(enrolled(new MadeUpHistory(), 0, 'c1'), 10, 'b');
    expect(at(enrolled(history(), 20, 'c2'), 30)).toBeUndefined();
    expect(at(enrolled(history(), 20, 'c1'), 30)).toBe('b');
  });
});
