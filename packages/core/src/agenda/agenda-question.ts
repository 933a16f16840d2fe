// What an agenda is made from: facts, programmes, who would act, and an instant.
// Never a stored status: every member is read afresh.

import type { GateFacts } from '../gate/decide-programme.ts';
import type { CompiledProgramme } from '../gate/rules.ts';
import type { Question } from '../requirements/view.ts';
import type { ClockOf } from '../time/clock.ts';
import type { Instant } from '../time/instant.ts';
import type { CourseAgenda } from './course-items.ts';
import type { WorkingCalendar } from './working-days.ts';

/** What an agenda is made from. */
export interface AgendaQuestion {
  readonly facts: GateFacts;
  /** Every programme that is loaded, by id; those of the patient's enrolments decide. */
  readonly programmes: ReadonlyMap<string, CompiledProgramme>;
  /** Who would prescribe and dispense, and what: as far as it is known. */
  readonly question: Omit<Question, 'at' | 'kind'>;
  readonly now: Instant;
  /** How far ahead the gate is asked, in days; 1 or more. What opens later is left out. */
  readonly horizonDays: number;
  readonly clockOf: ClockOf;
  /** What the course asks for beside the gate. */
  readonly course?: CourseAgenda;
  /** Monday to Friday, with no holiday known, where left out. */
  readonly workingDays?: WorkingCalendar;
  /** Those of the pharmacy that would dispense; the same where left out. */
  readonly pharmacyDays?: WorkingCalendar;
}
