// An instrument: its questionnaire or empty slot, how it is scored, its bands and its self-harm items.
// Never a probability of anything, and never a score from an incomplete answer.

import type { FieldProblem } from '../events/fields.ts';
import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  requiredRow,
} from '../evidence/evidence-row.ts';
import type { Questionnaire } from './questionnaire.ts';

/** How the answers become a score. `each`: every item stands for itself, there is no total. */
export type Scoring =
  | { readonly method: 'sum'; readonly items: readonly string[] }
  | { readonly method: 'weighted-sum'; readonly weights: ReadonlyMap<string, number> }
  | { readonly method: 'each' };

export interface Band {
  readonly name: string;
  readonly min: number;
  readonly citation: EvidenceCitation;
}

export interface Instrument {
  readonly id: string;
  readonly title: string;
  /** Absent: an empty slot for a licensed instrument; nothing of it is in Aegle. */
  readonly questionnaire?: Questionnaire;
  readonly scoring?: Scoring;
  readonly licence: EvidenceCitation & { readonly terms: string };
  readonly bands: readonly Band[];
  /** Which way is worse; `by-item` where the items differ. */
  readonly worse: 'up' | 'down' | 'by-item';
  /** Items about self-harm; `unknown` counts as asking about it. */
  readonly selfHarmItems: readonly string[] | 'unknown';
  /** A score from which, or a rise from which, a clinician reviews before the next supply. */
  readonly reviewFrom?: { readonly score: number; readonly citation: EvidenceCitation };
  readonly reviewRise?: { readonly points: number; readonly citation: EvidenceCitation };
  /** A score from which a longer instrument follows. */
  readonly expandFrom?: { readonly score: number; readonly to: string };
}

/** What the registry file says of an instrument; `row` names are rows of the evidence. */
export interface InstrumentEntry {
  readonly id: string;
  readonly title?: string | undefined;
  readonly licence: string;
  readonly scoring?:
    | { readonly method: 'sum'; readonly items: readonly string[] }
    | { readonly method: 'weighted-sum'; readonly weights: Readonly<Record<string, string>> }
    | { readonly method: 'each' }
    | undefined;
  readonly bands?: readonly { readonly name: string; readonly row: string }[] | undefined;
  readonly cuts?: { readonly row: string; readonly names: readonly string[] } | undefined;
  readonly worse: Instrument['worse'];
  readonly selfHarmItems: readonly string[] | 'unknown';
  readonly reviewFrom?: string | undefined;
  readonly reviewRise?: string | undefined;
  readonly expandFrom?: { readonly row: string; readonly to: string } | undefined;
}

/** Builds an instrument from its entry; throws EvidenceUnfit where a row or an item is missing. */
export function instrumentOf(
  entry: InstrumentEntry,
  questionnaire: Questionnaire | undefined,
  rows: readonly EvidenceRow[],
): Instrument {
  const row = (id: string) => requiredRow(rows, id);
  const licence = row(entry.licence);
  const title = questionnaire?.title ?? entry.title ?? entry.id;
  const scoring = entry.scoring && scoringOf(entry.scoring, rows);
  const { reviewFrom, reviewRise, expandFrom } = entry;
  const instrument: Instrument = {
    id: entry.id,
    title,
    licence: { ...citationOf(licence), terms: licence.text ?? licence.description },
    ...(questionnaire ? { questionnaire } : {}),
    ...(scoring ? { scoring } : {}),
    bands: bandsOf(entry, rows),
    worse: entry.worse,
    selfHarmItems: entry.selfHarmItems,
    ...(reviewFrom
      ? { reviewFrom: { score: lowOf(row(reviewFrom)), citation: citationOf(row(reviewFrom)) } }
      : {}),
    ...(reviewRise
      ? { reviewRise: { points: lowOf(row(reviewRise)), citation: citationOf(row(reviewRise)) } }
      : {}),
    ...(expandFrom ? { expandFrom: { score: lowOf(row(expandFrom.row)), to: expandFrom.to } } : {}),
  };
  const missing = itemsNamed(instrument).find(
    (link) => !questionnaire?.items.some(({ linkId }) => linkId === link),
  );
  if (missing !== undefined)
    throw new EvidenceUnfit(`instrument ${entry.id}`, `has no item ${missing}`);
  return instrument;
}

function scoringOf(
  scoring: NonNullable<InstrumentEntry['scoring']>,
  rows: readonly EvidenceRow[],
): Scoring {
  if (scoring.method !== 'weighted-sum') return scoring;
  const weights = Object.entries(scoring.weights).map(([link, id]) => {
    const { value } = requiredRow(rows, id);
    if (value === undefined) throw new EvidenceUnfit(id, 'carries no weight');
    return [link, value] as const;
  });
  return { method: scoring.method, weights: new Map(weights) };
}

function bandsOf(entry: InstrumentEntry, rows: readonly EvidenceRow[]): readonly Band[] {
  const named = (entry.bands ?? []).map(({ name, row: id }) => {
    const row = requiredRow(rows, id);
    return { name, min: lowOf(row), citation: citationOf(row) };
  });
  if (entry.cuts === undefined) return named;
  const row = requiredRow(rows, entry.cuts.row);
  const { names } = entry.cuts;
  if (row.values?.length !== names.length)
    throw new EvidenceUnfit(row.id, 'has another number of cuts than the registry names');
  return row.values.map((min, index) => ({ name: names[index]!, min, citation: citationOf(row) }));
}

function lowOf(row: EvidenceRow): number {
  const low = row.value ?? row.range?.min;
  if (typeof low !== 'number') throw new EvidenceUnfit(row.id, 'names no lowest score');
  return low;
}

function itemsNamed({ scoring, selfHarmItems }: Instrument): readonly string[] {
  const asked = typeof selfHarmItems === 'string' ? [] : selfHarmItems;
  if (scoring?.method === 'sum') return [...scoring.items, ...asked];
  return scoring?.method === 'weighted-sum' ? [...scoring.weights.keys(), ...asked] : asked;
}

/** True unless it is known that no item asks about self-harm: such an instrument needs screening on. */
export function asksAboutSelfHarm({ selfHarmItems }: Instrument): boolean {
  return typeof selfHarmItems === 'string' || selfHarmItems.length > 0;
}

/** What a site says when it fills a slot: that it may, and by whose leave. */
export interface SlotLicence {
  readonly holder: string;
  readonly reference: string;
}

export type SlotReading =
  | { readonly accepted: true; readonly instrument: Instrument }
  | { readonly accepted: false; readonly problems: readonly FieldProblem[] };

/** Fills an empty slot with a site's own questionnaire, its scoring and its licence. */
export function fillSlot(
  slot: Instrument,
  questionnaire: Questionnaire,
  scoring: Scoring,
  selfHarmItems: readonly string[],
  licence: SlotLicence,
): SlotReading {
  const problems: FieldProblem[] = [];
  const refuse = (field: string, rule: string, nextStep: string) =>
    problems.push({ field, rule, nextStep });
  if (slot.questionnaire !== undefined)
    refuse(
      'id',
      'not_a_slot',
      'Only an empty slot is filled; this instrument is Aegle\u2019s own.',
    );
  if (licence.holder === '' || licence.reference === '')
    refuse('licence', 'licence_missing', 'Name who licensed it to you and under which reference.');
  const filled = { ...slot, questionnaire, scoring, selfHarmItems };
  const missing = itemsNamed(filled).find(
    (link) => !questionnaire.items.some(({ linkId }) => linkId === link),
  );
  if (missing !== undefined)
    refuse('scoring', 'no_such_item', 'Score and mark only items of the questionnaire.');
  return problems.length > 0
    ? { accepted: false, problems }
    : { accepted: true, instrument: filled };
}
