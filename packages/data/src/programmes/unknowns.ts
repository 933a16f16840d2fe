// What a programme lists as not known, and whether something asks about it. An unknown is never met by silence.

import { asksClinician, type Programme, type Requirement } from '@aegle/core';
import type { Refusal } from './files.ts';
import type { UnknownFile } from './schema.ts';

/** The sentence of an unknown. */
export const saidOf = (unknown: UnknownFile): string =>
  typeof unknown === 'string' ? unknown : unknown.says;

/**
 * Unknowns of a gate that nothing asks about, and that do not say why they cannot matter. A reference
 * page decides nothing and an advisory programme authorises nothing: theirs stand as they are.
 */
export function unknownRefusals(
  programme: Programme,
  unknowns: readonly UnknownFile[],
): readonly Refusal[] {
  if (programme.completeness !== 'gate') return [];
  const asking = new Set(
    boundIn(programme)
      .filter(asks)
      .map((one) => one.id),
  );
  return unknowns.flatMap((unknown, index) => {
    const refuse = (rule: string, nextStep: string) => [
      { file: 'programme.yaml', where: `unknowns[${index}]`, rule, nextStep },
    ];
    if (typeof unknown === 'string')
      return refuse('unknown_unbound', 'Say askedBy which bindings, or why it cannotMatter.');
    if (!('askedBy' in unknown)) return [];
    const silent = unknown.askedBy.filter((id) => !asking.has(id));
    if (silent.length === 0) return [];
    return refuse(
      'unknown_not_asked_about',
      `Bind ${silent.join(', ')} as assumed or disputed, or name a binding that asks.`,
    );
  });
}

function boundIn({ editions, overlays }: Programme): readonly Requirement[] {
  return [
    ...editions.flatMap((edition) => edition.requirements),
    ...overlays.flatMap((overlay) => [...overlay.replaces, ...overlay.adds]),
  ];
}

/** An advisory never blocks, so it asks nobody. */
function asks({ kind, status, parameters }: Requirement): boolean {
  const statuses = [status, ...Object.values(parameters).map((one) => one.status)];
  return kind !== 'advisory' && asksClinician(statuses);
}
