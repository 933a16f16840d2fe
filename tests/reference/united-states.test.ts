// iPLEDGE: core beside the slow reference on generated histories; every answer must be the same.

import { join } from 'node:path';
import { addDays, type CalendarDay, parseCalendarDay } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from './generated.ts';
import {
  type Answer,
  type Asked,
  askCore,
  eventsOf,
  type Line,
  named,
  onlyEdition,
  shortly,
} from './history.ts';
import { americanCourse } from './scripts.ts';
import { answerOf } from './slow/answer.ts';
import { americanStanding } from './slow/standing.ts';
import { AmericanLife } from './slow/united-states.ts';

const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/us-ipledge'));
if (!outcome.ok) throw new Error('us-ipledge does not load');
const { programme } = outcome.loaded;

const STARTS: Readonly<Record<string, string>> = {
  'us-2007': '2015-03-02',
  'us-2021': '2024-01-04',
  'us-2026': '2026-12-01',
};
const METHODS = ['combination_pill', 'male_latex_condom', 'abstinence', 'iud', 'rhythm'];
const MORE = additions('us-ipledge', METHODS);
const SPAN_DAYS = 135;

/** The slow reference's answer. */
function slowAnswer(edition: string, lines: readonly Line[], asked: Asked): Answer {
  const stage = asked.stage as 'prescribe' | 'dispense';
  const life = new AmericanLife(edition).liveThrough(eventsOf(lines, 'gate'), asked.day);
  const { inTheWay, lastDay } = life.complaints(stage, asked.day, asked.daysSupply);
  const standing = americanStanding(edition, lines, stage, asked.day);
  const isAuthorised = stage === 'dispense' && life.isAuthorisedByPortal(asked.day);
  const until = Math.min(lastDay ?? Infinity, standing.lastDay) as CalendarDay;
  return answerOf(
    life.alwaysInTheWay(stage),
    [...inTheWay, ...standing.faults],
    until,
    isAuthorised,
  );
}

describe.each(['us-2007', 'us-2021', 'us-2026'])('iPLEDGE %s', (edition) => {
  const rules = [onlyEdition(programme, edition)];
  const start = parseCalendarDay(STARTS[edition]!)!;

  it.each(['can', 'cannot'])(
    'H-01 answers as the slow reference does, for a patient who %s',
    (category) => {
      let granted = 0;
      fc.assert(
        fc.property(
          fc.integer({ min: 1, max: 4 }),
          twists(SPAN_DAYS),
          fc.constantFrom('prescribe', 'dispense', 'dispense'),
          fc.integer({ min: -1, max: 9 }),
          fc.boolean(),
          (months, done, stage, lateBy, isMinor) => {
            const bornOn = addDays(start, isMinor ? -17 * 365 : -30 * 365);
            const base = americanCourse(edition, category, start, bornOn, months);
            const lines = twisted(base, done, start, MORE);
            const day = addDays(start, 32 + (months - 1) * 30 + lateBy);
            const asked: Asked = { stage: stage as 'prescribe', day, daysSupply: 30 };
            const core = shortly(askCore(rules, lines, asked));
            if (core.outcome === 'granted') granted += 1;
            expect(named(core)).toEqual(named(slowAnswer(edition, lines, asked)));
          },
        ),
        { seed: 11, numRuns: 1500 },
      );
      // A comparison of denials alone would prove little.
      expect(granted).toBeGreaterThan(150);
    },
  );
});
