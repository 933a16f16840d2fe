// A visit's steps: what the gates ask, known things filled in, and nothing that only today can tell.

import type { ProgrammeDetail, Reason, Timeline } from '@aegle/api';
import { type EventType, REASON_CODES, type ReasonCode } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { formOfReason } from '../forms/form-of.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { lastPrescription, visitPlan } from './visit-plan.ts';

const reason = (code: ReasonCode, requirement: string, more: Partial<Reason> = {}): Reason => ({
  ...{ code, requirement, disposition: 'blocked', programme: 'p', edition: 'e' },
  citation: { sources: ['s'] },
  ...{ clearedBy: 'prescriber', deputy: 'delegate', clearableFrom: null, deadline: null },
  ...{ text: `Sentence of ${requirement}.`, when: 'As soon as it is recorded.' },
  ...more,
});

let made = 0;
const event = (type: EventType, data: Readonly<Record<string, unknown>>) =>
  ({
    ...{ id: `event-${++made}`, type, v: 1, occurredOn: '2026-03-02', data },
    ...{ recorded: '2026-03-02T15:00:00.000Z', by: 'prescriber' },
  }) as Timeline['events'][number];

const rule = (id: string, names: Readonly<Record<string, string[]>>) =>
  ({ edition: 'e', id, names }) as ProgrammeDetail['requirements'][number];

const BEFORE = [
  event('VisitHeld', { mode: 'in_person', ordinal: 1 }),
  event('CounsellingGiven', {
    ...{ givenBy: 'dr-else', topics: ['contraception'] },
    contraceptiveMethods: ['combination_pill', 'male_latex_condom'],
  }),
  event('CounsellingGiven', { givenBy: 'dr-else', topics: ['mood'] }),
  event('PregnancyTestReported', {
    ...{ result: 'negative', sample: 'serum', setting: 'laboratory', sensitivityMiuPerMl: 20 },
    ...{ menstrualDays1To5: 'yes', resultedOn: '2026-03-02', readBy: 'laboratory' },
  }),
];

const planOf = (reasons: readonly Reason[], rules: ProgrammeDetail['requirements'] = []) =>
  visitPlan({
    ...({ reasons, rules, events: BEFORE, actor: 'me' } as const),
    ...({ role: 'prescriber', mayPrescribe: true } as const),
    offered: offeredTypes('prescriber'),
  });

describe('the plan of a visit', () => {
  it('records test, visit and counselling in the order in which each counts', () => {
    const asked = [
      reason('counselling_missing', 'talk'),
      reason('visit_missing', 'visit'),
      reason('test_missing', 'test'),
      reason('test_too_old', 'test'),
      reason('prescription_missing', 'rx'),
    ];
    const { steps, asksPrescription } = planOf(asked);
    expect(steps.map(({ type }) => type)).toEqual([
      'PregnancyTestReported',
      'VisitHeld',
      'CounsellingGiven',
    ]);
    expect(steps[0]!.sentences).toEqual(['Sentence of test.']);
    expect(asksPrescription).toBe(true);
  });

  it('never fills in what only today can tell', () => {
    const [step] = planOf([reason('test_missing', 'test')]).steps;
    expect(step!.asked).toEqual(['result']);
    expect(step!.known).toEqual({
      ...{ sample: 'serum', setting: 'laboratory', sensitivityMiuPerMl: '20' },
      readBy: 'laboratory',
    });
  });

  it('counts visits on, and names who is signed in as the one who acted', () => {
    const { steps } = planOf([reason('visit_missing', 'v'), reason('counselling_missing', 'c')]);
    expect(steps[0]!.known).toEqual({ mode: 'in_person', ordinal: '2' });
    expect(steps[1]!.known.givenBy).toBe('me');
  });

  it('takes the topics from the rule and the rest from the last talk on them', () => {
    const rules = [rule('talk', { topics: ['contraception'] }), rule('mood', { topics: ['mood'] })];
    const asked = [reason('counselling_missing', 'talk'), reason('counselling_missing', 'mood')];
    const { steps } = planOf(asked, rules);
    expect(steps.map(({ known }) => known.topics)).toEqual(['contraception', 'mood']);
    expect(steps.map(({ known }) => known.contraceptiveMethods)).toEqual([
      'combination_pill\nmale_latex_condom',
      undefined,
    ]);
  });

  it('takes a form and its newest edition from the rule, and no agreement', () => {
    const signers = ['patient', 'prescriber'];
    const rules = [rule('f', { form: ['consent'], editions: ['a', 'b'], signers })];
    const { steps } = planOf([reason('form_missing', 'f')], rules);
    expect(steps.map(({ known }) => known)).toEqual(
      signers.map((signer) => ({ form: 'consent', edition: 'b', signer })),
    );
    // Whoever enters the patient's signature says how it came.
    expect(steps.map(({ asked }) => asked)).toEqual([['agrees', 'medium'], ['agrees']]);
  });

  it('asks only for the signatures that are not on record', () => {
    const signers = ['patient', 'prescriber'];
    const rules = [rule('f', { form: ['consent'], editions: ['b'], signers })];
    const signed = event('FormSigned', {
      ...{ form: 'consent', edition: 'b', signer: 'patient', agrees: true },
    });
    const own = { rules, actor: 'me', role: 'prescriber', mayPrescribe: true } as const;
    const source = { ...own, offered: offeredTypes('prescriber') };
    const reasons = [reason('form_missing', 'f')];
    const { steps } = visitPlan({ ...source, reasons, events: [...BEFORE, signed] });
    expect(steps.map(({ known }) => known.signer)).toEqual(['prescriber']);
  });

  it('lets a nurse enter the patient’s signature, and sign for no prescriber', () => {
    const signers = ['patient', 'prescriber'];
    const rules = [rule('f', { form: ['consent'], editions: ['b'], signers })];
    const nurse = { rules, actor: 'nurse', role: 'delegate', mayPrescribe: false } as const;
    const source = { ...nurse, offered: offeredTypes('delegate'), events: BEFORE };
    const plan = visitPlan({ ...source, reasons: [reason('form_missing', 'f')] });
    expect(plan.steps.map(({ known }) => known.signer)).toEqual(['patient']);
    const signed = { form: 'consent', edition: 'b', signer: 'patient', agrees: true };
    const events = [...BEFORE, event('FormSigned', signed)];
    const after = visitPlan({ ...source, events, reasons: [reason('form_missing', 'f')] });
    expect(after.steps).toEqual([]);
    expect(after.elsewhere).toHaveLength(1);
  });

  it('asks for a prescription, not for another test, once the month of the last one is over', () => {
    const plan = planOf([reason('window_closed', 'w')]);
    expect(plan).toMatchObject({ steps: [], asksPrescription: true });
    const counted = planOf(
      [reason('window_closed', 'w')],
      [rule('w', { anchors: ['prescription'] })],
    );
    expect(counted).toMatchObject({ steps: [], asksPrescription: true });
  });

  it.each([
    ['specimen', 'PregnancyTestReported'],
    ['certification', 'PregnancyTestReported'],
    ['visit', 'VisitHeld'],
  ])('after a missed pick-up asks for what opens the window anew: %s', (anchor, type) => {
    const plan = planOf([reason('window_closed', 'w')], [rule('w', { anchors: [anchor] })]);
    expect(plan.steps.map((step) => step.type)).toEqual([type]);
    expect(plan.asksPrescription).toBe(true);
  });

  it('names the programme of a category, and never the category', () => {
    const { steps } = planOf([reason('category_missing', 'c')]);
    expect(steps.map(({ type, asked }) => [type, asked])).toEqual([
      ['ReproductiveStatusRecorded', ['basis']],
      ['RiskCategoryAssigned', ['category']],
    ]);
    expect(steps[1]!.known).toMatchObject({ programme: 'p', assignedBy: 'me' });
  });

  it('loses no reason, and lets a hold, a report and a judgement be ended by themselves', () => {
    for (const code of REASON_CODES) {
      const { steps, asksPrescription, first, judged, elsewhere } = planOf([reason(code, 'r')]);
      const places = [first, judged, elsewhere].map(({ length }) => length);
      if (steps.length > 0) places.push(1);
      expect([code, places.reduce((sum, one) => sum + one, asksPrescription ? 1 : 0)]).toEqual([
        code,
        1,
      ]);
      if (formOfReason(code) === 'SafetyHoldCleared') expect(first).toHaveLength(1);
      if (formOfReason(code) === 'DiscretionExercised') expect(judged).toHaveLength(1);
    }
  });

  it('offers a delegate no prescription and no judgement of a category', () => {
    const plan = visitPlan({
      ...({ rules: [], events: BEFORE, actor: 'nurse' } as const),
      ...({ role: 'delegate', mayPrescribe: false } as const),
      reasons: [reason('prescription_missing', 'rx'), reason('category_missing', 'c')],
      offered: offeredTypes('delegate'),
    });
    expect(plan).toMatchObject({ steps: [], asksPrescription: false });
    expect(plan.elsewhere).toHaveLength(2);
  });
});

describe('the prescription of before', () => {
  it('is the last one on record, or none', () => {
    const written = (product: string) =>
      event('PrescriptionWritten', { product, daysSupply: 30, refills: 0, doseMgPerDay: '40' });
    const both = [written('one'), written('two')];
    expect(lastPrescription(both)).toMatchObject({ product: 'two', doseMgPerDay: '40' });
    expect(lastPrescription(BEFORE)).toBeUndefined();
  });
});
