// How an insurer's authorisation stands, and which shelves are empty: from what was told, as of a day.

import { describe, expect, it } from 'vitest';
import { foldRecord } from '../facts/fold-record.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { emptyShelves, priorAuthorizationOf, shelfText } from './obstacles.ts';

const start = dayOf('2026-03-02');
const day = (count: number) => addDays(start, count);
const facts = (history: MadeUpHistory) => foldRecord(history.events, noonOf(day(400)));
const insurerOn = (history: MadeUpHistory, count: number, since?: CalendarDay) =>
  priorAuthorizationOf(facts(history), since, day(count));
const asked = () =>
  new MadeUpHistory().add('PriorAuthorizationRequested', day(0), {
    request: 'pa-1',
    answerBy: day(7),
  });
const answered = (granted: boolean, lastDay?: CalendarDay) =>
  asked().add('PriorAuthorizationDecided', day(5), {
    request: 'pa-1',
    granted,
    ...(lastDay === undefined ? {} : { lastDay }),
  });

describe('the insurer', () => {
  it('was not asked, is asked, and answers', () => {
    expect(insurerOn(new MadeUpHistory(), 3)).toBeUndefined();
    expect(insurerOn(answered(true, day(100)), 3)).toMatchObject({
      state: 'asked',
      answerBy: day(7),
    });
    expect(insurerOn(answered(true, day(100)), 5)).toMatchObject({
      state: 'agreed',
      lastDay: day(100),
    });
    expect(insurerOn(answered(false), 5)).toMatchObject({ state: 'refused' });
  });

  it('agreed up to a day, and that day stays named when it is over', () => {
    const history = answered(true, day(100));
    expect(insurerOn(history, 101)).toMatchObject({ state: 'agreed', lastDay: day(100) });
    expect(insurerOn(answered(true), 300)).toMatchObject({ state: 'agreed', lastDay: undefined });
  });

  it('is asked anew while its agreement still holds, or no longer does', () => {
    const again = answered(true, day(100)).add('PriorAuthorizationRequested', day(80), {
      request: 'pa-2',
    });
    expect(insurerOn(again, 90)).toMatchObject({ state: 'asked', coveredUntil: day(100) });
    expect(insurerOn(again, 101)).toMatchObject({ state: 'asked', coveredUntil: undefined });
    again.add('PriorAuthorizationDecided', day(95), { request: 'pa-2', granted: false });
    expect(insurerOn(again, 96)).toMatchObject({ state: 'refused', coveredUntil: day(100) });
  });

  it('is not waited for where it was asked in an earlier course; what it granted holds', () => {
    expect(insurerOn(asked(), 50, day(40))).toBeUndefined();
    expect(insurerOn(answered(false), 50, day(40))).toBeUndefined();
    expect(insurerOn(answered(true, day(100)), 50, day(40))).toMatchObject({ state: 'agreed' });
    expect(insurerOn(answered(true, day(45)), 50, day(40))).toBeUndefined();
  });

  it('answers the request of its own name alone', () => {
    const other = asked().add('PriorAuthorizationDecided', day(5), {
      request: 'pa-other',
      granted: true,
      lastDay: day(100),
    });
    expect(insurerOn(other, 6)).toMatchObject({ state: 'asked', coveredUntil: day(100) });
  });
});

describe('a shelf', () => {
  const empty = (pharmacy = 'ph', product?: string) =>
    new MadeUpHistory().add('StockRanOut', day(0), {
      pharmacy,
      ...(product === undefined ? {} : { product }),
    });
  const shelves = (
    history: MadeUpHistory,
    supplies = [] as { pharmacy: string; on: CalendarDay }[],
  ) => emptyShelves(facts(history), supplies, day(10)).map(({ pharmacy }) => pharmacy);

  it('is empty until something came, or was handed out from it', () => {
    expect(shelves(empty())).toEqual(['ph']);
    expect(shelves(empty().add('StockArrived', day(3), { pharmacy: 'ph' }))).toEqual([]);
    expect(shelves(empty().add('StockArrived', day(3), { pharmacy: 'other' }))).toEqual(['ph']);
    expect(shelves(empty(), [{ pharmacy: 'ph', on: day(2) }])).toEqual([]);
    expect(shelves(empty(), [{ pharmacy: 'ph', on: day(0) }])).toEqual(['ph']);
  });

  it('of one strength is filled by that one, or by everything', () => {
    const strength = empty('ph', '40 mg');
    expect(shelves(strength)).toEqual(['ph']);
    const arrived = (product?: string) =>
      empty('ph', '40 mg').add('StockArrived', day(3), {
        pharmacy: 'ph',
        ...(product === undefined ? {} : { product }),
      });
    expect(shelves(arrived('20 mg'))).toEqual(['ph']);
    expect(shelves(arrived('40 mg'))).toEqual([]);
    expect(shelves(arrived())).toEqual([]);
  });

  it('says since when it is empty and when more is expected', () => {
    const shelf = { pharmacy: 'ph', since: day(0), event: 'e' };
    expect(shelfText({ ...shelf, expectedOn: undefined })).toContain('no day is named');
    expect(shelfText({ ...shelf, expectedOn: day(3) })).toContain('2026-03-05');
  });
});
