// The calibration report as text: targets, fit, misfit, intervals, coverage, and what stays unknown.
// Never leaves out a misfit: every target and every free parameter has its line.

import type { Target, Targets } from './blocks.ts';
import type { Calibration, FittedParameter } from './calibrate.ts';

const UNIDENTIFIED = 0.9;
const MISFIT = 1.5;

const HEAD = (name: string, digest: string): readonly string[] => [
  `# Calibration of ${name}`,
  '',
  'Written by `npx tsx bench/forecast/calibrate.ts`; run it again to get the same bytes. Figures stand in',
  '`packages/forecast/release/targets.json`, priors in `packages/forecast/release/priors.json`. Studies reserved',
  `for independent validation were neither read nor used. Digest of the release: \`${digest}\`.`,
  '',
  'The fit is penalised least squares. Each parameter starts from a wide guess that no fitted study',
  'suggested and pays for leaving it; each study may differ from the others by effects of its own, whose',
  'spread is estimated from the studies and one imagined study. Correlations between parameters are kept.',
  '',
];

const CHANGED: readonly string[] = [
  '## What changed since aegle-2026.11, and why',
  '',
  'From calibration evidence alone; no reserved study was read, and none of its results guessed.',
  '',
  '- **Studies differ.** Relapse in the calibration studies runs from 5 % (L9) to 65 % (R9). The first release',
  '  let no such difference into its intervals. Now every block has a spread between studies, in every interval.',
  '- **Relapse.** Three latencies instead of one (R1, R2 and R4 report three endpoints), the label’s eight weeks',
  '  before a second course, and no fading of the dose by clear weeks, which made staying longer look worse. A',
  '  gain without a ceiling at 150 mg/kg fits R1 (strata to 220) and R10; R8 saw none: three readings, weighted.',
  '  R6, R9 and L9 are read as well. Cohorts run the deployed path: lesions left and clear weeks are computed.',
  '- **Response.** L2 reports means far above medians and SDs above means: a share of people who respond in part',
  '  is fitted to its SDs and medians, and L1 agrees (27 of 100 keep more than a tenth of their nodules).',
  '- **Quality of life.** Q1 is read at week 20 in mean and SD, at week 4 as a least change, Q3 as a direction.',
  '- **Laboratory.** A9 counts people ever above a limit, A10 means at a visit: two endpoints, each on its rows,',
  '  with variation from test to test (measured in healthy adults).',
  '- **Kinetics.** CVs of peak, time of peak, area and half-life (C1 to C3) are fitted; the first release left',
  '  them at guesses (half-life CV 17 against 39 reported).',
  '- **Priors.** 42 of 48 priors of the first release were taken from the rows they were fitted to. None is now.',
  '',
];

export function reportOf(calibration: Calibration, data: Targets, digest: string): string {
  return [
    ...HEAD(calibration.release.name, digest),
    ...CHANGED,
    ...coverageTable(calibration),
    ...targetTable(calibration, data),
    ...parameterTable(calibration),
    ...structureTable(calibration),
    ...unidentified(calibration),
    ...scoreTable(calibration),
    ...heldOutTable(calibration),
  ].join('\n');
}

function coverageTable({ release }: Calibration): string[] {
  const rows = Object.entries(release.coverage ?? {}).map(([block, one]) => {
    const share = (inside: number): string =>
      `${inside} (${Math.round((100 * inside) / one.rows)} %)`;
    const cells = [one.studies, one.rows, share(one.inside50), share(one.inside90), one.widened];
    return `| ${block} | ${cells.join(' | ')} |`;
  });
  return [
    '## Coverage, one study left out at a time',
    '',
    'How many figures of a study that neither the parameters nor the spread between studies had seen lay in',
    'the 50 % and 90 % interval. Where fewer than four in five lay in the 90 % interval, the spread between',
    'studies was multiplied by the last column until they did: that block’s intervals are wider for it. With',
    'fewer than 30 figures 100 % cannot be told from 90 %, so nothing was narrowed; with one or two studies the',
    'table says little, and the interval rests on an assumed spread (quality of life, scars, laboratory).',
    '',
    '| block | studies | figures | in 50 % | in 90 % | widened |',
    '|---|---|---|---|---|---|',
    ...rows,
    '',
  ];
}

function targetTable({ targets }: Calibration, data: Targets): string[] {
  return [
    '## Figures, fit and misfit',
    '',
    'Fitted includes the study’s own effect. Misfit is (fitted - observed) / spread on the scale of comparison;',
    `beyond ${MISFIT} in size it is marked. A figure "at least" counts only where the model falls short.`,
    '',
    '| figure | study | observed | spread | fitted | misfit |',
    '|---|---|---|---|---|---|',
    ...targets.map((t) => {
      const mark = Math.abs(t.misfit) > MISFIT ? ' **!**' : '';
      const cells = [t.observed, t.spread, t.fitted].map(figure).join(' | ');
      const { key, text } = data.studies[t.study]!;
      return `| ${t.id} (${t.unit}) | ${key}: ${text} | ${cells} | ${t.misfit.toFixed(2)}${mark} |`;
    }),
    '',
  ];
}

function parameterTable({ parameters }: Calibration): string[] {
  return [
    '## Parameters and their intervals',
    '',
    'Width left is the interval after the fit over the one before, on the scale of the prior. The rows `study.*`',
    'are spreads between studies on the log, logit or log-hazard scale, widening included.',
    '',
    '| parameter | prior (95 %) | fitted (95 %) | width left |',
    '|---|---|---|---|',
    ...parameters.map((p) => {
      const left = Number.isFinite(p.widthLeft) ? p.widthLeft.toFixed(2) : '';
      return `| ${p.name} | ${interval(p.prior)} | ${interval(p.posterior)} | ${left} |`;
    }),
    '',
  ];
}

function structureTable({ release }: Calibration): string[] {
  return [
    '## Readings of the dose in relapse',
    '',
    'Each was fitted apart and is weighted by how well it explains the figures (Laplace), never below 0.02.',
    'Where there is no dose effect, a study’s apparent effect is taken as a difference between studies.',
    '',
    '| reading | weight | hazard ratio per 100 mg/kg | spread between studies (log) |',
    '|---|---|---|---|',
    ...(release.doseStructures ?? []).map(({ name, weight, rows }) => {
      const ratio = name === 'none' ? '1' : interval(rows['relapse.doseRatioPer100']!);
      return `| ${name} | ${weight} | ${ratio} | ${figure(rows['study.relapseDose']!.value)} |`;
    }),
    '',
  ];
}

function unidentified({ parameters, release }: Calibration): string[] {
  const isLoose = (p: FittedParameter): boolean => p.widthLeft > UNIDENTIFIED;
  const free = new Set<string>(parameters.map((p) => p.name));
  const never = Object.keys(release.rows).filter((name) => !free.has(name));
  const loose = parameters.filter(isLoose).map((p) => p.name);
  return [
    '## What the data do not identify',
    '',
    `Free in the fit but left as wide as before: ${loose.join(', ')}.`,
    '',
    `Never fitted, taken from the evidence as they stand: ${never.join(', ')}.`,
    '',
    'Clear weeks before stopping are not identified: no cohort reports them, and `relapse.clearance` keeps its',
    'prior. No study read here followed sebum for more than a year after stopping, scars under isotretinoin',
    'against none, lesions after a relapse, or the latency of a second course. Missing rows: dry mouth, any',
    'musculoskeletal complaint, creatine kinase (recalled only), sunburn by season, quality of life by domain',
    'and at weeks between 4 and 20.',
    '',
  ];
}

function scoreTable({ scores, release }: Calibration): string[] {
  return [
    '## Against the baselines, one study left out at a time',
    '',
    'Mean absolute error on the held-out study: share of lesions left, or share relapsed. B0 is the mean of',
    'the other studies; B1 one dose-blind exponential for lesions, one constant hazard for relapse.',
    '',
    '| family | model | B0 | B1 | shown |',
    '|---|---|---|---|---|',
    ...scores.map(({ family, mean }) => {
      const cells = [mean.model, mean.b0, mean.b1].map((x) => x.toFixed(3)).join(' | ');
      return `| ${family} | ${cells} | ${release.shown[family]} |`;
    }),
    '',
    'Few studies are held out and each is small or confounded: a smaller error here is weak evidence.',
    '',
  ];
}

function heldOutTable({ heldOut }: Calibration): string[] {
  return [
    '## Every figure left out',
    '',
    'Predicted from the other studies with its 90 % interval; level is the share of the predictive',
    'distribution below what was observed.',
    '',
    '| block | figure | observed | predicted (90 %) | level |',
    '|---|---|---|---|---|',
    ...heldOut.map(({ block, target, predicted, low90, high90, level }) => {
      const range = `${figure(predicted)} (${figure(low90)} to ${figure(high90)})`;
      return `| ${block} | ${nameOf(target)} | ${figure(target.observed)} | ${range} | ${level.toFixed(2)} |`;
    }),
    '',
  ];
}

function nameOf({ id, unit }: Target): string {
  return `${id} (${unit})`;
}

function interval(row: {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}): string {
  return `${figure(row.value)} (${figure(row.low)} to ${figure(row.high)})`;
}

function figure(x: number): string {
  return String(Number(x.toPrecision(3)));
}
