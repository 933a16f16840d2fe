// Days on which accepted contraception was interrupted, and whether a clinician has cleared them.
// Never counts a change of method on one day, nor a method that was stopped on its first day.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { contraceptionWords, exemptionEndings } from '../facts/contraception-words.ts';
import { allDispenses, NONE, PatientFacts, reaches } from '../facts/patient-facts.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { earliestDayAnywhere } from '../time/question-days.ts';
import { declarationsOf, isSaidAcceptedOn, refusedOf } from './contraception-declared.ts';
import { countsFrom, type Heard } from './contraception-heard.ts';
import {
  type AcceptedMethods,
  areAccepted,
  methodsOn,
  startsAsHeard,
} from './contraception-state.ts';
import { exemptionOn, exemptionsAsHeard } from './exemption.ts';
import type { ContraceptionGap, GateView } from './view.ts';

/** What a binding accepts, and whether an agreed exemption stands in for it. */
export interface GapRule {
  readonly accepted: AcceptedMethods;
  readonly allowsExemption: boolean;
}

type Change = Heard & Pick<EventOf<EventType>, 'id' | 'mergedFrom'>;

/** What was said of protection: that it was there, and that it was not. */
interface Changes {
  readonly protecting: readonly Change[];
  readonly ending: readonly Change[];
}

/**
 * Every gap on record, oldest first, whichever course or programme it fell in. Protection is an
 * accepted combination in use that neither side contradicts, or an exemption where the rule allows it.
 */
export function contraceptionGaps(view: GateView, rule: GapRule): readonly ContraceptionGap[] {
  const { contraceptionStarts, contraceptionStops, contraceptionExemptions } = view.facts;
  // Nothing protected ever: nothing could be interrupted.
  if (contraceptionStarts.length + contraceptionExemptions.length === 0) return NONE;
  const refused = refusedOf(view, rule.accepted);
  const exemptions = rule.allowsExemption ? exemptionsAsHeard(view) : NONE;
  const breaking = contraceptionStops.length + refused.length + exemptions.length;
  if (breaking === 0 && contraceptionStarts.length < 3) return NONE;
  const refusals = exemptions.filter((one) => !one.data.patientAgrees);
  const declared = refused.length + exemptions.length === 0 ? NONE : declarationsOf(view);
  const changes: Changes = {
    protecting: [
      ...startsAsHeard(view),
      ...exemptions.filter((one) => one.data.patientAgrees),
      ...declared.filter((one) => !refused.includes(one)),
    ],
    ending: [
      ...contraceptionStops,
      ...refusals,
      ...(exemptions.length > 0 ? exemptionEndings(view.facts) : NONE),
      ...refused,
    ],
  };
  const brokenOn = brokenAsHeard(view, rule, [...contraceptionStops, ...refused, ...refusals]);
  const gaps: ContraceptionGap[] = [];
  let wasCovered = false;
  let open: ContraceptionGap | undefined;
  for (const day of daysOf(view, [...changes.protecting, ...changes.ending])) {
    const isCovered = isCoveredOn(view, rule, day);
    if (isCovered && open !== undefined) {
      gaps.push({ ...open, until: day });
      open = undefined;
    }
    if (!isCovered && (wasCovered || brokenOn.has(day))) open = openedOn(view, changes, day, open);
    wasCovered = isCovered;
  }
  if (open !== undefined) gaps.push(open);
  return view.facts.contraceptionAmended.length === 0
    ? gaps
    : gaps.map((gap) => ({ ...gap, sequence: heardWith(view, gap) }));
}

/** When the log heard of a gap as it is now: with the last correction of something said of its days. */
function heardWith({ facts }: GateView, { from, until, sequence }: ContraceptionGap): number {
  const sequences = facts.contraceptionAmended
    .filter(({ on }) => on >= from && on <= (until ?? Infinity))
    .map((one) => one.sequence);
  return Math.max(sequence, ...sequences);
}

/**
 * Days on which a word ended a protection that stood as the log knew it then: what is heard later of
 * the days before, that protection was never there, forgets none of them.
 */
function brokenAsHeard(
  view: GateView,
  rule: GapRule,
  words: readonly Heard[],
): ReadonlySet<CalendarDay> {
  const days = new Set<CalendarDay>();
  for (const word of words) {
    const then = heardBefore(view, word);
    const heardOn = earliestDayAnywhere(word.recordedAt);
    const isLate = heardOn > word.occurredOn;
    if (
      isCoveredOn(then, rule, addDays(word.occurredOn, -1)) ||
      (isLate && isCoveredOn(then, rule, heardOn))
    )
      days.add(word.occurredOn);
  }
  return days;
}

/** The same view as it was when a word was heard. */
function heardBefore(view: GateView, { sequence }: Heard): GateView {
  const until = <E extends Heard>(events: readonly E[]): readonly E[] =>
    events.filter((event) => event.sequence < sequence);
  const { facts } = view;
  const then = Object.assign(new PatientFacts(), facts, {
    contraceptionStarts: until(facts.contraceptionStarts),
    contraceptionStops: until(facts.contraceptionStops),
    contraceptionExemptions: until(facts.contraceptionExemptions),
    counselling: until(facts.counselling),
    comprehension: until(facts.comprehension),
    pregnancyQuestions: until(facts.pregnancyQuestions),
  });
  return { ...view, facts: then, startsAsHeard: undefined, methodsInUse: undefined };
}

/** The days on which protection can have changed: each change's own, and the one on which it was heard. */
function daysOf(view: GateView, changes: readonly Change[]): readonly CalendarDay[] {
  const days = new Set<CalendarDay>();
  for (const change of changes) {
    days.add(change.occurredOn);
    days.add(countsFrom(change, changes));
  }
  return [...days].filter((day) => day <= view.days.happenedBy).sort((a, b) => a - b);
}

/** A gap from a day on; what breaks it once more while it lasts is named beside. */
function openedOn(
  view: GateView,
  { protecting, ending }: Changes,
  day: CalendarDay,
  open: ContraceptionGap | undefined,
): ContraceptionGap {
  const isOfDay = (one: Change) => one.occurredOn === day;
  const ended = ending.filter(isOfDay);
  const those = [...protecting.filter(isOfDay), ...ended];
  const sequences = those.map((one) => one.sequence);
  // What says that protection was there, entered afterwards, makes no interruption newer.
  const heard = ended.length > 0 ? ended.map((one) => one.sequence) : sequences;
  return {
    from: open?.from ?? day,
    until: undefined,
    events: [...(open?.events ?? []), ...those.map((one) => one.id)],
    sequence: Math.max(...heard, open?.sequence ?? 0),
    isWatched: open?.isWatched === true || isWatched(view, day, Math.min(...sequences)),
    isOwn: open?.isOwn !== false && those.every((one) => one.mergedFrom === undefined),
  };
}

/**
 * True within a course: from its first enrolment, in whichever programme, until it was reported as
 * ended before the gap was heard of, another course followed and nothing was used between. What
 * happened before the first course, or between two, is asked of no clinician; tests from before it
 * count no more all the same.
 */
function isWatched({ facts }: GateView, day: CalendarDay, sequence: number): boolean {
  return facts.enrolments.some(
    (enrolment) =>
      enrolment.occurredOn <= day &&
      !facts.courseEnds.some(
        (end) =>
          isEndOf(facts, end, enrolment) &&
          end.occurredOn < day &&
          end.sequence < sequence &&
          !isUsedAfter(facts, end.occurredOn),
      ),
  );
}

/** The end of the course of an enrolment, which is not the course that goes on. */
function isEndOf(
  { course }: GateView['facts'],
  end: EventOf<'CourseEnded'>,
  { data, occurredOn, mergedFrom }: EventOf<'PatientEnrolled'>,
): boolean {
  const isSame = end.data.course === data.course && end.mergedFrom === mergedFrom;
  return isSame && end.occurredOn >= occurredOn && data.course !== course?.id;
}

/** Capsules were dispensed, found or taken after a reported end, before the course that goes on. */
function isUsedAfter(facts: GateView['facts'], end: CalendarDay): boolean {
  const until = facts.course?.enrolment.occurredOn ?? Infinity;
  const used = [
    ...allDispenses(facts).map((one) => one.event),
    ...facts.dosesAfterEnd,
    ...facts.suppliesFound,
  ];
  return used.some((one) => one.occurredOn > end && one.occurredOn <= until);
}

function isCoveredOn(view: GateView, rule: GapRule, day: CalendarDay): boolean {
  const methods = methodsOn(view, day).map((one) => one.data.method);
  if (areAccepted(methods, rule.accepted) && isSaidAcceptedOn(view, rule.accepted, day))
    return true;
  return rule.allowsExemption && exemptionOn(view, day) !== undefined;
}

/**
 * A gap is cleared as a missed period is: by a clinician who names what was recorded of its first day,
 * once it is over and once a negative test taken since is on record. Nobody cleared what the log heard
 * of only afterwards.
 */
export function isCleared(
  { facts }: GateView,
  { until, events, sequence }: ContraceptionGap,
): boolean {
  if (until === undefined) return false;
  return facts.clearings.some(
    (clearing) =>
      events.includes(clearing.data.hold) &&
      clearing.sequence > sequence &&
      clearing.occurredOn >= until &&
      isOfReach(facts, clearing) &&
      facts.tests.some(
        (test) =>
          test.data.result === 'negative' &&
          test.data.readBy !== 'patient' &&
          test.occurredOn >= until &&
          test.sequence < clearing.sequence,
      ),
  );
}

function isOfReach(facts: GateView['facts'], clearing: EventOf<'SafetyHoldCleared'>): boolean {
  const { hold } = clearing.data;
  return contraceptionWords(facts).some(
    (event) => event.id === hold && reaches(facts, clearing, event),
  );
}
