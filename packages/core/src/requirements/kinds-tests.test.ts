// Pregnancy tests: what counts, how far apart, and the wait after a missed first window.

import { describe, expect, it } from 'vitest';
import type { EventData } from '../events/catalogue.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import { count, days, MADE_UP_PROGRAMME, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';

const first = dayOf('2024-01-01');
const on = (offset: number) => addDays(first, offset);
type TestData = EventData<'PregnancyTestReported'>;
const good: TestData = {
  result: 'negative',
  sample: 'urine',
  setting: 'laboratory',
  certification: 'clia',
  sensitivityMiuPerMl: 25,
  menstrualDays1To5: 'yes',
  readBy: 'laboratory',
};
const strict = madeUpRequirement(
  'monthly',
  'pregnancy_test',
  { leastSensitive: count(25) },
  {
    pick: 'latest',
    settings: ['laboratory', 'clinic'],
    certifications: ['clia'],
    samples: ['urine'],
    menstrualDays1To5: true,
  },
);
const home = madeUpRequirement(
  'monthly',
  'pregnancy_test',
  {},
  { pick: 'latest', homePermission: true },
);
const enrolled = () =>
  new MadeUpHistory().add('PatientEnrolled', first, { programme: MADE_UP_PROGRAMME, course: 'c1' });
const without = (field: keyof TestData): TestData => {
  const { [field]: _removed, ...rest } = good;
  return rest as TestData;
};

describe('a pregnancy test', () => {
  const judge = (data: TestData) => {
    const { truth, code } = evaluateRequirement(
      strict,
      enrolled().add('PregnancyTestReported', on(1), data),
      on(2),
    );
    return truth === 'met' ? 'met' : `${truth} ${code}`;
  };

  it.each<[string, TestData, string]>([
    ['all that is asked', good, 'met'],
    ['irregular cycles', { ...good, menstrualDays1To5: 'irregular' }, 'met'],
    ['no cycles', { ...good, menstrualDays1To5: 'amenorrhoea' }, 'met'],
    ['a finer assay', { ...good, sensitivityMiuPerMl: 10 }, 'met'],
    ['a positive result', { ...good, result: 'positive' }, 'unmet test_missing'],
    ['an unclear result', { ...good, result: 'unclear' }, 'unmet test_missing'],
    ['the wrong setting', { ...good, setting: 'home' }, 'unmet test_setting_not_accepted'],
    ['no certification', { ...good, certification: 'none' }, 'unmet test_laboratory_not_certified'],
    ['the wrong sample', { ...good, sample: 'serum' }, 'unmet test_setting_not_accepted'],
    ['a coarse assay', { ...good, sensitivityMiuPerMl: 26 }, 'unmet test_not_sensitive'],
    [
      'the wrong days of the cycle',
      { ...good, menstrualDays1To5: 'no' },
      'unmet test_not_in_cycle_days',
    ],
    [
      'a reading by the patient',
      { ...good, readBy: 'patient' },
      'unmet test_not_read_by_clinician',
    ],
    ['an unknown setting', without('setting'), 'unknown test_detail_unknown'],
    ['an unknown certification', without('certification'), 'unknown test_detail_unknown'],
    ['an unknown sample', without('sample'), 'unknown test_detail_unknown'],
    ['an unknown assay', without('sensitivityMiuPerMl'), 'unknown test_detail_unknown'],
    ['unknown days of the cycle', without('menstrualDays1To5'), 'unknown test_detail_unknown'],
    ['an unknown reader', without('readBy'), 'unknown test_detail_unknown'],
  ])('with %s', (_, data, expected) => {
    expect(judge(data)).toBe(expected);
  });

  it('that is not accepted does not hide an accepted one', () => {
    const made = enrolled()
      .add('PregnancyTestReported', on(1), good)
      .add('PregnancyTestReported', on(2), { ...good, setting: 'home' });
    expect(evaluateRequirement(strict, made, on(2)).truth).toBe('met');
  });

  it('is used up by the dispense it led to, and by one on its own day', () => {
    const supply = {
      dispense: 'd',
      authorization: 'a',
      prescription: 'r',
      pharmacy: 'p',
      daysSupply: 30,
    };
    const used = (dispensedOn: number) =>
      evaluateRequirement(
        strict,
        enrolled()
          .add('PregnancyTestReported', on(5), good)
          .add('Dispensed', on(dispensedOn), supply),
        on(9),
      ).truth;
    expect([used(4), used(5), used(6)]).toEqual(['met', 'unmet', 'unmet']);
  });

  it('of tomorrow does not count today', () => {
    expect(
      evaluateRequirement(strict, enrolled().add('PregnancyTestReported', on(3), good), on(2))
        .truth,
    ).toBe('unmet');
  });
});

describe('a home test', () => {
  const atHome: TestData = { ...good, setting: 'home', readBy: 'clinician' };
  const judge = (made: MadeUpHistory) =>
    evaluateRequirement(home, made.add('PregnancyTestReported', on(10), atHome), on(10)).truth;

  it('counts only from the day it was permitted', () => {
    expect(judge(enrolled())).toBe('unmet');
    expect(judge(enrolled().add('HomeTestingPermitted', on(10), { permittedBy: 'x' }))).toBe('met');
  });

  it('does not count after the permission was revoked, in whatever order the log heard of it', () => {
    const revoked = enrolled()
      .add('HomeTestingPermitted', on(1), { permittedBy: 'x' })
      .add('HomeTestingRevoked', on(5), {});
    expect(judge(revoked)).toBe('unmet');
    const heardLate = enrolled()
      .add('HomeTestingRevoked', on(5), {})
      .add('HomeTestingPermitted', on(1), { permittedBy: 'x' }, { recordedOn: on(9) });
    expect(judge(heardLate)).toBe('unmet');
  });

  it('is permitted for the course that goes on, by whoever has the patient', () => {
    const permit = (made: MadeUpHistory, day: number) =>
      made.add('HomeTestingPermitted', on(day), { permittedBy: 'x' });
    const handedOn = (made: MadeUpHistory, day: number) =>
      made.add('CareTransferred', on(day), { toPrescriber: 'y' });
    const anew = (made: MadeUpHistory, day: number) =>
      made.add('PatientEnrolled', on(day), { programme: MADE_UP_PROGRAMME, course: 'c2' });
    expect(
      judge(
        permit(new MadeUpHistory(), -1).add('PatientEnrolled', first, {
          programme: MADE_UP_PROGRAMME,
          course: 'c1',
        }),
      ),
    ).toBe('unmet');
    expect(judge(anew(permit(enrolled(), 1), 5))).toBe('unmet');
    expect(judge(permit(anew(enrolled(), 5), 5))).toBe('met');
    expect(judge(handedOn(permit(enrolled(), 1), 5))).toBe('unmet');
    expect(judge(permit(handedOn(enrolled(), 5), 6))).toBe('met');
    expect(judge(handedOn(permit(enrolled(), 1), 10))).toBe('met');
  });

  it('is not ruled out by a setting that nobody recorded', () => {
    const made = enrolled().add('PregnancyTestReported', on(10), without('setting'));
    expect(evaluateRequirement(home, made, on(10)).truth).not.toBe('met');
  });
});

const screening = madeUpRequirement('screening', 'pregnancy_test', {}, { pick: 'first' });
const monthly = madeUpRequirement('monthly', 'pregnancy_test', {}, { pick: 'latest' });
const gap = madeUpRequirement(
  'gap',
  'test_spacing',
  { gap: days(19) },
  { test: 'monthly', after: 'screening' },
);
const missed = madeUpRequirement(
  'missed',
  'missed_window_wait',
  { window: days(7), wait: days(19) },
  { test: 'monthly', anchorDayCounts: true },
);
const window = madeUpRequirement(
  'window',
  'window',
  { length: days(7) },
  { anchors: ['specimen'], anchorDayCounts: true, test: 'monthly' },
);
const all = [screening, monthly, gap, missed, window];
const tested = (...offsets: number[]) => {
  const made = enrolled();
  for (const offset of offsets) made.add('PregnancyTestReported', on(offset), good);
  return made;
};

describe('the distance between the first two tests', () => {
  it.each([
    [18, 'unmet'],
    [19, 'met'],
    [20, 'met'],
  ])('of %i days is %s', (offset, truth) => {
    const found = evaluateRequirement(gap, tested(0, offset), on(offset), all);
    expect(found.truth).toBe(truth);
    if (truth === 'unmet') expect(found.clearableFrom).toBe(on(19));
  });

  it('is unknown without any test, and says nothing of a second one that is missing', () => {
    expect(evaluateRequirement(gap, tested(), on(30), all).truth).toBe('unknown');
    expect(evaluateRequirement(gap, tested(0), on(30), all).truth).toBe('met');
    expect(evaluateRequirement(window, tested(0), on(30), all).truth).toBe('unknown');
  });
});

describe('a missed first window', () => {
  // Screening on day 0, first window from day 30 to day 36, next specimen from day 49.
  it.each([
    [[0, 30], 36, 'met', 'met'],
    [[0, 30], 37, 'unmet', 'unmet'],
    [[0, 30], 48, 'unmet', 'unmet'],
    [[0, 30], 49, 'met', 'unmet'],
    [[0, 30, 36], 36, 'met', 'met'],
    [[0, 30, 37], 37, 'unmet', 'unknown'],
    [[0, 30, 48], 48, 'unmet', 'unknown'],
    [[0, 30, 49], 49, 'met', 'met'],
    [[0, 30, 49], 55, 'met', 'met'],
    [[0, 30, 48, 49], 49, 'met', 'met'],
    [[0, 30, 49, 56], 56, 'unmet', 'unknown'],
    [[0, 30, 49, 68], 68, 'met', 'met'],
  ] as const)(
    'specimens on days %j, asked on day %i: wait %s, window %s',
    (offsets, asked, wait, open) => {
      const made = tested(...offsets);
      expect(evaluateRequirement(missed, made, on(asked), all).truth).toBe(wait);
      expect(evaluateRequirement(window, made, on(asked), all).truth).toBe(open);
    },
  );

  it('says from which day the next specimen counts', () => {
    expect(evaluateRequirement(missed, tested(0, 30, 40), on(40), all).clearableFrom).toBe(on(49));
  });

  it('a second specimen inside the first window does not stretch it', () => {
    expect(evaluateRequirement(window, tested(0, 30, 33), on(37), all).truth).toBe('unmet');
  });
});
