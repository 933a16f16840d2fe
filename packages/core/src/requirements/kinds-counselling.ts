// Kinds about talks and papers: counselling, comprehension, visits, documents, agreement, approval.
// Never counts a talk of an earlier month where the programme asks for one each month.

import type { EventOf } from '../events/event.ts';
import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import { ageUnknown, youngerThan } from './age.ts';
import { approvalIn, worthOf } from './approvals.ts';
import { latestInCourse, latestInCycle } from './cycle.ts';
import { noteAll, unknown, unmet } from './finding.ts';
import { countOf, isSet, optionalTextOf, type RequirementKind, textOf, textsOf } from './kind.ts';
import { isActiveIn, prescriberStanding, standingIn } from './kinds-standing.ts';
import { monthlyTalkFor, talkFinder } from './talks.ts';
import type { GateView } from './view.ts';

/** Counselling on every named topic, each cycle or once a course. */
export const counselling: RequirementKind = {
  id: 'counselling',
  mayBeJudged: true,
  meaning: 'Counselling on the named topics is documented, each cycle or once in the course.',
  parameters: {},
  options: {
    topics: list(text(60)),
    eachCycle: boolean,
    /** Only a talk after the result, or from the day of the visit, that opened the month counts. */
    inWindow: optional(boolean),
  },
  enables: ['CounsellingGiven'],
  disqualifies: ['Dispensed', 'PregnancyTestReported', 'VisitHeld'],
  compile(requirement, edition) {
    const findTalk = talkFinder(requirement, edition);
    return (view, finding) => {
      const given = findTalk(view);
      if (given === undefined) return unmet(finding, 'counselling_missing');
      finding.evidence.push(given.id);
      return 'met';
    };
  },
};

/** The patient answered the comprehension questions this cycle, after the prescriber confirmed. */
export const comprehension: RequirementKind = {
  id: 'comprehension',
  mayBeJudged: true,
  meaning: 'The patient passed the comprehension questions this cycle, after the prescriber.',
  parameters: {},
  options: { afterCounselling: boolean },
  enables: ['ComprehensionAnswered', 'CounsellingGiven'],
  disqualifies: ['ComprehensionAnswered', 'CounsellingGiven', 'Dispensed'],
  compile(requirement, edition) {
    const afterCounselling = isSet(requirement, 'afterCounselling');
    const findTalk = monthlyTalkFor(requirement, edition);
    return (view, finding) => {
      const answered = latestInCycle(view, view.facts.comprehension);
      if (answered === undefined) return unmet(finding, 'comprehension_missing');
      finding.evidence.push(answered.id);
      if (!answered.data.passed) return unmet(finding, 'comprehension_not_passed');
      if (!afterCounselling) return 'met';
      const confirmed = findTalk(view);
      // Answers of an earlier day, entered after the talk, were not given after it.
      const isAfter =
        confirmed !== undefined &&
        answered.sequence > confirmed.sequence &&
        answered.occurredOn >= confirmed.occurredOn;
      return isAfter ? 'met' : unmet(finding, 'comprehension_missing');
    };
  },
};

const isInPerson = (event: EventOf<'VisitHeld'>) => event.data.mode === 'in_person';

/**
 * The visit with which this course began: one in person where there is any, else the latest. Its number
 * decides nothing: clinics number on over courses, and a visit by video is made good by one in person.
 */
function firstVisitOf(view: GateView): EventOf<'VisitHeld'> | undefined {
  const { visits } = view.facts;
  return latestInCourse(view, visits, isInPerson) ?? latestInCourse(view, visits);
}

/** Visits in the mode the programme asks for: the first in person, later ones as stated. */
export const visit: RequirementKind = {
  id: 'visit',
  meaning: 'The first visit was in person; later visits were held in an accepted mode.',
  parameters: {},
  options: {
    followUp: oneOf('none', 'in_person', 'remote_if_agreed', 'any'),
    firstInPerson: boolean,
  },
  enables: ['VisitHeld'],
  disqualifies: ['Dispensed', 'VisitHeld'],
  compile(requirement) {
    const followUp = requirement.options.followUp;
    const firstInPerson = isSet(requirement, 'firstInPerson');
    return (view, finding) => {
      const first = firstVisitOf(view);
      if (first === undefined) return unmet(finding, 'visit_missing');
      finding.evidence.push(first.id);
      if (firstInPerson && first.data.mode !== 'in_person')
        return unmet(finding, 'visit_not_in_person');
      if (view.phase === 'initiation' || followUp === 'none') return 'met';
      const latest = latestInCycle(view, view.facts.visits);
      if (latest === undefined) return unmet(finding, 'visit_missing');
      finding.evidence.push(latest.id);
      if (latest.data.mode === 'in_person' || followUp === 'any') return 'met';
      if (followUp === 'in_person') return unmet(finding, 'visit_not_in_person');
      if (latest.data.remoteAgreed === undefined)
        return unknown(finding, 'visit_remote_not_agreed');
      return latest.data.remoteAgreed ? 'met' : unmet(finding, 'visit_remote_not_agreed');
    };
  },
};

/** A document was shown or given, each cycle or once a course. */
export const documentShown: RequirementKind = {
  id: 'document_shown',
  meaning: 'A named document was shown or given, each cycle or once in the course.',
  parameters: {},
  options: {
    document: oneOf('original_prescription', 'patient_card', 'medication_guide'),
    specialties: optional(list(text(60))),
    named: optional(text(60)),
    eachCycle: boolean,
  },
  enables: ['OriginalPrescriptionShown', 'PatientCardShown', 'MedicationGuideGiven'],
  disqualifies: ['Dispensed'],
  compile(requirement) {
    const document = textOf(requirement, 'document');
    const specialties = textsOf(requirement, 'specialties');
    const named = optionalTextOf(requirement, 'named');
    const latest = isSet(requirement, 'eachCycle') ? latestInCycle : latestInCourse;
    const isTheDocument = (event: PatientFacts['documents'][number]) => {
      if (event.type === 'OriginalPrescriptionShown')
        return (
          document === 'original_prescription' &&
          (specialties.length === 0 || specialties.includes(event.data.prescriberSpecialty))
        );
      if (event.type === 'PatientCardShown')
        return (
          document === 'patient_card' && (named === undefined || event.data.document === named)
        );
      return document === 'medication_guide';
    };
    return (view, finding) => {
      const shown = latest(view, view.facts.documents, isTheDocument);
      if (shown === undefined) return unmet(finding, 'document_not_shown');
      finding.evidence.push(shown.id);
      return 'met';
    };
  },
};

/** Two prescribers agree independently, for patients under an age. */
export const independentAgreement: RequirementKind = {
  id: 'independent_agreement',
  meaning: 'For patients under the stated age, two prescribers have agreed independently.',
  parameters: { underAge: { is: 'count' } },
  options: {},
  enables: ['IndependentAgreementRecorded'],
  disqualifies: ['IndependentAgreementRecorded'],
  compile(requirement, edition) {
    const underAge = countOf(requirement, 'underAge');
    const certifies = edition.requirements.some((one) => one.kind === prescriberStanding.id);
    return (view, finding) => {
      const younger = youngerThan(view.facts, view.days.here, underAge);
      if (younger === 'no') return 'met';
      const agreement = latestInCourse(view, view.facts.agreements);
      if (agreement !== undefined) finding.evidence.push(agreement.id);
      if (agreement?.data.agrees === true && isIndependent(view, agreement, certifies))
        return 'met';
      return younger === 'yes'
        ? unmet(finding, 'second_prescriber_missing')
        : ageUnknown(finding, younger, 'second_prescriber_missing');
    };
  },
};

/**
 * Two different prescribers, each for themselves: the second recorded the agreement, and the first is
 * the one who asks to prescribe. Both are active, and certified where the programme certifies.
 */
function isIndependent(
  view: GateView,
  { data, actor }: EventOf<'IndependentAgreementRecorded'>,
  certifies: boolean,
): boolean {
  const { firstPrescriber, secondPrescriber } = data;
  const asks = view.question.prescriber ?? firstPrescriber;
  if (firstPrescriber === secondPrescriber || asks !== firstPrescriber) return false;
  if (actor.role !== 'prescriber' || actor.id !== secondPrescriber) return false;
  return [view.prescriber, view.colleagues.get(secondPrescriber)].every((facts) => {
    const standing = facts?.get(view.programme);
    if (standing?.isSuspended || standing?.isDeactivated) return false;
    return !certifies || standing?.certifiedOn !== undefined;
  });
}

/** The prescriber has a named specialty, or another specialist has approved; a paper is asked about. */
export const specialist: RequirementKind = {
  id: 'specialist',
  meaning: 'The prescriber has an accepted specialty, or a specialist approval is recorded.',
  parameters: {},
  options: { specialties: list(text(60)), acceptsApproval: boolean },
  enables: ['SpecialistApprovalRecorded', 'PrescriberCertified'],
  disqualifies: ['SpecialistApprovalRecorded', 'PrescriberSuspended', 'PrescriberDeactivated'],
  compile(requirement) {
    const specialties = textsOf(requirement, 'specialties');
    const acceptsApproval = isSet(requirement, 'acceptsApproval');
    return (view, finding) => {
      if (isActiveIn(view.prescriber, view.programme, specialties)) {
        noteAll(finding, standingIn(view.prescriber, view.programme)!.evidence);
        return 'met';
      }
      if (!acceptsApproval) return unmet(finding, 'prescriber_not_specialist');
      const approval = approvalIn(view);
      if (approval !== undefined) finding.evidence.push(approval.id);
      const worth = approval?.data.approved ? worthOf(view, approval, specialties) : 'none';
      if (worth === 'given') return 'met';
      if (worth === 'none') return unmet(finding, 'specialist_approval_missing');
      finding.asks = true;
      finding.missing = ['the word of a specialist who signs in here, or a look at the paper'];
      return unknown(finding, 'specialist_approval_missing');
    };
  },
};
