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
  consequences: [
    'scars: nil on day 0; each day adds scarRate*inflammatoryLesions*shown inflammatory',
    'felt = (1-inflammatoryWeight)*shown comedones + inflammatoryWeight*shown inflammatory',
    'burden -> felt at qolLagRate; 1 on day 0; left = unrelatedShare + (1-unrelatedShare)*burden',
    'qualityOfLife = scoreMax - min(scoreMax, qolBurden*left)',
    'mucosal, slow, blood -> doseRate at mucosalRate, slowRate, labRate; nil on day 0; mg/kg/d',
    'triglycerides = triglyceridesBefore*(1 + triglyceridesRise*blood/(blood+labDose50)), mg/dL',
    'alt = altBefore*(1 + altRise*blood/(blood+labDose50)), U/L',
    'exposed = days so far with doseRate above 0.001',
    'eye = 1 - exp(-(day*eyeBackgroundPerDay + exposed*eyeExcessPerDay)), share of people',
    'a side effect of any grade: min(1, most*lag/(lag+dose50)) of people, lag mucosal or slow',
    'of these grade2Share have grade 2 or 3, and grade3Share grade 3',
    'lesion counts: comedones, inflammatoryLesions, nodules times what is shown',
  ],
  relapse: [
    'sites = (isTruncal ? truncal : 1)/(1 + truncalShare*(truncal-1))',
    'age = ageYears < 16 ? young : 1; load = burden >= severeFrom ? severe : 1',
    'left = max(1, residual)^min(1, max(0, inflammatoryLeft-0.1))',
    'topical = max(maintenanceFloor, maintenancePerMonth^maintenanceMonths)',
    'dose = doseRatioPer100^((min(cumulativeMgPerKg, doseTop)-doseReference)/100)',
    'clear = clearance^min(1, daysClear/(7*clearWeeks))',
    'sex[e] = (isFemale ? female[e] : 1)/(1 + femaleShare*(female[e]-1))',
    'ratio[e] = sites*age*load*left*topical*dose*clear*sex[e]',
    'ever[e] = 1 - (1-susceptible[e])^ratio[e], never above ever[e-1]',
    'share[e] = ever[e]*(1 - exp(-latencyPerYear[e]*max(0, daysSince-gapDays[e])/365.25))',
    'daysSince counts from the day after the last capsule',
    'a forecast weighs the readings of the dose by their weights; none of them is the right one',
  ],
} as const;

/** What another program needs to repeat the course, and what it must then find. */
export function courseJson(course: TypicalCourse, release: ModelRelease): string {
  const { parameters, absorbedMg, days, reference, consequences } = course;
  const document = {
    schema: 2,
    about: 'Typical course: nobody misses a capsule, flares or relapses. MODEL.md explains it.',
    release: { ...course.release, version: release.version },
    units: { time: 'kinetics in hours, steps in days', amounts: 'mg', concentrations: 'mg/L' },
    equations: EQUATIONS,
    parameters,
    absorbedMg,
    days,
    reference,
    consequences,
    rows: release.rows,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
