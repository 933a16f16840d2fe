// What every service is given: the store, the compiled programmes, the zone clocks, an id maker.
// Never the environment and never the clock: `now` comes with each request's scope.

import { createHash } from 'node:crypto';
import type { ClockOf, CompiledProgramme } from '@aegle/core';
import type { CourseData, FindingTables, LoadedProgramme } from '@aegle/data';
import type { Damage, Store, StreamRef } from '@aegle/store';

/** Shared by all services of one process. */
export interface ServiceContext {
  readonly store: Store;
  /** Compiled programmes by id. */
  readonly programmes: ReadonlyMap<string, CompiledProgramme>;
  readonly loaded: ReadonlyMap<string, LoadedProgramme>;
  readonly clockOf: ClockOf;
  /** Tables that findings are read with; loaded at the first call. */
  readonly findings: () => FindingTables;
  /** The labels' numbers for a course, by place; loaded at the first call. */
  readonly courseData: () => CourseData;
  /** Makes a fresh UUID. */
  readonly newId: () => string;
  /** Demonstration tenants may authorise without an approved edition; they are never for real use. */
  readonly isDemonstration: (tenantId: string) => boolean;
  /** Hears of every damaged stream that a patient's case rests on; left out, it only closes. */
  readonly onDamage?: (found: DamageFound) => void;
}

/** A stream that does not hold, met while a patient's case was read. */
export interface DamageFound {
  readonly tenantId: string;
  readonly patient: string;
  readonly stream: StreamRef;
  readonly damage: Damage;
}

const programmeSubjects = new Map<string, string>();

/** The subject id of a programme's own stream: the same in every tenant, derived from its name. */
export function programmeSubject(programme: string): string {
  const known = programmeSubjects.get(programme) ?? subjectFrom(programme);
  programmeSubjects.set(programme, known);
  return known;
}

function subjectFrom(programme: string): string {
  const hex = createHash('sha256').update(`aegle:programme:${programme}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`];
  return [...parts, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
