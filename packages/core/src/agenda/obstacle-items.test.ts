// An insurer and a shelf as items: from when, until when, and too late where the pickup's window closes first.

import { describe, expect, it } from 'vitest';
import { dayOf, utcClock } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import type { AgendaItem } from './agenda-item.ts';
import { plain, reason } from './course-item.ts';
import { beforePickup, type Obstacles, obstacleItems } from './obstacle-items.ts';

const today = dayOf('2026-03-02');
const day = (count: number) => addDays(today, count);
const agreed = (lastDay: number) =>
  ({ state: 'agreed', lastDay: day(lastDay), event: 'e' }) as const;
const items = (course: Omit<Obstacles, 'zone' | 'today'>) =>
  obstacleItems({ zone: 'UTC', today, ...course }, utcClock);

describe('the insurer', () => {
  it('is asked anew thirty days before the end, unless the course ends before', () => {
    expect(items({ priorAuthorization: agreed(40), endsOn: day(41) })).toMatchObject([
      { what: 'prior_authorization', state: 'later', from: day(10), closes: { day: day(40) } },
    ]);
    expect(items({ priorAuthorization: agreed(40), endsOn: day(40) })).toEqual([]);
    expect(items({ priorAuthorization: agreed(40) })).toHaveLength(1);
    expect(items({ priorAuthorization: agreed(30) })).toMatchObject([{ state: 'now' }]);
    expect(items({ priorAuthorization: agreed(-1) })).toMatchObject([{ state: 'overdue' }]);
  });

  it('that named no last day is asked for it', () => {
    const unknown = { state: 'agreed', lastDay: undefined, event: 'e' } as const;
    expect(items({ priorAuthorization: unknown, endsOn: day(5) })).toMatchObject([
      { what: 'prior_authorization', state: 'now', closes: undefined },
    ]);
  });

  it('that was asked is waited for until what still holds ends, else until it has to answer', () => {
    const asked = { state: 'asked', answerBy: day(3), event: 'e' } as const;
    expect(items({ priorAuthorization: { ...asked, coveredUntil: day(9) } })).toMatchObject([
      { what: 'insurer_answer', state: 'now', closes: { day: day(9) }, unlocks: ['dispense'] },
    ]);
    expect(items({ priorAuthorization: { ...asked, coveredUntil: undefined } })).toMatchObject([
      { closes: { day: day(3) }, who: ['delegate', 'prescriber'] },
    ]);
  });

  it('that refused is answered', () => {
    const refused = { state: 'refused', coveredUntil: undefined, event: 'e' } as const;
    expect(items({ priorAuthorization: refused })).toMatchObject([
      { what: 'prior_authorization', state: 'now', closes: undefined, why: { evidence: ['e'] } },
    ]);
  });
});

describe('a shelf', () => {
  const shelf = { pharmacy: 'ph', since: day(-1), expectedOn: day(4), event: 'e' };
  const pickup = (lastDay: number): AgendaItem => ({
    ...plain('dispense', 'x', reason('dispense', 'p', 'r', [], 'Everything is in place.')),
    ...{ state: 'now', who: ['pharmacist'], from: today, bestDay: today },
    closes: { day: day(lastDay), zone: 'UTC', at: utcClock('UTC').lastInstantOf(day(lastDay)) },
  });
  const before = (lastDay: number) =>
    beforePickup([pickup(lastDay), ...items({ emptyShelves: [shelf] })])[1]!;

  it('has to be filled when the window of the pickup closes', () => {
    expect(items({ emptyShelves: [shelf] })).toMatchObject([
      { closes: undefined, bestDay: day(4) },
    ]);
    expect(before(4)).toMatchObject({ bestDay: day(4), closes: { day: day(4) } });
    expect(before(4).why.text.patient).not.toContain('closes before');
  });

  it('is filled too late after it', () => {
    expect(before(3)).toMatchObject({ bestDay: day(3), closes: { day: day(3) } });
    expect(before(3).why.text.pharmacist).toContain('closes before that, on 2026-03-05');
  });
});
