// Walks all sequences of letters up to a length, merged by what is known, and decides every state.
// It must never skip a letter that could change an answer: merged histories are compared by sample.

import type { CalendarDay } from '@aegle/core';
import { type Answer, type Line, named } from '../reference/history.ts';
import { type Bench, coreAnswers } from './bench.ts';
import { type Known, knownAtFirst, textOf } from './known.ts';
import { LETTERS } from './letters.ts';

export interface State {
  readonly known: Known;
  readonly lines: readonly Line[];
  readonly word: string;
}

/** A history on which core and the slow reference differ. */
export interface Difference {
  readonly word: string;
  readonly stage: string;
  readonly day: CalendarDay;
  readonly core: Answer;
  readonly slow: Answer;
}

export interface Exploration {
  readonly states: readonly State[];
  readonly merged: number;
}

/** Every state that some sequence of at most `length` letters reaches, breadth first. */
export function explore(
  bench: Bench,
  length: number,
  onMerge?: (kept: State, other: State) => void,
): Exploration {
  const isMidCourse = bench.from === 'second month';
  const first: State = { known: knownAtFirst(isMidCourse), lines: bench.base, word: '' };
  const met = new Map<string, State>([[textOf(first.known, bench.reads), first]]);
  const states = new Map<string, State>(met);
  let merged = 0;
  let level = [first];
  for (let depth = 1; depth <= length; depth += 1) {
    const next = new Map<string, State>();
    for (const state of level) {
      if (isFinal(bench, state.known)) continue;
      for (let day = state.known.day; day < bench.days.length; day += 1)
        for (const letter of LETTERS) {
          const known = letter.learn(state.known, day);
          if (known === undefined) continue;
          const text = textOf(known, bench.reads);
          const kept = met.get(text);
          // An equal state that was reached on an earlier day has every future of this one.
          if (kept !== undefined && kept.known.day <= known.day) {
            merged += 1;
            if (onMerge !== undefined && merged % 997 === 0)
              onMerge(kept, write(bench, state, letter, known, day));
            continue;
          }
          const reached = write(bench, state, letter, known, day);
          met.set(text, reached);
          next.set(text, reached);
          states.set(text, reached);
        }
    }
    level = [...next.values()];
  }
  return { states: [...states.values()], merged };
}

/**
 * Nothing opens after a death, or without consent; and a month after a handing-out is the month that
 * the bench `second month` explores: such states are decided and not continued.
 */
function isFinal(bench: Bench, known: Known): boolean {
  if (known.end === 'died' || known.end === 'withdrawn') return true;
  return known.handedOut !== (bench.from === 'start' ? undefined : -1);
}

function write(
  bench: Bench,
  from: State,
  letter: (typeof LETTERS)[number],
  known: Known,
  day: number,
): State {
  const on = bench.days[day]!;
  return {
    known,
    lines: [...from.lines, letter.write(from.known, on, bench.words)],
    word: `${from.word} ${letter.name}@${on - bench.days[0]!}`,
  };
}

/** Where core and the slow reference differ on a state, on any edge day from the state's own. */
export function differenceOn(bench: Bench, state: State): Difference | undefined {
  const days = bench.days.slice(state.known.day);
  for (const stage of ['dispense', 'prescribe'] as const) {
    const asked = stage === 'dispense' ? days : days.slice(0, 1);
    const core = coreAnswers(bench, state.lines, stage, asked).map(named);
    const slow = bench.slow(state.lines, stage, asked).map(named);
    for (let index = 0; index < asked.length; index += 1)
      if (JSON.stringify(core[index]) !== JSON.stringify(slow[index]))
        return {
          word: state.word,
          stage,
          day: (asked[index]! - bench.days[0]!) as CalendarDay,
          core: core[index]!,
          slow: slow[index]!,
        };
  }
  return undefined;
}
