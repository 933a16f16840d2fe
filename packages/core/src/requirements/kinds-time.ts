// Kinds about time: windows, waits, closures of the programme, the wait after treatment.
// Never a bare number of days: a window names its anchor, its length and whether the anchor counts.

import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import { allDispenses } from '../facts/patient-facts.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { windowFrom } from '../time/day-window.ts';
import { addLength, firstDayAfter, type Length } from '../time/length.ts';
import { ANCHORS, anchorsOf } from './anchors.ts';
import { isLater, type Placed } from './cycle.ts';
import { type Finding, unknown, unmet } from './finding.ts';
import { isSet, lengthOf, optionalDayOf, optionalTextOf, type RequirementKind } from './kind.ts';
import { lastPossibleDose } from './supply-held.ts';
import { testRuleOf } from './test-rule.ts';
import type { TestRule } from './test-rule-words.ts';
import { selectTest } from './test-selection.ts';
import type { GateView } from './view.ts';

const ANCHOR_EVENTS = [
  'PregnancyTestReported',
  'PatientEnrolled',
  'ContraceptionStarted',
  'VisitHeld',
  'CounsellingGiven',
  'PrescriptionWritten',
] as const;

/** Today lies in the window that the anchor opened. */
export const window: RequirementKind = {
  id: 'window',
  meaning: 'The act happens inside a window of days counted from an anchor.',
  parameters: { length: { is: 'length' } },
  options: {
    anchors: list(oneOf(...ANCHORS)),
    anchorDayCounts: boolean,
    test: optional(text(80)),
    measuredOn: optional(oneOf('today', 'prescription')),
    /** While the window is open, a newer specimen opens no other: nothing stretches it. */
    oneAtATime: optional(boolean),
  },
  enables: ANCHOR_EVENTS,
  disqualifies: [
    'PrescriptionCancelled',
    'Dispensed',
    'ContraceptionStarted',
    'ContraceptionStopped',
    'PregnancyTestReported',
    'PregnancyReported',
    'PeriodMissed',
    'UnprotectedContactReported',
    'EmergencyContraceptionUsed',
  ],
  compile(requirement, edition) {
    const findAnchor = anchorsOf(requirement, edition);
    const length = lengthOf(requirement, 'length');
    const anchorDayCounts = isSet(requirement, 'anchorDayCounts');
    const test = optionalTextOf(requirement, 'test');
    const rule = test === undefined ? undefined : testRuleOf(edition, test);
    const isMeasuredOnPrescription = requirement.options.measuredOn === 'prescription';
    return (view, finding) => {
      const anchor = findAnchor(view, finding);
      if (anchor === undefined) return unknown(finding, 'window_not_open');
      const days = windowFrom(anchor, length, anchorDayCounts);
      finding.anchorDay = anchor;
      if (isMeasuredOnPrescription) {
        const written = view.prescription;
        if (written === undefined) return unknown(finding, 'prescription_missing');
        finding.evidence.push(written.id);
        if (written.occurredOn < days.firstDay) return unmet(finding, 'window_not_open');
        if (written.occurredOn <= days.lastDay) return 'met';
        return unmet(finding, 'window_closed', view.days.here);
      }
      finding.clearableFrom = days.firstDay;
      finding.lastDay = days.lastDay;
      finding.deadline = days.lastDay;
      // Its anchor has happened: only what was dated ahead of its place has not opened yet.
      if (view.days.happenedBy < days.firstDay)
        return unmet(finding, 'window_not_open', days.firstDay);
      if (view.today <= days.lastDay) return 'met';
      return unmet(finding, 'window_closed', opensNextFrom(view, rule));
    };
  },
};

/** When what opens a closed window can happen again: today, or after the wait of a missed first one. */
function opensNextFrom(view: GateView, rule: TestRule | undefined): CalendarDay {
  const until = rule && selectTest(view, rule).earliestByLockout;
  return until !== undefined && until > view.days.here ? until : view.days.here;
}

/** A stated length has passed since the latest of several anchors. */
export const waitingPeriod: RequirementKind = {
  id: 'waiting_period',
  meaning: 'A stated length has passed since the latest of the named events.',
  parameters: { length: { is: 'length' } },
  options: { anchors: list(oneOf(...ANCHORS)), test: optional(text(80)) },
  enables: ANCHOR_EVENTS,
  disqualifies: ['ContraceptionStarted', 'ContraceptionStopped'],
  compile(requirement, edition) {
    const findAnchor = anchorsOf(requirement, edition);
    const length = lengthOf(requirement, 'length');
    return (view, finding) => {
      const anchor = findAnchor(view, finding);
      if (anchor === undefined) return unknown(finding, 'waiting_period');
      finding.anchorDay = anchor;
      const over = addLength(anchor, length);
      finding.clearableFrom = over;
      return isOver(view, over) ? 'met' : unmet(finding, 'waiting_period', over);
    };
  },
};

/** True when a wait has ended: on the programme's clock, and where the patient is treated. */
function isOver({ days }: GateView, over: CalendarDay): boolean {
  return days.deadline >= over && days.here >= over;
}

/** The programme itself is closed from one day to another, both included. */
export const programmeOpen: RequirementKind = {
  id: 'programme_open',
  meaning: 'The programme is not closed on this day; a grant does not reach into a closure.',
  parameters: { firstDay: { is: 'day' }, lastDay: { is: 'day' } },
  options: {},
  enables: [],
  disqualifies: [],
  compile(requirement) {
    const firstDay = optionalDayOf(requirement, 'firstDay') as CalendarDay;
    const lastDay = optionalDayOf(requirement, 'lastDay') as CalendarDay;
    return (view, finding) => {
      if (view.today < firstDay) {
        finding.lastDay = addDays(firstDay, -1);
        return 'met';
      }
      return view.today > lastDay ? 'met' : unmet(finding, 'programme_closed', addDays(lastDay, 1));
    };
  },
};

/**
 * After the last dose a stated length must pass. After a reported dose the last day of the length is
 * still inside: a month after 1 September ends with 1 October, a month after 31 January with the last
 * day of February. The last possible dose is only the end of what was supplied, counted with a dose on
 * the very day it was dispensed: the length begins with that day itself.
 */
export const afterTreatmentWait: RequirementKind = {
  id: 'after_treatment_wait',
  meaning:
    'A stated length, its last day included, has passed since the latest of reported and last ' +
    'possible dose.',
  parameters: { length: { is: 'length' } },
  options: {},
  enables: [
    'CourseEnded',
    'CourseResumed',
    'ExternalHistoryAccepted',
    'CapsulesReturned',
    'CapsulesDestroyed',
  ],
  disqualifies: [
    'CourseEnded',
    'CoursePaused',
    'ExternalHistoryAccepted',
    'UnauthorizedDispenseFound',
    'Dispensed',
    'DispensedPartially',
    'CapsulesLost',
    'DoseAfterEndFound',
  ],
  compile(requirement) {
    const length = lengthOf(requirement, 'length');
    return (view, finding) => {
      const over = freeFrom(lastDosesOf(view, finding), length);
      if (over !== undefined && view.days.here < over)
        return unmet(finding, 'after_treatment_wait', over);
      if (over !== undefined && view.facts.courseEnds.length > 0) {
        finding.clearableFrom = over;
        return 'met';
      }
      // Without a reported end nobody knows which dose was the last, nor any day on which blood is free.
      finding.missing = [
        'the end of treatment with the day of the last dose; the clinic records it',
      ];
      return unknown(finding, 'after_treatment_wait');
    };
  },
};

interface LastDoses {
  readonly reported: CalendarDay | undefined;
  readonly possible: CalendarDay | undefined;
}

/** The first day on which the wait is over; undefined while no dose is known. */
function freeFrom({ reported, possible }: LastDoses, length: Length): CalendarDay | undefined {
  const afterReported = reported && firstDayAfter(reported, length);
  const afterPossible = possible && addLength(possible, length);
  if (afterReported === undefined || afterPossible === undefined)
    return afterReported ?? afterPossible;
  return afterReported > afterPossible ? afterReported : afterPossible;
}

/**
 * The latest of every reported last dose and any later dose of the diary; and the last day of supply
 * from elsewhere, of supplies that were dispensed after the reported end, or that are unaccounted for.
 */
function lastDosesOf(view: GateView, finding: Finding): LastDoses {
  const { facts } = view;
  let reported: CalendarDay | undefined;
  let possible: CalendarDay | undefined;
  const report = (event: { readonly id: string }, day: CalendarDay) => {
    finding.evidence.push(event.id);
    if (reported === undefined || day > reported) reported = day;
  };
  const supply = (event: { readonly id: string }, day: CalendarDay) => {
    finding.evidence.push(event.id);
    if (possible === undefined || day > possible) possible = day;
  };
  for (const ended of facts.courseEnds) report(ended, ended.data.lastDoseOn ?? ended.occurredOn);
  for (const dose of facts.dosesAfterEnd) report(dose, dose.occurredOn);
  for (const history of facts.histories) supply(history, history.data.coversTo);
  const all = allDispenses(facts);
  // After every end by its day, or as the log heard of it: either way capsules came that none counts.
  const isAfterEnds = (supply: Placed) =>
    facts.courseEnds.every((ended) => isLater(supply, ended)) ||
    facts.courseEnds.every((ended) => supply.sequence > ended.sequence);
  const found = facts.suppliesFound;
  // Nobody accounts for what was handed out past the programme.
  const isUnaccounted = facts.capsulesUnaccounted > 0 || found.length > 0;
  if (isUnaccounted || all.some(({ event }) => isAfterEnds(event))) {
    const day = lastPossibleDose(view, isUnaccounted ? 'whatever was reported' : 'as reported');
    for (const event of [...all.map((one) => one.event), ...found]) supply(event, day!);
  }
  return { reported, possible };
}
