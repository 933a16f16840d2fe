// Names in a patient file that the loaded programmes must know: programmes, categories, editions.
// Never takes an unknown name for another one; the refusal lists those that exist.

import type { AegleEvent, FieldProblem, Programme } from '@aegle/core';
import type { PatientHistory } from './patient-file-schema.ts';

/** Every unknown name, with its place and the names that exist. */
export function problemsOfNames(
  history: PatientHistory,
  programmes: readonly Programme[],
): readonly FieldProblem[] {
  const byId = new Map(programmes.map((programme) => [programme.id, programme]));
  const problems: FieldProblem[] = [];
  const refuse = (field: string, rule: string, names: Iterable<string>) =>
    problems.push({ field, rule, nextStep: `Name one of: ${[...names].join(', ')}.` });
  const own = [...history.gate, ...history.record];
  const organisations = [...(history.prescriber ?? []), ...(history.pharmacy ?? [])];
  for (const event of [...own, ...organisations]) {
    const named = 'programme' in event.data ? event.data.programme : undefined;
    if (named === undefined) continue;
    const place = placeOf(history, event);
    const programme = byId.get(named);
    if (programme === undefined)
      refuse(`${place}.data.programme`, 'unknown_programme', byId.keys());
    else if (event.type === 'RiskCategoryAssigned') {
      const categories = new Set(
        programme.editions.flatMap((edition) => edition.categories.map((one) => one.id)),
      );
      if (!categories.has(event.data.category) && programme.completeness !== 'reference')
        refuse(`${place}.data.category`, 'category_not_in_programme', categories);
    }
  }
  for (const [id, events] of history.programmes) {
    const programme = byId.get(id);
    if (programme === undefined) refuse(`programmes.${id}`, 'unknown_programme', byId.keys());
    else for (const event of events) checkProgrammeEvent(programme, event, refuse);
  }
  return problems;
}

function checkProgrammeEvent(
  programme: Programme,
  event: AegleEvent,
  refuse: (field: string, rule: string, names: Iterable<string>) => void,
): void {
  const place = `programmes.${programme.id}.events`;
  const editions = programme.editions.map((edition) => edition.id);
  const overlays = programme.overlays.map((overlay) => overlay.id);
  const isEdition =
    event.type === 'EditionConfirmedInForce' || event.type === 'EditionApprovedForUse';
  if (isEdition && !editions.includes(event.data.edition))
    refuse(`${place}[${event.sequence - 1}].data.edition`, 'unknown_edition', editions);
  if (event.type === 'OverlayAdopted' && !overlays.includes(event.data.overlay))
    refuse(`${place}[${event.sequence - 1}].data.overlay`, 'unknown_overlay', overlays);
}

/** Sequence is the line's number in its list, from 1. */
function placeOf(history: PatientHistory, event: AegleEvent): string {
  const index = `[${event.sequence - 1}]`;
  if (history.prescriber?.includes(event)) return `prescriber.events${index}`;
  if (history.pharmacy?.includes(event)) return `pharmacy.events${index}`;
  return `events${index}`;
}
