// Every kind of requirement: taking away what enables, or adding what disqualifies, never opens it,
// and what is not known never counts as met (design 9.1). Seeded.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, type EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import type { Requirement } from '../programme/programme.ts';
import {
  count,
  days,
  MADE_UP_PROGRAMME,
  madeUpEdition,
  madeUpRequirement,
  onDay,
} from '../testing/made-up-edition.ts';
import { MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { FIRST_DAY, PAYLOADS } from '../testing/made-up-payloads.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { newFinding } from './finding.ts';
import { REQUIREMENT_KINDS, requirementKind } from './kinds.ts';
import { viewOf } from './view.ts';

const LAST_OFFSET = 75;
const programme = MADE_UP_PROGRAMME;
const start = FIRST_DAY;

const screening = madeUpRequirement('screening', 'pregnancy_test', {}, { pick: 'first' });
const monthly = madeUpRequirement(
  'monthly',
  'pregnancy_test',
  { leastSensitive: count(25) },
  { pick: 'latest', settings: ['clinic', 'home'], homePermission: true },
);
const spacing = madeUpRequirement(
  'gap',
  'test_spacing',
  { gap: days(19) },
  { test: 'monthly', after: 'screening' },
);
const missed = madeUpRequirement(
  'missed',
  'missed_window_wait',
  { window: days(7), wait: days(19) },
  { test: 'monthly', anchorDayCounts: true },
);
const plain = madeUpRequirement('plain', 'pregnancy_test', {}, { pick: 'latest' });
const tests = [screening, monthly, spacing, missed, plain];

const limit = madeUpRequirement('limit', 'supply_limit', { maxDays: count(30) });

/** One way of binding each kind, so that every one of its branches can be reached. */
const BOUND: readonly Requirement[] = [
  madeUpRequirement('prescriber', 'prescriber_standing', { validFor: days(60) }),
  madeUpRequirement(
    'specialist',
    'specialist',
    {},
    { specialties: ['dermatology'], acceptsApproval: true },
  ),
  madeUpRequirement('agreement', 'independent_agreement', { underAge: count(18) }),
  madeUpRequirement(
    'pharmacy',
    'pharmacy_standing',
    { validFor: days(60), trainingValidFor: days(60) },
    { designatedPharmacist: true },
  ),
  madeUpRequirement('enrolled', 'enrolled'),
  madeUpRequirement('category', 'risk_category', { reconfirmedFrom: onDay(addDays(start, 5)) }),
  madeUpRequirement(
    'form',
    'form_signed',
    { guardianUnderAge: count(18), validFor: days(60), signedFrom: onDay(addDays(start, 3)) },
    { form: 'consent', editions: ['new'], signers: ['patient', 'prescriber'] },
  ),
  ...tests,
  madeUpRequirement(
    'wait',
    'waiting_period',
    { length: days(30) },
    { anchors: ['enrolment', 'contraception'] },
  ),
  madeUpRequirement('methods', 'contraception', { before: days(30) }),
  madeUpRequirement('match', 'methods_match'),
  madeUpRequirement('talk', 'counselling', {}, { topics: ['mood'], eachCycle: true }),
  madeUpRequirement('answers', 'comprehension', {}, { afterCounselling: true }),
  madeUpRequirement('visit', 'visit', {}, { followUp: 'remote_if_agreed', firstInPerson: true }),
  madeUpRequirement(
    'document',
    'document_shown',
    {},
    { document: 'patient_card', eachCycle: true },
  ),
  madeUpRequirement('rx', 'prescription', {}, { noRefills: true, media: ['electronic', 'paper'] }),
  madeUpRequirement(
    'window',
    'window',
    { length: days(7) },
    { anchors: ['specimen'], anchorDayCounts: true, test: 'monthly' },
  ),
  madeUpRequirement('open', 'programme_open', {
    firstDay: onDay(addDays(start, 20)),
    lastDay: onDay(addDays(start, 22)),
  }),
  limit,
  madeUpRequirement('hand', 'supply_on_hand'),
  madeUpRequirement('held', 'supply_on_hand', {}, { comparesWith: 'held' }),
  madeUpRequirement(
    'too-much',
    'supply_on_hand',
    { aboveLimit: count(7) },
    { comparesWith: 'held' },
  ),
  madeUpRequirement('portal', 'external_authorization', {}, { portal: 'portal' }),
  madeUpRequirement('after', 'after_treatment_wait', { length: days(30) }),
  madeUpRequirement(
    'age-of-test',
    'evidence_age',
    { length: days(7) },
    { of: 'test', test: 'plain', atPrescription: true },
  ),
  madeUpRequirement(
    'age-today',
    'evidence_age',
    { length: days(7) },
    { of: 'test', test: 'plain' },
  ),
  madeUpRequirement('age-of-rx', 'evidence_age', { length: days(30) }, { of: 'prescription' }),
  madeUpRequirement(
    'age-of-approval',
    'evidence_age',
    { length: days(40) },
    { of: 'approval', specialties: ['dermatology'] },
  ),
  madeUpRequirement('detail', 'test_detail', {}, { test: 'screening', settings: ['clinic'] }),
  madeUpRequirement('advice', 'advisory'),
];

type Made = { readonly type: EventType; readonly offset: number; readonly data: object };

const PAYLOAD_TYPES = Object.keys(PAYLOADS) as EventType[];

function eventsOf(types: readonly EventType[], maxLength: number): fc.Arbitrary<Made[]> {
  const one = fc.constantFrom(...types).chain((type) =>
    fc.record({
      type: fc.constant(type),
      offset: fc.integer({ min: 0, max: LAST_OFFSET }),
      data: fc.constantFrom(...(PAYLOADS[type] ?? [{}])),
    }),
  );
  return fc.array(one, { maxLength });
}

/** The log hears of everything on the day it happened. */
function historyOf(made: readonly Made[]): AegleEvent[] {
  const history = new MadeUpHistory();
  for (const { type, offset, data } of [...made].sort((a, b) => a.offset - b.offset))
    history.add(type, addDays(start, offset), data as never);
  return history.events;
}

function evaluatorOf(requirement: Requirement) {
  const kind = requirementKind(requirement.kind)!;
  const beside = requirement.id === 'too-much' ? [...tests, limit] : tests;
  const requirements = beside.includes(requirement) ? beside : [...beside, requirement];
  const evaluate = kind.compile(requirement, madeUpEdition(requirements));
  return (made: readonly Made[], today: CalendarDay, daysSupply?: number) => {
    const events = historyOf(made);
    const at = noonOf(today);
    const of = (stream: string) =>
      events.filter((event) => EVENT_CATALOGUE[event.type].stream === stream);
    const view = viewOf(
      foldPatient(of('gate'), at),
      foldOrganisation(of('prescriber'), at),
      foldOrganisation(of('pharmacy'), at),
      { kind: 'dispense', at, ...(daysSupply === undefined ? {} : { daysSupply }) },
      programme,
      onOneDay(today),
    );
    return evaluate(view, newFinding());
  };
}

/** Requirements that ask for nothing to have happened: with no facts at all they are rightly met. */
const MET_BY_NOTHING = [
  'age-of-test',
  'age-today',
  'age-of-rx',
  'age-of-approval',
  'detail',
  'open',
  'missed',
  'advice',
  'limit',
  'held',
  'too-much',
];

describe('H-01 every kind of requirement', () => {
  it('is bound here, and says of each event type what it does', () => {
    expect(new Set(BOUND.map((requirement) => requirement.kind))).toEqual(
      new Set(REQUIREMENT_KINDS.map((kind) => kind.id)),
    );
    for (const kind of REQUIREMENT_KINDS)
      for (const type of [...kind.enables, ...kind.disqualifies])
        expect(PAYLOADS[type], type).toBeDefined();
  });

  it.each(BOUND.map((requirement) => [requirement.kind, requirement.id, requirement] as const))(
    '%s (%s) is never met by nothing at all, unless it asks for nothing',
    (_kind, id, requirement) => {
      const truth = evaluatorOf(requirement)([], addDays(start, 40));
      if (MET_BY_NOTHING.includes(id)) expect(['met', 'unmet']).toContain(truth);
      else expect(truth).not.toBe('met');
    },
  );

  it.each(BOUND.map((requirement) => [requirement.kind, requirement.id, requirement] as const))(
    '%s (%s) is not opened by taking away what enables it',
    (kindId, _id, requirement) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(requirement);
      const removable = kind.enables.filter((type) => !kind.disqualifies.includes(type));
      const made = eventsOf(
        [...kind.enables, ...kind.disqualifies, 'PatientEnrolled', 'Dispensed'],
        9,
      );
      const day = fc.integer({ min: 0, max: LAST_OFFSET });
      fc.assert(
        fc.property(made, day, fc.nat({ max: 8 }), (history, offset, pick) => {
          const taken = history[pick];
          if (taken === undefined || !removable.includes(taken.type)) return;
          const today = addDays(start, offset);
          const before = evaluate(history, today);
          const after = evaluate(
            history.filter((one) => one !== taken),
            today,
          );
          if (before !== 'met') expect([taken, after]).not.toEqual([taken, 'met']);
        }),
        { seed: 7, numRuns: 600 },
      );
    },
  );

  it.each(BOUND.map((requirement) => [requirement.kind, requirement.id, requirement] as const))(
    '%s (%s) is not opened by adding what disqualifies it',
    (kindId, _id, requirement) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(requirement);
      // A newer prescription replaces the one before it: more or less than it, so this type is both.
      const isBoth = (type: EventType) =>
        type === 'PrescriptionWritten' || kind.enables.includes(type);
      const added = kind.disqualifies.filter((type) => !isBoth(type));
      if (added.length === 0) return;
      const made = eventsOf([...kind.enables, ...kind.disqualifies, 'PatientEnrolled'], 9);
      const day = fc.integer({ min: 0, max: LAST_OFFSET });
      const addition = eventsOf(added, 1);
      fc.assert(
        fc.property(made, addition, day, (history, more, offset) => {
          const today = addDays(start, offset);
          const before = evaluate(history, today);
          const after = evaluate([...history, ...more], today);
          if (before !== 'met') expect([more, after]).not.toEqual([more, 'met']);
        }),
        { seed: 8, numRuns: 600 },
      );
    },
  );

  it.each(BOUND.map((requirement) => [requirement.kind, requirement.id, requirement] as const))(
    '%s (%s) answers from what it declares: no other event type changes it',
    (kindId, _id, requirement) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(requirement);
      const declared = [...kind.enables, ...kind.disqualifies];
      // The course and the cycle (enrolment, dispense and its reversal) frame every kind.
      const framing: EventType[] = [
        'PatientEnrolled',
        'Dispensed',
        'DispensedPartially',
        'DispenseReversed',
        'CourseEnded',
        'ExternalHistoryAccepted',
        'PrescriptionWritten',
        'PrescriptionCancelled',
      ];
      const others = PAYLOAD_TYPES.filter(
        (type) => !declared.includes(type) && !framing.includes(type),
      );
      fc.assert(
        fc.property(
          eventsOf([...declared, ...framing], 8),
          eventsOf(others, 4),
          (history, more) => {
            const today = addDays(start, LAST_OFFSET);
            expect(evaluate([...history, ...more], today)).toBe(evaluate(history, today));
          },
        ),
        { seed: 9, numRuns: 200 },
      );
    },
  );
});
