// The gate over the coming days: from when to when it grants, and what it says in between.
// Never a second rule: it asks the same gate at every instant at which one of a question's days turns.

import type { Decision, Reason } from '../decision/decision.ts';
import { placeOfCare } from '../facts/patient-facts.ts';
import { decideGate } from '../gate/decide-gate.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Question } from '../requirements/view.ts';
import { addDays } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import { deadlineZone, latestDayAnywhere } from '../time/question-days.ts';

/** One question over fixed facts, to be asked at any instant. */
export interface GateAsked {
  readonly programmes: readonly CompiledProgramme[];
  readonly facts: GateFacts;
  readonly question: Omit<Question, 'at'>;
  readonly clockOf: ClockOf;
}

/** A stretch of time over which the gate says the same. */
export interface GateSpan {
  readonly from: Instant;
  /** The last millisecond of it. */
  readonly until: Instant;
  /** As decided at `from`. */
  readonly decision: Decision;
}

/** What the gate says at an instant, of facts as they are known now. */
export function decideAt(asked: GateAsked, at: Instant, wantsTrace = false): Decision {
  const { programmes, facts, question, clockOf } = asked;
  return decideGate(programmes, facts, { ...question, at }, clockOf, wantsTrace);
}

/**
 * What the gate says from `from` up to and including `to`, with no event between: contiguous spans,
 * in order. An event recorded meanwhile changes it; a rule of a day does not, for it is in here.
 */
export function gateSpans(asked: GateAsked, from: Instant, to: Instant): readonly GateSpan[] {
  const spans: GateSpan[] = [];
  for (const at of [from, ...turnsBetween(asked, from, to)]) {
    const decision = decideAt(asked, at);
    const last = spans.at(-1);
    if (last !== undefined && saysTheSame(last.decision, decision)) continue;
    if (last !== undefined) spans[spans.length - 1] = { ...last, until: (at - 1) as Instant };
    spans.push({ from: at, until: to, decision });
  }
  return spans;
}

/** True when two decisions have the same outcome, end, supply and reasons. */
export function saysTheSame(left: Decision, right: Decision): boolean {
  if (left.outcome === 'granted' || right.outcome === 'granted')
    return (
      left.outcome === 'granted' &&
      right.outcome === 'granted' &&
      left.lastDay === right.lastDay &&
      left.zone === right.zone &&
      left.maxDaysSupply === right.maxDaysSupply
    );
  return (
    left.disposition === right.disposition &&
    left.reasons.length === right.reasons.length &&
    left.reasons.every((reason, at) => isSameReason(reason, right.reasons[at]!))
  );
}

function isSameReason(left: Reason, right: Reason): boolean {
  return (
    left.code === right.code &&
    left.programme === right.programme &&
    left.requirement === right.requirement &&
    left.clearableFrom === right.clearableFrom &&
    left.deadline === right.deadline
  );
}

/** Instants after `from` and up to `to` at which a day begins on a clock that the question reads. */
export function turnsBetween(asked: GateAsked, from: Instant, to: Instant): readonly Instant[] {
  const { programmes, facts, question, clockOf } = asked;
  const place = placeOfCare(facts.patient) ?? question.zone;
  const zones = new Set(programmes.map(({ programme }) => deadlineZone(programme, place)));
  if (place !== undefined) zones.add(place);
  const turns = new Set<Instant>();
  for (const zone of zones) {
    const clock = clockOf(zone);
    for (let day = clock.dayAt(from); ; day = addDays(day, 1)) {
      const turn = (clock.lastInstantOf(day) + 1) as Instant;
      if (turn > to) break;
      if (turn > from) turns.add(turn);
    }
  }
  if (place !== undefined)
    for (let day = latestDayAnywhere(from) + 1; ; day += 1) {
      const turn = (day * DAY_MS - EARLIEST_ZONE_MS) as Instant;
      if (turn > to) break;
      turns.add(turn);
    }
  return [...turns].sort((left, right) => left - right);
}

const DAY_MS = 86_400_000;
const EARLIEST_ZONE_MS = 14 * 3_600_000;
