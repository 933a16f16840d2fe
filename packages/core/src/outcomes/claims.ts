// The nine claims about what isotretinoin does for good: what is said, what is known, how certain.
// Never a figure of this installation's own without its denominator, and never an advertisement.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  EvidenceUnfit,
  facetWord,
} from '../evidence/evidence-row.ts';
import type { Domain } from './measures.ts';

/** One number of the evidence, as the page shows it. */
export interface ClaimFigure {
  readonly words: string;
  readonly low: number;
  readonly high: number;
  readonly unit: string;
  readonly certainty: string;
  readonly citation: EvidenceCitation;
}

export interface Claim {
  readonly id: string;
  /** What advertisements and articles say. */
  readonly claim: string;
  readonly known: string;
  /** What is wrong in the claim, or left out. */
  readonly missing: string;
  readonly certainty: string;
  readonly figures: readonly ClaimFigure[];
  readonly citations: readonly EvidenceCitation[];
}

const TOPIC = 'claims';
export const CLAIM_COUNT = 9;

/** Reads the nine claims; throws EvidenceUnfit when one lacks a part. */
export function readClaims(rows: readonly EvidenceRow[]): readonly Claim[] {
  const ofTopic = rows.filter(
    (row) => row.topic === TOPIC && facetWord(row, 'claim') !== undefined,
  );
  const ids = [...new Set(ofTopic.map((row) => facetWord(row, 'claim')!))];
  const claims = ids.map((id) => {
    const own = ofTopic.filter((row) => facetWord(row, 'claim') === id);
    const part = (name: string) => {
      const row = own.find((one) => facetWord(one, 'part') === name);
      if (row?.text === undefined) throw new EvidenceUnfit(`${TOPIC}.${id}`, `has no ${name}`);
      return row;
    };
    const [claim, known, missing] = [part('claim'), part('known'), part('missing')];
    return {
      id,
      claim: claim.text!,
      known: known.text!,
      missing: missing.text!,
      certainty: known.certainty,
      figures: own.filter((row) => facetWord(row, 'part') === 'figure').map(figureOf),
      citations: [citationOf(known), citationOf(missing)],
    };
  });
  if (claims.length !== CLAIM_COUNT)
    throw new EvidenceUnfit(TOPIC, `holds ${claims.length} claims, not ${CLAIM_COUNT}`);
  return claims;
}

function figureOf(row: EvidenceRow): ClaimFigure {
  const low = row.value ?? row.range?.min;
  const high = row.value ?? row.range?.max;
  if (typeof low !== 'number' || typeof high !== 'number' || row.unit === undefined)
    throw new EvidenceUnfit(row.id, 'carries no figure');
  const { description: words, unit, certainty } = row;
  return { words, low, high, unit, certainty, citation: citationOf(row) };
}

/** The claim that answers to a domain of the report. */
export const CLAIM_OF_DOMAIN: Readonly<Partial<Record<Domain, string>>> = {
  severity: 'severe-acne',
  oil: 'sebum',
  scars: 'scars',
  self_esteem: 'self-esteem',
  quality_of_life: 'self-esteem',
  dryness: 'dry-skin',
  eyes: 'eyes',
  sun: 'sun',
  joints: 'joints',
};

/** The effect of the registry that answers to a claim, where one is asked for there. */
export const EFFECT_OF_CLAIM: Readonly<Record<string, string>> = {
  'dry-skin': 'dry-skin',
  eyes: 'dry-eyes',
  sun: 'photosensitivity',
  joints: 'joint-pain',
};

/** A released figure of this installation's own patients, some months after the last capsule. */
export interface OwnFigure {
  readonly month: number;
  /** Absent: withheld, or of too few. */
  readonly prevalence?: {
    readonly count: number;
    readonly of: number;
    readonly share: number;
    readonly low: number;
    readonly high: number;
  };
}

/** A claim as the public page shows it: with this installation's own figures once there are enough. */
export interface ClaimOnPage extends Claim {
  /** Empty: too few patients have consented and been followed to show anything. */
  readonly ownFigures: readonly OwnFigure[];
  readonly comparison: 'no_comparison_group';
}

/** The page's content; `own` are the released effects by name, already under disclosure control. */
export function claimsPage(
  claims: readonly Claim[],
  own: ReadonlyMap<string, readonly OwnFigure[]>,
): readonly ClaimOnPage[] {
  return claims.map((claim) => {
    const effect = EFFECT_OF_CLAIM[claim.id];
    const released = effect === undefined ? [] : (own.get(effect) ?? []);
    const ownFigures = released.filter(({ prevalence }) => prevalence !== undefined);
    return { ...claim, ownFigures, comparison: 'no_comparison_group' };
  });
}
