// What an insurer and a shelf say never touches the gate: no sequence of it changes any decision, in any programme.

import {
  type AegleEvent,
  addDays,
  type CompiledProgramme,
  decideGate,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type Instant,
  parseCalendarDay,
  STAGES,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line } from '../reference/history.ts';
import { EUROPEAN_METHODS } from '../reference/scripts.ts';
import { PLACES, READY_AFTER_DAYS, rulesOf } from './agenda-places.ts';

const RUNS = 60;
const clockOf = zoneClocks();

const words = fc.constantFrom('pa-1', 'pa-2');
const lastDay = fc.option(fc.integer({ min: -30, max: 400 }), { nil: undefined });
/** Anything that can be told of an insurer or a shelf, and corrections of it; `at` says where it stands. */
const obstacle = fc.record({
  at: fc.nat(200),
  told: fc.oneof(
    fc.record({
      type: fc.constant('PriorAuthorizationRequested' as const),
      request: words,
      lastDay,
    }),
    fc.record({
      type: fc.constant('PriorAuthorizationDecided' as const),
      request: words,
      granted: fc.boolean(),
      lastDay,
    }),
    fc.record({ type: fc.constant('StockRanOut' as const), pharmacy: words, lastDay }),
    fc.record({ type: fc.constant('StockArrived' as const), pharmacy: words }),
    fc.record({ type: fc.constant('Corrected' as const), isWithdrawn: fc.boolean() }),
  ),
});
type Obstacle = typeof obstacle extends fc.Arbitrary<infer Value> ? Value : never;

describe.each(PLACES)('%s from %s', (ids, firstDay, categories, course) => {
  const rules = rulesOf(ids);
  const start = parseCalendarDay(firstDay)!;
  const more = additions(ids[0]!, EUROPEAN_METHODS);

  it.each(categories)('H-01 no decision changes, category %s', (category) => {
    const reached = { granted: 0, denied: 0, told: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 }),
        twists(60, 2),
        fc.constantFrom(...STAGES),
        fc.integer({ min: -2, max: 9 }),
        fc.array(obstacle, { minLength: 1, maxLength: 12 }),
        (months, done, kind, later, obstacles) => {
          const born = addDays(start, -25 * 366);
          const lines = twisted(course(category, start, born, months), done, start, more);
          const after = READY_AFTER_DAYS + (months - 1) * 30 + later;
          const now = askedAt(addDays(start, after));
          const plain = eventsOf(lines, 'gate');
          const decided = decisionOn(rules, lines, plain, kind, now);
          reached[decided.outcome] += 1;
          reached.told += obstacles.length;
          const told = withObstacles(plain, obstacles);
          expect(decisionOn(rules, lines, told, kind, now)).toEqual(decided);
        },
      ),
      { seed: 23, numRuns: RUNS },
    );
    expect(reached.granted + reached.denied).toBe(RUNS);
    expect(reached.told).toBeGreaterThan(RUNS * 2);
  });
});

/** The same events with the others among them, each at the instant of the one before it. */
function withObstacles(
  events: readonly AegleEvent[],
  obstacles: readonly Obstacle[],
): readonly AegleEvent[] {
  const all = [...events];
  for (const [index, { at, told }] of obstacles.entries()) {
    const beside = events[at % events.length]!;
    const { type, ...said } = told;
    // A correction of the record stands in the gate stream, where what it names does not.
    const data = type === 'Corrected' ? { event: 'elsewhere', field: 'granted', ...said } : said;
    const event = { ...beside, id: `told-${index}`, type, data };
    // Data of its own type, as a sender may have written it.
    all.splice(all.indexOf(beside) + 1, 0, event as unknown as AegleEvent);
  }
  return all;
}

function decisionOn(
  rules: readonly CompiledProgramme[],
  lines: readonly Line[],
  gate: readonly AegleEvent[],
  kind: (typeof STAGES)[number],
  at: Instant,
) {
  const known = foldProgramme(eventsOf(lines, 'programme'), at);
  const facts = {
    patient: foldPatient(gate, at),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), at),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), at),
    programmes: new Map(rules.map(({ programme }) => [programme.id, known])),
  };
  return decideGate(rules, facts, { kind, daysSupply: 30, at }, clockOf, true);
}
