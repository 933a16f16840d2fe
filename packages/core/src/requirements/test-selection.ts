// Chooses the pregnancy test on which a cycle rests, from criteria, spacing and missed windows.
// Never lets a better-looking newer test hide a valid one, and never uses a specimen twice.

import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Truth } from '../decision/truth.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { windowFrom } from '../time/day-window.ts';
import { addLength } from '../time/length.ts';
import type { PregnancyTest, TestCriteria, TestRule, TestSelection } from './test-rule-words.ts';
import type { GateView } from './view.ts';

/** The selection for a rule, computed once per view. */
export function selectTest(view: GateView, rule: TestRule): TestSelection {
  const known = view.testSelections[rule.slot];
  if (known !== undefined) return known;
  const selection = select(view, rule);
  view.testSelections[rule.slot] = selection;
  return selection;
}

function select(view: GateView, rule: TestRule): TestSelection {
  let code: ReasonCode = 'test_missing';
  let judged: PregnancyTest | undefined;
  let isUnknown = false;
  const accepted: PregnancyTest[] = [];
  for (const test of view.facts.tests) {
    if (!isUnused(view, test, rule.pick)) continue;
    const fault = faultOf(test, rule.criteria, view);
    if (fault === undefined) accepted.push(test);
    else if (judged === undefined || test.occurredOn >= judged.occurredOn) {
      judged = test;
      code = fault;
      isUnknown = fault === 'test_detail_unknown';
    }
  }
  accepted.sort((a, b) => a.occurredOn - b.occurredOn || a.sequence - b.sequence);
  if (rule.pick === 'first') {
    const first = accepted[0];
    const truth: Truth = first !== undefined ? 'met' : isUnknown ? 'unknown' : 'unmet';
    return plain(truth, code, accepted, first, judged);
  }
  const criteria: Truth = accepted.length > 0 ? 'met' : isUnknown ? 'unknown' : 'unmet';
  return placed(view, rule, accepted, plain(criteria, code, accepted, undefined, judged));
}

function plain(
  criteria: Truth,
  code: ReasonCode,
  accepted: readonly PregnancyTest[],
  qualifying: PregnancyTest | undefined,
  judged: PregnancyTest | undefined,
): TestSelection {
  return {
    criteria,
    code,
    judged: qualifying ?? judged,
    accepted,
    qualifying,
    screening: undefined,
    spacing: 'met',
    earliestBySpacing: undefined,
    lockout: 'met',
    missed: undefined,
    earliestByLockout: undefined,
  };
}

/** Applies spacing from the screening test and the wait after a missed first window. */
function placed(
  view: GateView,
  rule: TestRule,
  accepted: readonly PregnancyTest[],
  base: TestSelection,
): TestSelection {
  const screening = rule.screening && selectTest(view, rule.screening).qualifying;
  const isFirst = view.phase === 'initiation';
  const earliestBySpacing =
    isFirst && rule.spacing !== undefined && screening !== undefined
      ? addLength(screening.occurredOn, rule.spacing)
      : undefined;
  const needsScreening = isFirst && rule.spacing !== undefined;
  let qualifying: PregnancyTest | undefined;
  let missed: PregnancyTest | undefined;
  let earliestByLockout: CalendarDay | undefined;
  let last: PregnancyTest | undefined;
  for (const test of accepted) {
    if (test === screening && needsScreening) continue;
    last = test;
    if (needsScreening && (earliestBySpacing === undefined || test.occurredOn < earliestBySpacing))
      continue;
    if (isFirst && rule.missedWindow !== undefined && qualifying !== undefined) {
      const { window, anchorDayCounts, wait } = rule.missedWindow;
      const until = addLength(qualifying.occurredOn, wait);
      if (test.occurredOn <= windowFrom(qualifying.occurredOn, window, anchorDayCounts).lastDay)
        continue;
      missed = qualifying;
      earliestByLockout = until;
      if (test.occurredOn < until) continue;
      missed = undefined;
    }
    qualifying = test;
  }
  const spacing: Truth = !needsScreening
    ? 'met'
    : last === undefined || earliestBySpacing === undefined
      ? 'unknown'
      : qualifying === undefined
        ? 'unmet'
        : 'met';
  const isLocked = missed !== undefined;
  return {
    ...base,
    judged: qualifying ?? last ?? base.judged,
    qualifying: isLocked ? undefined : qualifying,
    screening,
    spacing,
    earliestBySpacing,
    lockout: isLocked ? 'unmet' : 'met',
    missed: missed ?? qualifying,
    earliestByLockout: isLocked ? earliestByLockout : undefined,
  };
}

/**
 * Negative, taken by today, in this course, not used by an earlier handing-out, and for the test that
 * opens the window: taken after every event that put pregnancy in doubt.
 */
function isUnused(view: GateView, test: PregnancyTest, pick: TestRule['pick']): boolean {
  if (test.data.result !== 'negative' || test.occurredOn > view.today) return false;
  const floor = view.facts.course?.earlierUseEndedOn;
  if (floor !== undefined && test.occurredOn <= floor) return false;
  if (view.lastDispensedOn !== undefined && test.occurredOn <= view.lastDispensedOn) return false;
  if (pick === 'first') return true;
  return view.facts.pregnancyDoubts.every(
    (doubt) =>
      doubt.occurredOn < test.occurredOn ||
      (doubt.occurredOn === test.occurredOn && doubt.sequence < test.sequence),
  );
}

/** Why a negative test does not count, or `undefined` when it does. Unknown details never count. */
function faultOf(
  test: PregnancyTest,
  criteria: TestCriteria,
  view: GateView,
): ReasonCode | undefined {
  const { data } = test;
  if (data.setting === undefined && (criteria.settings.length > 0 || criteria.needsHomePermission))
    return 'test_detail_unknown';
  if (criteria.settings.length > 0 && data.setting !== undefined) {
    if (!criteria.settings.includes(data.setting)) return 'test_setting_not_accepted';
  }
  if (criteria.certifications.length > 0 && data.setting !== 'home') {
    if (data.certification === undefined) return 'test_detail_unknown';
    if (!criteria.certifications.includes(data.certification))
      return 'test_laboratory_not_certified';
  }
  if (criteria.samples.length > 0) {
    if (data.sample === undefined) return 'test_detail_unknown';
    if (!criteria.samples.includes(data.sample)) return 'test_setting_not_accepted';
  }
  if (criteria.leastSensitiveMiuPerMl !== undefined) {
    if (data.sensitivityMiuPerMl === undefined) return 'test_detail_unknown';
    if (data.sensitivityMiuPerMl > criteria.leastSensitiveMiuPerMl) return 'test_not_sensitive';
  }
  if (criteria.needsMenstrualDays) {
    if (data.menstrualDays1To5 === undefined) return 'test_detail_unknown';
    if (data.menstrualDays1To5 === 'no') return 'test_not_in_cycle_days';
  }
  if (data.readBy === undefined) return 'test_detail_unknown';
  if (data.readBy === 'patient') return 'test_not_read_by_clinician';
  if (data.setting === 'home' && criteria.needsHomePermission && !isHomePermitted(view, test))
    return 'test_home_not_permitted';
  return undefined;
}

function isHomePermitted(view: GateView, test: PregnancyTest): boolean {
  let latest: GateView['facts']['homeTestPermissions'][number] | undefined;
  for (const event of view.facts.homeTestPermissions)
    if (
      event.occurredOn <= test.occurredOn &&
      event.occurredOn >= (latest?.occurredOn ?? -Infinity)
    )
      latest = event;
  return latest?.type === 'HomeTestingPermitted';
}
