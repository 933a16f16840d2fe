// Choices of coded fields in words: tests and their units, scales, effects. A code is never typed.
// Never a laboratory hCG: a pregnancy test has its own form, which closes what has to close.

import type { Timeline } from '@aegle/api';
import {
  ANALYTE_CODES,
  analyteOf,
  EVENT_CATALOGUE,
  type EventType,
  type Field,
  MEASURES,
  RED_FLAG_SYMPTOMS,
  unitsOf,
} from '@aegle/core';
import { dayInWords } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import type { Choice, Choices } from './choices.ts';
import { required, type Typed } from './read-form.ts';

/** Entered on their own forms, where the gate and the dose read them. */
const ENTERED_APART: readonly string[] = ['hcg', 'weight', 'height'];
const ANSWERED = ['mood', 'self_esteem', 'quality_of_life', 'dryness', 'eyes', 'sun', 'joints'];

/** Effects as the evidence's grades spell them, and every word that calls a person. */
export const EFFECT_WORDS: readonly string[] = [
  ...['cheilitis', 'dry-skin', 'dry-eye', 'arthralgia', 'myalgia', 'headache', 'epistaxis'],
  ...['photosensitivity', 'night-blindness', 'depression', 'suicidal-ideation', 'muscle-pain'],
  ...['weakness', 'dark-urine', 'fever', 'bleeding', 'vomiting'],
  ...RED_FLAG_SYMPTOMS,
];

const byLabel = (a: Choice, b: Choice) => a.label.localeCompare(b.label);
const named = (all: readonly string[]): readonly Choice[] =>
  all.map((value) => ({ value, label: inWords(value) }));

/** "Triglycerides, fasting (mmol/L, umol/L, …)": what is measured, and in which units it comes. */
function testChoices(): readonly Choice[] {
  return Object.entries(ANALYTE_CODES)
    .filter(([, { analyte }]) => !ENTERED_APART.includes(analyte))
    .map(([value, { analyte, property, isFasting }]) => {
      const fasting = isFasting === true ? `, ${messages.course.fasting}` : '';
      const units = unitsOf(property).slice(0, 3).join(', ');
      return { value, label: `${inWords(analyte)}${fasting} (${units})` };
    })
    .sort(byLabel);
}

const scalesOf = (type: EventType): readonly Choice[] =>
  named(
    MEASURES.filter(
      ({ domain }) => ANSWERED.includes(domain) === (type === 'InstrumentAnswered'),
    ).map(({ id }) => id),
  );

/** The fields of the entry that is corrected, and the words of the one that is chosen. */
function correctedChoices(typed: Typed, events: Timeline['events']): Choices {
  const entry = events.find(({ id }) => id === typed.event);
  if (entry === undefined) return {};
  const fields: Readonly<Record<string, Field>> = EVENT_CATALOGUE[entry.type].fields;
  const correctable = Object.keys(fields).filter((name) => name !== 'reportedFor');
  const field = fields[typed.field ?? ''];
  const chosen = field === undefined ? undefined : required(field);
  const yesNo = [
    { value: 'true', label: messages.recording.yes },
    { value: 'false', label: messages.recording.no },
  ];
  return {
    field: [{ value: 'occurredOn', label: messages.recording.occurredOn }, ...named(correctable)],
    ...(chosen?.kind === 'oneOf' ? { value: named(chosen.values) } : {}),
    ...(chosen?.kind === 'boolean' ? { value: yesNo } : {}),
  };
}

/** What insurers were asked, the latest first; typed freely where nobody recorded that one was asked. */
function requestChoices(events: Timeline['events']): Choices {
  const asked = events.flatMap(({ type, data, occurredOn }) =>
    type === 'PriorAuthorizationRequested' && typeof data.request === 'string'
      ? [{ value: data.request, label: `${dayInWords(occurredOn)}: ${data.request}` }]
      : [],
  );
  return asked.length === 0 ? {} : { request: asked.reverse() };
}

/** The choices of a form's coded fields; those of a unit depend on the test that is chosen. */
export function codedChoices(
  type: EventType,
  typed: Typed,
  events: Timeline['events'] = [],
): Choices {
  switch (type) {
    case 'LabResulted': {
      const measured = analyteOf(typed.loinc ?? '');
      const units = measured === undefined ? [] : unitsOf(measured.property);
      return { loinc: testChoices(), unit: units.map((value) => ({ value, label: value })) };
    }
    case 'SeverityAssessed':
      return { scale: scalesOf(type) };
    case 'InstrumentAnswered':
      return { instrument: scalesOf(type) };
    case 'AdverseEventRecorded':
      return { term: [...named(EFFECT_WORDS)].sort(byLabel) };
    case 'SymptomReported':
      return { symptom: [...named(EFFECT_WORDS)].sort(byLabel) };
    case 'PriorAuthorizationDecided':
      return requestChoices(events);
    case 'Corrected':
      return correctedChoices(typed, events);
    default:
      return {};
  }
}
