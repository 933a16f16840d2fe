// The answers on a state, twice: core's gate and the slow reference, on the same evenings.
// Neither may read anything of the other.

import {
  type AegleEvent,
  type CalendarDay,
  type CompiledProgramme,
  decideGate,
  foldPatient,
} from '@aegle/core';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { type Answer, askedAt, named, shortly } from '../reference/history.ts';
import { answerOf } from '../reference/slow/answer.ts';
import type { Bench } from './bench.ts';
import type { AskedLife } from './countries.ts';

type Asked = 'prescribe' | 'dispense';

/** Answers per edge day: supply on every one, a prescription on the first. */
export interface Answers {
  readonly dispense: readonly Answer[];
  readonly prescribe: readonly Answer[];
}

const DAYS_SUPPLY = 30;
const clockOf = zoneClocks();

/** Core's answers: nothing is heard after the first of the days. */
export function coreAnswers(
  bench: Bench,
  told: readonly AegleEvent[],
  days: readonly CalendarDay[],
  rules: readonly CompiledProgramme[] = bench.rules,
): Answers {
  const facts = {
    patient: foldPatient(told, askedAt(days[0]!)),
    prescriber: bench.prescriber,
    pharmacy: bench.pharmacy,
    programmes: new Map(),
  };
  const ask = (kind: Asked, day: CalendarDay) => {
    const question = { kind, at: askedAt(day), daysSupply: DAYS_SUPPLY };
    return named(shortly(decideGate(rules, facts, question, clockOf)));
  };
  return {
    dispense: days.map((day) => ask('dispense', day)),
    prescribe: [ask('prescribe', days[0]!)],
  };
}

type Evening = ReturnType<AskedLife['complaints']>;

/** The slow reference's answers. */
export function slowAnswers(
  bench: Bench,
  told: readonly AegleEvent[],
  days: readonly CalendarDay[],
): Answers {
  const lives = bench.country.lives(bench.editions[0]!.id);
  const supply: Evening[][] = days.map(() => []);
  const prescription: Evening[] = [];
  const portal: boolean[] = [];
  for (const life of lives)
    life.liveThrough(told, days.at(-1)!, (day) => {
      const index = days.indexOf(day);
      if (index < 0) return;
      supply[index]!.push(life.complaints('dispense', day, DAYS_SUPPLY));
      if (index === 0) prescription.push(life.complaints('prescribe', day, DAYS_SUPPLY));
      portal[index] = life.isAuthorisedByPortal?.(day) ?? false;
    });
  // Nothing is heard after the first day, so that what closes every gate is the same on all.
  const always = lives[0]!.alwaysInTheWay();
  const composed = (found: readonly Evening[], stage: Asked, day: CalendarDay) => {
    const standing = bench.country.standing?.(bench.editions[0]!.id, bench.base, stage, day);
    const lastDays = [...found, standing].map((one) => one?.lastDay ?? Infinity);
    const inTheWay = [...found.flatMap((one) => one.inTheWay), ...(standing?.faults ?? [])];
    const isPortal = stage === 'dispense' && portal[days.indexOf(day)]!;
    const until = Math.min(...lastDays) as CalendarDay;
    return named(answerOf(always, inTheWay, until, isPortal));
  };
  return {
    dispense: days.map((day, index) => composed(supply[index]!, 'dispense', day)),
    prescribe: [composed(prescription, 'prescribe', days[0]!)],
  };
}
