// Roles and pairs of roles try a record at random; every grant is laid before the slow reference.
// The reference is told what truly happened: no correction, no judgement, no leaving of a programme.

import { formatCalendarDay } from '@aegle/core';
import type { Store } from '@aegle/store';
import { decideOn } from '../../packages/server/src/services/gate-question.ts';
import { contextOver } from '../../packages/server/src/services/testing.ts';
import { countries } from '../reference/countries.ts';
import { type Attempt, attempt, type Draw, drawsFrom, pick, type Target } from './actions.ts';
import { type Attacker, datedByServer, GROUPS } from './people.ts';
import { type Bench, MERGE_HOLD, merged, opening, type Play, recorded } from './play.ts';
import { against, unheardOf } from './truth.ts';

/** What a run is asked for. */
export interface Adversary {
  readonly sequences: number;
  readonly seed: number;
  /** A positive test and a death of today of which the record does not know: every grant is wrong then. */
  readonly isDeceived?: boolean;
}

type How = Omit<Adversary, 'sequences' | 'seed'>;

/** What the tries of one edition came to; `wrong` are grants that the reference, told the truth, denies. */
export interface Tally {
  accepted: number;
  corrections: number;
  merges: number;
  grants: number;
  /** Grants of one patient after two records of theirs were merged. */
  mergedGrants: number;
  wrong: string[];
}

function benches(): readonly Bench[] {
  const whole = contextOver(undefined as unknown as Store, []);
  return countries().map((country) => ({
    country,
    requirements: country.rules.flatMap(({ programme }) =>
      programme.editions[0]!.requirements.map((one) => one.id),
    ),
    jurisdictions: country.rules.map(({ programme }) => programme.jurisdiction),
    context: { ...whole, programmes: new Map(country.rules.map((rules) => [rules.id, rules])) },
  }));
}

/** What somebody tries next; whoever may read both histories of a merge often says that they did. */
function triedBy({ country, ...bench }: Bench, play: Play, who: Attacker, draw: Draw): Attempt {
  const { today, known } = play;
  const { id: self, role } = who;
  const target: Target = { ...country, ...bench, events: known.events, today, self };
  const sent = attempt(target, draw, role);
  const isHeld = known.facts.patient.safetyHolds.some((one) => one.id === MERGE_HOLD);
  if (!isHeld || draw(2) === 0) return sent;
  const data = { hold: MERGE_HOLD, clinician: self, reason: 'r', evidence: ['both histories'] };
  return { type: 'SafetyHoldCleared', occurredOn: formatCalendarDay(today), data };
}

/** Lays every grant of a play before the reference. */
function judge({ country, context }: Bench, { known, ...play }: Play, tally: Tally): void {
  for (const stage of ['prescribe', 'dispense'] as const) {
    const question = { kind: stage, patient: 'patient', daysSupply: 30 };
    if (decideOn(context, known, question, known.knownAt).outcome === 'denied') continue;
    tally.grants += 1;
    if (play.isMerged) tally.mergedGrants += 1;
    const { events } = known;
    const codes = against(country, { ...play, events, stage, daysSupply: 30 });
    if (codes.length > 0)
      tally.wrong.push(
        `${country.edition} ${stage} against ${codes.join(', ')}: ${play.tried.join(' | ')}`,
      );
  }
}

/** One sequence of one to four tries; what was granted against the truth after any of them. */
function oneSequence(
  bench: Bench,
  group: readonly Attacker[],
  draw: Draw,
  how: How,
  tally: Tally,
): void {
  let play = opening(bench, draw);
  if (how.isDeceived === true) play = { ...play, told: [...play.told, ...unheardOf(play.today)] };
  for (let left = 1 + draw(4); left > 0; left -= 1) {
    const who = pick(draw, group);
    if (play.other !== undefined && draw(3) === 0) {
      play = merged(play, { id: 'the-office' });
      tally.merges += 1;
    }
    const sent = datedByServer(triedBy(bench, play, who, draw), who, play.today);
    const next = recorded(bench, play, who, sent);
    if (next === undefined) continue;
    play = next;
    tally.accepted += 1;
    if (sent.type === 'Corrected') tally.corrections += 1;
    judge(bench, play, tally);
  }
}

const nothing = (): Tally => ({
  accepted: 0,
  corrections: 0,
  merges: 0,
  grants: 0,
  mergedGrants: 0,
  wrong: [],
});

/** Runs so many sequences from a seed, every group and edition in turn; what came of each edition. */
export function tryAll({ sequences, seed, ...how }: Adversary): ReadonlyMap<string, Tally> {
  const all = benches();
  const tallies = new Map(all.map(({ country }) => [country.edition, nothing()]));
  const draw = drawsFrom(seed);
  for (let index = 0; index < sequences; index += 1) {
    const bench = all[index % all.length]!;
    // Every edition meets every group: the turn of the groups is one slower than that of the editions.
    const group = GROUPS[Math.floor(index / all.length) % GROUPS.length]!;
    oneSequence(bench, group, draw, how, tallies.get(bench.country.edition)!);
  }
  return tallies;
}

/** All editions together. */
export function inAll(tallies: ReadonlyMap<string, Tally>): Tally {
  const sum = nothing();
  for (const one of tallies.values()) {
    sum.accepted += one.accepted;
    sum.corrections += one.corrections;
    sum.merges += one.merges;
    sum.grants += one.grants;
    sum.mergedGrants += one.mergedGrants;
    sum.wrong.push(...one.wrong);
  }
  return sum;
}
