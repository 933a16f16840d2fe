// What is timed: each arm takes a chunk of patients to decisions or answers, and says how many.
// Never generates patients, and never keeps a whole chunk's decisions while the clock runs.

import {
  type ClockOf,
  CompiledProgramme,
  type Decision,
  decideGate,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  type Instant,
  type PatientFacts,
  type Programme,
} from '@aegle/core';
import { CqlPatient, type CqlRules } from './peer-cql.ts';
import { deriveFacts, type JsonRules } from './peer-json-rules.ts';
import { type BenchPatient, benchTeam } from './population.ts';
import { type AegleSubset, type Answer, answerOf } from './subset.ts';

const DAY_MS = 86_400_000;

/** The loaded programme as the server holds it, with a team and an instant to ask at. */
export class Gate {
  readonly at: Instant;
  readonly #clockOf: ClockOf;
  readonly #programmes: readonly CompiledProgramme[];
  readonly #around: Omit<GateFacts, 'patient'>;

  constructor(programme: Programme, clockOf: ClockOf, at: Instant) {
    this.at = at;
    this.#clockOf = clockOf;
    this.#programmes = [new CompiledProgramme(programme)];
    const team = benchTeam(clockOf(programme.zone).dayAt(at));
    this.#around = {
      prescriber: foldOrganisation(team.prescriber, at),
      pharmacy: foldOrganisation(team.pharmacy, at),
      programmes: new Map([[programme.id, foldProgramme([], at)]]),
    };
  }

  /** What the server does once a patient's events are read: fold, then decide. */
  decide(patient: BenchPatient, wantsTrace: boolean): Decision {
    return this.decideOn(this.fold(patient), patient, wantsTrace);
  }

  fold({ events }: BenchPatient): PatientFacts {
    return foldPatient(events, this.at);
  }

  decideOn(
    patient: PatientFacts,
    { prescription, daysSupply }: BenchPatient,
    wantsTrace: boolean,
  ): Decision {
    const { prescriber, pharmacy, programmes } = this.#around;
    return decideGate(
      this.#programmes,
      { patient, prescriber, pharmacy, programmes },
      { kind: 'dispense', at: this.at, prescription, daysSupply, prescriber: 'p', pharmacy: 'ph' },
      this.#clockOf,
      wantsTrace,
    );
  }
}

/** The instant of the bench: the afternoon of a day, everywhere in the United States. */
export function instantOn(day: number): Instant {
  return (day * DAY_MS + 20 * 3_600_000) as Instant;
}

/** What came of a chunk: enough to keep every decision alive until it was made. */
export interface Tally {
  granted: number;
  reasons: number;
  evidence: number;
}

/** Folds and decides a whole chunk; the sums keep the compiler from leaving anything out. */
export function decideAll(
  gate: Gate,
  patients: readonly BenchPatient[],
  wantsTrace: boolean,
): Tally {
  const tally: Tally = { granted: 0, reasons: 0, evidence: 0 };
  for (const patient of patients) count(tally, gate.decide(patient, wantsTrace));
  return tally;
}

/** Decides a whole chunk on facts that were folded before the clock started. */
export function decideFolded(
  gate: Gate,
  patients: readonly BenchPatient[],
  folded: readonly PatientFacts[],
): Tally {
  const tally: Tally = { granted: 0, reasons: 0, evidence: 0 };
  patients.forEach((patient, index) => {
    count(tally, gate.decideOn(folded[index]!, patient, false));
  });
  return tally;
}

function count(tally: Tally, decision: Decision): void {
  if (decision.outcome === 'granted') tally.granted += 1;
  else tally.reasons += decision.reasons.length;
  tally.evidence += decision.evidence.length;
}

/** One engine on the subset, from events, or from what it can prepare before the clock starts. */
export interface SubsetArm {
  readonly name: string;
  /** Patients of a chunk that it is given; the slower the engine, the fewer. */
  readonly share: number;
  fromEvents(patients: readonly BenchPatient[]): Promise<readonly Answer[]>;
  prepare(patients: readonly BenchPatient[]): () => Promise<readonly Answer[]>;
}

export function aegleArm(subset: AegleSubset): SubsetArm {
  return {
    name: 'Aegle',
    share: 1,
    fromEvents: async (patients) =>
      patients.map((one) => answerOf(subset.decide(subset.fold(one.events), one))),
    prepare: (patients) => {
      const ready = patients.map((patient) => ({ patient, facts: subset.fold(patient.events) }));
      return async () => ready.map(({ facts, patient }) => answerOf(subset.decide(facts, patient)));
    },
  };
}

export function jsonRulesArm(
  rules: JsonRules,
  today: Parameters<typeof deriveFacts>[1],
): SubsetArm {
  return {
    name: 'json-rules-engine',
    share: 0.1,
    fromEvents: async (patients) => {
      const answers: Answer[] = [];
      for (const one of patients) answers.push(await rules.decide(deriveFacts(one, today)));
      return answers;
    },
    prepare: (patients) => {
      const ready = patients.map((one) => deriveFacts(one, today));
      return async () => {
        const answers: Answer[] = [];
        for (const facts of ready) answers.push(await rules.decide(facts));
        return answers;
      };
    },
  };
}

export function cqlArm(rules: CqlRules): SubsetArm {
  return {
    name: 'cql-execution',
    share: 0.01,
    fromEvents: (patients) =>
      rules.decide(patients.length, (index) => new CqlPatient(patients[index]!, index)),
    prepare: (patients) => {
      const ready = patients.map((one, index) => new CqlPatient(one, index));
      return () => rules.decide(ready.length, (index) => ready[index]!);
    },
  };
}
