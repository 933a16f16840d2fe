// Folds a patient's record stream, in the order the log heard it, into facts as known at an instant.
// Never touches the gate's facts: a diary entry opens nothing here.

import { EVENT_CATALOGUE, type TypeIn } from '../events/catalogue.ts';
import type { AegleEvent, EventOf } from '../events/event.ts';
import { analyteOf } from '../terminology/analytes.ts';
import { standingDoubt } from '../terminology/lab-doubts.ts';
import type { Instant } from '../time/instant.ts';
import { isUcumCode } from '../units/ucum-units.ts';
import { correctedHistory } from './corrections.ts';
import { added } from './patient-facts.ts';
import { type LabResult, RecordFacts } from './record-facts.ts';

type Steps = {
  readonly [T in TypeIn<'record'>]: (facts: RecordFacts, event: EventOf<T>) => void;
};

/** One step per type of the record stream: a new type does not compile without one. */
export const RECORD_STEPS: Steps = {
  DosePlanned: (facts, event) => {
    facts.dosesPlanned = added(facts.dosesPlanned, event);
  },
  EndPolicyChosen: (facts, event) => {
    facts.endPolicies = added(facts.endPolicies, event);
  },
  CapsulesCounted: (facts, event) => {
    facts.capsuleCounts = added(facts.capsuleCounts, event);
  },
  PriorAuthorizationRequested: (facts, event) => {
    facts.priorAuthorizations = added(facts.priorAuthorizations, event);
  },
  PriorAuthorizationDecided: (facts, event) => {
    facts.priorAuthorizations = added(facts.priorAuthorizations, event);
  },
  StockRanOut: (facts, event) => {
    facts.stock = added(facts.stock, event);
  },
  StockArrived: (facts, event) => {
    facts.stock = added(facts.stock, event);
  },
  DoseTaken: (facts, event) => {
    facts.dosesTaken = added(facts.dosesTaken, event);
  },
  DoseMissed: (facts, event) => {
    facts.dosesMissed = added(facts.dosesMissed, event);
  },
  LabResulted: (facts, event) => {
    facts.labResults = added(facts.labResults, labResultOf(event));
  },
  SeverityAssessed: (facts, event) => {
    facts.severities = added(facts.severities, event);
  },
  InstrumentAnswered: (facts, event) => {
    facts.answers = added(facts.answers, event);
  },
  SymptomReported: (facts, event) => {
    facts.symptoms = added(facts.symptoms, event);
  },
  AdverseEventRecorded: (facts, event) => {
    facts.adverseEvents = added(facts.adverseEvents, event);
  },
  ProcedureRecorded: (facts, event) => {
    facts.procedures = added(facts.procedures, event);
  },
  FollowUpCompleted: (facts, event) => {
    facts.followUps = added(facts.followUps, event);
  },
  RelapseRecorded: (facts, event) => {
    facts.relapses = added(facts.relapses, event);
  },
  RetreatmentStarted: (facts, event) => {
    facts.retreatments = added(facts.retreatments, event);
  },
};

type Step = (facts: RecordFacts, event: AegleEvent) => void;
// A step is looked up by the type of the very event that it is given.
const STEPS = new Map(Object.entries(RECORD_STEPS)) as unknown as ReadonlyMap<string, Step>;

/**
 * Facts of the record stream as known at `knownAt`: events recorded later are not yet known, and a
 * correction heard by then has been applied. Hand in the gate stream's events too: corrections of
 * this stream may stand there. Events of other streams are passed over.
 */
export function foldRecord(events: readonly AegleEvent[], knownAt: Instant): RecordFacts {
  const facts = new RecordFacts();
  const isCorrected = events.some(
    (event) => event.type === 'Corrected' && event.recordedAt <= knownAt,
  );
  const read = isCorrected ? asCorrected(events, knownAt, facts) : events;
  for (const event of read) if (event.recordedAt <= knownAt) STEPS.get(event.type)?.(facts, event);
  return facts;
}

function asCorrected(
  events: readonly AegleEvent[],
  knownAt: Instant,
  facts: RecordFacts,
): readonly AegleEvent[] {
  const history = correctedHistory(events, knownAt);
  const changed = new Set<string>();
  for (const { correction, before, outcome } of history.applied) {
    if (EVENT_CATALOGUE[before.type].stream !== 'record') continue;
    if (outcome.ok) changed.add(`${before.mergedFrom ?? ''}/${before.id}`);
    else
      facts.unreadCorrections = added(facts.unreadCorrections, {
        correction,
        rule: outcome.problem.rule,
      });
  }
  facts.correctedCount = changed.size;
  return history.events;
}

/** Judged as it stands now, so that a corrected unit or code is judged anew. */
function labResultOf(event: EventOf<'LabResulted'>): LabResult {
  const { loinc, value, unit, referenceLow, referenceHigh, isFasting } = event.data;
  const code = analyteOf(loinc);
  const doubt = standingDoubt(event.data);
  return {
    event,
    code,
    quantity: doubt === undefined && isUcumCode(unit) ? { value, unit } : undefined,
    referenceLow,
    referenceHigh,
    isFasting: isFasting ?? code?.isFasting,
    doubt,
  };
}
