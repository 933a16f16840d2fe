// The gate: safety first, then every programme that applies, joined by all-of.
// Never grants when a single programme denies, and never drops a reason.

import {
  type Advice,
  comesAfter,
  type Decision,
  type EditionAnswer,
  type Reason,
  type TraceLine,
} from '../decision/decision.ts';
import type { EditionRef } from '../decision/edition-ref.ts';
import { orderFew } from '../decision/order-few.ts';
import { NO_PROGRAMME_FACTS } from '../facts/organisation-facts.ts';
import { placeOfCare } from '../facts/patient-facts.ts';
import type { Question } from '../requirements/view.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { ClockOf, ZoneClock } from '../time/clock.ts';
import { questionDays } from '../time/question-days.ts';
import { decideProgramme, type GateFacts } from './decide-programme.ts';
import { grantedByPortal, isDispute } from './dispute.ts';
import type { CompiledProgramme } from './rules.ts';
import { safetyReason, safetyReasons } from './safety.ts';

/** Version of the deciding code; a change that can alter an answer raises it. */
export const ENGINE_VERSION = 11;

/**
 * Decides a question at its instant under all programmes that apply together.
 * Unknown never rounds to yes; with no programme at all the answer is `edition_unresolved`.
 */
export function decideGate(
  programmes: readonly CompiledProgramme[],
  facts: GateFacts,
  question: Question,
  clockOf: ClockOf,
  wantsTrace = false,
): Decision {
  let reasons: Reason[] = safetyReasons(facts.patient, consentFormsOf(programmes));
  if (facts.isLogDamaged === true) reasons.push(safetyReason('log_damaged', []));
  if (programmes.length === 0) reasons.push(safetyReason('edition_unresolved', []));
  let editions: readonly EditionRef[] = [];
  let underEditions: readonly EditionAnswer[] = [];
  let evidence: readonly string[] = [];
  let advice: readonly Advice[] = [];
  let trace: readonly TraceLine[] | undefined = wantsTrace ? [] : undefined;
  let lastDay: CalendarDay | undefined;
  let maxDaysSupply: number | undefined;
  let zone = '';
  const place = placeOfCare(facts.patient) ?? question.zone;
  for (const compiled of programmes) {
    const { programme } = compiled;
    const { clock, ...days } = questionDays(programme, place, question.at, clockOf);
    const known = facts.programmes.get(programme.id) ?? NO_PROGRAMME_FACTS;
    const verdict = decideProgramme(compiled, known, facts, question, days, wantsTrace);
    for (const reason of verdict.reasons) reasons.push(reason);
    editions = joined(editions, verdict.editions);
    if (verdict.underEditions !== undefined)
      underEditions = joined(underEditions, verdict.underEditions);
    evidence = joined(evidence, verdict.evidence);
    advice = joined(advice, verdict.advice);
    if (trace !== undefined) trace = joined(trace, verdict.trace ?? []);
    const until = verdict.lastDay ?? days.deadline;
    if (lastDay === undefined || endsSooner(until, clock, lastDay, clockOf, zone)) {
      lastDay = until;
      zone = clock.zone;
    }
    if (verdict.maxDaysSupply !== undefined && verdict.maxDaysSupply < (maxDaysSupply ?? Infinity))
      maxDaysSupply = verdict.maxDaysSupply;
  }
  if (reasons.length === 0 && asksForSupply(question) && programmes.every(advisesOnly))
    reasons.push(safetyReason('programme_advises_only', []));
  if (reasons.length === 0 && lastDay !== undefined)
    return { outcome: 'granted', lastDay, zone, maxDaysSupply, editions, evidence, advice, trace };
  orderFew(reasons, comesAfter);
  const disposition = dispositionOf(reasons);
  const asked = disposition === 'blocked' ? reasons.filter(isDispute) : [];
  if (asked.length > 0) {
    // Beside what no judgement lifts, what the portal says is told and asks nobody.
    advice = joined(
      advice,
      asked.map((one) => grantedByPortal(one.programme)),
    );
    reasons = reasons.filter((reason) => !isDispute(reason));
  }
  const denied = { disposition, reasons, editions, evidence, advice, trace };
  return { outcome: 'denied', ...denied, ...(underEditions.length > 0 ? { underEditions } : {}) };
}

const consentFormsOf = (programmes: readonly CompiledProgramme[]): readonly string[] =>
  programmes.length === 1
    ? programmes[0]!.consentForms
    : programmes.flatMap(({ consentForms }) => consentForms);

const asksForSupply = ({ kind }: Question) => kind === 'prescribe' || kind === 'dispense';

/** Where no gate is bound there is nothing to be met, so there is nothing to grant either. */
const advisesOnly = ({ programme }: CompiledProgramme) => programme.completeness === 'advisory';

/** True when a day ends sooner than another that ends elsewhere: one day has an end in each zone. */
function endsSooner(
  day: CalendarDay,
  clock: ZoneClock,
  otherDay: CalendarDay,
  clockOf: ClockOf,
  otherZone: string,
): boolean {
  if (day !== otherDay || clock.zone === otherZone) return day < otherDay;
  return clock.lastInstantOf(day) < clockOf(otherZone).lastInstantOf(otherDay);
}

/** Most questions fall under one programme: its lists then are the decision's. */
function joined<T>(list: readonly T[], more: readonly T[]): readonly T[] {
  if (more.length === 0) return list;
  return list.length === 0 ? more : [...list, ...more];
}

/** A denial asks only when every reason asks, or when a portal's grant stands against what can be judged. */
function dispositionOf(reasons: readonly Reason[]): 'blocked' | 'query' {
  for (const reason of reasons)
    if (reason.disposition === 'blocked' && !isDisputed(reasons, reason.programme))
      return 'blocked';
  return reasons.length > 0 ? 'query' : 'blocked';
}

function isDisputed(reasons: readonly Reason[], programme: string): boolean {
  return reasons.some((reason) => isDispute(reason) && reason.programme === programme);
}
