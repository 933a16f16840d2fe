// A stored agenda says at every instant what the agenda says then, in every programme, with no write between.

import {
  type AfterAdvice,
  type AgendaQuestion,
  addDays,
  agendaItemsOf,
  agendaTurns,
  type CalendarDay,
  type CompiledProgramme,
  type CourseAgenda,
  type DatedQuestion,
  datedAgendaOf,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  followUpOf,
  type Instant,
  itemsAt,
  parseCalendarDay,
  placeOfCare,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line } from '../reference/history.ts';
import { EUROPEAN_METHODS } from '../reference/scripts.ts';
import { judgement, PLACES, READY_AFTER_DAYS, rulesOf } from './agenda-places.ts';

const RUNS = 12;
const DAYS = 4;
const HORIZON_DAYS = 31;
const DAY_MS = 86_400_000;
const clockOf = zoneClocks();

describe.each(PLACES)('%s from %s', (ids, firstDay, categories, course) => {
  const rules = rulesOf(ids);
  const start = parseCalendarDay(firstDay)!;
  const requirements = rules.flatMap(({ programme }) =>
    programme.editions.flatMap((edition) => edition.requirements.map(({ id }) => id)),
  );
  const more = [
    ...additions(ids[0]!, [...EUROPEAN_METHODS, 'iud']),
    ...requirements.map((requirement) => judgement(requirement, ids[0]!)),
  ];

  it.each(categories)('H-01 stored and computed agree at any instant, category %s', (category) => {
    const reached = { changes: 0, items: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        twists(100, 3),
        fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -32, max: 60 })),
        fc.array(fc.integer({ min: 0, max: DAYS * DAY_MS - 1 }), { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: DAY_MS - 1 }),
        (months, done, later, instants, hour) => {
          const lines = twisted(
            course(category, start, addDays(start, -25 * 366), months),
            done,
            start,
            more,
          );
          const after = READY_AFTER_DAYS + (months - 1) * 30 + later;
          const now = (askedAt(addDays(start, after)) + hour) as Instant;
          const asked = askedOf(rules, lines, now);
          const until = (now + DAYS * DAY_MS) as Instant;
          const dated = throughJson(datedAgendaOf(asked, now, until));
          reached.changes += dated.spans.length - 1;
          const turns = agendaTurns(asked, now, until);
          // One second before and after every turn, and anywhere.
          const around = turns.flatMap((turn) => [turn - 1000, turn, turn + 1000]);
          for (const at of [now, ...around, ...instants.map((one) => now + one)]) {
            if (at < now || at >= until) continue;
            const course = asked.courseAt(at as Instant);
            const plain = agendaItemsOf({ ...asked, now: at as Instant, course: course! });
            reached.items += plain.length;
            expect(itemsAt(dated, at as Instant)).toEqual(throughJson(plain));
          }
          expect(itemsAt(dated, until)).toBeUndefined();
          expect(itemsAt(dated, (now - 1) as Instant)).toBeUndefined();
        },
      ),
      { seed: 31, numRuns: RUNS },
    );
    expect(reached.changes).toBeGreaterThan(RUNS);
    expect(reached.items).toBeGreaterThan(RUNS * 20);
  });
});

const throughJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

function askedOf(
  rules: readonly CompiledProgramme[],
  lines: readonly Line[],
  now: Instant,
): DatedQuestion {
  const known = foldProgramme(eventsOf(lines, 'programme'), now);
  const patient = foldPatient(eventsOf(lines, 'gate'), now);
  const facts: AgendaQuestion['facts'] = {
    patient,
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), now),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), now),
    programmes: new Map(rules.map(({ programme }) => [programme.id, known])),
  };
  const zone = placeOfCare(patient) ?? rules[0]!.programme.zone;
  const day = clockOf(zone).dayAt(now);
  return {
    facts,
    programmes: new Map(rules.map((one) => [one.programme.id, one])),
    question: { daysSupply: 30 },
    horizonDays: HORIZON_DAYS,
    clockOf,
    courseAt: (at) => courseOn(zone, day, clockOf(zone).dayAt(at)),
  };
}

/** A course that runs out in three days, with a follow-up and an advice that change in these days. */
function courseOn(zone: string, day: CalendarDay, today: CalendarDay): CourseAgenda {
  const advice = { about: 'blood_donation', freeFrom: addDays(day, 2), row: 'r' };
  return {
    zone,
    today,
    capsulesLastUntil: addDays(day, 3),
    advice: [advice as AfterAdvice],
    followUps: followUpOf(addDays(day, -29), [], today),
  };
}
