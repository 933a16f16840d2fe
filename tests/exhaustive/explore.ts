// Walks all sequences of letters up to a length, merged by what is known, and compares the answers.
// It must never skip a letter that could change an answer: merged histories are compared by sample.

import type { AegleEvent, CalendarDay, CompiledProgramme } from '@aegle/core';
import { type Answer, eventsOf, type Line } from '../reference/history.ts';
import { type Answers, coreAnswers, slowAnswers } from './answers.ts';
import type { Bench } from './bench.ts';
import { type Known, knownAtFirst, textOf } from './known.ts';
import { LETTERS, type Letter } from './letters.ts';

/** What is known, and the last letter of the shortest way there. */
export interface State {
  readonly known: Known;
  readonly before: State | undefined;
  readonly letter: Letter | undefined;
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
  const known = knownAtFirst(isMidCourse);
  const first: State = { known, before: undefined, letter: undefined };
  const states = new Map<string, State>([[textOf(known, bench.reads), first]]);
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
          const kept = states.get(text);
          // An equal state that was reached on an earlier day has every future of this one.
          if (kept !== undefined && kept.known.day <= known.day) {
            merged += 1;
            if (merged % 997 === 0) onMerge?.(kept, { known, before: state, letter });
            continue;
          }
          const reached: State = { known, before: state, letter };
          next.set(text, reached);
          states.set(text, reached);
        }
    }
    level = [...next.values()];
  }
  return { states: [...states.values()], merged };
}

/**
 * Nothing opens after a death, or without consent; and a month after a dispense is the month that
 * the bench `second month` explores: such states are decided and not continued.
 */
function isFinal(bench: Bench, known: Known): boolean {
  if (known.end === 'died' || known.end === 'withdrawn') return true;
  return known.dispensed !== (bench.from === 'start' ? undefined : -1);
}

/** The letters that lead to a state, first to last. */
function wayTo(state: State): State[] {
  const way: State[] = [];
  for (let at = state; at.before !== undefined; at = at.before) way.push(at);
  return way.reverse();
}

/** The state's history in a line: each letter with the edge day on which it happened. */
export const wordOf = (bench: Bench, state: State): string =>
  wayTo(state)
    .map(({ letter, known }) => `${letter!.name}@${bench.days[known.day]! - bench.days[0]!}`)
    .join(' ');

/** What happened on the way to a state, after the base history. */
export const linesOf = (bench: Bench, state: State): Line[] =>
  wayTo(state).map(({ letter, known, before }) =>
    letter!.write(before!.known, bench.days[known.day]!, bench.country.words),
  );

/** The whole history of a state, and `more` after it, as the log heard them. */
export function toldOf(
  bench: Bench,
  state: State,
  more: readonly Line[] = [],
): readonly AegleEvent[] {
  return [
    ...bench.told,
    ...eventsOf([...linesOf(bench, state), ...more], 'gate', bench.told.length),
  ];
}

/** Core's answers on a state, and where the slow reference differs on any edge day from its own. */
export function compared(
  bench: Bench,
  state: State,
  rules: readonly CompiledProgramme[] = bench.rules,
): { readonly core: Answers; readonly difference: Difference | undefined } {
  const days = bench.days.slice(state.known.day);
  const told = toldOf(bench, state);
  const core = coreAnswers(bench, told, days, rules);
  const slow = slowAnswers(bench, told, days);
  for (const stage of ['dispense', 'prescribe'] as const)
    for (const [index, answer] of core[stage].entries())
      if (!isSame(answer, slow[stage][index]!)) {
        const word = wordOf(bench, state);
        const day = (days[index]! - bench.days[0]!) as CalendarDay;
        const difference = { word, stage, day, core: answer, slow: slow[stage][index]! };
        return { core, difference };
      }
  return { core, difference: undefined };
}

const isSame = (a: Answer, b: Answer): boolean =>
  a.outcome === b.outcome &&
  a.lastDay === b.lastDay &&
  a.codes.length === b.codes.length &&
  a.codes.every((code, index) => code === b.codes[index]);
