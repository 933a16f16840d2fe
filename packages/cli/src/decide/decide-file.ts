// Decides the question of a patient file with the very function the server calls.
// Never authorises: a file is a what-if, and its answer is not for clinical use.

import {
  type CompiledProgramme,
  type Decision,
  decideGate,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  type Instant,
  NO_PROGRAMME_FACTS,
  type PatientFacts,
  programmesApplying,
  type Question,
  type Stage,
} from '@aegle/core';
import { type PatientFile, type PatientHistory, placeOf } from '@aegle/data';
import { refused } from '../world/input-refused.ts';
import type { Rules } from '../world/rules.ts';

/** What is assumed besides the file. */
export interface Assumptions {
  /** Editions taken as confirmed in force, by programme. */
  readonly confirmed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Overlays taken as adopted, by programme. */
  readonly adopted: ReadonlyMap<string, ReadonlySet<string>>;
}

export const NO_ASSUMPTIONS: Assumptions = { confirmed: new Map(), adopted: new Map() };

/** A decision with the facts it rests on. */
export interface DecidedFile {
  readonly decision: Decision;
  readonly facts: GateFacts;
  readonly programmes: readonly CompiledProgramme[];
}

/** Facts of a history as known at an instant. */
export function factsAt(
  rules: Rules,
  history: PatientHistory,
  at: Instant,
  assumptions: Assumptions,
): GateFacts {
  const programmes = [...rules.compiled.keys()].map((id) => {
    const events = history.programmes.get(id);
    const known = events === undefined ? NO_PROGRAMME_FACTS : foldProgramme(events, at);
    const confirmed = [...known.confirmedEditions, ...(assumptions.confirmed.get(id) ?? [])];
    const adopted = [...known.adoptedOverlays, ...(assumptions.adopted.get(id) ?? [])];
    const facts = {
      ...known,
      confirmedEditions: new Set(confirmed),
      adoptedOverlays: new Set(adopted),
    };
    return [id, facts] as const;
  });
  return {
    patient: foldPatient(history.gate, at),
    prescriber: history.prescriber && foldOrganisation(history.prescriber, at),
    pharmacy: history.pharmacy && foldOrganisation(history.pharmacy, at),
    programmes: new Map(programmes),
  };
}

/** Programmes of the current course's enrolments, by id. */
export function enrolledIn(facts: PatientFacts): readonly string[] {
  const current = facts.enrolments.filter((event) => event.data.course === facts.course?.id);
  return [...new Set(current.map((event) => event.data.programme))];
}

/** Decides at `at` under the named programmes, or under those of the patient's enrolments. */
export function decideFile(
  rules: Rules,
  history: PatientHistory,
  stage: Stage,
  at: Instant,
  assumptions: Assumptions = NO_ASSUMPTIONS,
  named?: readonly CompiledProgramme[],
): DecidedFile {
  const facts = factsAt(rules, history, at, assumptions);
  const programmes = named ?? programmesApplying(facts.patient, rules.compiled, stage);
  if (programmes.length === 0)
    throw refused('--programme', 'no_programme', 'The file names no enrolment: name a programme.');
  const zone = placeOf(history.file.zone);
  const place = zone === undefined ? {} : { zone };
  const question: Question = { ...asked(history.file.question), ...place, kind: stage, at };
  return {
    facts,
    programmes,
    decision: decideGate(programmes, facts, question, rules.clockOf, true),
  };
}

/** What the file says about the question; what it leaves out stays unknown. */
export function asked(written: PatientFile['question']): Omit<Question, 'kind' | 'at'> {
  const { prescription, authorization, daysSupply, pharmacy, prescriber, product } = written ?? {};
  return {
    ...(prescription === undefined ? {} : { prescription }),
    ...(authorization === undefined ? {} : { authorization }),
    ...(daysSupply === undefined ? {} : { daysSupply }),
    ...(pharmacy === undefined ? {} : { pharmacy }),
    ...(prescriber === undefined ? {} : { prescriber }),
    ...(product === undefined ? {} : { product }),
  };
}
