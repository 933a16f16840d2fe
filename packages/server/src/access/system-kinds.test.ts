// What each kind of key may call and record: no kind both writes evidence and dispenses.

import { ENDPOINT_NAMES } from '@aegle/api';
import { EVENT_TYPES } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { kindMayCall, kindMayRecord, SYSTEM_KINDS } from './system-kinds.ts';

const recordedBy = (kind: (typeof SYSTEM_KINDS)[number]) =>
  EVENT_TYPES.filter((type) => kindMayRecord(kind, type));

describe('kinds of keys', () => {
  it("H-01 a pharmacy's system records what is done at the counter, and enrols nobody", () => {
    expect(recordedBy('pharmacy_system')).toEqual(
      expect.arrayContaining(['PatientCardShown', 'PregnancyReported']),
    );
    for (const type of ['PregnancyTestReported', 'VisitHeld', 'CounsellingGiven'] as const)
      expect(kindMayRecord('pharmacy_system', type)).toBe(false);
    for (const call of ['enrolPatient', 'enrolAgain'] as const)
      expect(kindMayCall('pharmacy_system', call)).toBe(false);
  });

  it('H-01 only a pharmacy system dispenses', () => {
    for (const call of ['authorizeDispense', 'dispense', 'reverseDispense'] as const)
      expect(SYSTEM_KINDS.filter((kind) => kindMayCall(kind, call))).toEqual(['pharmacy_system']);
  });

  it('a laboratory reports results, a portal its authorisations, research nothing', () => {
    expect(recordedBy('laboratory').sort()).toEqual(['LabResulted', 'PregnancyTestReported']);
    expect(recordedBy('portal')).toEqual(['ExternalAuthorizationRecorded']);
    expect(recordedBy('research')).toEqual([]);
  });

  it('no kind prescribes, clears or corrects', () => {
    for (const kind of SYSTEM_KINDS) {
      for (const type of ['SafetyHoldCleared', 'Corrected', 'PrescriptionWritten'] as const)
        expect(kindMayRecord(kind, type)).toBe(false);
      expect(kindMayCall(kind, 'authorizePrescribing')).toBe(false);
    }
    expect(ENDPOINT_NAMES.length).toBeGreaterThan(20);
  });
});
