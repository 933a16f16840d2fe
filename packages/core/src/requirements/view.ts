// What a requirement sees: facts, the question, today on the programme's clock, and what follows.
// Never the clock itself, never the record stream, never a forecast.

import { CLINICIAN_ROLES } from '../events/actor.ts';
import type { EventOf } from '../events/event.ts';
import type { OrganisationFacts } from '../facts/organisation-facts.ts';
import { lastDispense, type PatientFacts } from '../facts/patient-facts.ts';
import type { Phase, Stage } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import type { TestSelection } from './test-rule-words.ts';

/** What is asked. Absent members are unknown, and unknown is not yes. */
export interface Question {
  readonly kind: Stage;
  readonly at: Instant;
  readonly prescription?: string;
  /** Present when an authorisation is being handed out: its own days are then not counted twice. */
  readonly authorization?: string;
  readonly daysSupply?: number;
  readonly prescriber?: string;
  readonly pharmacy?: string;
}

/** Everything a requirement may look at. */
export interface GateView {
  readonly facts: PatientFacts;
  readonly prescriber: OrganisationFacts | undefined;
  readonly pharmacy: OrganisationFacts | undefined;
  readonly question: Question;
  readonly programme: string;
  readonly today: CalendarDay;
  readonly phase: Phase;
  readonly category: string | undefined;
  readonly lastDispensedOn: CalendarDay | undefined;
  readonly lastDispenseSequence: number;
  readonly prescription: EventOf<'PrescriptionWritten'> | undefined;
  /** Memo of test selections, one slot per test rule of the edition. */
  readonly testSelections: (TestSelection | undefined)[];
}

/** Builds the view of one programme. */
export function viewOf(
  facts: PatientFacts,
  prescriber: OrganisationFacts | undefined,
  pharmacy: OrganisationFacts | undefined,
  question: Question,
  programme: string,
  today: CalendarDay,
): GateView {
  const last = lastDispense(facts, question.authorization);
  return {
    facts,
    prescriber,
    pharmacy,
    question,
    programme,
    today,
    phase: last === undefined && !hasHistory(facts) ? 'initiation' : 'continuation',
    category: categoryIn(facts, programme)?.data.category,
    lastDispensedOn: last?.event.occurredOn,
    lastDispenseSequence: last?.event.sequence ?? 0,
    prescription: prescriptionFor(facts, question),
    testSelections: [],
  };
}

// A month's supply elsewhere, handed over within a month: both are Aegle's own caution (assumed).
const HISTORY_DAYS_MIN = 28;
const HISTORY_GAP_DAYS_MAX = 30;

/** A clinician accepted, for this course, a month or more from elsewhere that reached to about now. */
function hasHistory(facts: PatientFacts): boolean {
  const enrolment = facts.course?.enrolment;
  return facts.histories.some(
    (history) =>
      history.data.dispensedDays >= HISTORY_DAYS_MIN &&
      enrolment !== undefined &&
      history.sequence > enrolment.sequence &&
      history.data.coversTo >= enrolment.occurredOn - HISTORY_GAP_DAYS_MAX &&
      CLINICIAN_ROLES.includes(history.actor.role),
  );
}

/** The latest category assigned in a programme. */
export function categoryIn(facts: PatientFacts, programme: string) {
  for (let index = facts.categories.length - 1; index >= 0; index -= 1) {
    const event = facts.categories[index]!;
    if (event.data.programme === programme) return event;
  }
  return undefined;
}

function prescriptionFor(facts: PatientFacts, question: Question) {
  if (question.prescription === undefined) return facts.prescriptions.at(-1);
  return facts.prescriptions.find((event) => event.data.prescription === question.prescription);
}
