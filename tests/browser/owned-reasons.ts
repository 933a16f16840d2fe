// Every reason with its owners: of the written cases, the safety rules and the programmes.
// Registers nothing: tests walk it.

import { join } from 'node:path';
import { CompiledProgramme, NEVER_OVERRIDDEN, type Reason, type ReasonCode } from '@aegle/core';
import { safetyReason } from '../../packages/core/src/gate/safety.ts';
import { decideRun, readCases } from '../../packages/data/src/programmes/cases.ts';
import { loadProgramme, programmeFolders } from '../../packages/data/src/programmes/load.ts';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';

export type Owned = Pick<Reason, 'code' | 'clearedBy' | 'deputy'>;

const loaded = programmeFolders(join(import.meta.dirname, '../../programmes')).flatMap((folder) => {
  const outcome = loadProgramme(folder);
  return outcome.ok ? [outcome.loaded] : [];
});

/** Every reason that any written case gives, with those of editions behind it. */
function reasonsOfCases(): readonly Owned[] {
  const clockOf = zoneClocks();
  const compiled = new Map(
    loaded.map(({ programme }) => [programme.id, new CompiledProgramme(programme)]),
  );
  return loaded.flatMap(({ folder, programme }) =>
    readCases(folder, programme.zone).runs.flatMap((run) => {
      const rules = [programme.id, ...run.written.with].map((id) => compiled.get(id)!);
      const decision = decideRun(run, rules, clockOf);
      if (decision.outcome === 'granted') return [];
      return [
        ...decision.reasons,
        ...(decision.underEditions ?? []).flatMap(({ reasons }) => reasons),
      ];
    }),
  );
}

/** Of a rule's kind, as the programmes own it: for codes that no written case gives. */
function reasonsOfKind(code: ReasonCode, kind: string): readonly Owned[] {
  return loaded
    .flatMap(({ programme }) => programme.editions)
    .flatMap(({ requirements }) => requirements)
    .filter((one) => one.kind === kind)
    .map(({ clearedBy, deputy }) => ({ code, clearedBy, deputy }));
}

const CLINIC = { clearedBy: 'prescriber', deputy: 'safety_officer' } as const;

/** What the gate says beside rules and safety, by its own code (`gate/decide-programme.ts`). */
const OF_THE_GATE: readonly Owned[] = [
  { code: 'product_not_in_programme', ...CLINIC },
  { code: 'prescriber_not_treating', ...CLINIC },
  { code: 'not_approved_for_use', clearedBy: 'safety_officer', deputy: 'programme_officer' },
];

/** As often as it is given. */
export const everyOwned: readonly Owned[] = [
  ...reasonsOfCases(),
  ...NEVER_OVERRIDDEN.map((code) => safetyReason(code, [])),
  ...OF_THE_GATE,
  ...reasonsOfKind('prescriber_renewal_due', 'prescriber_standing'),
  ...reasonsOfKind('test_too_old', 'pregnancy_test'),
  ...reasonsOfKind('test_not_in_cycle_days', 'pregnancy_test'),
  ...reasonsOfKind('authorization_open_elsewhere', 'supply_on_hand'),
  ...reasonsOfKind('supply_still_held', 'supply_on_hand'),
];

/** Each code with each of its owners, once. */
export const owned = [
  ...new Map(everyOwned.map((one) => [`${one.code} ${one.clearedBy} ${one.deputy}`, one])).values(),
];
