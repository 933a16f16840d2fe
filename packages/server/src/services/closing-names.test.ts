// H-06 A name is asked once, and the answer is that of core, whatever the name and whatever stands under it.

import { EVENT_TYPES, isClosingReport, mustKeepUnreadable } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { ClosingNames, NAMES_MAX } from './closing-names.ts';

const SLIPS = [
  (type: string) => type,
  (type: string) => type.slice(1),
  (type: string) => `${type}x`,
  (type: string) => type.toLowerCase(),
];
const NAMES: readonly unknown[] = [
  ...EVENT_TYPES.map((type, index) => SLIPS[index % SLIPS.length]!(type)),
  ...['PregnancyTestReported', 'SymptomReportd', 'InstrumentAnswerd', 'PrescriberSuspendd'],
  ...['period missed', 'Positive pregnancy', 'x', '', null, 7, undefined, ['PeriodMissed'], {}],
];
const DATA: readonly unknown[] = [
  ...[undefined, null, 'x', [], {}, [{}], { a: 1 }],
  ...[{ result: 'negative' }, { result: 'positive' }, [{ result: 'negative' }, { result: 1 }]],
  ...[{ isWarningSign: false }, { isWarningSign: true }, { a: { result: 'positive' } }],
  ...[{ hasPositiveSelfHarmItem: false }, { hasPositiveSelfHarmItem: 'x', answers: [[1]] }],
];

describe('the names of one request', () => {
  it.each(DATA.map((data) => [JSON.stringify(data), data]))(
    'are asked as core asks: %s',
    (_, data) => {
      for (const name of NAMES) {
        const names = new ClosingNames();
        const asked = [names.isClosing(name, data), names.mustKeep(name, data)];
        const said = [isClosingReport(name, data), mustKeepUnreadable(name, data)];
        expect([name, ...asked]).toEqual([name, ...said]);
      }
    },
  );

  it('are so many; what was not asked counts as closing', () => {
    const names = new ClosingNames();
    const isClosing = (name: string) => names.isClosing(name, {});
    for (let index = 0; index < NAMES_MAX; index += 1) expect(isClosing(`x${index}`)).toBe(false);
    expect([isClosing('one more'), isClosing('x0'), isClosing('WeightMeasured')]).toEqual([
      ...[true, false, false],
    ]);
    expect(isClosing('PeriodMissed')).toBe(true);
  });
});
