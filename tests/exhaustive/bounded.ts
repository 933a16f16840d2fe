// The bounded check of one edition: every sequence of four to six events, merged by what the rules read.
// Sound against the slow reference, and live: a compliant patient is never shut out for good.

import { describe, expect, it } from 'vitest';
import { coreAnswers } from './answers.ts';
import type { Bench } from './bench.ts';
import { benches } from './benches.ts';
import { compliantFrom } from './compliant.ts';
import { compared, explore, type State, toldOf, wordOf } from './explore.ts';
import { LETTERS } from './letters.ts';

/** Where windows, gaps, waits and two programmes multiply the states; `AEGLE_EXHAUSTIVE=full` runs six there too. */
const FOUR_EVENTS = ['us-2007', 'us-2021', 'us-2026', 'clear-2026'];

/** Five where an interruption is asked about, which multiplies them less. */
function lengthOf({ name, reads }: Bench): number {
  if (process.env.AEGLE_EXHAUSTIVE === 'full') return 6;
  if (FOUR_EVENTS.some((id) => name.startsWith(id))) return 4;
  return reads.gaps === 'ask' ? 5 : 6;
}

const LIVE_WITHIN_DAYS = 75;
const LONG_MS = 1_500_000;

/** Two histories that were merged must get the same answers from core. */
function expectSame(bench: Bench, kept: State, other: State): void {
  const days = bench.days.slice(Math.max(kept.known.day, other.known.day));
  const opened = (state: State) =>
    coreAnswers(bench, toldOf(bench, state), days).dispense.map((one) => [
      one.outcome,
      one.lastDay,
    ]);
  const words = `${wordOf(bench, other)}, merged into ${wordOf(bench, kept)}`;
  expect([words, opened(other)]).toEqual([words, opened(kept)]);
}

/** Checks both categories of an edition, from the start and from the second month. */
export function checkBounded(...editionIds: readonly string[]): void {
  describe.each(benches(...editionIds).map((bench) => [bench.name, bench] as const))(
    '%s',
    (name, bench) => {
      const length = lengthOf(bench);
      const exploration = { states: [] as readonly State[] };

      it(
        `H-01 every history of up to ${length} events is decided as the slow reference decides it`,
        () => {
          const found = explore(bench, length, (kept, other) => expectSame(bench, kept, other));
          exploration.states = found.states;
          let granted = 0;
          for (const state of found.states) {
            const { core, difference } = compared(bench, state);
            if (difference !== undefined) expect.fail(JSON.stringify(difference));
            if (core.dispense.some((one) => one.outcome === 'granted')) granted += 1;
          }
          console.log(
            `${name}: ${LETTERS.length} letters, ${bench.days.length} edge days, ${found.states.length} states (${found.merged} merged), ${granted} granted`,
          );
          expect(granted).toBeGreaterThan(0);
        },
        LONG_MS,
      );

      it(
        `H-11 from every state without a permanent contraindication a compliant patient is granted within ${LIVE_WITHIN_DAYS} days`,
        () => {
          expect(exploration.states.length).toBeGreaterThan(0);
          for (const state of exploration.states) {
            if (state.known.end === 'died') continue;
            const { lines, openOn } = compliantFrom(bench, state);
            expect(openOn - bench.days[state.known.day]!).toBeLessThanOrEqual(LIVE_WITHIN_DAYS);
            const [answer] = coreAnswers(bench, toldOf(bench, state, lines), [openOn]).dispense;
            if (answer!.outcome !== 'granted')
              expect.fail(`${wordOf(bench, state)}: ${JSON.stringify(answer)}`);
          }
        },
        LONG_MS,
      );
    },
  );
}
