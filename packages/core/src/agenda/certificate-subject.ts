// Whose certificate a step is about: who would prescribe, or the pharmacy that would dispense.
// Never a name: an id, resolved where names are read.

import type { Requirement } from '../programme/programme.ts';
import type { AgendaItem, AgendaStep, AgendaSubject } from './agenda-item.ts';
import type { GateAsked } from './gate-turns.ts';

const OF_STEP: Partial<Readonly<Record<AgendaStep, AgendaSubject['kind']>>> = {
  prescriber_certificate: 'prescriber',
  pharmacy_certificate: 'pharmacy',
};

/** A standing that is judged, such as a renewal that is assumed to be due, is one of the same holder. */
const OF_KIND: Readonly<Record<string, AgendaSubject['kind']>> = {
  prescriber_standing: 'prescriber',
  pharmacy_standing: 'pharmacy',
};

/** The subject as a member of an item; nothing for other steps, and where the question names nobody. */
export function subjectOf(
  what: AgendaStep,
  asks: Pick<Requirement, 'kind'> | undefined,
  question: GateAsked['question'],
): Pick<AgendaItem, 'subject'> {
  const kind = OF_STEP[what] ?? OF_KIND[asks?.kind ?? ''];
  const id = kind && question[kind];
  return kind === undefined || id === undefined ? {} : { subject: { kind, id } };
}
