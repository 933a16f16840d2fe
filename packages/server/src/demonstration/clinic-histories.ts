// The demonstration clinic: invented courses at every stage, the same for the same seed, size and day.
// Never anybody real, and never chance that the seed does not name.

import { createHash } from 'node:crypto';
import {
  CLINIC_PRESCRIBER,
  type ClinicLine,
  COUNTRIES,
  type Country,
  FIRST_VISIT_DAY,
  MONTH_DAYS,
} from './clinic-countries.ts';

/** One invented patient; line days count from `startsDaysAgo` days before the day of loading. */
export interface ClinicPatient {
  readonly id: string;
  readonly identifier: string;
  readonly about: string;
  readonly zone: string;
  readonly country: string;
  readonly stage: string;
  readonly startsDaysAgo: number;
  readonly lines: readonly ClinicLine[];
}

/** Months with capsules before the end of a whole course. */
const COURSE_MONTHS = 6;
/** Months after the last capsule at which somebody may stand, and the visits that exist. */
const AFTER_MONTHS = [0, 1, 3, 6, 12, 24, 36, 60];

interface Stage {
  readonly id: string;
  readonly about: string;
  /** Supplies handed out. */
  readonly dispensed: number;
  /** Days since the last visit; of an ended course, since the last capsule. */
  readonly daysSince: number;
  /** The next month's visit is held and nothing was handed out on it. */
  readonly isReady?: boolean;
  readonly isEnded?: boolean;
  readonly last?: (day: number) => readonly ClinicLine[];
}

const held = (day: number): readonly ClinicLine[] => [
  { type: 'SafetyHoldPlaced', day, data: { hold: 'hold-1', cause: 'mood' } },
];
const paused = (day: number): readonly ClinicLine[] => [
  { type: 'CoursePaused', day, data: { reason: 'travel' } },
];

const STAGES: readonly Stage[] = [
  { id: 'waiting', about: 'enrolled, waiting', dispensed: 0, daysSince: -20 },
  { id: 'first-ready', about: 'first month, all done', dispensed: 0, daysSince: 1, isReady: true },
  { id: 'first-missed', about: 'first window missed', dispensed: 0, daysSince: 12, isReady: true },
  ...[1, 2, 3, 4, 5].map((dispensed) => ({
    id: `month-${dispensed}`,
    about: `in month ${dispensed}`,
    dispensed,
    daysSince: 9 + dispensed * 3,
  })),
  ...[1, 3, 5].map((dispensed) => ({
    id: `ready-${dispensed + 1}`,
    about: `month ${dispensed + 1}, all done`,
    dispensed,
    daysSince: 2,
    isReady: true,
  })),
  { id: 'held', about: 'in month 3, on hold', dispensed: 2, daysSince: 15, last: held },
  { id: 'paused', about: 'in month 4, paused', dispensed: 3, daysSince: 20, last: paused },
  ...AFTER_MONTHS.map((months) => ({
    id: `after-${months}`,
    about: `${months} months after the last capsule`,
    dispensed: COURSE_MONTHS,
    daysSince: Math.round(months * 30.44) + 10,
    isEnded: true,
  })),
];

/** Where most people of a clinic stand on any day. */
const USUAL_STAGES = STAGES.filter(({ id }) => !['held', 'first-missed', 'paused'].includes(id));

/** A number from 0 up to 1 for a name under a seed. */
function chance(seed: number, name: string): number {
  const hash = createHash('sha256').update(`aegle:clinic:${seed}:${name}`).digest();
  return hash.readUInt32BE(0) / 2 ** 32;
}

/** Who the clinic has: every stage in every country once `size` allows, in turn. */
export function clinicPatients(seed: number, size: number): readonly ClinicPatient[] {
  return Array.from({ length: size }, (_, index) => {
    const country = COUNTRIES[index % COUNTRIES.length]!;
    const turn = Math.floor(index / COUNTRIES.length);
    // Each stage once everywhere; beyond that the rare ones stay rare.
    const stages = turn < STAGES.length ? STAGES : USUAL_STAGES;
    const stage = stages[turn % stages.length]!;
    return patientOf(seed, index, country, stage);
  });
}

function patientOf(seed: number, index: number, country: Country, stage: Stage): ClinicPatient {
  const id = `clinic-${seed}-${index + 1}`;
  const canBecomePregnant = chance(seed, `${id}/category`) < 0.6;
  const zone = country.zones[Math.floor(chance(seed, `${id}/zone`) * country.zones.length)]!;
  const visits = stage.dispensed + (stage.isReady ? 1 : 0);
  const visitDay = (month: number) => FIRST_VISIT_DAY + (month - 1) * MONTH_DAYS;
  const lastCapsule = visitDay(stage.dispensed) + MONTH_DAYS;
  const since = stage.isEnded ? lastCapsule : visitDay(Math.max(visits, 1));
  const today = since + stage.daysSince;
  const bornOn = birthDate(seed, id, today);
  const lines: ClinicLine[] = [...country.start(canBecomePregnant, bornOn)];
  for (let month = 1; month <= visits; month += 1) {
    const day = visitDay(month);
    lines.push(...country.month(canBecomePregnant, month, day));
    if (month <= stage.dispensed) lines.push(...handedOut(month, day + 1));
    lines.push(...findings(seed, id, month, day));
  }
  if (stage.isEnded) lines.push(...afterwards(seed, id, lastCapsule, today));
  lines.push(...(stage.last?.(today - 1) ?? []));
  return {
    id,
    identifier: `CLINIC-${country.id.toUpperCase()}-${String(index + 1).padStart(4, '0')}`,
    about: `${country.id}, ${stage.about}`,
    zone,
    country: country.id,
    stage: stage.id,
    startsDaysAgo: today,
    lines: lines
      .map((line, order) => ({ line, order }))
      .sort(byDay)
      .map(({ line }) => line),
  };
}

/** Adults on their first day, most of them young: what is asked of a minor beside it differs by place. */
function birthDate(seed: number, id: string, startsDaysAgo: number): string {
  const youngest = 2006 - Math.ceil(startsDaysAgo / 365);
  const year = youngest - Math.floor(chance(seed, `${id}/born`) ** 2 * 22);
  const day = 1 + Math.floor(chance(seed, `${id}/birthday`) * 365);
  return new Date(Date.UTC(year, 0, day)).toISOString().slice(0, 10);
}

interface Ordered {
  readonly line: ClinicLine;
  readonly order: number;
}
const byDay = (left: Ordered, right: Ordered) =>
  left.line.day - right.line.day || left.order - right.order;

/** A supply, and with the first one the course, its plan and what ends it. */
function handedOut(month: number, day: number): readonly ClinicLine[] {
  const course = 'course-1';
  const begun: readonly ClinicLine[] = [
    { type: 'WeightMeasured', day, data: { weightKg: '62' } },
    { type: 'CourseStarted', day, data: { course } },
    {
      type: 'DosePlanned',
      day,
      data: {
        ...{ course, startsOn: `+${day}`, lengthDays: COURSE_MONTHS * MONTH_DAYS },
        ...{ schedule: 'constant', dosesMg: ['40'], productClass: 'conventional', meal: 'full' },
      },
    },
    {
      type: 'EndPolicyChosen',
      day,
      data: { course, policy: 'cumulative_target', targetMgPerKg: '120' },
    },
  ];
  return [
    {
      type: 'Dispensed',
      day,
      by: 'pharmacist',
      data: {
        ...{ dispense: `supply-${month}`, authorization: `authorization-${month}` },
        ...{ prescription: `rx-${month}`, pharmacy: 'pharmacy-lighthouse', daysSupply: MONTH_DAYS },
      },
    },
    ...(month === 1 ? begun : []),
    { type: 'DoseTaken', day, by: 'patient', data: { doseMg: '40' } },
  ];
}

const severity = (day: number, scale: string, score: number): ClinicLine => ({
  type: 'SeverityAssessed',
  day,
  data: { scale, score: Math.max(0, score) },
});

/** What a monthly visit finds: acne and oil fall, lips are dry, blood fats rise a little. */
function findings(seed: number, id: string, month: number, day: number): readonly ClinicLine[] {
  const drawn = (name: string) => chance(seed, `${id}/${month}/${name}`);
  const laboratory: readonly ClinicLine[] = [
    {
      type: 'LabResulted',
      day,
      data: { loinc: '14927-8', value: (0.9 + drawn('lipids') * 1.2).toFixed(1), unit: 'mmol/L' },
    },
    {
      type: 'LabResulted',
      day,
      data: {
        ...{ loinc: '1742-6', value: String(Math.round(15 + drawn('alt') * 22)), unit: 'U/L' },
        referenceHigh: '40',
      },
    },
  ];
  return [
    severity(day, 'iga', 4 - Math.floor((month + drawn('iga')) / 2)),
    severity(day, 'oil-0-10', Math.round(9 - month * 1.5 + drawn('oil') * 2)),
    ...(month <= 2 ? laboratory : []),
    ...(month === 2
      ? [
          {
            type: 'SymptomReported',
            day,
            by: 'patient',
            data: { symptom: 'dry_lips', grade: 1, isWarningSign: false },
          },
        ]
      : []),
  ];
}

/** The end of the course, and every visit that lies before today; some relapse. */
function afterwards(
  seed: number,
  id: string,
  lastCapsule: number,
  today: number,
): readonly ClinicLine[] {
  const lines: ClinicLine[] = [
    {
      type: 'CourseEnded',
      day: lastCapsule,
      data: { course: 'course-1', lastDoseOn: `+${lastCapsule}`, reason: 'target_reached' },
    },
  ];
  for (const month of AFTER_MONTHS) {
    const day = lastCapsule + Math.round(month * 30.44) + 3;
    if (day >= today) break;
    const drawn = (name: string) => chance(seed, `${id}/after-${month}/${name}`);
    lines.push(
      { type: 'FollowUpCompleted', day, data: { month } },
      severity(day, 'iga', drawn('iga') < 0.7 ? 0 : 2),
      severity(day, 'oil-0-10', Math.round(1 + Math.min(month, 24) / 6 + drawn('oil') * 2)),
      {
        type: 'SymptomReported',
        day,
        by: 'patient',
        data: { symptom: 'dry_lips', grade: month === 0 ? 1 : 0, isWarningSign: false },
      },
    );
    if (month === 24 && drawn('relapse') < 0.25)
      lines.push({ type: 'RelapseRecorded', day, data: { endpoint: 'any_prescription' } });
  }
  return lines;
}

/** The prescriber's standing in every programme of the clinic, and the pharmacy's where one is asked. */
export const CLINIC_STREAMS = [
  ...(
    [
      ['us-ipledge', 'dermatology'],
      ['gb-ppp', 'consultant_dermatologist'],
      ['de-amvv', 'dermatologist'],
      ['fr-ppp', 'dermatologist'],
    ] as const
  ).map(([programme, specialty]) => ({
    kind: 'prescriber' as const,
    id: CLINIC_PRESCRIBER,
    day: -300,
    type: 'PrescriberCertified',
    data: { programme, specialty },
  })),
];
