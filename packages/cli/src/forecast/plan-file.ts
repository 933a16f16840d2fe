// A plan file as a forecast request: a person or a population, and up to four plans side by side.
// Never repairs a plan; only the settings of the run (seed, size, horizon, days) have defaults.

import {
  type CompleteQuestion,
  forecastQuestion,
  stepOfUnknownField,
  withHorizon,
} from '@aegle/api';
import { type FileProblem, parseText } from '@aegle/data';
import { readRequest } from '@aegle/forecast';
import type { z } from 'zod';
import { InputRefused, refused } from '../world/input-refused.ts';

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

/** What the command line puts in place of what a plan file says. */
export interface Overrides {
  readonly population: number | undefined;
  readonly seed: number | undefined;
  /** The plan of a course on record; it stands before those of the file. */
  readonly ofCourse?: object | undefined;
}

type LineOf = (field: string) => number | undefined;

/** Reads a plan file. Throws `InputRefused` with every problem, its field and its line. */
export function questionFrom(text: string | undefined, overrides: Overrides): CompleteQuestion {
  const { population, seed, ofCourse } = overrides;
  const { content, lineOf } =
    text === undefined
      ? {
          content: ofCourse === undefined ? { plans: [EXAMPLE_PLAN] } : {},
          lineOf: () => undefined,
        }
      : recordIn(text);
  const written = {
    ...content,
    ...(ofCourse === undefined ? {} : { plans: [ofCourse, ...listed(content.plans)] }),
    ...(seed === undefined ? {} : { seed }),
    ...(population === undefined ? {} : inPopulation(content, population)),
  };
  const shape = forecastQuestion.safeParse(written);
  if (!shape.success) throw new InputRefused(problemsOf(shape.error.issues, lineOf));
  const question = withHorizon(shape.data);
  const reading = readRequest(question);
  if (reading.accepted) return question;
  throw new InputRefused(
    reading.refusals.map((one) => ({ ...one, line: lineOf(one.field) }) satisfies FileProblem),
  );
}

/** What is no list is left for the reader to refuse. */
function listed(plans: unknown): readonly unknown[] {
  if (plans === undefined) return [];
  return Array.isArray(plans) ? plans : [plans];
}

/** `--population` keeps a population's own baseline, and takes the place of a person. */
function inPopulation(content: Readonly<Record<string, unknown>>, patients: number) {
  const { subject } = content;
  const isPopulation =
    typeof subject === 'object' &&
    subject !== null &&
    'kind' in subject &&
    subject.kind === 'population';
  return { patients, subject: isPopulation ? subject : { kind: 'population' } };
}

function recordIn(text: string): { content: Record<string, unknown>; lineOf: LineOf } {
  if (text.trim() === '')
    throw refused('file', 'file_empty', 'Write a plan; see examples/forecasts.');
  const parsed = parseText(text);
  if (!parsed.ok) throw new InputRefused(parsed.problems);
  const { content, lineOf } = parsed;
  if (typeof content === 'object' && content !== null && !Array.isArray(content))
    return { content: content as Record<string, unknown>, lineOf };
  throw refused('file', 'not_an_object', 'Write subject and plans; see examples/forecasts.');
}

const KNOW_MORE = '`aegle schema forecast-plan` lists the fields.';

function problemsOf(issues: readonly z.core.$ZodIssue[], lineOf: LineOf): readonly FileProblem[] {
  return issues.flatMap((issue): FileProblem[] => {
    const field = fieldOf(issue.path);
    const line = lineOf(field);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: field === 'file' ? key : `${field}.${key}`,
        rule: 'unknown_field',
        nextStep: `${stepOfUnknownField(issue.message, key)}; ${KNOW_MORE}`,
        line,
      }));
    const isMissing = /received undefined$/.test(issue.message);
    const rule = isMissing ? 'missing_field' : issue.message.replace(/\.$/, '');
    return [{ field, rule, nextStep: `${stepOf(rule, isMissing)}; ${KNOW_MORE}`, line }];
  });
}

/** A rule such as "It is a number from 30 to 250 kg" says what to write. */
function stepOf(rule: string, isMissing: boolean): string {
  if (isMissing) return 'Write it';
  const [, wanted] = /^It is (.+)$/.exec(rule) ?? [];
  return wanted === undefined ? 'Correct it' : `Write ${wanted}`;
}

function fieldOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '') || 'file';
}
