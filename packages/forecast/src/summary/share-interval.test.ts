// The range of a share: wide where draws differ, never where no draws of its mean and spread could reach.
// Never a clinical number.

import { describe, expect, it } from 'vitest';
import { answerForecast } from '../answer/answer.ts';
import { prepareForecast, runAll } from '../run/run.ts';
import { PERSON, planOf, requestOf, SECOND_RELEASE } from '../testing-release.ts';
import { intervalOf } from './summarise.ts';

describe('the range of a share', () => {
  it('is the odds’ own where the share is common', () => {
    const { low, high } = intervalOf(0.25, 0.05, true);
    expect(low).toBeCloseTo(0.177, 3);
    expect(high).toBeCloseTo(0.341, 3);
  });

  it('does not reach all people where few have it, nor none where nearly all have', () => {
    const rare = intervalOf(0.005, 0.02, true);
    expect(rare.low).toBeGreaterThanOrEqual(0);
    expect(rare.high).toBeCloseTo(0.005 + Math.sqrt(19) * 0.02, 10);
    expect(intervalOf(0.001, 0.05, true).high).toBeCloseTo(0.02, 10);
    const common = intervalOf(0.995, 0.02, true);
    expect(common.low).toBeCloseTo(1 - rare.high, 10);
    expect(common.high).toBeCloseTo(1 - rare.low, 10);
  });

  it('stays near nil in an answer once the drug is gone', () => {
    const subject = { kind: 'patient', profile: PERSON } as const;
    const plans = [planOf({ kind: 'constant', doseMg: 20 }, 252, 0.95)];
    const asked = requestOf({ patients: 2000, horizonDays: 700, subject, plans });
    const forecast = prepareForecast(asked, SECOND_RELEASE);
    const { grades } = answerForecast(forecast, runAll(forecast)).plans[0]!;
    const compared = ['cheilitis', 'drySkin', 'eczema', 'fatigue'].flatMap((endpoint) => {
      const { shares, high } = grades.find((one) => one.endpoint === endpoint)!;
      return high.flatMap((most, t) => {
        const share = 1 - (shares[0]![t] ?? 1);
        return most === null || share === 0 || share > 0.02 ? [] : [most / share];
      });
    });
    expect(compared.length).toBeGreaterThan(3);
    expect(Math.max(...compared)).toBeLessThanOrEqual(20 + 1e-9);
  });
});
