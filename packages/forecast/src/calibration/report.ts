// The calibration report as text: targets, fit, misfit, intervals, and what stays unknown.
// Never leaves out a misfit: every target and every free parameter has its line.

import type { Targets } from './blocks.ts';
import type { Calibration } from './calibrate.ts';

const UNIDENTIFIED = 0.9;
const MISFIT = 1;

export function reportOf(calibration: Calibration, data: Targets, digest: string): string {
  const { release } = calibration;
  return [
    `# Calibration of ${release.name}`,
    '',
    'Written by `npx tsx bench/forecast/calibrate.ts`; run it again to get the same bytes. Targets stand in',
    '`packages/forecast/release/targets.json`, priors in `packages/forecast/release/priors.json`. Studies reserved',
    'for independent validation were neither read nor used. The fit is penalised least squares: each',
    "parameter pays for leaving its prior, and keeps the prior's width where the data say nothing.",
    `An interval is never narrowed below 0.4 of its prior. Digest of the release: \`${digest}\`.`,
    '',
    '## Targets, fit and misfit',
    '',
    'Misfit is (fitted - observed) / spread; beyond 1 in size it is marked.',
    '',
    '| target | study | observed | spread | at the prior | fitted | misfit |',
    '|---|---|---|---|---|---|---|',
    ...calibration.targets.map((t) => {
      const mark = Math.abs(t.misfit) > MISFIT ? ' **!**' : '';
      const cells = [t.observed, t.spread, t.atPrior, t.fitted].map(figure).join(' | ');
      return `| ${t.id} (${t.unit}) | ${data.studies[t.study]!.text} | ${cells} | ${t.misfit.toFixed(2)}${mark} |`;
    }),
    '',
    '## Parameters and their intervals',
    '',
    'Width left is the interval after the fit over the one before, on the scale of the prior.',
    '',
    '| parameter | prior (95 %) | fitted (95 %) | width left |',
    '|---|---|---|---|',
    ...calibration.parameters.map((p) => {
      return `| ${p.name} | ${interval(p.prior)} | ${interval(p.posterior)} | ${p.widthLeft.toFixed(2)} |`;
    }),
    '',
    '## What the data do not identify',
    '',
    unidentified(calibration),
    '',
    '## Against the baselines, one study left out at a time',
    '',
    'Mean absolute error on the held-out study: share of lesions left, or share relapsed. B0 is the mean of',
    'the other studies; B1 one dose-blind exponential for lesions, one constant hazard for relapse.',
    '',
    '| family | held out | model | B0 | B1 |',
    '|---|---|---|---|---|',
    ...calibration.crossValidations.flatMap((cv) => [
      ...cv.studies.map((s) => row(cv.family, s.study, s)),
      row(cv.family, '**mean**', cv.mean),
    ]),
    '',
    ...calibration.crossValidations.map((cv) => {
      const wins = cv.mean.model < cv.mean.b1;
      return wins
        ? `- ${cv.family}: the model beats B1; answers show the model.`
        : `- ${cv.family}: the model does not beat B1; answers show B1.`;
    }),
    '',
    'Few studies are held out and each is small or confounded: a smaller error here is weak evidence.',
    '',
  ].join('\n');
}

function unidentified(calibration: Calibration): string {
  const loose = calibration.parameters.filter((p) => p.widthLeft > UNIDENTIFIED);
  const free = new Set(calibration.parameters.map((p) => p.name));
  const never = Object.keys(calibration.release.rows).filter((name) => !free.has(name as never));
  return [
    `Free in the fit but left as wide as before: ${loose.map((p) => p.name).join(', ')}.`,
    '',
    `Never fitted, taken from the evidence as they stand: ${never.join(', ')}.`,
    '',
    'No study read here followed sebum for more than a year after stopping, scars under isotretinoin against',
    'none, lesions week by week at the usual dose, or lesions after a relapse. Those parts rest on priors.',
  ].join('\n');
}

function row(
  family: string,
  study: string,
  errors: { readonly model: number; readonly b0: number; readonly b1: number },
): string {
  const cells = [errors.model, errors.b0, errors.b1].map((x) => x.toFixed(3)).join(' | ');
  return `| ${family} | ${study} | ${cells} |`;
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
