// What happens at once after a positive answer about self-harm: a person, numbers to call, no promise.
// Never a score of risk, never a promise that somebody reads, and never offered without a connection.

import {
  citationOf,
  type EvidenceCitation,
  type EvidenceRow,
  facetWord,
} from '../evidence/evidence-row.ts';

/** A number to call where the patient is. */
export interface CrisisContact {
  readonly name: string;
  readonly number: string;
  readonly use: 'crisis' | 'emergency';
  readonly isAlwaysAnswered: boolean;
  readonly how: string;
  readonly citation: EvidenceCitation;
}

/** Contacts by country (ISO 3166-1 alpha-2, small letters), from the evidence. */
export type CrisisContacts = ReadonlyMap<string, readonly CrisisContact[]>;

export function readCrisisContacts(rows: readonly EvidenceRow[]): CrisisContacts {
  const contacts = new Map<string, CrisisContact[]>();
  for (const row of rows) {
    const country = facetWord(row, 'country');
    if (row.topic !== 'crisis-contacts' || country === undefined || row.text === undefined)
      continue;
    const contact: CrisisContact = {
      name: row.description.replace(/\.$/, ''),
      number: row.text,
      use: facetWord(row, 'use') === 'crisis' ? 'crisis' : 'emergency',
      isAlwaysAnswered: facetWord(row, 'hours') === 'always',
      how: facetWord(row, 'how') ?? 'call',
      citation: citationOf(row),
    };
    contacts.set(country, [...(contacts.get(country) ?? []), contact]);
  }
  return contacts;
}

/** What the patient sees and what the clinic must do. */
export interface SelfHarmResponse {
  readonly task: 'self_harm_answer';
  /** No visit is closed while the task is open, and it is never closed by itself. */
  readonly blocksVisit: true;
  readonly isClosedByPersonOnly: true;
  /** Whether to hold or stop the drug is a clinician's decision. */
  readonly holdOrStop: 'clinician_decides';
  readonly contacts: readonly CrisisContact[];
  readonly sentences: readonly string[];
}

/** Where the patient is and whether somebody named is there now. */
export interface SelfHarmPlace {
  /** Country where the patient is, not where the clinic is; absent: not known. */
  readonly country?: string;
  readonly isWithinHours: boolean;
  /** The clinic's own number, as the site recorded it. */
  readonly clinicNumber?: string;
}

const NOBODY_READS = 'Nobody is reading this now.';
const IN_HOURS = 'Your clinic has been told and will contact you today.';
const CALL_NOW = 'If you may act on these thoughts, call one of these numbers now.';
const CALL_PLACE =
  'If you may act on these thoughts, call the emergency number of the place where you are now.';

/** The response to a positive item: the same for every instrument. */
export function selfHarmResponse(contacts: CrisisContacts, place: SelfHarmPlace): SelfHarmResponse {
  const here = place.country === undefined ? undefined : contacts.get(place.country);
  const clinic = place.clinicNumber;
  return {
    task: 'self_harm_answer',
    blocksVisit: true,
    isClosedByPersonOnly: true,
    holdOrStop: 'clinician_decides',
    contacts: here ?? [],
    sentences: [
      'Thank you for telling us.',
      place.isWithinHours ? IN_HOURS : NOBODY_READS,
      here === undefined ? CALL_PLACE : CALL_NOW,
      ...(clinic === undefined ? [] : [`Your clinic: ${clinic}.`]),
    ],
  };
}
