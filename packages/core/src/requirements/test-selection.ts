// Chooses the pregnancy test on which a cycle rests, from criteria, spacing and missed windows.
// Never lets a better-looking newer test hide a valid one, and never uses a specimen twice.

import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Truth } from '../decision/truth.ts';
import type { EventType } from '../events/catalogue.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { windowFrom } from '../time/day-window.ts';
import { addLength } from '../time/length.ts';
import { isInCourse, isLater } from './cycle.ts';
import type { PregnancyTest, TestCriteria, TestRule, TestSelection } from './test-rule-words.ts';
import type { ContraceptionGap, GateView } from './view.ts';

/** The selection for a rule, computed once per view. */
export function selectTest(view: GateView, rule: TestRule): TestSelection {
  const known = view.testSelections[rule.slot];
  if (known !== undefined) return known;
  const selection = select(view, rule);
  view.testSelections[rule.slot] = selection;
  return selection;
}

/** Tests that meet the criteria, and the latest one that does not. */
interface Judged {
  readonly accepted: readonly PregnancyTest[];
  readonly fault: { readonly test: PregnancyTest; readonly code: ReasonCode } | undefined;
}

function select(view: GateView, rule: TestRule): TestSelection {
  if (rule.pick === 'first') return first(view, rule);
  const isSpaced = view.phase === 'initiation' && rule.spacing !== undefined;
  const screening =
    isSpaced && rule.screening ? selectTest(view, rule.screening).qualifying : undefined;
  let judged = judge(view, rule.criteria, screening);
  if (rule.otherwise !== undefined && !hasUnvoided(view, judged.accepted))
    judged = judge(view, rule.otherwise, screening);
  return placed(view, rule, judged, isSpaced, screening);
}

function first(view: GateView, rule: TestRule): TestSelection {
  const { accepted, fault } = judge(view, rule.criteria, undefined);
  const qualifying = accepted[0];
  return {
    criteria: criteriaOf(qualifying !== undefined, fault?.code),
    code: fault?.code ?? 'test_missing',
    judged: qualifying ?? fault?.test,
    newerFault: undefined,
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

function criteriaOf(isMet: boolean, fault: ReasonCode | undefined): Truth {
  return isMet ? 'met' : fault === 'test_detail_unknown' ? 'unknown' : 'unmet';
}

/** Judges every unused negative test but the screening test, in order of specimen day. */
function judge(
  view: GateView,
  criteria: TestCriteria,
  screening: PregnancyTest | undefined,
): Judged {
  const accepted: PregnancyTest[] = [];
  let fault: Judged['fault'];
  for (const test of view.facts.tests) {
    if (test === screening || !isUnused(view, test)) continue;
    const code = faultOf(test, criteria, view);
    if (code === undefined) accepted.push(test);
    else if (fault === undefined || test.occurredOn >= fault.test.occurredOn)
      fault = { test, code };
  }
  if (accepted.length > 1)
    accepted.sort((a, b) => a.occurredOn - b.occurredOn || a.sequence - b.sequence);
  return { accepted, fault };
}

/** Applies spacing from the screening test and the wait after a missed first window. */
function placed(
  view: GateView,
  rule: TestRule,
  { accepted, fault }: Judged,
  isSpaced: boolean,
  screening: PregnancyTest | undefined,
): TestSelection {
  const earliest =
    isSpaced && screening !== undefined
      ? addLength(screening.occurredOn, rule.spacing!)
      : undefined;
  const spaced = !isSpaced
    ? accepted
    : accepted.filter((test) => earliest !== undefined && test.occurredOn >= earliest);
  const first = view.phase === 'initiation' ? rule.missedWindow : undefined;
  const opened = openerOf(view, spaced, rule.ownWindow ?? first, first);
  const lock = lockOf(view, opened, first, spaced);
  const hasCurrent = hasUnvoided(view, accepted);
  const isUsable = opened !== undefined && !lock.isTooEarly && !isVoided(view, opened);
  return {
    criteria: criteriaOf(hasCurrent, fault?.code),
    code: fault?.code ?? 'test_missing',
    judged: opened ?? accepted.at(-1) ?? fault?.test,
    newerFault: isUsable && fault !== undefined && isAfter(fault.test, opened) ? fault : undefined,
    accepted,
    qualifying: isUsable ? opened : undefined,
    screening,
    spacing: isSpaced ? spacingOf(view, accepted, spaced, earliest) : 'met',
    earliestBySpacing: earliest,
    lockout: lock.until === undefined ? 'met' : 'unmet',
    missed: first === undefined ? undefined : opened,
    earliestByLockout: lock.until,
  };
}

function spacingOf(
  view: GateView,
  accepted: readonly PregnancyTest[],
  spaced: readonly PregnancyTest[],
  earliest: CalendarDay | undefined,
): Truth {
  if (earliest === undefined) return 'unknown';
  if (spaced.length > 0) return 'met';
  // With no second test there is nothing to space, once a test taken today would be far enough.
  return accepted.length === 0 && view.days.here >= earliest ? 'met' : 'unmet';
}

type MissedWindow = NonNullable<TestRule['missedWindow']>;

/**
 * The specimen that opened the latest window. One window at a time, in every month: a specimen taken
 * while one is open stretches nothing, unless a doubt has come between.
 */
function openerOf(
  view: GateView,
  spaced: readonly PregnancyTest[],
  own: TestRule['ownWindow'],
  first: MissedWindow | undefined,
): PregnancyTest | undefined {
  let opened: PregnancyTest | undefined;
  for (const test of spaced) {
    if (opened !== undefined && own !== undefined) {
      const isStillOpen = test.occurredOn <= lastDayOf(opened, own);
      if (isStillOpen && !isVoided(view, opened, test)) continue;
      if (!isStillOpen && first !== undefined) {
        const isLocked = test.occurredOn < addLength(opened.occurredOn, first.wait);
        if (isLocked) continue;
      }
    }
    opened = test;
  }
  return opened;
}

/** The wait after a missed window: from when a specimen counts, and whether a newer one was early. */
function lockOf(
  view: GateView,
  opened: PregnancyTest | undefined,
  first: MissedWindow | undefined,
  spaced: readonly PregnancyTest[],
): { readonly until: CalendarDay | undefined; readonly isTooEarly: boolean } {
  if (opened === undefined || first === undefined) return { until: undefined, isTooEarly: false };
  const lastDay = lastDayOf(opened, first);
  const until = addLength(opened.occurredOn, first.wait);
  const isTooEarly = spaced.some((test) => test.occurredOn > lastDay);
  const isRunning = view.today > lastDay && view.days.here < until;
  return { until: isTooEarly || isRunning ? until : undefined, isTooEarly };
}

function lastDayOf(opened: PregnancyTest, own: NonNullable<TestRule['ownWindow']>): CalendarDay {
  return windowFrom(opened.occurredOn, own.window, own.anchorDayCounts).lastDay;
}

/** Negative, taken, in this course, and not used by an earlier dispense. */
function isUnused(view: GateView, test: PregnancyTest): boolean {
  if (test.data.result !== 'negative' || test.occurredOn > view.days.happenedBy) return false;
  if (!isInCourse(view, test)) return false;
  return view.lastDispensedOn === undefined || test.occurredOn > view.lastDispensedOn;
}

/**
 * An event that put pregnancy in doubt came after this test (and, if given, before `until`). A test
 * or report that speaks of pregnancy itself came after it when it was taken or reported later.
 */
export function isVoided(view: GateView, test: PregnancyTest, until?: PregnancyTest): boolean {
  for (const gap of view.contraceptionGaps) if (isBeforeEndOf(gap, test, until)) return true;
  if (view.facts.pregnancyQuestions.length === 0) return false;
  return view.facts.pregnancyQuestions.some(
    (doubt) =>
      (isAfter(doubt, test) || (speaksOfPregnancy(doubt) && doubt.sequence > test.sequence)) &&
      (until === undefined || isAfter(until, doubt)),
  );
}

/** While a gap of the course lasts, that it lasts is said, and nothing of the tests before it. */
function isBeforeEndOf(
  gap: ContraceptionGap,
  test: PregnancyTest,
  until: PregnancyTest | undefined,
): boolean {
  if (gap.asking !== undefined) return false;
  if (gap.until === undefined) return !gap.isWatched && until === undefined;
  return test.occurredOn < gap.until && (until === undefined || until.occurredOn >= gap.until);
}

function hasUnvoided(view: GateView, tests: readonly PregnancyTest[]): boolean {
  if (view.facts.pregnancyQuestions.length + view.contraceptionGaps.length === 0)
    return tests.length > 0;
  return tests.some((test) => !isVoided(view, test));
}

/** A result, a report or what may have been one: unlike a missed period, it is itself evidence. */
const speaksOfPregnancy = ({ type }: { readonly type: EventType }) =>
  type === 'PregnancyTestReported' || type === 'PregnancyReported' || type === 'ReportUnresolved';

type Placed = { readonly occurredOn: CalendarDay; readonly sequence: number };

function isAfter(a: Placed, b: Placed): boolean {
  return a.occurredOn > b.occurredOn || (a.occurredOn === b.occurredOn && a.sequence > b.sequence);
}

/** Why a negative test does not count, or `undefined` when it does. Unknown details never count. */
export function faultOf(
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
  if (criteria.menstrualDays !== undefined) {
    if (data.menstrualDays1To5 === undefined) return 'test_detail_unknown';
    if (criteria.menstrualDays === 'first five' && data.menstrualDays1To5 === 'no')
      return 'test_not_in_cycle_days';
  }
  if (data.readBy === undefined) return 'test_detail_unknown';
  if (data.readBy === 'patient') return 'test_not_read_by_clinician';
  if (data.setting === 'home' && criteria.needsHomePermission && !isHomePermitted(view, test))
    return 'test_home_not_permitted';
  return undefined;
}

/**
 * By the prescriber's word of this course, until it is revoked or the patient is another's. A record that
 * was merged in permits nothing here, and its prescriber's no counts.
 */
function isHomePermitted(view: GateView, test: PregnancyTest): boolean {
  const { homeTestPermissions, careTransfers, course } = view.facts;
  let latest: GateView['facts']['homeTestPermissions'][number] | undefined;
  for (const event of homeTestPermissions)
    if (
      (event.mergedFrom === undefined || event.type === 'HomeTestingRevoked') &&
      event.occurredOn <= test.occurredOn &&
      event.occurredOn >= (latest?.occurredOn ?? course?.enrolment.occurredOn ?? -Infinity) &&
      isInCourse(view, event)
    )
      latest = event;
  if (latest?.type !== 'HomeTestingPermitted') return false;
  const permission = latest;
  return !careTransfers.some((one) => one.occurredOn < test.occurredOn && isLater(one, permission));
}
