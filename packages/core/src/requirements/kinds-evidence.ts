// Kinds about evidence that is there already: how old it may be, and details on which sources differ.
// Never a reason of its own while the evidence is missing: the requirement that asks for it says so.

import type { Truth } from '../decision/truth.ts';
import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import { NONE } from '../facts/patient-facts.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addLength, type Length } from '../time/length.ts';
import { approvalIn } from './approvals.ts';
import { isLater } from './cycle.ts';
import { type Finding, unmet } from './finding.ts';
import { isSet, lengthOf, optionalTextOf, type RequirementKind, textOf, textsOf } from './kind.ts';
import { isActiveIn } from './kinds-standing.ts';
import { testRuleOf } from './test-rule.ts';
import type { PregnancyTest, TestCriteria } from './test-rule-words.ts';
import { faultOf, isVoided, selectTest } from './test-selection.ts';
import { type GateView, goesOnFrom } from './view.ts';

/** Evidence that counts is not older than a stated length. */
export const evidenceAge: RequirementKind = {
  id: 'evidence_age',
  meaning:
    'The test (measured to the prescription or to today), the prescription, the approval or the ' +
    'last supply is not older than a stated length; of the supply, no end was reported since.',
  parameters: { length: { is: 'length' } },
  options: {
    /** `supply`: since the last day of the last supply, here or as accepted from elsewhere; a reported
     * end of the course that goes on counts as none left. */
    of: oneOf('test', 'prescription', 'approval', 'supply'),
    test: optional(text(80)),
    /** A test's age on the day the prescription is or was written; left out, today. */
    atPrescription: optional(boolean),
    /** Prescribers of these specialties need no approval, so that its age is nothing to them. */
    specialties: optional(list(text(60))),
  },
  enables: [
    'PregnancyTestReported',
    'PrescriptionWritten',
    'SpecialistApprovalRecorded',
    'PrescriberCertified',
    'Dispensed',
    'DispensedPartially',
    'ExternalHistoryAccepted',
  ],
  disqualifies: [
    'CourseEnded',
    'DispenseReversed',
    'PregnancyTestReported',
    'PregnancyReported',
    'PeriodMissed',
    'UnprotectedContactReported',
    'EmergencyContraceptionUsed',
    'PrescriptionWritten',
    'SpecialistApprovalRecorded',
    'PrescriberSuspended',
    'PrescriberDeactivated',
  ],
  compile(requirement, edition) {
    const length = lengthOf(requirement, 'length');
    const test = optionalTextOf(requirement, 'test');
    if (requirement.options.of === 'test' && test !== undefined) {
      const rule = testRuleOf(edition, test);
      const atPrescription = isSet(requirement, 'atPrescription');
      return (view, finding) => {
        const { accepted } = selectTest(view, rule);
        const written =
          view.question.kind === 'prescribe' ? undefined : view.prescription?.occurredOn;
        if (atPrescription && view.question.kind !== 'prescribe' && written === undefined)
          return 'met';
        // A prescription that is being written is of today.
        const isWritten = atPrescription && written !== undefined;
        const [by, on] = isWritten ? [written, written] : [view.days.happenedBy, view.today];
        let latest: PregnancyTest | undefined;
        for (const one of accepted) {
          const isInTime =
            one.occurredOn <= by && on <= addLength(one.occurredOn, length) && !isVoided(view, one);
          if (isInTime) return noted(finding, one);
          latest = one;
        }
        if (latest === undefined) return 'met';
        noted(finding, latest);
        return unmet(finding, 'test_too_old', view.days.here);
      };
    }
    if (requirement.options.of === 'approval') {
      const specialties = textsOf(requirement, 'specialties');
      return (view, finding) => {
        if (isActiveIn(view.prescriber, view.programme, specialties)) return 'met';
        const approval = approvalIn(view);
        if (approval?.data.approved !== true) return 'met';
        if (view.today <= addLength(approval.occurredOn, length)) return 'met';
        noted(finding, approval);
        return unmet(finding, 'specialist_approval_missing');
      };
    }
    if (requirement.options.of === 'supply')
      return (view, finding) => goesOn(requirement.id, length, view, finding);
    return (view, finding) => {
      const written = view.prescription;
      if (written === undefined) return 'met';
      noted(finding, written);
      return view.today <= addLength(written.occurredOn, length)
        ? 'met'
        : unmet(finding, 'window_closed', view.days.here);
    };
  },
};

/** Met while treatment goes on; else asked about for all that there is to ask, of which the view keeps the newest. */
function goesOn(id: string, length: Length, view: GateView, finding: Finding): Truth {
  const last = lastSupplyOf(view);
  const lastDay = last && addLength(last.until, length);
  const hasLapsed = lastDay !== undefined && view.days.here > lastDay;
  const grounds = [
    ...(hasLapsed ? [{ event: last!.event, from: addDays(lastDay, 1) }] : []),
    ...standingEnds(view).map((event) => ({ event, from: event.occurredOn })),
  ];
  if (grounds.length === 0) return 'met';
  view.lapse = {
    requirement: id,
    from: latestOf(grounds.map((one) => one.from)),
    sequence: latestOf(grounds.map(({ event }) => event.sequence)),
  };
  for (const { event } of grounds) noted(finding, event);
  return unmet(finding, 'enrolment_not_reconfirmed');
}

/** The supply, here or accepted from elsewhere, by which treatment goes on, with its last day. */
function lastSupplyOf({ facts, question }: GateView) {
  let last: { readonly event: EventOf<EventType>; readonly until: CalendarDay } | undefined;
  const supplied = (event: EventOf<EventType>, until: CalendarDay) => {
    if (last === undefined || until > last.until) last = { event, until };
  };
  for (const { event, daysSupply } of facts.dispenses)
    if (event.data.authorization !== question.authorization || question.authorization === undefined)
      supplied(event, addDays(event.occurredOn, daysSupply - 1));
  for (const history of facts.histories)
    if (goesOnFrom(facts, history)) supplied(history, history.data.coversTo);
  return last;
}

const latestOf = <T extends number>(all: readonly T[]): T => Math.max(...all) as T;

/**
 * The reported ends of the course that goes on, unless more was supplied since: later by its day, and as
 * the log heard of them. What is left of the fill asked about is no answer to one, nor is a supply of a
 * record that was merged in: nobody was asked about it here.
 */
function standingEnds({ facts, question }: GateView): readonly EventOf<'CourseEnded'>[] {
  if (facts.courseEnds.length === 0) return NONE;
  const since = facts.dispenses.filter(
    ({ event }) =>
      event.mergedFrom === undefined &&
      (question.authorization === undefined || event.data.authorization !== question.authorization),
  );
  return facts.courseEnds.filter(
    (end) =>
      end.data.course === facts.course?.id &&
      !since.some(({ event }) => event.sequence > end.sequence && isLater(event, end)),
  );
}

function noted({ evidence }: Finding, event: { readonly id: string }) {
  evidence.push(event.id);
  return 'met' as const;
}

/** A test that another requirement chose is itself of a stated setting or laboratory. */
export const testDetail: RequirementKind = {
  id: 'test_detail',
  meaning: 'The test that another requirement chose was made in a stated setting or laboratory.',
  parameters: {},
  options: {
    test: text(80),
    settings: optional(list(text(40))),
    certifications: optional(list(text(40))),
    menstrualDays1To5: optional(boolean),
  },
  enables: ['PregnancyTestReported'],
  disqualifies: ['PregnancyTestReported'],
  compile(requirement, edition) {
    const rule = testRuleOf(edition, textOf(requirement, 'test'));
    const criteria: TestCriteria = {
      settings: textsOf(requirement, 'settings'),
      certifications: textsOf(requirement, 'certifications'),
      samples: [],
      leastSensitiveMiuPerMl: undefined,
      menstrualDays: isSet(requirement, 'menstrualDays1To5') ? 'first five' : undefined,
      needsHomePermission: false,
    };
    return (view, finding) => {
      const selection = selectTest(view, rule);
      const test = rule.pick === 'first' ? selection.qualifying : selection.judged;
      if (test === undefined) return 'met';
      finding.evidence.push(test.id);
      const fault = faultOf(test, criteria, view);
      return fault === undefined ? 'met' : unmet(finding, fault);
    };
  },
};
