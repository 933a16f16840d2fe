// One course of a patient file as of an instant: derived anew from its events and the rules of the day.
// Never stores anything, and never a course that the file does not hold.

import {
  type AfterAdvice,
  afterAdvice,
  allergensToAvoid,
  assessLabels,
  type CalendarDay,
  type CourseRules,
  type CourseView,
  deriveCourse,
  type EligibilityAnswer,
  foldCourses,
  foldPatient,
  type Instant,
  type PatientFacts,
} from '@aegle/core';
import { eligibilityRulesOf, type PatientHistory } from '@aegle/data';
import { enrolledIn } from '../decide/decide-file.ts';
import type { Rules } from '../world/rules.ts';

/** One course of a file, derived. */
export interface FileCourse {
  readonly view: CourseView;
  readonly courseRules: CourseRules;
  readonly eligibility: EligibilityAnswer;
  readonly advice: readonly AfterAdvice[];
  readonly today: CalendarDay;
  readonly history: PatientHistory;
  readonly rules: Rules;
}

/** Everything of one course; undefined where the file holds none of that id, or none at all. */
export function courseOfFile(
  rules: Rules,
  history: PatientHistory,
  at: Instant,
  course: string | undefined,
): FileCourse | undefined {
  const facts = foldPatient(history.gate, at);
  const [programme] = enrolledIn(facts).flatMap((id) => rules.loaded.get(id) ?? []);
  const data = rules.courseData();
  const jurisdiction = programme?.programme.jurisdiction ?? 'unknown';
  const courseRules = data.rulesFor(jurisdiction);
  const today = rules.clockOf(history.file.zone).dayAt(at);
  const folded = foldCourses(history.gate, history.record, at);
  const view = deriveCourse(folded, {
    rules: courseRules,
    products: data.products,
    available: data.availableIn(jurisdiction),
    avoid: allergensToAvoid(activeAllergies(facts)),
    today,
    ...(course === undefined ? {} : { course }),
  });
  if (view === undefined) return undefined;
  const eligibility = assessLabels(
    programme === undefined ? [] : eligibilityRulesOf(programme.files),
    facts,
    today,
  );
  const { procedures } = folded.record;
  const advice = afterAdvice(
    courseRules,
    view.course.lastDoseOn,
    procedures,
    view.doses.startedOn,
    today,
  );
  return { view, courseRules, eligibility, advice, today, history, rules };
}

/** Substances that are recorded as active last. */
function activeAllergies({ allergies }: PatientFacts): readonly string[] {
  const last = new Map(allergies.map(({ data }) => [data.substance, data.state]));
  return [...last].flatMap(([substance, state]) => (state === 'active' ? [substance] : []));
}
