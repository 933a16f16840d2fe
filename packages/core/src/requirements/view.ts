// What a requirement sees: facts, the question, its three days (time/question-days.ts), what follows.
// Never the clock itself, never the record stream, never a forecast.

import { CLINICIAN_ROLES } from '../decision/actor.ts';
import type { EventOf } from '../events/event.ts';
import { latestByDay } from '../facts/latest-by-day.ts';
import type { OrganisationFacts } from '../facts/organisation-facts.ts';
import { lastDispense, NONE, type PatientFacts } from '../facts/patient-facts.ts';
import type { Phase, Requirement, Stage } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { QuestionDays } from '../time/question-days.ts';
import { CITED_LIMITS } from '../units/cited-limits.ts';
import type { TestSelection } from './test-rule-words.ts';

/** What is asked. Absent members are unknown, and unknown is not yes. */
export interface Question {
  readonly kind: Stage;
  readonly at: Instant;
  readonly prescription?: string;
  /** Present when an authorisation is being dispensed: its own days are then not counted twice. */
  readonly authorization?: string;
  readonly daysSupply?: number;
  /** IANA zone of the place of care, where the enrolment does not record one. */
  readonly zone?: string;
  readonly prescriber?: string;
  readonly pharmacy?: string;
  /** What is to be prescribed; of a supply it stands on its prescription. */
  readonly product?: string;
}

/** Everything a requirement may look at. */
export interface GateView {
  readonly facts: PatientFacts;
  readonly prescriber: OrganisationFacts | undefined;
  readonly pharmacy: OrganisationFacts | undefined;
  /** Prescribers whose agreement or approval is recorded, by their id. */
  readonly colleagues: ReadonlyMap<string, OrganisationFacts>;
  readonly question: Question;
  readonly programme: string;
  readonly days: QuestionDays;
  /** `days.deadline`: the day on which the programme's windows and deadlines are judged. */
  readonly today: CalendarDay;
  readonly phase: Phase;
  readonly category: string | undefined;
  readonly lastDispensedOn: CalendarDay | undefined;
  readonly lastDispenseSequence: number;
  readonly prescription: EventOf<'PrescriptionWritten'> | undefined;
  /** Memo of test selections, one slot per test rule of the edition. */
  readonly testSelections: (TestSelection | undefined)[];
  /** Memo of the contraceptive methods in use today. */
  methodsInUse: readonly EventOf<'ContraceptionStarted'>[] | undefined;
  /** Memo of the starts of methods, each from the day on which it counts. */
  startsAsHeard: readonly EventOf<'ContraceptionStarted'>[] | undefined;
  /** Why treatment that goes on is asked about, found by the requirement that asks. */
  lapse: Lapse | undefined;
  /** Days without accepted contraception, found by the edition that is deciding. */
  contraceptionGaps: readonly ContraceptionGap[];
}

/** From when a requirement asks whether treatment goes on: no judgement of before had it in view. */
export interface Lapse {
  readonly requirement: string;
  readonly from: CalendarDay;
  /** When the log heard of what it rests on. */
  readonly sequence: number;
}

/** Days on which accepted contraception, once in use, was not: from the first to the day it was again. */
export interface ContraceptionGap {
  readonly from: CalendarDay;
  /** The day on which it was in use again; undefined: it still is not. */
  readonly until: CalendarDay | undefined;
  /** What was recorded of that first day; a clearing names one of them. */
  readonly events: readonly string[];
  /** When the log had heard all of that day. */
  readonly sequence: number;
  /** It began within a course, so that a clinician is asked about it. */
  readonly isWatched: boolean;
  /** Nothing of its first day stands in a record that was merged into this one. */
  readonly isOwn: boolean;
  /** The assumed requirement that found it, which asks a clinician; absent: it closes. */
  readonly asking?: Requirement | undefined;
}

/** The same view with nothing remembered: for another edition, whose rules for tests differ. */
export function freshView(view: GateView): GateView {
  const { facts, prescriber, pharmacy, question, programme, days, colleagues } = view;
  const fresh = viewOf(facts, prescriber, pharmacy, question, programme, days, colleagues);
  fresh.contraceptionGaps = view.contraceptionGaps;
  return fresh;
}

const NO_COLLEAGUES: GateView['colleagues'] = new Map();

/** Builds the view of one programme. */
export function viewOf(
  facts: PatientFacts,
  prescriber: OrganisationFacts | undefined,
  pharmacy: OrganisationFacts | undefined,
  question: Question,
  programme: string,
  days: QuestionDays,
  colleagues: GateView['colleagues'] = NO_COLLEAGUES,
): GateView {
  const last = lastDispense(facts, question.authorization);
  return {
    facts,
    prescriber,
    pharmacy,
    colleagues,
    question,
    programme,
    days,
    today: days.deadline,
    phase: last === undefined && !hasHistory(facts) ? 'initiation' : 'continuation',
    category: categoryIn(facts, programme)?.data.category,
    lastDispensedOn: last?.event.occurredOn,
    lastDispenseSequence: last?.event.sequence ?? 0,
    prescription: prescriptionFor(facts, question.prescription),
    testSelections: [],
    methodsInUse: undefined,
    startsAsHeard: undefined,
    lapse: undefined,
    contraceptionGaps: NONE,
  };
}

// A month's supply elsewhere, handed over within a month: both are Aegle's own caution (assumed).
const HISTORY_DAYS_MIN = CITED_LIMITS.historyDaysMin.value;
const HISTORY_GAP_DAYS_MAX = CITED_LIMITS.historyGapDaysMax.value;

/** A clinician accepted, for this course, a month or more from elsewhere that reached to about now. */
const hasHistory = (facts: PatientFacts): boolean =>
  facts.histories.some((history) => goesOnFrom(facts, history));

/** True for such a history: the course goes on from it. */
export function goesOnFrom(
  { course }: PatientFacts,
  { sequence, data, actor }: EventOf<'ExternalHistoryAccepted'>,
): boolean {
  return (
    data.dispensedDays >= HISTORY_DAYS_MIN &&
    course !== undefined &&
    sequence > course.enrolment.sequence &&
    data.coversTo >= course.enrolment.occurredOn - HISTORY_GAP_DAYS_MAX &&
    CLINICIAN_ROLES.includes(actor.role)
  );
}

/** The first enrolment in the view's programme for the current course, since that course began. */
export function enrolmentIn(view: GateView) {
  const { enrolments, course } = view.facts;
  const since = course?.enrolment.sequence ?? 0;
  for (const event of enrolments)
    if (
      event.data.programme === view.programme &&
      event.data.course === course?.id &&
      event.sequence >= since
    )
      return event;
  return undefined;
}

/**
 * The latest category assigned in a programme: by its day, then as the log heard of it. An older one
 * that is entered late does not outvote a newer one.
 */
export function categoryIn(facts: PatientFacts, programme: string) {
  return latestByDay(facts.categories, ({ data }) => data.programme === programme);
}

/** The latest reproductive status on record: by its day, then as the log heard of it. */
export function statusIn(facts: PatientFacts) {
  return latestByDay(facts.reproductiveStatuses);
}

function prescriptionFor({ prescriptions }: PatientFacts, asked: string | undefined) {
  if (asked === undefined) return prescriptions.at(-1);
  for (const event of prescriptions) if (event.data.prescription === asked) return event;
  return undefined;
}
