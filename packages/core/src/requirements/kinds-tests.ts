// Kinds about pregnancy tests: the test itself, its distance from the first, a missed first window.
// Never accepts an unknown detail: what is not recorded does not count.

import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import { unknown, unmet } from './finding.ts';
import { type RequirementKind, textOf } from './kind.ts';
import { testRuleOf } from './test-rule.ts';
import { selectTest } from './test-selection.ts';

/** Events after which an earlier negative test no longer says anything. */
const DOUBTS = [
  'PregnancyReported',
  'PeriodMissed',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
] as const;

const TEST_EVENTS = ['PregnancyTestReported', 'HomeTestingPermitted'] as const;

/** An unused negative test that meets the edition's criteria. */
export const pregnancyTest: RequirementKind = {
  id: 'pregnancy_test',
  meaning: 'A negative pregnancy test of the required kind, not yet used for an earlier dispense.',
  parameters: { leastSensitive: { is: 'count', optional: true } },
  options: {
    pick: oneOf('first', 'latest'),
    settings: optional(list(text(40))),
    certifications: optional(list(text(40))),
    samples: optional(list(text(40))),
    menstrualDays1To5: optional(boolean),
    /** Where no test of those days is, one of other days counts; a `test_detail` asks about it. */
    otherDaysAsk: optional(boolean),
    homePermission: optional(boolean),
  },
  enables: TEST_EVENTS,
  disqualifies: ['PregnancyTestReported', 'HomeTestingRevoked', 'Dispensed', ...DOUBTS],
  compile(requirement, edition) {
    const rule = testRuleOf(edition, requirement.id);
    return (view, finding) => {
      const selection = selectTest(view, rule);
      if (selection.judged !== undefined) {
        finding.evidence.push(selection.judged.id);
        finding.anchorDay = selection.judged.occurredOn;
      }
      if (selection.criteria === 'met') return 'met';
      finding.code = selection.code;
      return selection.criteria;
    };
  },
};

/** The second test lies at least a stated length after the first. */
export const testSpacing: RequirementKind = {
  id: 'test_spacing',
  meaning: 'The test that opens the window lies long enough after the first test of the course.',
  parameters: { gap: { is: 'length' } },
  options: { test: text(80), after: text(80) },
  enables: TEST_EVENTS,
  disqualifies: ['HomeTestingRevoked'],
  compile(requirement, edition) {
    const rule = testRuleOf(edition, textOf(requirement, 'test'));
    return (view, finding) => {
      const selection = selectTest(view, rule);
      if (selection.screening !== undefined) finding.evidence.push(selection.screening.id);
      if (selection.judged !== undefined && selection.judged !== selection.screening)
        finding.evidence.push(selection.judged.id);
      if (selection.spacing === 'met') return 'met';
      if (selection.spacing === 'unknown') return unknown(finding, 'test_missing');
      finding.anchorDay = selection.screening?.occurredOn;
      unmet(finding, 'second_test_too_soon', selection.earliestBySpacing);
      return selection.spacing;
    };
  },
};

/** After a missed first window the next specimen waits a stated length from the specimen before. */
export const missedWindowWait: RequirementKind = {
  id: 'missed_window_wait',
  meaning: 'After a missed first window, the next specimen waits from the specimen that opened it.',
  parameters: { window: { is: 'length' }, wait: { is: 'length' } },
  options: { test: text(80), anchorDayCounts: boolean },
  enables: ['PregnancyTestReported'],
  disqualifies: ['PregnancyTestReported'],
  compile(requirement, edition) {
    const rule = testRuleOf(edition, textOf(requirement, 'test'));
    return (view, finding) => {
      if (view.phase !== 'initiation') return 'met';
      const selection = selectTest(view, rule);
      finding.anchorDay = selection.missed?.occurredOn;
      if (selection.lockout === 'met') return 'met';
      if (selection.missed !== undefined) finding.evidence.push(selection.missed.id);
      return unmet(finding, 'missed_first_window', selection.earliestByLockout);
    };
  },
};
