// The agenda is the gate asked over the coming days: at every turn of a day the same, in every programme.

import {
  addDays,
  answerAt,
  type CompiledProgramme,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateAsked,
  gateSpans,
  type Instant,
  parseCalendarDay,
  STAGES,
  saysTheSame,
  turnsBetween,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line } from '../reference/history.ts';
import { EUROPEAN_METHODS } from '../reference/scripts.ts';
import { judgement, PLACES, READY_AFTER_DAYS, rulesOf } from './agenda-places.ts';

/** On the programme's clock, and with a place of care that lies far from it on either side. */
const ZONES = [undefined, 'Pacific/Guam', 'America/Martinique', 'Europe/Berlin'] as const;
const HORIZON_DAYS = 120;
const RUNS = 120;
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

  it.each(categories)('H-01 says at every turn what the gate says, category %s', (category) => {
    const reached = { turns: 0, spans: 0, granted: 0, opensByItself: 0 };
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        twists(100, 3),
        fc.constantFrom(...STAGES),
        fc.oneof(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -32, max: 60 })),
        fc.constantFrom(17, 30),
        fc.constantFrom(...ZONES),
        (months, done, kind, later, age, zone) => {
          const born = addDays(start, 40 - age * 365);
          const lines = twisted(course(category, start, born, months), done, start, more);
          const after = READY_AFTER_DAYS + (months - 1) * 30 + later;
          const now = (askedAt(addDays(start, after)) + 7 * 3_600_000) as Instant;
          const asked = askedOf(rules, lines, now, kind, zone);
          const until = (now + HORIZON_DAYS * DAY_MS) as Instant;
          const spans = gateSpans(asked, now, until);
          const turns = [now, ...turnsBetween(asked, now, until)];
          reached.turns += turns.length;
          reached.spans += spans.length;
          reached.granted += spans.filter((one) => one.decision.outcome === 'granted').length;
          if (spans.some((one, at) => at > 0 && one.decision.outcome === 'granted'))
            reached.opensByItself += 1;
          let at = 0;
          for (const turn of turns) {
            while (spans[at]!.until < turn) at += 1;
            const plain = answerAt(asked, turn);
            const { decision, isOpenEnded } = spans[at]!;
            if (!saysTheSame(plain, spans[at]!))
              expect({ turn, decision, isOpenEnded }).toEqual({ turn, ...plain });
          }
        },
      ),
      { seed: 10, numRuns: RUNS },
    );
    // A comparison that met no window, or no change of day, would prove little.
    expect(reached.granted).toBeGreaterThan(10);
    expect(reached.spans).toBeGreaterThan(RUNS + 5);
    expect(reached.turns).toBeGreaterThan(RUNS * HORIZON_DAYS);
  });
});

function askedOf(
  rules: readonly CompiledProgramme[],
  lines: readonly Line[],
  now: Instant,
  kind: (typeof STAGES)[number],
  zone: string | undefined,
): GateAsked {
  const known = foldProgramme(eventsOf(lines, 'programme'), now);
  return {
    programmes: rules,
    facts: {
      patient: foldPatient(eventsOf(lines, 'gate'), now),
      prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), now),
      pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), now),
      programmes: new Map(rules.map(({ programme }) => [programme.id, known])),
    },
    question: { kind, daysSupply: 30, ...(zone === undefined ? {} : { zone }) },
    clockOf,
  };
}
