// Every kind of requirement: taking away what enables, or adding what disqualifies, never opens it,
// and what is not known never counts as met (design 9.1). Seeded.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, type EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import type { Binding } from '../programme/programme.ts';
import {
  count,
  days,
  MADE_UP_PROGRAMME,
  madeUpBinding,
  madeUpEdition,
  onDay,
} from '../testing/made-up-edition.ts';
import { MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { FIRST_DAY, PAYLOADS } from '../testing/made-up-payloads.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { newFinding } from './finding.ts';
import { REQUIREMENT_KINDS, requirementKind } from './kinds.ts';
import { viewOf } from './view.ts';

const LAST_OFFSET = 75;
const programme = MADE_UP_PROGRAMME;
const start = FIRST_DAY;

const screening = madeUpBinding('screening', 'pregnancy_test', {}, { pick: 'first' });
const monthly = madeUpBinding(
  'monthly',
  'pregnancy_test',
  { leastSensitive: count(25) },
  { pick: 'latest', settings: ['clinic', 'home'], homePermission: true },
);
const spacing = madeUpBinding(
  'gap',
  'test_spacing',
  { gap: days(19) },
  { test: 'monthly', after: 'screening' },
);
const missed = madeUpBinding(
  'missed',
  'missed_window_wait',
  { window: days(7), wait: days(19) },
  { test: 'monthly', anchorDayCounts: true },
);
const tests = [screening, monthly, spacing, missed];

/** One way of binding each kind, so that every one of its branches can be reached. */
const BOUND: readonly Binding[] = [
  madeUpBinding('prescriber', 'prescriber_standing', { validFor: days(60) }),
  madeUpBinding(
    'specialist',
    'specialist',
    {},
    { specialties: ['dermatology'], acceptsApproval: true },
  ),
  madeUpBinding('agreement', 'independent_agreement', { underAge: count(18) }),
  madeUpBinding(
    'pharmacy',
    'pharmacy_standing',
    { validFor: days(60), trainingValidFor: days(60) },
    { designatedPharmacist: true },
  ),
  madeUpBinding('enrolled', 'enrolled'),
  madeUpBinding('category', 'risk_category', { reconfirmedFrom: onDay(addDays(start, 5)) }),
  madeUpBinding(
    'form',
    'form_signed',
    { guardianUnderAge: count(18), validFor: days(60), signedFrom: onDay(addDays(start, 3)) },
    { form: 'consent', editions: ['new'], signers: ['patient', 'prescriber'] },
  ),
  ...tests,
  madeUpBinding(
    'wait',
    'waiting_period',
    { length: days(30) },
    { anchors: ['enrolment', 'contraception'] },
  ),
  madeUpBinding('methods', 'contraception', { before: days(30) }),
  madeUpBinding('match', 'methods_match'),
  madeUpBinding('talk', 'counselling', {}, { topics: ['mood'], eachCycle: true }),
  madeUpBinding('answers', 'comprehension', {}, { afterCounselling: true }),
  madeUpBinding('visit', 'visit', {}, { followUp: 'remote_if_agreed', firstInPerson: true }),
  madeUpBinding('document', 'document_shown', {}, { document: 'patient_card', eachCycle: true }),
  madeUpBinding('rx', 'prescription', {}, { noRefills: true, media: ['electronic', 'paper'] }),
  madeUpBinding(
    'window',
    'window',
    { length: days(7) },
    { anchors: ['specimen'], anchorDayCounts: true, test: 'monthly' },
  ),
  madeUpBinding('open', 'programme_open', {
    firstDay: onDay(addDays(start, 20)),
    lastDay: onDay(addDays(start, 22)),
  }),
  madeUpBinding('limit', 'supply_limit', { maxDays: count(30) }),
  madeUpBinding('hand', 'supply_on_hand'),
  madeUpBinding('held', 'supply_on_hand', {}, { comparesWith: 'held' }),
  madeUpBinding('portal', 'external_authorization', {}, { portal: 'portal' }),
  madeUpBinding('after', 'after_treatment_wait', { length: days(30) }),
  madeUpBinding('advice', 'advisory'),
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

function evaluatorOf(binding: Binding) {
  const kind = requirementKind(binding.kind)!;
  const bindings = tests.includes(binding) ? tests : [...tests, binding];
  const evaluate = kind.compile(binding, madeUpEdition(bindings));
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
      today,
    );
    return evaluate(view, newFinding());
  };
}

/** Bindings that ask for nothing to have happened: with no facts at all they are rightly met. */
const MET_BY_NOTHING = ['open', 'missed', 'advice', 'limit', 'held'];

describe('H-01 every kind of requirement', () => {
  it('is bound here, and says of each event type what it does', () => {
    expect(new Set(BOUND.map((binding) => binding.kind))).toEqual(
      new Set(REQUIREMENT_KINDS.map((kind) => kind.id)),
    );
    for (const kind of REQUIREMENT_KINDS)
      for (const type of [...kind.enables, ...kind.disqualifies])
        expect(PAYLOADS[type], type).toBeDefined();
  });

  it.each(BOUND.map((binding) => [binding.kind, binding.id, binding] as const))(
    '%s (%s) is never met by nothing at all, unless it asks for nothing',
    (_kind, id, binding) => {
      const truth = evaluatorOf(binding)([], addDays(start, 40));
      if (MET_BY_NOTHING.includes(id)) expect(['met', 'unmet']).toContain(truth);
      else expect(truth).not.toBe('met');
    },
  );

  it.each(BOUND.map((binding) => [binding.kind, binding.id, binding] as const))(
    '%s (%s) is not opened by taking away what enables it',
    (kindId, _id, binding) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(binding);
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

  it.each(BOUND.map((binding) => [binding.kind, binding.id, binding] as const))(
    '%s (%s) is not opened by adding what disqualifies it',
    (kindId, _id, binding) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(binding);
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

  it.each(BOUND.map((binding) => [binding.kind, binding.id, binding] as const))(
    '%s (%s) answers from what it declares: no other event type changes it',
    (kindId, _id, binding) => {
      const kind = requirementKind(kindId)!;
      const evaluate = evaluatorOf(binding);
      const declared = [...kind.enables, ...kind.disqualifies];
      // The course and the cycle (enrolment, handing-out and its reversal) frame every kind.
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
