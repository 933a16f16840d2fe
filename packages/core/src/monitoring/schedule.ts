// The dated schedule of laboratory tests: due, overdue, done, not needed, and why.
// Never chooses a policy and never decides for a clinician where the source names no time.

import { movedByPauses, type Pause } from '../course/pauses.ts';
import type { EvidenceCitation } from '../evidence/evidence-row.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addLength, type Length } from '../time/length.ts';
import type { Action } from './action-table.ts';
import { type DosePlan, highestDoseSince, peakDoseDay } from './dose-steps.ts';
import { backwards, type MonitoringPolicy, type PolicyStep } from './policy.ts';

/** A result as the schedule sees it. */
export interface DoneTest {
  readonly id: string;
  readonly analyte: string;
  readonly day: CalendarDay;
  /** What the action table advises on it; absent: it was not graded or not placed. */
  readonly action?: Action;
  /** Days in which the action table wants the next sample. */
  readonly repeat?: { readonly firstDay: CalendarDay; readonly lastDay: CalendarDay };
}

export type TestState =
  | 'done'
  | 'done_late'
  | 'due'
  | 'overdue'
  | 'missed'
  | 'upcoming'
  | 'not_needed'
  | 'clinician_decides';

/** Why a test stands in the schedule as it does; a screen turns it into a sentence. */
export type ScheduleReason =
  | 'baseline'
  | 'after_start'
  | 'at_interval'
  | 'peak_dose'
  | 'until_response_known'
  | 'dose_rose'
  | 'result_asks_for_a_repeat'
  | 'response_known'
  | 'course_ended'
  | 'policy_does_not_ask'
  | 'policy_gives_no_time';

export interface ScheduledTest {
  readonly test: string;
  readonly state: TestState;
  readonly because: ScheduleReason;
  /** Absent where the source names no time. */
  readonly window?: {
    readonly firstDay: CalendarDay;
    readonly bestDay: CalendarDay;
    readonly lastDay: CalendarDay;
  };
  /** Id of the result that did it. */
  readonly doneBy?: string;
  /** The source's own words. */
  readonly text: string;
  readonly citations: readonly EvidenceCitation[];
}

/** What the schedule is made from. */
export interface ScheduleInput {
  readonly policy: MonitoringPolicy;
  readonly plan: DosePlan;
  readonly results: readonly DoneTest[];
  /** Risks of the patient that a policy names: `diabetes`, `obesity`, … */
  readonly risks: readonly string[];
  readonly today: CalendarDay;
  /** What was counted in days of treatment moves by them; left out: none. */
  readonly pauses?: readonly Pause[];
}

/** A panel is done when one of these is there: every policy means them by it. */
const PANELS: Readonly<Record<string, readonly string[]>> = {
  lipids: ['triglycerides'],
  liver: ['alt', 'ast'],
  glucose: ['glucose', 'glucose-fasting'],
};

/** The results that do a test, in the order in which they stand. */
export function resultsFor(test: string, results: readonly DoneTest[]): readonly DoneTest[] {
  const analytes = PANELS[test] ?? [test];
  return results.filter(({ analyte }) => analytes.includes(analyte));
}

/** The whole schedule, dated lines first, in the order of their last days. */
export function scheduleOf(question: ScheduleInput): readonly ScheduledTest[] {
  const results = [...question.results].sort((left, right) => left.day - right.day);
  const input = { ...question, plan: pausedPlan(question), results };
  const lines = input.policy.steps.flatMap((step) =>
    step.risks.length > 0 && !step.risks.some((risk) => input.risks.includes(risk))
      ? []
      : step.tests.flatMap((test) => linesOf(input, step, test)),
  );
  const lastDay = (line: ScheduledTest) => line.window?.lastDay ?? Number.POSITIVE_INFINITY;
  return [...lines, ...repeatLines(input)].sort((left, right) => lastDay(left) - lastDay(right));
}

/** The plan with the last day that it names later by its pauses; a reported last dose stays. */
function pausedPlan({ plan, pauses = [], today }: ScheduleInput): DosePlan {
  const { startOn, lastDoseOn } = plan;
  if (lastDoseOn === undefined || plan.isEnded === true) return plan;
  return { ...plan, lastDoseOn: movedByPauses(pauses, startOn, lastDoseOn, today) };
}

function linesOf(input: ScheduleInput, step: PolicyStep, test: string): readonly ScheduledTest[] {
  const { plan } = input;
  const line = { test, text: step.text, citations: step.citations };
  const { span } = step;
  switch (step.kind) {
    case 'not-needed':
      return [{ ...line, state: 'not_needed', because: 'policy_does_not_ask' }];
    case 'clinician-decides':
      return [{ ...line, state: 'clinician_decides', because: 'policy_gives_no_time' }];
    case 'before-start': {
      const firstDay = addLength(plan.startOn, backwards(span!.longest));
      const window = { firstDay, bestDay: plan.startOn, lastDay: plan.startOn };
      return [placed(input, line, 'baseline', window)];
    }
    case 'after-start':
      return [placed(input, line, 'after_start', windowAfter(input, step, plan.startOn))];
    case 'peak-dose': {
      const peak = peakDoseDay(plan);
      if (peak === undefined) return [];
      return [placed(input, line, 'peak_dose', windowAfter(input, step, peak))];
    }
    case 'after-dose-rise':
      return plan.rises
        .slice(1)
        .map(({ from }) => placed(input, line, 'dose_rose', windowAfter(input, step, from)));
    case 'then-every':
      return everyLines(input, step, line);
    case 'until-response':
      return untilResponseLines(input, step, line);
  }
}

type Line = Pick<ScheduledTest, 'test' | 'text' | 'citations'>;
type Window = NonNullable<ScheduledTest['window']>;

/** The window after a day: the span itself, or the tolerance around a single day; later by each pause. */
function windowAfter(
  { policy, pauses = [], today }: ScheduleInput,
  step: PolicyStep,
  day: CalendarDay,
): Window {
  const { shortest, longest } = step.span!;
  const moved = (one: CalendarDay) => movedByPauses(pauses, day, one, today);
  const bestDay = addLength(day, shortest);
  const [firstDay, lastDay] = step.isOneDay
    ? [addLength(bestDay, backwards(policy.tolerance)), addLength(bestDay, policy.tolerance)]
    : [bestDay, addLength(day, longest)];
  return { firstDay: moved(firstDay), bestDay: moved(bestDay), lastDay: moved(lastDay) };
}

/** Puts a window into its state. A test after the last dose is not needed unless it was done. */
function placed(
  input: ScheduleInput,
  line: Line,
  because: ScheduleReason,
  window: Window,
): ScheduledTest {
  const { today, plan } = input;
  const isBaseline = because === 'baseline';
  const done = resultsFor(line.test, input.results).find(
    ({ day }) => day >= window.firstDay && (!isBaseline || day <= window.lastDay),
  );
  if (done !== undefined) {
    const state = done.day <= window.lastDay ? 'done' : 'done_late';
    return { ...line, state, because, window, doneBy: done.id };
  }
  const hasEnded = plan.lastDoseOn !== undefined && window.firstDay > plan.lastDoseOn;
  if (hasEnded) return { ...line, state: 'not_needed', because: 'course_ended', window };
  if (today < window.firstDay) return { ...line, state: 'upcoming', because, window };
  if (today <= window.lastDay) return { ...line, state: 'due', because, window };
  // After the last capsule nobody is asked for it any more; that it was not done stays to be seen.
  const isOver = plan.isEnded === true && plan.lastDoseOn !== undefined && today > plan.lastDoseOn;
  return { ...line, state: isOver ? 'missed' : 'overdue', because, window };
}

/** Longest course that a schedule is drawn for where the plan is open, in days. */
const OPEN_PLAN_DAYS = 366;

/** One line for each interval from the step before it; a done test moves what follows. */
function everyLines(input: ScheduleInput, step: PolicyStep, line: Line): readonly ScheduledTest[] {
  const { policy, plan } = input;
  const before = policy.steps.find(
    (one) => one.kind === 'after-start' && one.tests.includes(line.test),
  );
  const first =
    before && placed(input, line, 'after_start', windowAfter(input, before, plan.startOn));
  const horizon = plan.lastDoseOn ?? addDays(plan.startOn, OPEN_PLAN_DAYS);
  return chain(input, step, line, 'at_interval', anchorAfter(input, first, plan.startOn), horizon);
}

function chain(
  input: ScheduleInput,
  step: PolicyStep,
  line: Line,
  because: ScheduleReason,
  from: CalendarDay,
  horizon: CalendarDay,
): readonly ScheduledTest[] {
  const lines: ScheduledTest[] = [];
  let anchor = from;
  for (;;) {
    const window = windowAfter(input, step, anchor);
    if (window.bestDay > horizon) return lines;
    const next = placed(input, line, because, window);
    lines.push(next);
    anchor = anchorAfter(input, next, window.bestDay);
  }
}

/** The day from which the next interval runs: the day of the sample, else the planned one. */
function anchorAfter(
  input: ScheduleInput,
  line: ScheduledTest | undefined,
  planned: CalendarDay,
): CalendarDay {
  const done = input.results.find(({ id }) => id === line?.doneBy);
  return done?.day ?? line?.window?.bestDay ?? planned;
}

/** Tests at intervals from the start until one shows that the response at the highest dose is known. */
function untilResponseLines(
  input: ScheduleInput,
  step: PolicyStep,
  line: Line,
): readonly ScheduledTest[] {
  const { plan, policy } = input;
  const peak = peakDoseDay(plan);
  if (peak === undefined) return [];
  const known = resultsFor(line.test, input.results).find(
    ({ day, action }) =>
      action === 'continue' &&
      day >= addLength(highestDoseSince(plan, day), policy.responseKnownAfter),
  );
  // While the response is open, tests go on to the first one that can make it known.
  const first = addLength(peak, policy.responseKnownAfter);
  const horizon = Math.max(first, input.today) + daysOf(step.span!.longest);
  const lines = chain(
    input,
    step,
    line,
    'until_response_known',
    plan.startOn,
    Math.min(horizon, plan.lastDoseOn ?? horizon) as CalendarDay,
  );
  if (known === undefined || known.day < peak) return lines;
  const kept = lines.filter(({ window }) => window !== undefined && window.bestDay <= known.day);
  return [...kept, { ...line, state: 'not_needed', because: 'response_known', doneBy: known.id }];
}

function daysOf(length: Length): number {
  return addLength(0 as CalendarDay, length);
}

/** Whatever the policy: a result that asks for a repeat puts it into the schedule, and no pause moves it. */
function repeatLines(input: ScheduleInput): readonly ScheduledTest[] {
  return input.results.flatMap((result): ScheduledTest[] => {
    if (result.repeat === undefined) return [];
    const { firstDay, lastDay } = result.repeat;
    const later = input.results
      .filter(({ analyte, day }) => analyte === result.analyte && day > result.day)
      .sort((left, right) => left.day - right.day)[0];
    const line = {
      test: result.analyte,
      because: 'result_asks_for_a_repeat' as const,
      window: { firstDay, bestDay: firstDay, lastDay },
      text: 'The action table asks for a repeat.',
      citations: [],
    };
    if (later !== undefined)
      return [{ ...line, state: later.day <= lastDay ? 'done' : 'done_late', doneBy: later.id }];
    if (input.today < firstDay) return [{ ...line, state: 'upcoming' }];
    return [{ ...line, state: input.today <= lastDay ? 'due' : 'overdue' }];
  });
}
