// A plan file as a forecast request: a person or a population, and up to four plans side by side.
// Never repairs a plan; only the settings of the run (seed, size, horizon) have defaults.

import { type ForecastRequest, readRequest } from '@aegle/forecast';
import { parseText } from '../../patient-file/file-text.ts';
import { InputRefused, refused } from '../input-refused.ts';

/** Two years in weeks, 2,000 virtual patients, seed 1: what a page about one person uses. */
const RUN = { seed: 1, patients: 2000, horizonDays: 730, outputEveryDays: 7 } as const;

/** What `--population` forecasts without a plan file: an example, never a recommendation. */
const EXAMPLE_PLAN = {
  name: 'Example: 40 mg a day with a full meal for 150 days',
  maintenanceMonths: 0,
  regimen: {
    periods: [
      {
        firstDay: 0,
        lengthDays: 150,
        schedule: { kind: 'constant', doseMg: 40 },
        productClass: 'conventional',
        meal: 'full',
        adherence: 1,
      },
    ],
  },
} as const;

const KEYS = ['seed', 'patients', 'horizonDays', 'outputEveryDays', 'subject', 'plans'];

/** Reads a plan file; `population` and `seed` take the place of what it says. */
export function requestFrom(
  text: string | undefined,
  population: number | undefined,
  seed: number | undefined,
): ForecastRequest {
  const written = text === undefined ? { plans: [EXAMPLE_PLAN] } : recordIn(text);
  const unknown = Object.keys(written).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0)
    throw new InputRefused(
      unknown.map((field) => ({
        field,
        rule: 'unknown_field',
        nextStep: `Remove it; a plan file has: ${KEYS.join(', ')}.`,
      })),
    );
  const reading = readRequest({
    ...RUN,
    ...written,
    ...(seed === undefined ? {} : { seed }),
    ...(population === undefined ? {} : { patients: population, subject: { kind: 'population' } }),
  });
  if (reading.accepted) return reading.request;
  throw new InputRefused(reading.refusals);
}

function recordIn(text: string): Record<string, unknown> {
  const parsed = parseText(text);
  if (!parsed.ok) throw new InputRefused(parsed.problems);
  const { content } = parsed;
  if (typeof content === 'object' && content !== null && !Array.isArray(content))
    return content as Record<string, unknown>;
  throw refused('file', 'not_an_object', 'Write subject and plans; see docs/operators.');
}
