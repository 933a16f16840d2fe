// What the diary reads from the server's answers: how something felt, and what stands after the course.

import { expect, it } from 'vitest';
import { afterOf, feltOf } from './own-data.ts';

const event = (type: 'SymptomReported' | 'CourseStarted' | 'CourseEnded', data: object) => ({
  id: 'e',
  type,
  v: 1,
  occurredOn: '2026-03-10',
  data: data as Record<string, unknown>,
  recorded: '2026-03-10T12:00:00.000Z',
  by: 'patient' as const,
});

it('keeps of a day and a symptom what was said last', () => {
  const events = [
    event('SymptomReported', { symptom: 'cheilitis', grade: 1 }),
    event('SymptomReported', { symptom: 'cheilitis', grade: 2 }),
    { ...event('SymptomReported', { symptom: 'cheilitis', grade: 3 }), occurredOn: '2026-03-09' },
  ];
  expect(feltOf({ events })).toEqual([
    { symptom: 'cheilitis', day: '2026-03-10', grade: 2 },
    { symptom: 'cheilitis', day: '2026-03-09', grade: 3 },
  ]);
});

it('tells of the time after a course only once it has ended, and none was started since', () => {
  const started = event('CourseStarted', {});
  const ended = event('CourseEnded', { lastDoseOn: '2026-03-08' });
  const advice = ['contraception-after', 'stop-and-call'].map((requirement) => ({
    programme: 'us-ipledge',
    requirement,
    text: requirement,
    sources: [],
  }));
  const rules = new Set(['us-ipledge contraception-after']);
  const of = (...events: ReturnType<typeof event>[]) =>
    afterOf({ events }, { advice }, { items: [] }, rules);
  expect(of()).toBeNull();
  expect(of(started)).toBeNull();
  expect(of(started, ended, started)).toBeNull();
  expect(of(started, ended)).toEqual({
    lastDoseOn: '2026-03-08',
    advice: ['contraception-after'],
    followUps: [],
  });
});
