// The agenda of one act of the gate: the act itself with its window, and what stands before it.
// Never opens anything: an item says what the gate said, and the gate is asked again when it counts.

import type { Decision, Denied, Granted, Reason } from '../decision/decision.ts';
import { editionName } from '../decision/edition-ref.ts';
import { NEVER_OVERRIDDEN } from '../decision/reason-codes.ts';
import { placeOfCare } from '../facts/patient-facts.ts';
import { OWN_CITATION } from '../gate/safety.ts';
import type { Requirement, Stage } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { deadlineZone } from '../time/question-days.ts';
import type { AgendaEnd, AgendaItem, AgendaReason, AgendaStep } from './agenda-item.ts';
import { subjectOf } from './certificate-subject.ts';
import { decideAt, type GateSpan, gateSpans } from './gate-spans.ts';
import type { GateAsked } from './gate-turns.ts';
import { asOneDeed, deedOf } from './one-deed.ts';
import { renewalItem } from './renewals.ts';
import { STEP_OF_REASON } from './step-of-reason.ts';

/** Whose act it is, and who may do it in their place. */
const WHO_ACTS: Readonly<Record<Stage, AgendaItem['who']>> = {
  prescribe: ['prescriber'],
  dispense: ['pharmacist', 'patient'],
  donate_blood: ['patient'],
};

/** What one question contributes, with the spans from which it was read. */
export interface GateAgenda {
  readonly items: readonly AgendaItem[];
  readonly spans: readonly GateSpan[];
}

/** The act of `asked` and what it waits for, from `now` to `until`. */
export function gateAgenda(asked: GateAsked, now: Instant, until: Instant): GateAgenda {
  const decision = decideAt(asked, now, true);
  const spans = gateSpans(asked, now, until);
  const steps =
    decision.outcome === 'granted' ? [] : stepsOf(asked, decision, now, asked.question.kind);
  const act = actOf(asked, decision, spans, now);
  const renewals = renewalsIn(asked, decision, now);
  return { items: [...(act === undefined ? [] : [act]), ...steps, ...renewals], spans };
}

/** What is met and ends on a day, where a renewal is somebody's deed. */
function renewalsIn(asked: GateAsked, decision: Decision, now: Instant): readonly AgendaItem[] {
  const items = new Map<string, AgendaItem>();
  for (const { truth, programme, edition, requirement, evidence, lastDay } of decision.trace ??
    []) {
    if (truth !== 'met' || lastDay === undefined) continue;
    const asks = requirementOf(asked, programme, edition, requirement, decision);
    if (asks === undefined) continue;
    const clock = asked.clockOf(zoneOf(asked, programme));
    const ending = { asks, programme, edition, evidence, lastDay };
    const item = renewalItem(ending, asked.question.kind, clock, now);
    if (item !== undefined)
      items.set(item.id, { ...item, ...subjectOf(item.what, asks, asked.question) });
  }
  return [...items.values()];
}

/** The act: open now until its window closes, later where time alone opens it, else waiting. */
function actOf(
  asked: GateAsked,
  decision: Decision,
  spans: readonly GateSpan[],
  now: Instant,
): AgendaItem | undefined {
  const { kind } = asked.question;
  if (decision.outcome === 'denied' && decision.reasons.some(isForNobody)) return undefined;
  const at = spans.findIndex((span) => span.decision.outcome === 'granted');
  const opening = spans[at];
  const common = { id: kind, what: kind, stage: kind, who: WHO_ACTS[kind], unlocks: [] } as const;
  if (opening?.decision.outcome !== 'granted') {
    const why = reasonText((decision as Denied).reasons[0]!);
    const from = notBefore(asked, decision as Denied, now);
    const nothing = { from, bestDay: from, closes: undefined };
    return { ...common, ...nothing, state: 'waiting', why, ifMissed: undefined };
  }
  const { zone } = opening.decision;
  const from = asked.clockOf(zone).dayAt(opening.from);
  const later = spans.findIndex((span, index) => index > at && span.decision.outcome === 'denied');
  const last = spans[(later === -1 ? spans.length : later) - 1]!;
  const next = spans[later]?.decision;
  return {
    ...common,
    state: at === 0 ? 'now' : 'later',
    from,
    // The first day leaves the most days for whatever goes wrong.
    bestDay: from,
    closes: endOf(asked, last, zone, next !== undefined),
    why: groundOf(asked, decideAt(asked, opening.from, true) as Granted),
    ifMissed: next?.outcome === 'denied' ? reasonText(next.reasons[0]!) : undefined,
  };
}

/** The earliest day that the reasons themselves leave; unknown while something has to be cleared first. */
function notBefore(asked: GateAsked, denied: Denied, now: Instant): CalendarDay | undefined {
  if (isStopped(denied)) return undefined;
  const today = asked.clockOf(zoneOf(asked, denied.reasons[0]!.programme)).dayAt(now);
  const days = denied.reasons.map(({ clearableFrom }) => clearableFrom ?? today);
  return Math.max(today, ...days) as CalendarDay;
}

/** Reasons after which there is nothing for anybody to prescribe or to dispense. */
function isForNobody({ code }: Reason): boolean {
  return ['erased', 'patient_died', 'record_merged', 'course_closed'].includes(code);
}

/** Where the last of the granting spans ends; unknown where no rule ends it within sight. */
function endOf(
  { clockOf }: GateAsked,
  { decision, isOpenEnded, until }: GateSpan,
  zone: string,
  isClosedAfter: boolean,
): AgendaEnd | undefined {
  const clock = clockOf(zone);
  if (isClosedAfter) return { day: clock.dayAt(until), zone, at: until };
  if (isOpenEnded || decision.outcome === 'denied') return undefined;
  return { day: decision.lastDay, zone, at: clock.lastInstantOf(decision.lastDay) };
}

/** What stands behind a grant's last day: the requirement that ends first. */
function groundOf(asked: GateAsked, granted: Granted): AgendaReason {
  const line = granted.trace?.find(
    (one) => one.truth === 'met' && one.lastDay === granted.lastDay && one.lastDay !== undefined,
  );
  const found =
    line && requirementOf(asked, line.programme, line.edition, line.requirement, granted);
  return {
    code: 'conditions_met',
    programme: line?.programme ?? 'aegle',
    edition: line?.edition ?? 'aegle',
    requirement: line?.requirement ?? 'conditions_met',
    citation: found?.citation ?? OWN_CITATION,
    evidence: line?.evidence ?? [],
    text: {
      patient: 'Everything is in place.',
      prescriber: 'All conditions are met.',
      pharmacist: 'All conditions are met.',
      programme: 'All conditions are met.',
    },
  };
}

/** The requirement as an edition with its overlays has it, among those that a decision used. */
export function requirementOf(
  { programmes }: GateAsked,
  programme: string,
  edition: string,
  id: string,
  { editions }: Decision,
): Requirement | undefined {
  const ref = editions.find((one) => one.programme === programme && editionName(one) === edition);
  const compiled = programmes.find((one) => one.programme.id === programme)?.programme;
  const overlaid = compiled?.overlays
    .filter((one) => ref?.overlays.includes(one.id))
    .flatMap((one) => [...one.replaces, ...one.adds])
    .find((one) => one.id === id);
  const plain = compiled?.editions.find((one) => one.id === ref?.edition);
  return overlaid ?? plain?.requirements.find((one) => one.id === id);
}

/** One item for each reason: what clears it, who, from when, and the last day to do so. */
function stepsOf(
  asked: GateAsked,
  decision: Denied,
  now: Instant,
  stage: Stage,
): readonly AgendaItem[] {
  const items = new Map<string, AgendaItem>();
  for (const reason of decision.reasons) {
    const item = stepOf(asked, decision, reason, now, stage);
    if (item === undefined) continue;
    const known = items.get(item.id);
    const today = asked.clockOf(zoneOf(asked, reason.programme)).dayAt(now);
    items.set(item.id, known === undefined ? item : asOneDeed(known, item, today));
  }
  return [...items.values()];
}

function stepOf(
  asked: GateAsked,
  decision: Denied,
  reason: Reason,
  now: Instant,
  stage: Stage,
): AgendaItem | undefined {
  // Writing the prescription is an act of its own, with its own question to the gate.
  if (reason.code === 'prescription_missing' && stage === 'dispense') return undefined;
  const { programme, requirement, clearableFrom: from, deadline } = reason;
  const zone = zoneOf(asked, programme);
  const clock = asked.clockOf(zone);
  const closes =
    deadline === undefined ? undefined : { day: deadline, zone, at: clock.lastInstantOf(deadline) };
  const { edition } = reason;
  const asks = requirementOf(asked, programme, edition, requirement, decision);
  const what = whatClears(asks, reason);
  return {
    id: deedOf(what, programme, requirement, asks),
    what,
    ...subjectOf(what, asks, asked.question),
    stage,
    state: stateOf(clock.dayAt(now), from, closes, now),
    who:
      reason.clearedBy === reason.deputy ? [reason.clearedBy] : [reason.clearedBy, reason.deputy],
    from,
    bestDay: from,
    closes,
    why: reasonText(reason),
    unlocks: [stage],
    ifMissed: undefined,
  };
}

function stateOf(
  today: CalendarDay,
  from: CalendarDay | undefined,
  closes: AgendaEnd | undefined,
  now: Instant,
): AgendaItem['state'] {
  if (closes !== undefined && closes.at < now) return 'overdue';
  return from !== undefined && from > today ? 'later' : 'now';
}

/** The clock on which a reason's days end: of its programme, or where the patient is treated. */
function zoneOf({ programmes, facts, question }: GateAsked, id: string): string {
  const place = placeOfCare(facts.patient) ?? question.zone;
  const own = programmes.find(({ programme }) => programme.id === id) ?? programmes[0];
  return own === undefined ? (place ?? 'UTC') : deadlineZone(own.programme, place);
}

const STEP_OF_ANCHOR: Readonly<Record<string, AgendaStep>> = {
  specimen: 'pregnancy_test',
  first_specimen: 'pregnancy_test',
  certification: 'pregnancy_test',
  enrolment: 'enrolment',
  contraception: 'contraception',
  visit: 'visit',
  counselling: 'counselling',
  prescription: 'prescription',
};

/** A window that never opened, or has closed, is opened anew by what it is counted from. */
function whatClears(asks: Requirement | undefined, { code, clearableFrom }: Reason): AgendaStep {
  if (code === 'window_closed' || (code === 'window_not_open' && clearableFrom === undefined)) {
    const [anchor] = (asks?.options.anchors as readonly string[] | undefined) ?? [];
    return (anchor === undefined ? undefined : STEP_OF_ANCHOR[anchor]) ?? STEP_OF_REASON[code];
  }
  return STEP_OF_REASON[code];
}

/** A reason of the gate as an agenda repeats it. */
export function reasonText(reason: Reason): AgendaReason {
  const { code, programme, edition, requirement, citation, evidence, text } = reason;
  return { code, programme, edition, requirement, citation, evidence, text };
}

/** True when the gate is closed by what no portal and no judgement lifts. */
export function isStopped(decision: Decision): boolean {
  return (
    decision.outcome === 'denied' &&
    decision.reasons.some(({ code }) => NEVER_OVERRIDDEN.includes(code))
  );
}
