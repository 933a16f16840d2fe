// Days of a course on which accepted contraception was interrupted, and whether a clinician has cleared them.
// Never counts a change of method on one day, nor a method that was stopped on its first day.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { NONE, reaches } from '../facts/patient-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { type AcceptedMethods, areAccepted, methodsOn } from './contraception-state.ts';
import { type ContraceptionGap, enrolmentIn, type GateView } from './view.ts';

/** What an edition accepts, and whether an agreed exemption stands in for it. */
export interface GapRule {
  readonly accepted: AcceptedMethods;
  readonly allowsExemption: boolean;
}

/** The gaps of this course, oldest first. */
export function contraceptionGaps(view: GateView, rule: GapRule): readonly ContraceptionGap[] {
  const { contraceptionStarts, contraceptionStops, contraceptionExemptions } = view.facts;
  const enrolledOn = enrolmentIn(view)?.occurredOn;
  if (contraceptionStarts.length === 0 || enrolledOn === undefined) return NONE;
  if (contraceptionStops.length === 0 && contraceptionStarts.length < 3) return NONE;
  const changes: readonly EventOf<EventType>[] = [
    ...contraceptionStarts,
    ...contraceptionStops,
    ...(rule.allowsExemption ? contraceptionExemptions : []),
  ];
  const days = [...new Set(changes.map((event) => event.occurredOn))]
    .filter((day) => day <= view.days.happenedBy)
    .sort((a, b) => a - b);
  const gaps: ContraceptionGap[] = [];
  let wasCovered = false;
  let open: CalendarDay | undefined;
  const eventsOn = (day: CalendarDay) =>
    changes.filter((event) => event.occurredOn === day).map((event) => event.id);
  for (const day of days) {
    const isCovered = isCoveredOn(view, rule, day);
    if (isCovered && open !== undefined) {
      gaps.push({ from: open, until: day, events: eventsOn(open) });
      open = undefined;
    }
    if (wasCovered && !isCovered && day >= enrolledOn) open = day;
    wasCovered = isCovered;
  }
  if (open !== undefined) gaps.push({ from: open, until: undefined, events: eventsOn(open) });
  return gaps;
}

function isCoveredOn(view: GateView, rule: GapRule, day: CalendarDay): boolean {
  const methods = methodsOn(view, day).map((one) => one.data.method);
  if (areAccepted(methods, rule.accepted)) return true;
  if (!rule.allowsExemption) return false;
  let latest: EventOf<'ContraceptionExemptionAgreed'> | undefined;
  for (const one of view.facts.contraceptionExemptions)
    if (one.occurredOn <= day && one.occurredOn >= (latest?.occurredOn ?? -Infinity)) latest = one;
  return latest?.data.patientAgrees === true;
}

/**
 * A gap is cleared as a missed period is: by a clinician who names what was recorded of its first day,
 * once it is over and once a negative test taken since is on record.
 */
export function isCleared({ facts }: GateView, { until, events }: ContraceptionGap): boolean {
  if (until === undefined) return false;
  return facts.clearings.some(
    (clearing) =>
      events.includes(clearing.data.hold) &&
      clearing.occurredOn >= until &&
      isOfReach(facts, clearing) &&
      facts.tests.some(
        (test) =>
          test.data.result === 'negative' &&
          test.occurredOn >= until &&
          test.sequence < clearing.sequence,
      ),
  );
}

function isOfReach(facts: GateView['facts'], clearing: EventOf<'SafetyHoldCleared'>): boolean {
  const { hold } = clearing.data;
  return [...facts.contraceptionStops, ...facts.contraceptionStarts].some(
    (event) => event.id === hold && reaches(facts, clearing, event),
  );
}
