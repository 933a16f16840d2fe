// Whom of a data set an edition changes: each patient decided under either edition alone.
// Never mixes editions: each is decided as if it were the only one, with no window in flight.

import {
  CompiledProgramme,
  type Decision,
  type Edition,
  formatCalendarDay,
  type Instant,
  type Programme,
  parseCalendarDay,
  type Stage,
} from '@aegle/core';
import type { PatientHistory } from '@aegle/data';
import { decideFile, NO_ASSUMPTIONS } from '../decide/decide-file.ts';
import type { Rules } from '../world/rules.ts';

/** One patient whose answer differs. */
export interface Effect {
  readonly line: number;
  readonly patient: string | null;
  readonly question: Stage;
  readonly before: string;
  readonly after: string;
}

/** A programme of one edition, in force on every day. */
export function onlyEdition(programme: Programme, edition: Edition): CompiledProgramme {
  const { effectiveTo: _effectiveTo, ...rest } = edition;
  const always = { ...rest, effectiveFrom: parseCalendarDay('0001-01-01')!, isConfirmed: true };
  return new CompiledProgramme({ ...programme, editions: [always] });
}

/** Decides one patient under both; `undefined` when nothing differs. */
export function effectOn(
  rules: Rules,
  history: PatientHistory,
  line: number,
  question: Stage,
  at: Instant,
  [before, after]: readonly [CompiledProgramme, CompiledProgramme],
): Effect | undefined {
  const under = (programme: CompiledProgramme) =>
    summary(decideFile(rules, history, question, at, NO_ASSUMPTIONS, [programme]).decision);
  const was = under(before);
  const is = under(after);
  if (was === is) return undefined;
  return { line, patient: history.file.patient ?? null, question, before: was, after: is };
}

function summary(decision: Decision): string {
  if (decision.outcome === 'granted')
    return `granted until ${formatCalendarDay(decision.lastDay)}, ${decision.maxDaysSupply ?? 'any'} days`;
  const codes = [...new Set(decision.reasons.map((reason) => reason.underlying ?? reason.code))];
  return `denied/${decision.disposition}: ${codes.join(', ')}`;
}
