// Builds test rules from an edition's requirements: a test, its spacing, its missed-window wait.
// Never guesses a missing reference: loading has proved them.

import type { Edition, Requirement } from '../programme/programme.ts';
import { isSet, lengthOf, optionalCountOf, textOf, textsOf } from './kind.ts';
import type { TestCriteria, TestRule } from './test-rule-words.ts';

/** The rule of the `pregnancy_test` requirement with this id, as this edition binds it. */
export function testRuleOf(edition: Edition, requirementId: string): TestRule {
  const tests = edition.requirements.filter((requirement) => requirement.kind === 'pregnancy_test');
  const slot = tests.findIndex((requirement) => requirement.id === requirementId);
  const requirement = tests[slot];
  if (requirement === undefined)
    throw new TypeError(`${edition.id}: no pregnancy_test requirement is called ${requirementId}`);
  const spacing = referring(edition, 'test_spacing', requirementId);
  const missed = referring(edition, 'missed_window_wait', requirementId);
  const own = edition.requirements.find(
    (one) =>
      one.kind === 'window' && one.options.test === requirementId && isSet(one, 'oneAtATime'),
  );
  const criteria: TestCriteria = {
    settings: textsOf(requirement, 'settings'),
    certifications: textsOf(requirement, 'certifications'),
    samples: textsOf(requirement, 'samples'),
    leastSensitiveMiuPerMl: optionalCountOf(requirement, 'leastSensitive'),
    menstrualDays: isSet(requirement, 'menstrualDays1To5') ? 'first five' : undefined,
    needsHomePermission: isSet(requirement, 'homePermission'),
  };
  return {
    slot,
    pick: requirement.options.pick === 'first' ? 'first' : 'latest',
    criteria,
    otherwise: isSet(requirement, 'otherDaysAsk')
      ? { ...criteria, menstrualDays: 'recorded' }
      : undefined,
    screening: spacing && testRuleOf(edition, textOf(spacing, 'after')),
    spacing: spacing && lengthOf(spacing, 'gap'),
    ownWindow: own && {
      window: lengthOf(own, 'length'),
      anchorDayCounts: isSet(own, 'anchorDayCounts'),
    },
    missedWindow: missed && {
      window: lengthOf(missed, 'window'),
      anchorDayCounts: isSet(missed, 'anchorDayCounts'),
      wait: lengthOf(missed, 'wait'),
    },
  };
}

function referring(edition: Edition, kind: string, test: string): Requirement | undefined {
  return edition.requirements.find(
    (requirement) => requirement.kind === kind && requirement.options.test === test,
  );
}
