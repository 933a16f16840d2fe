// The closed forms against an independent adaptive solver, and the laws a linear system obeys.
// Never compares the closed form with itself.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  latticeConcentrations,
  mergeEvents,
  timedConcentrations,
  toLattice,
} from '../models/carried-state.ts';
import { solveCompartments } from '../models/compartments.ts';
import { MODES, type PkParameters, writeModes } from '../models/pharmacokinetics.ts';
import { fixedStep, integrate } from './dormand-prince.ts';

const STARTING: PkParameters = {
  clearanceLph: 8,
  centralL: 26.6,
  exchangeLph: 4.92,
  peripheralL: 84.5,
  absorptionPerHour: 0.3,
  lagHours: 0.96,
  metaboliteClearanceLph: 2.67,
  metaboliteVolumeL: 92,
};

const individual = fc.record({
  clearanceLph: fc.double({ min: 2, max: 30, noNaN: true }),
  centralL: fc.double({ min: 8, max: 90, noNaN: true }),
  exchangeLph: fc.double({ min: 1, max: 20, noNaN: true }),
  peripheralL: fc.double({ min: 20, max: 300, noNaN: true }),
  absorptionPerHour: fc.double({ min: 0.08, max: 2, noNaN: true }),
  lagHours: fc.double({ min: 0, max: 5.9, noNaN: true }),
  metaboliteClearanceLph: fc.double({ min: 0.8, max: 8, noNaN: true }),
  metaboliteVolumeL: fc.double({ min: 25, max: 300, noNaN: true }),
});

function anyTimes(p: PkParameters, doseHours: number[], doseMg: number[], observations: number[]) {
  const modes = new Float64Array(MODES);
  writeModes(p, modes);
  const acting = doseHours.map((hours) => hours + p.lagHours);
  const events = mergeEvents(acting, doseMg, observations);
  const folded = withoutLag(p);
  writeModes(folded, modes);
  const parent = new Float64Array(observations.length);
  const metabolite = new Float64Array(observations.length);
  timedConcentrations(modes, 0, events, parent, metabolite, 0);
  return { parent, metabolite };
}

function onLattice(p: PkParameters, doseHours: number[], doseMg: number[], observations: number[]) {
  const modes = new Float64Array(MODES);
  writeModes(p, modes);
  const lattice = toLattice(doseHours, doseMg, observations, 6);
  const parent = new Float64Array(observations.length);
  const metabolite = new Float64Array(observations.length);
  latticeConcentrations(modes, 0, lattice, parent, metabolite, 0);
  return { parent, metabolite };
}

function withoutLag(p: PkParameters): PkParameters {
  return { ...p, lagHours: 0 };
}

const DOSES = Array.from({ length: 12 }, (_, i) => 24 * i);
const AMOUNTS = DOSES.map((_, i) => (i % 5 === 3 ? 0 : 40));
const OBSERVED = Array.from({ length: 30 }, (_, i) => 12 * (i + 1));

describe('closed form of the kinetics', () => {
  it('agrees with the adaptive solver to 1e-8, parent and metabolite', () => {
    const tolerance = { relative: 1e-11, absolute: 1e-14 };
    fc.assert(
      fc.property(individual, (p) => {
        const solved = solveCompartments(p, DOSES, AMOUNTS, OBSERVED, tolerance);
        for (const exact of [
          anyTimes(p, DOSES, AMOUNTS, OBSERVED),
          onLattice(p, DOSES, AMOUNTS, OBSERVED),
        ]) {
          const peak = Math.max(...solved.parentMgPerL);
          const peakMetabolite = Math.max(...solved.metaboliteMgPerL);
          OBSERVED.forEach((_, i) => {
            expect(Math.abs(exact.parent[i]! - solved.parentMgPerL[i]!)).toBeLessThan(1e-8 * peak);
            const difference = Math.abs(exact.metabolite[i]! - solved.metaboliteMgPerL[i]!);
            expect(difference).toBeLessThan(1e-8 * peakMetabolite);
          });
        }
      }),
      { numRuns: 40, seed: 3 },
    );
  });

  it('is linear in the dose, adds over doses, and is never negative', () => {
    fc.assert(
      fc.property(individual, fc.double({ min: 0.1, max: 9, noNaN: true }), (p, factor) => {
        const once = onLattice(p, DOSES, AMOUNTS, OBSERVED);
        const more = onLattice(
          p,
          DOSES,
          AMOUNTS.map((mg) => mg * factor),
          OBSERVED,
        );
        const first = onLattice(p, DOSES.slice(0, 5), AMOUNTS.slice(0, 5), OBSERVED);
        const rest = onLattice(p, DOSES.slice(5), AMOUNTS.slice(5), OBSERVED);
        const scale = Math.max(...once.parent);
        OBSERVED.forEach((_, i) => {
          expect(Math.abs(more.parent[i]! - factor * once.parent[i]!)).toBeLessThan(
            1e-11 * scale * 10,
          );
          const sum = first.parent[i]! + rest.parent[i]!;
          expect(Math.abs(sum - once.parent[i]!)).toBeLessThan(1e-10 * scale);
          expect(once.parent[i]!).toBeGreaterThan(-1e-12 * scale);
          expect(once.metabolite[i]!).toBeGreaterThan(-1e-12 * scale);
        });
      }),
      { numRuns: 60, seed: 4 },
    );
  });

  it('stays within its stated bound where two rates meet', () => {
    const meeting = { ...STARTING, absorptionPerHour: 0.5, metaboliteVolumeL: 5.34 };
    const solved = solveCompartments(meeting, DOSES, AMOUNTS, OBSERVED, {
      relative: 1e-11,
      absolute: 1e-14,
    });
    const exact = onLattice(meeting, DOSES, AMOUNTS, OBSERVED);
    const peak = Math.max(...solved.metaboliteMgPerL);
    OBSERVED.forEach((_, i) => {
      const difference = Math.abs(exact.metabolite[i]! - solved.metaboliteMgPerL[i]!);
      expect(difference).toBeLessThan(1e-5 * peak);
    });
  });

  it('gives the published single-dose figures from the starting set', () => {
    const hours = Array.from({ length: 2000 }, (_, i) => 0.1 * (i + 1));
    const { parent, metabolite } = anyTimes(STARTING, [0], [80], hours);
    const peak = Math.max(...parent);
    expect(1000 * peak).toBeGreaterThan(840);
    expect(1000 * peak).toBeLessThan(880);
    expect(Math.max(...metabolite) / peak).toBeCloseTo(0.53, 1);
  });
});

describe('compartments', () => {
  it('balance: what was given is in the body, eliminated, or in bile', () => {
    fc.assert(
      fc.property(individual, fc.double({ min: 0, max: 0.6, noNaN: true }), (p, bileShare) => {
        const meals = DOSES.map((hours) => hours + 10);
        const tolerance = { relative: 1e-10, absolute: 1e-12 };
        const recycling = { bileShare, mealHours: meals };
        const run = solveCompartments(p, DOSES, AMOUNTS, OBSERVED, tolerance, recycling);
        const [gut, central, peripheral, , parentOut, , bile] = [...run.amountsMg];
        const given = AMOUNTS.reduce<number>((sum, mg) => sum + mg, 0);
        const found = gut! + central! + peripheral! + parentOut! + bile!;
        expect(Math.abs(found - given)).toBeLessThan(1e-6 * given);
        const formed = run.amountsMg[3]! + run.amountsMg[5]!;
        expect(Math.abs(formed - parentOut!)).toBeLessThan(1e-6 * given);
      }),
      { numRuns: 25, seed: 5 },
    );
  });

  it('recycling gives a second peak after a meal and none without', () => {
    const observed = [6, 9.9, 12];
    const tolerance = { relative: 1e-9, absolute: 1e-12 };
    const plain = solveCompartments(STARTING, [0], [80], observed, tolerance);
    const recycled = solveCompartments(STARTING, [0], [80], observed, tolerance, {
      bileShare: 0.5,
      mealHours: [10],
    });
    expect(plain.parentMgPerL[2]!).toBeLessThan(plain.parentMgPerL[1]!);
    expect(recycled.parentMgPerL[2]!).toBeGreaterThan(recycled.parentMgPerL[1]!);
  });
});

describe('Dormand-Prince', () => {
  it('has order five', () => {
    const errorAt = (steps: number): number => {
      const y = Float64Array.of(1);
      for (let i = 0; i < steps; i++) {
        fixedStep(
          (_t, v, slope) => {
            slope[0] = -v[0]!;
          },
          y,
          i / steps,
          1 / steps,
        );
      }
      return Math.abs(y[0]! - Math.exp(-1));
    };
    expect(Math.log2(errorAt(8) / errorAt(16))).toBeGreaterThan(4.7);
  });

  it('reports a tolerance it cannot reach', () => {
    const stiff = (_t: number, v: Float64Array, slope: Float64Array): void => {
      slope[0] = -1e9 * v[0]!;
    };
    const run = () =>
      integrate(stiff, Float64Array.of(1), 0, 1e4, { relative: 1e-9, absolute: 1e-12 });
    expect(run).toThrow(/tolerance/);
  });
});
