// The typical course and the release behind it as one documented JSON, for any other program.
// Never a second set of numbers: rows are the release's own.

import type { ModelRelease } from '../parameters/parameters.ts';
import type { TypicalCourse } from './typical-course.ts';

const EQUATIONS = {
  kinetics: [
    'dG/dt = -absorptionPerHour*G; each dose adds its absorbed mg to G, lagHours after the start of its day',
    'dA1/dt = absorptionPerHour*G - (clearanceLph+exchangeLph)*A1/centralL + exchangeLph*A2/peripheralL',
    'dA2/dt = exchangeLph*A1/centralL - exchangeLph*A2/peripheralL',
    'dM/dt = clearanceLph*A1/centralL - metaboliteClearanceLph*M/metaboliteVolumeL',
    'parent(day) = mean over the day of A1/centralL; metabolite(day) = mean of M/metaboliteVolumeL; mg/L',
    'doseRate(day) = 24*clearanceLph*parent(day)/weightKg; mg/kg/d',
  ],
  day: [
    'suppression = fast + durable, at the start of the day; fast = durable = 0 on day 0',
    'target = glandMaximum*doseRate/(glandDose50+doseRate); kept = durableShare*target',
    'durable -> kept at rate durableBuildRate while rising, half-life durableHalfLife while falling',
    'fast -> max(0, target-durable) at rate glandOnRate while rising, half-life glandOffHalfLife while falling',
    'reservoir -> 1-suppression at rate reservoirRate; 1 on day 0',
    'drive *= 1 - (1-exp(-resetRate))*doseRate/(resetDose50+doseRate); 1 on day 0',
    'nodule -> inflammatory at rate noduleRate; inflammatory -> comedone at rate inflammatoryRate',
    'comedone -> drive*(1-glandShare*suppression) at rate comedoneRate; all 1 on day 0; nodule first',
    'x -> y at rate r: x += (1-exp(-r))*(y-x), exact for a y held through the day',
    'shown = (1 - naturalFall*(1-exp(-day/naturalTime))) times comedone, inflammatory, nodule',
  ],
} as const;

/** What another program needs to repeat the course, and what it must then find. */
export function courseJson(course: TypicalCourse, release: ModelRelease): string {
  const { parameters, absorbedMg, days, reference } = course;
  const document = {
    schema: 1,
    about: 'Typical course: nobody misses a capsule, flares or relapses. MODEL.md explains it.',
    release: { ...course.release, version: release.version },
    units: { time: 'kinetics in hours, steps in days', amounts: 'mg', concentrations: 'mg/L' },
    equations: EQUATIONS,
    parameters,
    absorbedMg,
    days,
    reference,
    rows: release.rows,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
