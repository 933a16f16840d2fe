// Reads course-rules/: the labels' numbers by jurisdiction and day, and the capsules there are.
// Never a number without an evidence row, and never a rule of one jurisdiction under another.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ALLERGENS,
  type Allergen,
  type CapsuleProduct,
  COURSE_PARAMETERS,
  type CourseRule,
  type CourseRules,
  type DatedValue,
  PRODUCT_CLASSES,
  parseCalendarDay,
  type RuleValue,
} from '@aegle/core';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Evidence } from '../evidence/evidence.ts';
import { readEvidence } from '../evidence/read.ts';

const words = z.string().min(1);
const productClass = z.enum(PRODUCT_CLASSES);

const rulesSchema = z.strictObject({
  id: words,
  title: words,
  jurisdictions: z.array(words).min(1),
  rules: z.array(
    z.strictObject({
      parameter: z.enum(COURSE_PARAMETERS),
      class: productClass.optional(),
      values: z
        .array(
          z.strictObject({
            from: z.iso.date(),
            row: words,
            /** The number that a row's sentence states. */
            value: z.number().optional(),
            /** The one end of a range that is meant. */
            take: z.enum(['min', 'max']).optional(),
          }),
        )
        .min(1),
    }),
  ),
});
type RulesFile = z.infer<typeof rulesSchema>;
type ValueFile = RulesFile['rules'][number]['values'][number];

const allergens = z.array(z.enum(ALLERGENS));
const capsulesSchema = z.strictObject({
  families: z.array(
    z.strictObject({
      id: words,
      name: words,
      jurisdictions: z.array(words).min(1),
      class: productClass,
      strengths: words,
      excipients: words,
      allergens,
      inStrengths: z.record(z.string().regex(/^\d+$/), allergens).default({}),
      codes: z.record(words, z.number()).default({}),
    }),
  ),
});
type Family = z.infer<typeof capsulesSchema>['families'][number];

/** All rules and capsules of the folder. */
export interface CourseData {
  /** The rules of a place, its own before the defaults; `jurisdiction` is a path such as `au/act`. */
  rulesFor(jurisdiction: string): CourseRules;
  /** Every capsule by its product codes. */
  readonly products: ReadonlyMap<string, CapsuleProduct>;
  /** The capsules that can be had at a place. */
  availableIn(jurisdiction: string): readonly CapsuleProduct[];
}

const CAPSULES = 'capsules.yaml';
const EVERYWHERE = '*';

/** Reads the folder against the evidence. Throws with file and place on anything that is not right. */
export function readCourseData(folder: string, evidence: Evidence): CourseData {
  const read = (name: string): unknown => parse(readFileSync(join(folder, name), 'utf8'));
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== CAPSULES)
    .sort()
    .map((name) => rulesSchema.parse(read(name)));
  const { families } = capsulesSchema.parse(read(CAPSULES));
  const built = files.map((file) => ({
    jurisdictions: file.jurisdictions,
    rules: file.rules.map((rule) => ruleOf(file.id, rule, evidence)),
    id: file.id,
    title: file.title,
  }));
  const capsules = families.map((family) => ({ family, products: productsOf(family, evidence) }));
  const isHere = (jurisdictions: readonly string[], at: string) =>
    jurisdictions.includes(at.split('/')[0]!);
  const defaults = built.filter((one) => one.jurisdictions.includes(EVERYWHERE));
  return {
    rulesFor: (jurisdiction) => {
      const own = built.find((one) => isHere(one.jurisdictions, jurisdiction));
      return {
        id: own?.id ?? 'defaults',
        title: own?.title ?? 'No label of this place is known; product defaults only',
        // The place's own rule stands before the default of the same name.
        rules: [...(own?.rules ?? []), ...defaults.flatMap((one) => one.rules)],
      };
    },
    products: new Map(
      capsules.flatMap(({ family, products }) =>
        Object.entries(family.codes).map(([code, strengthMg]) => {
          const product = products.find((one) => one.strengthMg === strengthMg);
          if (product === undefined)
            throw new RangeError(`${CAPSULES}: ${family.id} has no ${strengthMg} mg for ${code}`);
          return [code, { ...product, code }] as const;
        }),
      ),
    ),
    availableIn: (jurisdiction) =>
      capsules.flatMap(({ family, products }) =>
        isHere(family.jurisdictions, jurisdiction) ? products : [],
      ),
  };
}

/** The same, read at the first call and kept for the next ones. */
export function courseDataIn(folder: string, evidenceFolder: string): () => CourseData {
  let known: CourseData | undefined;
  return () => {
    known ??= readCourseData(folder, readEvidence(evidenceFolder));
    return known;
  };
}

function ruleOf(file: string, rule: RulesFile['rules'][number], evidence: Evidence): CourseRule {
  const values = rule.values.map((value) =>
    datedValue(`${file}: ${rule.parameter}`, value, rule.class, evidence),
  );
  if (values.some((value, index) => index > 0 && value.from <= values[index - 1]!.from))
    throw new RangeError(`${file}: ${rule.parameter}: values stand by their first day`);
  const unit = evidence.row(rule.values[0]!.row)?.unit ?? '1';
  return { parameter: rule.parameter, unit, productClass: rule.class, values };
}

function datedValue(
  place: string,
  { from, row: id, value, take }: ValueFile,
  forClass: string | undefined,
  evidence: Evidence,
): DatedValue {
  const row = evidence.row(id);
  if (row === undefined) throw new RangeError(`${place}: there is no evidence row ${id}`);
  const stated = row.facets.product;
  if (forClass !== undefined && stated !== undefined && stated !== forClass)
    throw new RangeError(`${place}: ${id} is of another product class`);
  const { status } = row;
  const at = { from: parseCalendarDay(from)!, row: id, status };
  if (row.kind === 'text') {
    if (value === undefined) throw new RangeError(`${place}: ${id} is a sentence: say its number`);
    return { ...at, value: { kind: 'number', value } };
  }
  if (value !== undefined) throw new RangeError(`${place}: ${id} has its number: leave it out`);
  return { ...at, value: contentOf(place, row, take) };
}

function contentOf(
  place: string,
  row: NonNullable<ReturnType<Evidence['row']>>,
  take: 'min' | 'max' | undefined,
): RuleValue {
  if (row.kind === 'value') return { kind: 'number', value: row.value };
  if (row.kind === 'values') return { kind: 'list', values: row.values };
  if (row.kind !== 'range') throw new RangeError(`${place}: ${row.id} carries no number`);
  const { min, max } = row.range;
  const end = take === undefined ? undefined : row.range[take];
  if (typeof end === 'number') return { kind: 'number', value: end };
  if (take === undefined && typeof min === 'number' && typeof max === 'number')
    return { kind: 'range', min, max };
  throw new RangeError(`${place}: ${row.id} has no such end`);
}

function productsOf(family: Family, evidence: Evidence): readonly CapsuleProduct[] {
  const strengths = evidence.row(family.strengths);
  const pack = evidence.row('products.strengths.pack');
  if (evidence.row(family.excipients) === undefined || strengths?.kind !== 'values')
    throw new RangeError(`${CAPSULES}: ${family.id} names a row that is not there`);
  if (pack?.kind !== 'value') throw new RangeError(`${CAPSULES}: no size of a pack`);
  return strengths.values.map((strengthMg) => {
    const own: readonly Allergen[] = family.inStrengths[String(strengthMg)] ?? [];
    return {
      code: `label:${family.id}:${strengthMg}`,
      name: `${family.name} ${strengthMg} mg`,
      productClass: family.class,
      strengthMg,
      allergens: [...family.allergens, ...own],
      packSize: pack.value,
      rows: [family.strengths, family.excipients],
    };
  });
}
