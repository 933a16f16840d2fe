// People at the ends of every distribution at once: rare in any run, certain in a large enough one.
// Each must be answered with numbers, whatever meets whatever.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordPatient } from './endpoints/record.ts';
import { type Exposure, runExposure } from './models/exposure.ts';
import { kineticsOf, newPatientRun, runPatient } from './models/patient-run.ts';
import { MODES, type PkParameters, writeModes } from './models/pharmacokinetics.ts';
import { PARAMETER_NAMES } from './parameters/parameter-names.ts';
import { type ModelRelease, modelOf } from './parameters/parameters.ts';
import { newIndividual } from './population/individual.ts';
import { drawRow, parameterIndex } from './population/parameter-set.ts';
import { drawCovariates, samplePatient, spreadPerson } from './population/sample.ts';
import { asForecast, STUDY_EFFECTS, shiftByStudy } from './population/study-effects.ts';
import { prepareForecast, runAll, setOf } from './run/run.ts';
import { countChunk } from './summary/count-chunk.ts';
import { newTally } from './summary/tally.ts';
import { planOf, RELEASE, requestOf, SECOND_RELEASE, TESTS } from './testing-release.ts';

/** Words at which a normal value lies more than six standard deviations out, and any between. */
const word = fc.oneof(
  fc.constantFrom(0, 1, 0xffffffff, 0xfffffffe),
  fc.integer({ min: 0, max: 0xffffffff }),
);
const words = (count: number) => fc.array(word, { minLength: count, maxLength: count });
const MEALS = [
  { productClass: 'conventional', meal: 'full' },
  { productClass: 'micronised', meal: 'fasted' },
] as const;

const ONE_ROW = { patientsInARow: 1, groups: [0] };

interface Case {
  readonly own: readonly number[];
  readonly known: readonly number[];
  readonly k: number;
  /** Of each row, and of each effect between studies; the release's own draw `k` where left out. */
  readonly rows?: readonly number[];
  readonly studies?: readonly number[];
}

/** A set whose rows, and whose study, lie the given standard deviations out. */
function farSet(release: ModelRelease, rows: readonly number[], studies: readonly number[]) {
  const values = Float64Array.from(PARAMETER_NAMES, (name, i) => {
    const row = release.rows[name];
    return row === undefined ? 0 : drawRow(row, rows[i]!);
  });
  const doseRatioPer100 = Math.min(1, values[parameterIndex('relapse.doseRatioPer100')]!);
  if (modelOf(release) === '1') return { values, doseRatioPer100 };
  return asForecast(shiftByStudy({ values, doseRatioPer100, structure: 'noCeiling' }, studies));
}

/** Runs one person of the given words under every plan; false where a recorded number is none. */
function areNumbers(release: ModelRelease, { own, known, k, rows, studies }: Case) {
  const plans = MEALS.map((change) => {
    const plan = planOf({ kind: 'constant', doseMg: 80 }, 210, 0.8);
    const periods = plan.regimen.periods.map((period) => ({ ...period, ...change }));
    return { ...plan, regimen: { periods } };
  });
  const forecast = prepareForecast(requestOf({ patients: 64, outputEveryDays: 7, plans }), release);
  const { sampler, values, draws, outputDays, model, adherence } = forecast;
  const isOwn = rows === undefined || studies === undefined;
  const set = isOwn ? setOf(forecast, k % draws.draws) : farSet(release, rows, studies);
  const person = newIndividual(40);
  sampler.effectWords.set(own.slice(0, sampler.effectWords.length));
  sampler.covariateWords.set(known);
  drawCovariates(sampler, set.values, person);
  spreadPerson(sampler, set, null, person);
  const fresh = newPatientRun(outputDays, 364, set, TESTS);
  fresh.person = person;
  return forecast.arms.every((arm) => {
    const tally = newTally(outputDays.length, draws.draws);
    runPatient(fresh, arm.plan, arm.maintenanceMonths, adherence, 0);
    recordPatient(fresh, arm, model, 0, 0, values, tally.grades, 0);
    const isWhole = [...fresh.relapse].every((share) => share >= 0 && share <= 1);
    return isWhole && countChunk(values, arm.recorded, 1, ONE_ROW, tally);
  });
}

describe('a person at the ends of every distribution', () => {
  it.each([
    ['first', RELEASE],
    ['second', SECOND_RELEASE],
  ] as const)('is answered with numbers by the %s model', (_, release) => {
    const cases = fc.record({ own: words(48), known: words(12), k: fc.nat(255) });
    fc.assert(
      fc.property(cases, (one) => areNumbers(release, one)),
      { seed: 9, numRuns: 600 },
    );
  });

  // Any seed draws the rows of the first model, six standard deviations out at worst. Those of the
  // second are one draw in each of 256 strata, which ends near three.
  it.each([
    ['first', RELEASE, 6],
    ['second', SECOND_RELEASE, 3.5],
  ] as const)(
    'is answered where all rows and studies are far out: %s model',
    (_, release, most) => {
      const far = fc.constantFrom(-most, -most / 2, 0, most / 2, most);
      const list = (count: number) => fc.array(far, { minLength: count, maxLength: count });
      const rows = list(PARAMETER_NAMES.length);
      const persons = { own: words(48), known: words(12), k: fc.constant(0) };
      fc.assert(
        fc.property(fc.record({ ...persons, rows, studies: list(STUDY_EFFECTS) }), (one) =>
          areNumbers(release, one),
        ),
        { seed: 9, numRuns: 400 },
      );
    },
  );

  it('is answered in a million: number 502,387 of seed 1', () => {
    const forecast = prepareForecast(requestOf({ patients: 1_000_000 }), SECOND_RELEASE);
    const { sampler, run, values, model, adherence, outputDays } = forecast;
    const set = setOf(forecast, Math.floor(502_387 / 64) % 256);
    const one = newPatientRun(outputDays, 364, set, TESTS);
    one.person = run.person;
    samplePatient(sampler, set, null, 502_387, one.person);
    const { absorptionPerHour, lagHours } = kineticsOf(set, one.person, false);
    expect(absorptionPerHour * lagHours).toBeGreaterThan(800);
    for (const arm of forecast.arms) {
      const tally = newTally(outputDays.length, 256);
      runPatient(one, arm.plan, 0, adherence, 502_387);
      recordPatient(one, arm, model, 502_387, 0, values, tally.grades, 0);
      expect(countChunk(values, arm.recorded, 1, ONE_ROW, tally)).toBe(true);
    }
  });

  it('has every parameter set of a release made of numbers', () => {
    const forecast = prepareForecast(requestOf({ patients: 20_000 }), SECOND_RELEASE);
    const sets = Array.from({ length: 256 }, (_, k) => setOf(forecast, k));
    expect(sets.flatMap(({ values }) => [...values]).every(Number.isFinite)).toBe(true);
    expect(sets.every(({ doseRatioPer100: ratio }) => ratio > 0 && ratio <= 1)).toBe(true);
  });
});

const PK: PkParameters = {
  clearanceLph: 11,
  centralL: 80,
  exchangeLph: 14,
  peripheralL: 150,
  absorptionPerHour: 2,
  lagHours: 1,
  metaboliteClearanceLph: 5,
  metaboliteVolumeL: 120,
};

/** Daily means over 60 days of a dose a day for 40 days. */
function courseOf(change: Partial<PkParameters>): {
  parent: Float64Array;
  metabolite: Float64Array;
} {
  const person = newIndividual(40);
  person.weightKg = 70;
  const days = 60;
  const line = () => new Float64Array(days);
  const out: Exposure = {
    parent: line(),
    metabolite: line(),
    doseRate: new Float64Array(days + 1),
  };
  const outputs = Int32Array.from({ length: days + 1 }, (_, i) => (i < days ? i : -1));
  runExposure({ ...PK, ...change }, person, new Float64Array(40).fill(40), 39, outputs, days, out);
  return out;
}

describe('a lag that is long against the absorption rate', () => {
  // Both forms call a course over at a ten-thousandth of a milligram, reckoned from different hours.
  it.each([23.9, 24 - 1e-9])(
    'meets its neighbour on the other side of the fold at %s hours',
    (lagHours) => {
      const rate = 700 / lagHours;
      const [folded, apart] = [0.999_999, 1.000_001].map((by) =>
        courseOf({ lagHours, absorptionPerHour: rate * by }),
      );
      for (const curve of ['parent', 'metabolite'] as const) {
        const most = Math.max(...folded![curve]);
        folded![curve].forEach((level, day) => {
          expect(Math.abs(level - apart![curve][day]!)).toBeLessThan(1e-5 * most);
        });
      }
    },
  );

  it.each([10, 16, 23.99])(
    'is exact at %s hours: doses later by the lag, on the same modes',
    (lagHours) => {
      const pk = { ...PK, absorptionPerHour: 90, lagHours };
      const modes = new Float64Array(MODES);
      writeModes({ ...pk, lagHours: 0 }, modes);
      const { parent } = courseOf(pk);
      for (const day of [0, 1, 17, 45]) {
        let mean = 0;
        for (let dose = 0; dose < 40; dose++) {
          // The mean over the day of e^(-rate (t - lag)) from the moment when the dose is there.
          const from = Math.max(24 * day, 24 * dose + lagHours);
          if (from >= 24 * (day + 1)) continue;
          for (let m = 0; m < 3; m++) {
            const rate = modes[m]!;
            const since = (hours: number) => Math.exp(-rate * (hours - 24 * dose - lagHours));
            mean += (40 * modes[4 + m]! * (since(from) - since(24 * (day + 1)))) / (24 * rate);
          }
        }
        expect(Math.abs(parent[day]! - mean)).toBeLessThan(1e-9 * Math.max(...parent));
      }
    },
  );
});

describe('rates that meet', () => {
  const k10 = PK.clearanceLph / PK.centralL;
  it('never divide by nothing, wherever the third and fourth lie', () => {
    const near = fc.double({ min: -8e-6, max: 8e-6, noNaN: true });
    fc.assert(
      fc.property(near, near, fc.boolean(), (absorption, metabolite, isOne) => {
        const modes = new Float64Array(MODES);
        const exchange = isOne ? { exchangeLph: 1e-30, peripheralL: 1e-30 / k10 } : {};
        writeModes({ ...PK, ...exchange }, modes);
        const fast = modes[1]!;
        const rates = {
          absorptionPerHour: fast * (1 + absorption),
          metaboliteClearanceLph: fast * (1 + metabolite) * PK.metaboliteVolumeL,
        };
        writeModes({ ...PK, ...exchange, ...rates }, modes);
        return modes.every(Number.isFinite);
      }),
      { seed: 9, numRuns: 3000 },
    );
  });
});

it('answers a run whose population has the widest spread that may be stated', () => {
  const baseline = { inflammatoryLesions: { mean: 1, sd: 500 } } as const;
  const subject = { kind: 'population', baseline } as const;
  const forecast = prepareForecast(requestOf({ patients: 2048, subject }), SECOND_RELEASE);
  expect(runAll(forecast)[1]!.patients).toBe(2048);
});
