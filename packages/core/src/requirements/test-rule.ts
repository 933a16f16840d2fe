// Builds test rules from an edition's bindings: a test, its spacing, its missed-window wait.
// Never guesses a missing reference: loading has proved them.

import type { Binding, Edition } from '../programme/programme.ts';
import { isSet, lengthOf, optionalCountOf, textOf, textsOf } from './kind.ts';
import type { TestRule } from './test-rule-words.ts';

/** The rule of the `pregnancy_test` binding with this id, as this edition binds it. */
export function testRuleOf(edition: Edition, bindingId: string): TestRule {
  const tests = edition.bindings.filter((binding) => binding.kind === 'pregnancy_test');
  const slot = tests.findIndex((binding) => binding.id === bindingId);
  const binding = tests[slot];
  if (binding === undefined)
    throw new TypeError(`${edition.id}: no pregnancy_test binding is called ${bindingId}`);
  const spacing = referring(edition, 'test_spacing', bindingId);
  const missed = referring(edition, 'missed_window_wait', bindingId);
  return {
    slot,
    pick: binding.options.pick === 'first' ? 'first' : 'latest',
    criteria: {
      settings: textsOf(binding, 'settings'),
      certifications: textsOf(binding, 'certifications'),
      samples: textsOf(binding, 'samples'),
      leastSensitiveMiuPerMl: optionalCountOf(binding, 'leastSensitive'),
      needsMenstrualDays: isSet(binding, 'menstrualDays1To5'),
      needsHomePermission: isSet(binding, 'homePermission'),
    },
    screening: spacing && testRuleOf(edition, textOf(spacing, 'after')),
    spacing: spacing && lengthOf(spacing, 'gap'),
    missedWindow: missed && {
      window: lengthOf(missed, 'window'),
      anchorDayCounts: isSet(missed, 'anchorDayCounts'),
      wait: lengthOf(missed, 'wait'),
    },
  };
}

function referring(edition: Edition, kind: string, test: string): Binding | undefined {
  return edition.bindings.find((binding) => binding.kind === kind && binding.options.test === test);
}
