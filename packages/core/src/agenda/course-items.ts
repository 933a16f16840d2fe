// What the course itself asks for: laboratory checks, the day the capsules run out, visits for years after.
// Never a rule of the gate: these advise, each with the evidence row or the plan behind it.

import type { AfterAdvice } from '../course/after-advice.ts';
import { goesOnOn, type Pause } from '../course/pauses.ts';
import type { ScheduledTest, TestState } from '../monitoring/schedule.ts';
import type { FollowUpPoint } from '../outcomes/follow-up.ts';
import { addDays, type CalendarDay, formatCalendarDay } from '../time/calendar-day.ts';
import type { ClockOf } from '../time/clock.ts';
import type { AgendaItem } from './agenda-item.ts';
import { plain, reason, windowed } from './course-item.ts';
import { obstacleItems } from './obstacle-items.ts';
import type { EmptyShelf, PriorAuthorization } from './obstacles.ts';

/** What is known of the course beside the gate; absent members contribute nothing. */
export interface CourseAgenda {
  /** Where the patient is treated: days end there. */
  readonly zone: string;
  readonly today: CalendarDay;
  /** Name of the monitoring policy behind `schedule`. */
  readonly policy?: string;
  readonly schedule?: readonly ScheduledTest[];
  readonly followUps?: readonly FollowUpPoint[];
  /** The last day that the capsules in hand cover, if every silent day was taken. */
  readonly capsulesLastUntil?: CalendarDay;
  readonly advice?: readonly AfterAdvice[];
  /** The last day of the course as planned; absent: not known, so that it may go on. */
  readonly endsOn?: CalendarDay;
  readonly priorAuthorization?: PriorAuthorization;
  readonly emptyShelves?: readonly EmptyShelf[];
  /** The course rests: what is counted in days of treatment is counted from its end. */
  readonly pause?: Pause;
}

/** Items of the course that can still be done, or were not. */
export function courseItems(course: CourseAgenda, clockOf: ClockOf): readonly AgendaItem[] {
  return [
    ...laboratoryItems(course, clockOf),
    ...(course.followUps ?? []).flatMap((point) => followUpItem(course, point, clockOf)),
    ...obstacleItems(course, clockOf),
    ...resumeItem(course, clockOf),
    ...runOutItem(course, clockOf),
    ...(course.advice ?? []).flatMap((one) => adviceItem(course, one)),
  ];
}

/** Tests of one sample are one item: the same reason, and the same days to take it. */
function laboratoryItems(course: CourseAgenda, clockOf: ClockOf): readonly AgendaItem[] {
  const samples = new Map<string, ScheduledTest[]>();
  for (const test of course.schedule ?? []) {
    if (test.window === undefined || !STILL_ASKED.includes(test.state)) continue;
    const key = `${test.because}/${test.window.firstDay}/${test.window.lastDay}`;
    samples.set(key, [...(samples.get(key) ?? []), test]);
  }
  const counted = new Map<string, number>();
  return [...samples.values()].map((tests) => {
    const { because } = tests[0]!;
    const count = (counted.get(because) ?? 0) + 1;
    counted.set(because, count);
    return laboratoryItem(course, tests, `${because}/${count}`, clockOf);
  });
}

const STILL_ASKED: readonly TestState[] = ['due', 'overdue', 'upcoming'];

function laboratoryItem(
  course: CourseAgenda,
  tests: readonly ScheduledTest[],
  name: string,
  clockOf: ClockOf,
): AgendaItem {
  const { because, text, window } = tests[0]!;
  const sources = new Set(tests.flatMap((one) => one.citations.map(({ row }) => row)));
  const names = tests.map(({ test }) => test.replaceAll('_', ' ').replaceAll('-', ' ')).join(', ');
  const policy = course.policy ?? 'monitoring';
  const why = reason('laboratory_test', policy, because, [...sources], `${names}: ${text}`);
  return {
    ...plain('laboratory_test', name, why),
    ...windowed(course, window!, clockOf),
    who: ['prescriber', 'delegate'],
  };
}

function followUpItem(
  course: CourseAgenda,
  point: FollowUpPoint,
  clockOf: ClockOf,
): readonly AgendaItem[] {
  if (point.state !== 'due' && point.state !== 'upcoming') return [];
  const text =
    point.month === 0
      ? 'What changed by the end of the course.'
      : `What changed, ${point.month} months after the last capsule.`;
  const why = reason('follow_up', 'aegle', `month-${point.month}`, ['aegle-design'], text);
  return [
    {
      ...plain('follow_up', `month-${point.month}`, why),
      ...windowed(course, point, clockOf),
      who: ['prescriber', 'delegate'],
    },
  ];
}

/** While the course rests: by the day on which it is meant to go on, or open until somebody names one. */
function resumeItem(course: CourseAgenda, clockOf: ClockOf): readonly AgendaItem[] {
  const { pause } = course;
  if (pause === undefined) return [];
  const { from, resumesOn: day } = pause;
  const until =
    day === undefined
      ? 'no day is named on which it goes on'
      : `it goes on on ${formatCalendarDay(day)}`;
  const text = `The course rests since ${formatCalendarDay(from)}; ${until}.`;
  const why = reason('resume_course', 'aegle', 'pause', ['aegle-design'], text);
  const dated =
    day === undefined
      ? ({ from, bestDay: undefined, closes: undefined, state: 'now' } as const)
      : windowed(course, { firstDay: day, bestDay: day, lastDay: day }, clockOf);
  return [{ ...plain('resume_course', 'pause', why), ...dated, who: ['prescriber'] }];
}

/** Packs are at hand when they are ordered some days before the last capsule. */
const ORDER_DAYS = 5;

function runOutItem(course: CourseAgenda, clockOf: ClockOf): readonly AgendaItem[] {
  const { capsulesLastUntil: lastDay, today } = course;
  if (lastDay === undefined || lastDay < addDays(today, -ORDER_DAYS)) return [];
  const { pause } = course;
  const from = pause && formatCalendarDay(goesOnOn(pause, today));
  const condition = from === undefined ? '' : ` if the course goes on on ${from}`;
  const text = `The capsules in hand last until this day${condition}.`;
  const why = reason('capsules_run_out', 'aegle', 'capsules-in-hand', ['aegle-design'], text);
  const firstDay = addDays(lastDay, -ORDER_DAYS);
  return [
    {
      ...plain('capsules_run_out', 'in-hand', why),
      ...windowed(course, { firstDay, bestDay: firstDay, lastDay }, clockOf),
      who: ['prescriber', 'pharmacist'],
    },
  ];
}

/** From when something that the course forbids is free again; before the last dose nobody knows. */
function adviceItem({ today }: CourseAgenda, advice: AfterAdvice): readonly AgendaItem[] {
  const { about, freeFrom, row } = advice;
  if (freeFrom === undefined || freeFrom <= today) return [];
  const text = `Advised against until then: ${about.replaceAll('_', ' ')}.`;
  const why = reason('after_advice', 'course-rules', about, [row], text);
  const dated = { from: freeFrom, bestDay: freeFrom, closes: undefined, state: 'later' } as const;
  return [{ ...plain('after_advice', about, why), ...dated, who: ['patient'] }];
}
