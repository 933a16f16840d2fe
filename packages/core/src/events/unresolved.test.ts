// Evidence that can only close a gate is kept, whatever is wrong with it (design 4).

import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, EVENT_TYPES } from './catalogue.ts';
import { mustKeepUnreadable } from './unresolved.ts';

describe('H-06 a report that cannot be read and can only close a gate', () => {
  it.each([
    'positive',
    'invalid',
    'unclear',
    'Negative',
    'NEGATIVE',
    'neg',
    '',
    null,
    0,
    true,
    {},
    [],
  ])('is kept when it is a pregnancy test whose result reads %j', (result) => {
    expect(mustKeepUnreadable('PregnancyTestReported', { result })).toBe(true);
  });

  it.each([undefined, null, 'positive', 3, [], {}])(
    'is kept when it is a pregnancy test whose payload is %j',
    (data) => {
      expect(mustKeepUnreadable('PregnancyTestReported', data)).toBe(true);
    },
  );

  it('is not kept when it is a plainly negative test: that one only opens', () => {
    expect(mustKeepUnreadable('PregnancyTestReported', { result: 'negative', bad: 1 })).toBe(false);
  });

  it('is kept for every type that only closes, and for no other', () => {
    for (const type of EVENT_TYPES) {
      if (type === 'PregnancyTestReported') continue;
      const plain = { isWarningSign: false, hasPositiveSelfHarmItem: false, nonsense: true };
      expect([type, mustKeepUnreadable(type, plain)]).toEqual([
        type,
        EVENT_CATALOGUE[type].closesOnly,
      ]);
    }
  });

  it.each([
    'PregnancyReported',
    'PeriodMissed',
    'UnprotectedContactReported',
    'PatientDied',
    'Dispensed',
    'DispensedPartially',
    'UnauthorizedDispenseFound',
    'SafetyHoldPlaced',
    'TreatmentConsentWithdrawn',
    'ContraceptionStopped',
    'PrescriberSuspended',
    'PharmacySuspended',
  ])('is kept when it is a %s', (type) => {
    expect(mustKeepUnreadable(type, undefined)).toBe(true);
  });

  it.each([
    ['SymptomReported', { symptom: 'headache', grade: 9, isWarningSign: true }],
    ['InstrumentAnswered', { instrument: '', hasPositiveSelfHarmItem: true }],
  ])('is kept when it is a red flag in %s', (type, data) => {
    expect(mustKeepUnreadable(type, data)).toBe(true);
  });

  it.each(['Nonsense', 'toString', '', undefined, null, 7])(
    'is refused when its type is %j',
    (type) => {
      expect(mustKeepUnreadable(type, {})).toBe(false);
    },
  );
});
