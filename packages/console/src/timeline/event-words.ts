// One event as a row that people read: its details in words, and the identifiers apart.
// Never an id, a code or a field's own spelling among the details; whoever needs them opens them.

import { analyteOf, EVENT_CATALOGUE, type Field, isUcumCode } from '@aegle/core';
import { dayInWords } from '../client/days.ts';
import type { KnownNames } from '../decisions/known-names.ts';
import { inWords, messages } from '../messages/messages.ts';
import type { TimelineEvent } from './layout.ts';

const words = messages.timeline;

/** Named by an id or a number that only machines and offices read. */
const IDENTIFIERS: ReadonlySet<string> = new Set([
  ...['event', 'hold', 'report', 'decision', 'authorization', 'dispense', 'prescription', 'course'],
  ...['task', 'incident', 'survivor', 'merged', 'evidence', 'document', 'number', 'edition'],
  'request',
  ...['raw', 'rawDigest', 'versions', 'reportedFor', 'denialCode', 'problems', 'source'],
  ...['classes', 'standsIn', 'answers'],
]);

/** Named by an id that may have a name here; without one it is an identifier. */
const NAMED: ReadonlySet<string> = new Set([
  ...['prescriber', 'pharmacy', 'programme', 'toPrescriber', 'toClinic', 'firstPrescriber'],
  ...['secondPrescriber', 'assignedBy', 'acceptedBy', 'agreedBy', 'permittedBy', 'givenBy'],
  ...['clinician', 'specialist', 'confirmedBy'],
]);

/** Written by a person as a sentence. */
const SENTENCES: ReadonlySet<string> = new Set([
  ...['reason', 'note', 'basis', 'judgement', 'finding', 'treatment', 'laboratory', 'zone'],
]);

const MACHINE = /[0-9a-f]{8}-[0-9a-f]{4}-|^[0-9a-f]{16,}$/i;
const CODE = /^[A-Za-z][A-Za-z0-9]*([_-][A-Za-z0-9]+)*$/;

/** The words of one event, and what was left out of them. */
export interface EventWords {
  readonly details: string;
  readonly identifiers: readonly (readonly [name: string, value: string])[];
}

const inner = (field: Field | undefined): Field | undefined =>
  field?.kind === 'optional' ? inner(field.of) : field;

/** One text in words; `undefined`: only a machine reads it. */
function textInWords(name: string, text: string, names: KnownNames): string | undefined {
  if (IDENTIFIERS.has(name)) return undefined;
  const known = names.get(text);
  if (known !== undefined) return known;
  if (NAMED.has(name) || MACHINE.test(text)) return undefined;
  if (name === 'loinc') {
    const measured = analyteOf(text);
    return measured === undefined ? undefined : inWords(measured.analyte);
  }
  if (name === 'category') return messages.people.categories[text] ?? inWords(text);
  if (name === 'reportedType' || name === 'field') return inWords(text);
  if (Object.hasOwn(messages.names, text)) return inWords(text);
  // A number alone, or a code with a number in it, is nobody's word.
  if (/^\d+([-.]\d+)*$/.test(text) || /^[a-z]{2,4}[-_]?\d/i.test(text)) return undefined;
  if (SENTENCES.has(name)) return CODE.test(text) ? inWords(text) : text;
  const day = dayInWords(text);
  if (day !== text) return day;
  return CODE.test(text) ? inWords(text) : text;
}

function valueInWords(
  name: string,
  value: unknown,
  field: Field | undefined,
  names: KnownNames,
): string | undefined {
  if (typeof value === 'boolean') return value ? messages.recording.yes : messages.recording.no;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) {
    const of = field?.kind === 'list' ? field.of : undefined;
    const each = value.flatMap((one) => valueInWords(name, one, inner(of), names) ?? []);
    return each.length === value.length && each.length > 0 ? each.join(', ') : undefined;
  }
  if (typeof value !== 'string') return undefined;
  if (field?.kind === 'decimal' || field?.kind === 'integer') return value;
  if (name === 'unit') return isUcumCode(value) ? value : undefined;
  if (field?.kind === 'day') return dayInWords(value);
  if (field?.kind === 'oneOf') return inWords(value);
  return textInWords(name, value, names);
}

/** The details of an event, each with the name of its field; identifiers stand apart. */
export function eventInWords({ type, data }: TimelineEvent, names: KnownNames): EventWords {
  const details: string[] = [];
  const identifiers: [string, string][] = [];
  const fields: Readonly<Record<string, Field>> = EVENT_CATALOGUE[type].fields;
  for (const [name, value] of Object.entries(data)) {
    if (value === null || value === undefined) continue;
    const said = valueInWords(name, value, inner(fields[name]), names);
    if (said === undefined) identifiers.push([inWords(name), String(value)]);
    else details.push(`${inWords(name)}: ${said}`);
  }
  return { details: details.join(', '), identifiers };
}

/** A correction: which entry, which field, what stood there before, what stands there after. */
export interface CorrectionWords {
  readonly of: string;
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** Reads a `Corrected` against what it corrects; `undefined` for any other event. */
export function correctionInWords(
  event: TimelineEvent,
  events: readonly TimelineEvent[],
  names: KnownNames,
): CorrectionWords | undefined {
  if (event.type !== 'Corrected') return undefined;
  const { field, value, isWithdrawn } = event.data;
  const target = events.find(({ id }) => id === event.data.event);
  const name = String(field ?? '');
  const of =
    target === undefined
      ? words.otherEntry
      : words.entryOf(inWords(target.type), dayInWords(target.occurredOn));
  const declared =
    target && (EVENT_CATALOGUE[target.type].fields as Readonly<Record<string, Field>>);
  const said = (one: unknown) => {
    if (one === undefined || one === null) return words.nothing;
    const asField = typeof one === 'string' ? fromText(one, inner(declared?.[name])) : one;
    return valueInWords(name, asField, inner(declared?.[name]), names) ?? words.identifierChanged;
  };
  const before = name === 'occurredOn' ? target?.occurredOn : target?.data[name as never];
  return {
    of,
    field: inWords(name),
    before: said(before),
    after: isWithdrawn === true ? words.withdrawn : said(value),
  };
}

/** A correction carries every value as text. */
const fromText = (text: string, field: Field | undefined): unknown =>
  field?.kind === 'boolean' ? text === 'true' : text;
