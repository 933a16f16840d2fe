// What each kind of key may call and record: no kind both writes evidence and dispenses.

import { ENDPOINT_NAMES } from '@aegle/api';
import { EVENT_TYPES, type EventType, REQUIREMENT_KINDS } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { mayAppend } from './policy.ts';
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

  it('H-01 a pharmacy writes of what opens its own gate only what is its own to show', () => {
    // The programmes make these the counter's own checks; the portal's number is fetched there, and of
    // the training only the designated pharmacist tells (services/organisations.ts).
    const ownToShow: readonly EventType[] = [
      'OriginalPrescriptionShown',
      'PatientCardShown',
      'MedicationGuideGiven',
      'ExternalAuthorizationRecorded',
    ];
    // Capsules that are handed back to the counter are counted there.
    const handedBack: readonly EventType[] = [
      'CapsulesDestroyed',
      'CapsulesLost',
      'CapsulesReturned',
    ];
    const opening = EVENT_TYPES.filter((type) =>
      REQUIREMENT_KINDS.some((kind) => kind.enables.includes(type)),
    );
    expect(opening.length).toBeGreaterThan(15);
    expect(opening.filter((type) => kindMayRecord('pharmacy_system', type)).sort()).toEqual(
      [...ownToShow].sort(),
    );
    expect(opening.filter((type) => mayAppend('pharmacist', type)).sort()).toEqual(
      [...ownToShow, ...handedBack, 'PharmacyStaffTrained'].sort(),
    );
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
