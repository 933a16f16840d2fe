// Who appends, claims and reads what: the policy’s lists as sentences.

import { DECLARATION_TYPES } from '@aegle/api';
import { EVENT_TYPES } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import type { Caller } from './caller.ts';
import { brokenLimits } from './field-limits.ts';
import { EVENT_ACCESS, mayAppend, mayRead } from './policy.ts';

const caller = (role: Caller['role']): Caller => ({
  tenantId: 't',
  role,
  actorId: 'own-id',
  organisationId: null,
  patientId: null,
});

describe('who appends what', () => {
  it.each(DECLARATION_TYPES)('a patient may declare %s', (type) => {
    expect(mayAppend('patient', type)).toBe(true);
  });

  it('a delegate and a system clear, judge and resolve nothing', () => {
    for (const type of ['SafetyHoldCleared', 'ReportResolved', 'DiscretionExercised'] as const)
      for (const role of [
        'delegate',
        'system_client',
        'pharmacist',
        'patient',
        'guardian',
      ] as const)
        expect([type, role, mayAppend(role, type)]).toEqual([type, role, false]);
  });

  it('a researcher appends and reads nothing of a patient', () => {
    for (const type of EVENT_TYPES) {
      expect(mayAppend('researcher', type)).toBe(false);
      expect(mayRead('researcher', { type, by: 'researcher', data: {} })).toBe(false);
    }
  });

  it('authorisations and dispenses come only from their own routes', () => {
    const own = [
      'DispenseAuthorized',
      'AuthorizationReversed',
      'Dispensed',
      'DispensedPartially',
      'DispenseReversed',
      'Erased',
      'PatientsMerged',
      'EditionApprovedForUse',
      'EditionConfirmedInForce',
    ] as const;
    for (const type of own) expect([type, EVENT_ACCESS[type].writers]).toEqual([type, []]);
  });
});

describe('what a role may not claim', () => {
  const broken = (role: Caller['role'], type: (typeof EVENT_TYPES)[number], data: object) =>
    brokenLimits(caller(role), type, data, 'data').map((one) => one.field);

  it('a patient reads a home test, and no laboratory', () => {
    const home = { result: 'negative', readBy: 'patient', setting: 'home' };
    expect(broken('patient', 'PregnancyTestReported', home)).toEqual([]);
    const laboratory = { result: 'negative', readBy: 'laboratory', certification: 'clia' };
    expect(broken('patient', 'PregnancyTestReported', laboratory)).toEqual([
      'data.readBy',
      'data.setting',
      'data.certification',
    ]);
  });

  it.each(['positive', 'invalid', 'unclear', 'NEGATIVE', undefined])(
    'H-06 a test that is %s is never refused for its fields',
    (result) => {
      expect(broken('patient', 'PregnancyTestReported', { result, readBy: 'laboratory' })).toEqual(
        [],
      );
    },
  );

  it('a clinician clears and judges in their own name only', () => {
    expect(broken('prescriber', 'SafetyHoldCleared', { clinician: 'own-id' })).toEqual([]);
    expect(broken('prescriber', 'SafetyHoldCleared', { clinician: 'other' })).toEqual([
      'data.clinician',
    ]);
    expect(broken('safety_officer', 'DiscretionExercised', {})).toEqual(['data.clinician']);
  });

  it('a delegate signs for a patient on paper and never as the prescriber', () => {
    expect(broken('delegate', 'FormSigned', { signer: 'patient', medium: 'paper' })).toEqual([]);
    expect(broken('delegate', 'FormSigned', { signer: 'patient' })).toEqual(['data.medium']);
    const forged = { signer: 'prescriber', medium: 'paper' };
    expect(broken('delegate', 'FormSigned', forged)).toEqual(['data.signer']);
  });
});

describe('who reads what', () => {
  it('H-06 a clinician tells a patient the result of a test that is not negative', () => {
    const test = (result: string, by: string) =>
      mayRead('patient', { type: 'PregnancyTestReported', by, data: { result } });
    expect(test('positive', 'prescriber')).toBe(false);
    expect(test('unclear', 'system_client')).toBe(false);
    expect(test('negative', 'prescriber')).toBe(true);
    expect(test('positive', 'patient')).toBe(true);
  });

  it('a guardian reads no test, method, mood, or form that the patient signed', () => {
    const types = EVENT_TYPES.filter((type) =>
      mayRead('guardian', { type, by: 'prescriber', data: { signer: 'guardian' } }),
    );
    expect(types).toEqual([
      'FormSigned',
      'CareTransferred',
      'VisitHeld',
      'MedicationGuideGiven',
      'Dispensed',
      'DispensedPartially',
    ]);
    const form = { type: 'FormSigned', by: 'patient', data: { signer: 'patient' } };
    expect(mayRead('guardian', form)).toBe(false);
  });
});
