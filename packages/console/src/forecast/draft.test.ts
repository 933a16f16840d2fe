// What is typed becomes the request that the forecast's own reader accepts or refuses, field by field.

import { readRequest } from '@aegle/forecast';
import { describe, expect, it } from 'vitest';
import {
  emptyDraft,
  type ForecastDraft,
  nextPeriod,
  nextPlan,
  type PeriodDraft,
  type PersonDraft,
  type PlanDraft,
  requestIn,
} from './draft.ts';
import { refusedFields } from './field-refusals.ts';

const nameOf = (place: number) => `Plan ${place}`;

const PERSON: PersonDraft = {
  ageYears: '19',
  sex: 'female',
  weightKg: '62,5',
  inflammatoryLesions: '30',
  nonInflammatoryLesions: '40',
  nodules: '2',
  isTruncal: 'no',
  triglyceridesMgPerDl: '',
  altUnitsPerL: '',
  scars: '',
};

type Typed = Partial<Omit<PeriodDraft, 'id'> & Omit<PlanDraft, 'id' | 'periods'>>;

function filled(typed: Typed = {}, person: Partial<PersonDraft> = {}): ForecastDraft {
  const draft = emptyDraft(nameOf);
  const [plan] = draft.plans;
  const { name = plan!.name, productClass = 'conventional', meal = 'full', ...others } = typed;
  const { adherence = '0.9', areCapsulesOpened = 'no', ...more } = others;
  const { maintenanceMonths = '0', untilClearWeeks = '', ...ofPeriod } = more;
  const [period] = plan!.periods;
  const periods = [{ ...period!, doseMg: '40', lengthDays: '150', ...ofPeriod }];
  const taken = { productClass, meal, adherence, areCapsulesOpened };
  const first = { name, ...taken, maintenanceMonths, untilClearWeeks };
  const plans = [{ ...plan!, ...first, periods }];
  return { ...draft, person: { ...PERSON, ...person }, plans };
}

function refused(draft: ForecastDraft) {
  const reading = readRequest(requestIn(draft));
  return refusedFields(reading.accepted ? [] : reading.refusals, draft);
}

describe('the form of the forecast', () => {
  it('is read as it was typed, with a comma or a dot', () => {
    const reading = readRequest(requestIn(filled()));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    const { subject, plans } = reading.request;
    expect(subject).toMatchObject({ kind: 'patient', profile: { weightKg: 62.5, nodules: 2 } });
    expect(subject.kind === 'patient' && 'altUnitsPerL' in subject.profile).toBe(false);
    expect(plans[0]!.regimen.periods[0]).toMatchObject({ lengthDays: 150, adherence: 0.9 });
  });

  it.each([
    ['constant', { doseMg: '40' }, { kind: 'constant', doseMg: 40 }],
    ['alternateDay', { doseMg: '20' }, { kind: 'alternateDay', doseMg: 20 }],
    [
      'ramp',
      { doseMg: '60', fromDoseMg: '20', stepMg: '10', stepDays: '14' },
      { kind: 'ramp', fromDoseMg: 20, toDoseMg: 60, stepMg: 10, stepDays: 14 },
    ],
    ['split', { dosesMg: '25 + 20' }, { kind: 'split', dosesMg: [25, 20] }],
    ['repeating', { dosesMg: '20 40' }, { kind: 'repeating', dosesMg: [20, 40] }],
    ['repeating', { dosesMg: '20, 40' }, { kind: 'repeating', dosesMg: [20, 40] }],
    ['repeating', { dosesMg: '20/2,5; 40' }, { kind: 'repeating', dosesMg: [20, 2.5, 40] }],
    [
      'weekly',
      { dosesMg: '20 0 20 0 20 0 0' },
      { kind: 'weekly', dosesMg: [20, 0, 20, 0, 20, 0, 0] },
    ],
    [
      'pulse',
      { doseMg: '40', onDays: '7', offDays: '21' },
      { kind: 'pulse', doseMg: 40, onDays: 7, offDays: 21 },
    ],
  ] as const)('makes a %s schedule', (kind, typed, schedule) => {
    const reading = readRequest(requestIn(filled({ kind, ...typed })));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    expect(reading.request.plans[0]!.regimen.periods[0]!.schedule).toEqual(schedule);
  });

  it('asks for scars before, and for opened capsules', () => {
    const reading = readRequest(requestIn(filled({ areCapsulesOpened: 'yes' }, { scars: '12' })));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    const { subject, plans } = reading.request;
    expect(subject).toMatchObject({ profile: { scars: 12 } });
    expect(plans[0]!.areCapsulesOpened).toBe(true);
    const untold = readRequest(requestIn(filled()));
    if (!untold.accepted) throw new Error(JSON.stringify(untold.refusals));
    expect(untold.request.plans[0]).not.toHaveProperty('areCapsulesOpened');
  });

  it('proposes no dose, length, product or person', () => {
    const { person, plans } = emptyDraft(nameOf);
    expect(new Set(Object.values(person))).toEqual(new Set(['']));
    expect(plans[0]).toMatchObject({ productClass: '', adherence: '' });
    expect(plans[0]!.periods).toMatchObject([{ doseMg: '', lengthDays: '' }]);
  });

  it('writes periods one after the other: a taper, a break, a list by turns, until clear', () => {
    const draft = filled({ untilClearWeeks: '8', lengthDays: '60' });
    const [plan] = draft.plans;
    const kinds = [
      { kind: 'break' as const, lengthDays: '14' },
      { kind: 'repeating' as const, dosesMg: '20 40', lengthDays: '90' },
      { kind: 'ramp' as const, fromDoseMg: '40', doseMg: '10', stepMg: '10', stepDays: '7' },
    ];
    const periods = [...plan!.periods];
    for (const kind of kinds) {
      const next = nextPeriod(periods)!;
      periods.push({ ...next, lengthDays: '28', ...kind });
    }
    const reading = readRequest(requestIn({ ...draft, plans: [{ ...plan!, periods }] }));
    if (!reading.accepted) throw new Error(JSON.stringify(reading.refusals));
    const [asked] = reading.request.plans;
    expect(asked!.untilClearWeeks).toBe(8);
    expect(asked!.regimen.periods.map((one) => [one.firstDay, one.lengthDays])).toEqual([
      ...[
        [0, 60],
        [60, 14],
        [74, 90],
        [164, 28],
      ],
    ]);
  });

  it('copies the last plan under a name of its own, up to four', () => {
    const plans = [...filled().plans];
    for (let i = 0; i < 6; i++) {
      const next = nextPlan(plans, nameOf);
      if (next !== null) plans.push(next);
    }
    expect(plans.map((plan) => plan.name)).toEqual(['Plan 1', 'Plan 2', 'Plan 3', 'Plan 4']);
    expect(plans.every((plan) => plan.periods[0]!.doseMg === '40')).toBe(true);
  });
});

describe('a refused form', () => {
  it.each([
    ['dose 0', filled({ doseMg: '0' }), 'doseMg'],
    ['4 g', filled({ doseMg: '4000' }), 'doseMg'],
    ['more than the label for this weight', filled({ doseMg: '130' }), 'doseMg'],
    ['a last step above the label', filled({ kind: 'ramp', doseMg: '900' }), 'doseMg'],
    ['a ramp without steps', filled({ kind: 'ramp', fromDoseMg: '20' }), 'stepMg'],
    ['one intake of a split day', filled({ kind: 'split', dosesMg: '40' }), 'dosesMg'],
    ['a split day above the label', filled({ kind: 'split', dosesMg: '80+80' }), 'dosesMg'],
    ['a word among the intakes', filled({ kind: 'split', dosesMg: '20 + two' }), 'dosesMg'],
    ['a week of two days', filled({ kind: 'weekly', dosesMg: '20 40' }), 'dosesMg'],
    ['a list above the label', filled({ kind: 'repeating', dosesMg: '20 180' }), 'dosesMg'],
    ['a pulse without days off', filled({ kind: 'pulse', onDays: '7' }), 'offDays'],
    ['no product', filled({ productClass: '' }), 'productClass'],
    ['no meal', filled({ meal: '' }), 'meal'],
    ['no adherence', filled({ adherence: '' }), 'adherence'],
    ['a million years', filled({ lengthDays: '365000000' }), 'lengthDays'],
    ['no name', filled({ name: ' ' }), 'name'],
    ['half a week of clearance', filled({ untilClearWeeks: '0.5' }), 'untilClearWeeks'],
    ['half a month', filled({ maintenanceMonths: '0.5' }), 'maintenanceMonths'],
  ] as const)('names the field of the plan: %s', (_, draft, field) => {
    const { fields, others } = refused(draft);
    const path = Object.keys(fields);
    const named = new RegExp(`^plans\\.0\\.(periods\\.0\\.)?${field}$`);
    expect(path.filter((one) => named.test(one))).toHaveLength(1);
    expect(others).toEqual([]);
  });

  it.each([
    ['3 kg', { weightKg: '3' }, 'weightKg'],
    ['age 5', { ageYears: '5' }, 'ageYears'],
    ['no sex', { sex: '' }, 'sex'],
    ['a word', { nodules: 'many' }, 'nodules'],
    ['no trunk', { isTruncal: '' }, 'isTruncal'],
    ['an impossible ALT', { altUnitsPerL: '1' }, 'altUnitsPerL'],
    ['scars in words', { scars: 'few' }, 'scars'],
  ] as const)('names the field of the person: %s', (_, person, field) => {
    expect(refused(filled({}, person)).fields[`person.${field}`]?.rule).toBeTruthy();
  });

  it('lists what belongs to no field', () => {
    const { others } = refused({ ...filled(), horizonDays: '9' });
    expect(others.map((one) => one.field)).toEqual(['horizonDays']);
  });
});
