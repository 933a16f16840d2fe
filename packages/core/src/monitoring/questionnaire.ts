// Reads a FHIR R4 Questionnaire into the items that a score is made from.
// Never repairs one: an item that could not be scored refuses the whole questionnaire.

import type { FieldProblem } from '../events/fields.ts';

/** One answer that an item offers, with its number. */
export interface AnswerOption {
  readonly text: string;
  readonly code: string;
  readonly score: number;
}

/** One item that is answered. */
export interface QuestionnaireItem {
  readonly linkId: string;
  readonly text: string;
  /** LOINC code, where the item has one. */
  readonly loinc?: string;
  readonly isRequired: boolean;
  /** Of a choice; empty for a number. */
  readonly options: readonly AnswerOption[];
  /** Lowest and highest whole number that is an answer; of a choice, of its options. */
  readonly min: number;
  readonly max: number;
}

export interface Questionnaire {
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly title: string;
  /** Credit line or licence, shown beside the questions. */
  readonly copyright: string;
  /** Sentences that are shown and not answered. */
  readonly displays: readonly string[];
  readonly items: readonly QuestionnaireItem[];
}

export type QuestionnaireReading =
  | { readonly accepted: true; readonly questionnaire: Questionnaire }
  | { readonly accepted: false; readonly problems: readonly FieldProblem[] };

const ORDINAL = 'http://hl7.org/fhir/StructureDefinition/ordinalValue';
const MIN = 'http://hl7.org/fhir/StructureDefinition/minValue';
const MAX = 'http://hl7.org/fhir/StructureDefinition/maxValue';
const ITEMS_MAX = 100;

/** Reads a resource that somebody supplied; every fault is named by its path. */
export function readQuestionnaire(resource: unknown): QuestionnaireReading {
  const problems: FieldProblem[] = [];
  const refuse: Refuse = (field, rule, nextStep) => {
    problems.push({ field, rule, nextStep });
  };
  const root = record(resource);
  if (root?.resourceType !== 'Questionnaire')
    refuse('resourceType', 'not_a_questionnaire', 'Send a FHIR R4 Questionnaire.');
  const text = (field: string) => {
    const value = root?.[field];
    if (typeof value === 'string' && value !== '') return value;
    refuse(field, 'not_a_text', 'Give this field as a text that is not empty.');
    return '';
  };
  const head = {
    id: text('id'),
    url: text('url'),
    version: text('version'),
    title: text('title'),
    copyright: text('copyright'),
  };
  const raw = Array.isArray(root?.item) ? root.item.map(record) : [];
  if (raw.length === 0 || raw.length > ITEMS_MAX)
    refuse('item', 'no_items', `Give 1 to ${ITEMS_MAX} items, without groups.`);
  const displays = raw.flatMap((item) =>
    item?.type === 'display' && typeof item.text === 'string' ? [item.text] : [],
  );
  const items = raw
    .map((item, index) => ({ item, at: `item[${index}]` }))
    .filter(({ item }) => item?.type !== 'display')
    .map(({ item, at }) => readItem(item, at, refuse));
  const links = items.map(({ linkId }) => linkId);
  if (new Set(links).size !== links.length)
    refuse('item', 'link_id_twice', 'Give every item a linkId of its own.');
  return problems.length > 0
    ? { accepted: false, problems }
    : { accepted: true, questionnaire: { ...head, displays, items } };
}

type Refuse = (field: string, rule: string, nextStep: string) => void;
type Raw = Readonly<Record<string, unknown>>;

function record(value: unknown): Raw | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Raw)
    : undefined;
}

function readItem(item: Raw | undefined, at: string, refuse: Refuse): QuestionnaireItem {
  const text = (field: 'linkId' | 'text') => {
    const value = item?.[field];
    if (typeof value === 'string' && value !== '') return value;
    refuse(`${at}.${field}`, 'not_a_text', 'Give every item a linkId and its text.');
    return '';
  };
  const code = (Array.isArray(item?.code) ? item.code : []).map(record).find(isLoinc)?.code;
  const base = {
    linkId: text('linkId'),
    text: text('text'),
    ...(typeof code === 'string' ? { loinc: code } : {}),
    isRequired: item?.required === true,
  };
  if (item?.type === 'choice') {
    const raw = Array.isArray(item.answerOption) ? item.answerOption : [];
    const options = raw.map((one, index) =>
      readOption(record(one), `${at}.answerOption[${index}]`, refuse),
    );
    if (options.length < 2)
      refuse(`${at}.answerOption`, 'no_options', 'Offer two answers or more.');
    const scores = options.map(({ score }) => score);
    if (new Set(scores).size !== scores.length)
      refuse(`${at}.answerOption`, 'score_twice', 'Give every answer a number of its own.');
    return { ...base, options, min: Math.min(...scores), max: Math.max(...scores) };
  }
  const [min, max] = [extension(item, MIN), extension(item, MAX)];
  if (item?.type !== 'integer' || min === undefined || max === undefined || min >= max)
    refuse(
      at,
      'not_scorable',
      'Use choice with ordinal values, or integer with minValue and maxValue.',
    );
  return { ...base, options: [], min: min ?? 0, max: max ?? 0 };
}

function isLoinc(coding: Raw | undefined): boolean {
  return coding?.system === 'http://loinc.org';
}

function readOption(option: Raw | undefined, at: string, refuse: Refuse): AnswerOption {
  const coding = record(option?.valueCoding);
  const score = extension(option, ORDINAL);
  const { display, code } = coding ?? {};
  if (typeof display !== 'string' || typeof code !== 'string' || score === undefined) {
    refuse(at, 'not_scorable', 'Give valueCoding with code and display, and an ordinalValue.');
    return { text: '', code: '', score: Number.NaN };
  }
  return { text: display, code, score };
}

/** The whole number of an extension, from an option, an item or the option's coding. */
function extension(holder: Raw | undefined, url: string): number | undefined {
  const own = Array.isArray(holder?.extension) ? holder.extension.map(record) : [];
  const inner = record(holder?.valueCoding);
  const deeper = Array.isArray(inner?.extension) ? inner.extension.map(record) : [];
  const found = [...own, ...deeper].find((one) => one?.url === url);
  const value = found?.valueDecimal ?? found?.valueInteger;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}
