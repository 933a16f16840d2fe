// Wrong rules, each a change of an edition's data, must each be noticed by the bounded check.
// A wrong rule that goes unnoticed means that the check would miss it in the data too.

import {
  CompiledProgramme,
  type Edition,
  type ParameterValue,
  type Requirement,
} from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { benchOf, type From } from './bench.ts';
import { countryOf } from './benches.ts';
import { compared, explore, wordOf } from './explore.ts';

type Change = (edition: Edition) => Edition;

const changed =
  (id: string, change: (requirement: Requirement) => Requirement): Change =>
  (edition) => {
    expect(edition.requirements.map((one) => one.id)).toContain(id);
    return {
      ...edition,
      requirements: edition.requirements.map((one) => (one.id === id ? change(one) : one)),
    };
  };
const without =
  (id: string): Change =>
  (edition) => {
    expect(edition.requirements.map((one) => one.id)).toContain(id);
    return { ...edition, requirements: edition.requirements.filter((one) => one.id !== id) };
  };
const amount = (id: string, name: string, value: number): Change =>
  changed(id, (one) => {
    const parameter = one.parameters[name]!;
    const old = parameter.value;
    const length =
      old.kind === 'length'
        ? { ...old, length: { ...old.length, amount: value } }
        : { kind: 'count', count: value };
    return {
      ...one,
      parameters: { ...one.parameters, [name]: { ...parameter, value: length as ParameterValue } },
    };
  });
const option = (id: string, name: string, value: unknown): Change =>
  changed(id, (one) => ({ ...one, options: { ...one.options, [name]: value } }));
const both =
  (first: Change, second: Change): Change =>
  (edition) =>
    second(first(edition));

const US = ['us-ipledge', 'us-2021', 'can'] as const;
const UK = ['gb-ppp', 'gb-2026', 'childbearing'] as const;

const WRONG_RULES: readonly (readonly [string, readonly [string, string, string], From, Change])[] =
  [
    ['a pick-up window of 8 days', US, 'start', amount('first-window', 'length', 8)],
    [
      'a window whose specimen day does not count',
      US,
      'start',
      option('first-window', 'anchorDayCounts', false),
    ],
    ['a monthly window of 8 days', US, 'second month', amount('monthly-window', 'length', 8)],
    [
      'a second test after 18 days and waits of 17',
      US,
      'start',
      both(
        amount('second-test-gap', 'gap', 12),
        both(
          without('waiting-from-enrolment'),
          both(without('waiting-from-latest-start'), without('contraception-before-first')),
        ),
      ),
    ],
    ['no wait after a missed first window', US, 'start', without('missed-first-window')],
    [
      'a wait of 18 days after a missed first window',
      US,
      'start',
      amount('missed-first-window', 'wait', 18),
    ],
    [
      'a wait of 20 days after a missed first window',
      US,
      'start',
      amount('missed-first-window', 'wait', 20),
    ],
    [
      'no month of contraception before the first dose',
      US,
      'start',
      both(without('contraception-before-first'), without('waiting-from-latest-start')),
    ],
    [
      'contraception forgotten after the first dose',
      US,
      'second month',
      without('contraception-throughout'),
    ],
    [
      'no waiting period at all',
      US,
      'start',
      both(
        without('waiting-from-enrolment'),
        both(without('waiting-from-latest-start'), without('contraception-before-first')),
      ),
    ],
    [
      'comprehension answers before the prescriber',
      US,
      'second month',
      option('comprehension', 'afterCounselling', false),
    ],
    [
      'no monthly test',
      US,
      'second month',
      both(without('monthly-test'), without('monthly-window')),
    ],
    [
      'a home test counted in 2021',
      US,
      'second month',
      option('monthly-test', 'settings', ['laboratory', 'home']),
    ],
    [
      'a home test without permission in 2026',
      ['us-ipledge', 'us-2026', 'can'],
      'second month',
      option('monthly-test', 'homePermission', false),
    ],
    ['no portal authorisation', US, 'start', without('portal-authorization')],
    [
      'a visit window of 31 days',
      ['us-ipledge', 'us-2021', 'cannot'],
      'start',
      both(amount('visit-window-outer', 'length', 31), amount('visit-window-inner', 'length', 31)),
    ],
    [
      'a test four days before the prescription',
      UK,
      'start',
      both(amount('test-before-prescription', 'length', 4), amount('test-window', 'length', 4)),
    ],
    [
      'a British prescription filled on the ninth day',
      UK,
      'start',
      amount('prescription-window', 'length', 8),
    ],
    [
      'a German prescription filled on the seventh day after',
      ['de-amvv', 'de-3b', 'childbearing'],
      'start',
      amount('prescription-window', 'length', 7),
    ],
    [
      'a minor started by one prescriber in 2025',
      ['gb-ppp', 'gb-2025', 'childbearing'],
      'start',
      without('second-prescriber'),
    ],
    [
      'fifty-nine days in hand where thirty are the limit',
      ['fr-ppp', 'fr-2023', 'others'],
      'start',
      changed('supply-still-held', (one) => ({ ...one, parameters: {} })),
    ],
    [
      'a German test of any age',
      ['de-amvv', 'de-3b', 'childbearing'],
      'start',
      without('test-age'),
    ],
    [
      'a later window that a second specimen stretches',
      US,
      'second month',
      option('monthly-window', 'oneAtATime', false),
    ],
    [
      'a talk of before the result',
      US,
      'second month',
      option('counselling-can', 'inWindow', false),
    ],
    [
      'a renewal counted for a woman in France',
      ['fr-ppp', 'fr-2023', 'childbearing'],
      'start',
      option('supply-on-hand', 'refillsFor', ['others', 'childbearing']),
    ],
  ];

describe('the bounded check', () => {
  it('has twenty wrong rules and one for each kind of fault found later', () => {
    expect(WRONG_RULES.length).toBeGreaterThanOrEqual(22);
  });

  it.each(WRONG_RULES)(
    'H-01 notices %s',
    (_, [id, editionId, category], from, change) => {
      const right = benchOf(countryOf(id), [editionId], category, from);
      const { programme } = right.rules[0]!;
      const edition = change(programme.editions[0]!);
      const wrong = [new CompiledProgramme({ ...programme, editions: [edition] })];
      for (let length = 0; length <= 4; length += 1) {
        const noticed = explore(right, length).states.find(
          (state) => compared(right, state, wrong).difference !== undefined,
        );
        if (noticed !== undefined) {
          console.log(`noticed by: ${wordOf(right, noticed) || 'the base history'}`);
          // The right rule answers as the reference does on the very same history.
          expect(compared(right, noticed).difference).toBeUndefined();
          return;
        }
      }
      expect.fail('not noticed');
    },
    120_000,
  );
});
