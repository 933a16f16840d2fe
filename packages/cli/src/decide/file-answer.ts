// A decision on a patient file as the answer for one audience, with every source it names.
// Never shows an audience what the server would not show it.

import {
  type Audience,
  type CalendarDay,
  describeLength,
  type EditionRef,
  ENGINE_VERSION,
  editionName,
  formatCalendarDay,
  formatInstant,
  type Instant,
  type ParameterValue,
  type Stage,
  withOverlays,
} from '@aegle/core';
import { type AnswerReason, answerFor, assessEligibility } from '@aegle/server';
import type { Rules } from '../world/rules.ts';
import { contextWithoutStore } from '../world/store-less.ts';
import { ANSWER_VERSION, type FileAnswer } from './answer-schema.ts';
import { type DecidedFile, enrolledIn } from './decide-file.ts';

/** What was asked, as the answer repeats it. */
export interface Asked {
  readonly kind: Stage;
  readonly at: Instant;
  readonly audience: Audience;
  readonly confirmed: readonly string[];
  readonly overlays: readonly string[];
  /** Events of the file that were recorded only after `at`. */
  readonly laterEvents: number;
}

/** The whole answer. */
export function answerOf(rules: Rules, decided: DecidedFile, asked: Asked): FileAnswer {
  const { decision, facts, programmes } = decided;
  const answer = answerFor(decision, asked.audience, rules.clockOf);
  const ids = programmes.map(({ programme }) => programme.id);
  const context = contextWithoutStore(rules);
  const eligibility = assessEligibility(context, facts.patient, asked.at, asked.audience);
  const { editions } = decision;
  const numbered = (all: readonly AnswerReason[]) => {
    const reasons = all.map((one) => ({
      ...one,
      numbers: numbersOf(rules, editions, one.programme, one.edition, one.requirement),
    }));
    // Codes are core's own list, which the schema of the answer repeats.
    return reasons as unknown as FileAnswer['reasons'];
  };
  const reasons = numbered(answer.reasons);
  const underEditions = answer.underEditions?.map((one) => ({
    ...one,
    reasons: numbered(one.reasons),
  }));
  const told = [...reasons, ...(underEditions ?? []).flatMap((one) => one.reasons)];
  const cited: Cited[] = [
    ...told.map((one) => ({ programme: one.programme, ids: one.citation.sources })),
    ...answer.advice.map((one) => ({ programme: one.programme, ids: one.sources })),
    ...eligibility.findings.flatMap((one) =>
      ids.map((programme) => ({ programme, ids: one.citation.sources })),
    ),
  ];
  for (const one of told)
    cited.push(...one.numbers.map((n) => ({ programme: one.programme, ids: n.sources })));
  return {
    version: ANSWER_VERSION,
    outcome: answer.outcome,
    disposition: answer.disposition,
    question: {
      kind: asked.kind,
      at: formatInstant(asked.at),
      programmes: ids,
      audience: asked.audience,
      confirmed: [...asked.confirmed],
      overlays: [...asked.overlays],
    },
    until: answer.until,
    maxDaysSupply: answer.maxDaysSupply,
    reasons,
    ...(underEditions === undefined ? {} : { underEditions }),
    advice: answer.advice.map((one) => ({ ...one, sources: [...one.sources] })),
    // Codes and severities are core's own lists, which the schema of the answer repeats.
    eligibility: eligibility as unknown as FileAnswer['eligibility'],
    editions: [...answer.editions],
    sources: sourcesOf(rules, cited),
    notes: notesOf(decided, asked, ids),
    engineVersion: ENGINE_VERSION,
    isForClinicalUse: false,
  };
}

function notesOf(decided: DecidedFile, asked: Asked, ids: readonly string[]): string[] {
  const others = enrolledIn(decided.facts.patient).filter((id) => !ids.includes(id));
  const notes: string[] = [];
  if (others.length > 0)
    notes.push(`The patient is also enrolled in ${others.join(', ')}, which was not asked.`);
  if (asked.laterEvents > 0)
    notes.push(`Not yet known at that instant, and left out: ${asked.laterEvents} later event(s).`);
  return notes;
}

/** The numbers that a requirement rests on, in words. */
export function numbersOf(
  rules: Rules,
  refs: readonly EditionRef[],
  programme: string,
  edition: string,
  id: string,
): FileAnswer['reasons'][number]['numbers'] {
  const found = rules.compiled.get(programme)?.programme;
  const ref = refs.find((one) => one.programme === programme && editionName(one) === edition);
  const plain = found?.editions.find((one) => one.id === ref?.edition);
  if (found === undefined || ref === undefined || plain === undefined) return [];
  const adopted = found.overlays.filter((one) => ref.overlays.includes(one.id));
  const requirement = withOverlays(plain, adopted).requirements.find((one) => one.id === id);
  return Object.values(requirement?.parameters ?? {}).map((parameter) => ({
    parameter: parameter.id,
    value: describeValue(parameter.value),
    status: parameter.status,
    sources: [...parameter.sources],
  }));
}

/** A parameter's value in words: `7 days`, `30`, `2021-12-13`. */
export function describeValue(value: ParameterValue): string {
  if (value.kind === 'length') return describeLength(value.length);
  return value.kind === 'count' ? String(value.count) : formatCalendarDay(value.day as CalendarDay);
}

interface Cited {
  readonly programme: string;
  readonly ids: readonly string[];
}

/** Rules of Aegle's own cite its design, which no programme lists. */
const OWN_SOURCE = {
  id: 'aegle-design',
  title: 'Aegle: safety rules that no programme can relax (docs/safety)',
  issuer: null,
  url: null,
  published: null,
  retrieved: null,
  kind: 'derived',
};

function sourcesOf(rules: Rules, cited: readonly Cited[]): FileAnswer['sources'] {
  const seen = new Map<string, FileAnswer['sources'][number]>();
  for (const { programme, ids } of cited)
    for (const id of ids) {
      const listed = rules.loaded.get(programme)?.files.sources.find((one) => one.id === id);
      if (listed !== undefined)
        seen.set(`${programme}/${id}`, {
          programme,
          id,
          title: listed.title,
          issuer: listed.issuer ?? null,
          url: listed.url ?? null,
          published: listed.published ?? null,
          retrieved: listed.retrieved,
          kind: listed.kind,
        });
      else if (id === OWN_SOURCE.id) seen.set(id, { programme: 'aegle', ...OWN_SOURCE });
    }
  return [...seen.values()];
}
