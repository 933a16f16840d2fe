// The plan of a course in words: its periods, the policy that ends it and when, and what is missing.
// Never names an end that core did not derive.

import type { DoseSchedule, PlanNote, RegimenPeriod } from '@aegle/core';
import { addDays, formatCalendarDay } from '@aegle/core';
import { dayData, dayText, rounded, spoken } from '../of-file/words.ts';
import type { CourseInput, CourseSection } from './section.ts';

const NOTES: Readonly<Record<PlanNote, string>> = {
  above_maximum: "A planned dose is above the label's maximum for this weight: nothing is derived.",
  no_policy: 'No policy that ends the course was chosen.',
  no_plan: 'No dose is planned.',
  weight_missing: 'No weight is recorded.',
  classes_mixed: 'Products of several classes were taken: their milligrams are not added up.',
  target_missing: 'The label states no cumulative target: choose one.',
  weeks_missing: 'The policy needs a number of weeks.',
  not_clear_yet: 'Not assessed as clear (IGA 0) yet.',
  plan_ends_before_target: 'The written plan ends before: its last dose would go on.',
  target_reached: 'The target is reached.',
  length_passed: 'That day has passed.',
  above_usual_dose: "Above the label's usual daily dose.",
  below_usual_dose: "Below the label's usual daily dose.",
  outside_low_dose: 'Not within the low-dose range.',
  adherence_unknown: 'Nothing was reported as taken or missed: every dose is taken to be taken.',
  conventions_differ: 'The mg/kg conventions differ by more than the guard allows.',
  weight_old: 'The latest weight is old.',
  weight_changed: 'The weight has changed by more than the guard allows.',
  target_above_range: "The target is above the label's range: give the reason.",
  paused: 'The course is paused.',
};

/** The plan and its end. */
export function planSection({ view }: CourseInput): CourseSection {
  const { end, adherence, reading, course, doses } = view;
  const periods = reading.kind === 'planned' ? reading.plan.regimen.periods : [];
  const lines = [`Course ${course.id}, first day ${dayText(doses.startedOn)}.`];
  if (reading.kind === 'planned')
    for (const period of periods) lines.push(`  ${periodText(reading.plan.startsOn, period)}`);
  if (reading.kind === 'unreadable')
    for (const one of reading.refusals) lines.push(`  Unreadable: ${one.field}: ${one.rule}.`);
  const ended = endedOf(view);
  lines.push(...(ended === undefined ? comingEnd(end) : ended.lines));
  const share =
    adherence.share === undefined ? 'nothing reported' : `${rounded(adherence.share * 100)} %`;
  lines.push(
    `Taken so far: ${share} (${adherence.reportedDays} days reported, ${adherence.silentDays} without a word).`,
  );
  const notes = ended === undefined ? end.notes : end.notes.filter((note) => !AHEAD.includes(note));
  lines.push(...notes.map((note) => `  - ${NOTES[note]}`));
  return {
    id: 'plan',
    title: 'Plan',
    lines,
    data: {
      course: course.id,
      startedOn: dayData(doses.startedOn),
      periods,
      policy: end.policy ?? null,
      endsOn: dayData(end.endsOn),
      ended: ended?.data ?? null,
      targetMgPerKg: end.targetMgPerKg ?? null,
      convention: end.convention,
      targetReachedOn: dayData(end.targetReachedOn),
      remainingMg: end.remainingMg ?? null,
      peakFrom: dayData(end.peakFrom),
      adherence: { ...adherence, share: adherence.share ?? null },
      notes,
    },
  };
}

type View = CourseInput['view'];

/** Which policy will end it, and when. */
function comingEnd({ policy, endsOn, targetMgPerKg, convention, targetReachedOn }: View['end']) {
  const lines = [
    `Ends by: ${policy === undefined ? 'not chosen' : spoken(policy)}. Last day: ${dayText(endsOn)}.`,
  ];
  if (targetMgPerKg !== undefined)
    lines.push(
      `Target ${rounded(targetMgPerKg)} mg/kg (${spoken(convention)}): ` +
        `reached on ${dayText(targetReachedOn)}.`,
    );
  return lines;
}

/** Notes about days that are still to come: of a course that is over they say nothing. */
const AHEAD: readonly PlanNote[] = [
  'plan_ends_before_target',
  'length_passed',
  'adherence_unknown',
  'weight_old',
  'weight_changed',
  'not_clear_yet',
  'paused',
];

/** What ended it and when, with what was taken by then; undefined while it goes on. */
function endedOf({ course, end, figures }: View) {
  if (course.endedOn === undefined) return undefined;
  const why = course.endReason === undefined ? 'no reason was recorded' : spoken(course.endReason);
  const chosen = end.policy === undefined ? 'not chosen' : spoken(end.policy);
  const lines = [
    `Ended on ${dayText(course.endedOn)}: ${why}. Last dose: ${dayText(course.lastDoseOn)}. ` +
      `End policy: ${chosen}.`,
  ];
  const taken = figures.classes.map((one) => ({
    doseClass: one.doseClass,
    mg: one.taken.mg,
    dispensedMg: one.dispensed.mg,
    mgPerKg: one.takenPerKg[end.convention] ?? null,
  }));
  for (const { doseClass, mg, dispensedMg, mgPerKg } of taken) {
    const perKg =
      mgPerKg === null ? '' : `, ${mgPerKg.toFixed(1)} mg/kg by ${spoken(end.convention)}`;
    const target = end.targetMgPerKg;
    const aim = target === undefined || mgPerKg === null ? '' : ` (target ${rounded(target)})`;
    const given = `${rounded(dispensedMg)} mg handed out`;
    lines.push(`  ${doseClass}: ${rounded(mg)} mg reported as taken${perKg}${aim}; ${given}.`);
  }
  if (taken.length === 0) lines.push('  Nothing was reported as taken.');
  const data = {
    on: dayData(course.endedOn),
    lastDoseOn: dayData(course.lastDoseOn),
    reason: course.endReason ?? null,
    taken,
  };
  return { lines, data };
}

function periodText(
  startsOn: Parameters<typeof addDays>[0],
  { firstDay, lengthDays, schedule, productClass }: RegimenPeriod,
): string {
  const from = addDays(startsOn, firstDay);
  const to = addDays(from, lengthDays - 1);
  const days = `${formatCalendarDay(from)} to ${formatCalendarDay(to)}`;
  return `${days}: ${scheduleText(schedule)}, ${productClass}.`;
}

function scheduleText(schedule: DoseSchedule): string {
  switch (schedule.kind) {
    case 'constant':
      return `${schedule.doseMg} mg a day`;
    case 'ramp':
      return (
        `${schedule.fromDoseMg} to ${schedule.toDoseMg} mg ` +
        `by ${schedule.stepMg} mg every ${schedule.stepDays} days`
      );
    case 'split':
      return `${schedule.dosesMg.join(' + ')} mg a day`;
    case 'alternateDay':
      return `${schedule.doseMg} mg every other day`;
    case 'repeating':
      return `${schedule.dosesMg.join(', ')} mg day by day, over and over`;
    case 'weekly':
      return `${schedule.dosesMg.join(', ')} mg over the days of a week`;
    case 'pulse':
      return `${schedule.doseMg} mg for ${schedule.onDays} days, then ${schedule.offDays} without`;
    case 'break':
      return 'a break';
  }
}
