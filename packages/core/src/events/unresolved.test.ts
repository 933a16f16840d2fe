// Evidence that can only close a gate is kept, whatever is wrong with it (design 4).

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVENT_CATALOGUE, EVENT_TYPES, isEventType } from './catalogue.ts';
import { isClosingReport, mustKeepUnreadable } from './unresolved.ts';

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

/** Evidence that only closes, of a patient, and what a sender may say with it. */
const CLOSING = EVENT_TYPES.filter(
  (type) =>
    type !== 'ReportUnresolved' &&
    EVENT_CATALOGUE[type].closesOnly &&
    ['gate', 'record'].includes(EVENT_CATALOGUE[type].stream),
).map((type) => [type, {}] as const);
const WITH_DANGER = [
  ['PregnancyTestReported', { result: 'positive' }],
  ['PregnancyTestReported', {}],
  ['SymptomReported', { isWarningSign: true }],
  ['InstrumentAnswered', { hasPositiveSelfHarmItem: true }],
] as const;
const PLAIN = { result: 'negative', isWarningSign: false, hasPositiveSelfHarmItem: false };
const OPENING = EVENT_TYPES.filter((type) => !EVENT_CATALOGUE[type].closesOnly);

const LETTERS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-'];
/** One slip: a sign left out, added, changed, or exchanged with the next. */
const slip = fc.record({
  kind: fc.constantFrom('left out', 'added', 'changed', 'exchanged'),
  at: fc.nat(),
  sign: fc.constantFrom(...LETTERS),
});

function misspelt(type: string, { kind, at, sign }: { kind: string; at: number; sign: string }) {
  const index = at % type.length;
  const [before, after] = [type.slice(0, index), type.slice(index + 1)];
  if (kind === 'left out') return before + after;
  if (kind === 'added') return before + sign + type[index] + after;
  if (kind === 'changed') return before + sign + after;
  return before + after.slice(0, 1) + type[index] + after.slice(1);
}

describe('H-06 a misspelt type is the one that was meant', () => {
  it('is kept with one slip wherever the right spelling only closes', () => {
    const closing = fc.constantFrom(...CLOSING, ...WITH_DANGER);
    fc.assert(
      fc.property(closing, slip, ([type, data], one) => {
        const sent = misspelt(type, one);
        if (!isEventType(sent))
          expect([sent, mustKeepUnreadable(sent, data)]).toEqual([sent, true]);
      }),
      { seed: 8, numRuns: 5000 },
    );
  });

  it('is refused with one slip wherever the right spelling opens', () => {
    fc.assert(
      fc.property(fc.constantFrom(...OPENING), slip, (type, one) => {
        const sent = misspelt(type, one);
        if (isEventType(sent)) return;
        expect([sent, mustKeepUnreadable(sent, PLAIN)]).toEqual([sent, false]);
        expect([sent, isClosingReport(sent, PLAIN)]).toEqual([sent, false]);
      }),
      { seed: 8, numRuns: 5000 },
    );
  });

  it.each([
    'PregnancyReportd',
    'UnprotectedContactReportd',
    'PeriodMised',
    'PatientDeid',
    'PREGNANCY_REPORTED',
    ' pregnancy reported ',
    'Pregnancy-Reported\n',
    'Рregnаncy\u200bRероrted',
    'ＰregnancyReported',
    'Pregnancy',
    'PatientPregnant',
    'PregnancyConfirmed',
    'MissedPeriod',
    'PositivePregnancyTest',
    'UnclearPregnancyTestReported',
    'PositivePregnancy',
    'missed_period',
    'UnprotectedSex',
    'Death',
    'UnauthorisedDispense',
    'SharedCapsules',
  ])('%j is kept, whoever sends it', (type) => {
    expect(isClosingReport(type, {})).toBe(true);
    expect(mustKeepUnreadable(type, {})).toBe(true);
  });

  it.each([
    'CounsellingGivn',
    'counselling_given',
    'ContraceptionStartd',
    'SafetyHoldCleard',
    'HoldCleared',
    'NotPregnant',
    'PregnancyRuledOut',
    'PregnancyOutcomeRecordd',
    'PregnancyPreventionDiscussed',
    'PeriodNotMissed',
    'ReportResolvd',
    'ReportUresolved',
    'DispenseReversd',
    'ConsentGiven',
    'AppointmentBooked',
    'PrescriberSuspendd',
    'x'.repeat(5000),
  ])('%j is refused', (type) => {
    expect(isClosingReport(type, {})).toBe(false);
    expect(mustKeepUnreadable(type, {})).toBe(false);
  });

  it.each([undefined, null, 7, {}, [], 'Nonsense'])('%j: what it tells decides', (type) => {
    for (const data of [
      { result: 'positive' },
      { result: ['negative'] },
      { result: {} },
      { isWarningSign: true },
      { hasPositiveSelfHarmItem: 'yes' },
      { answers: [['44260-8=0'], ['44260-8=2']] },
      [{ result: 'negative' }, { result: 'positive' }],
    ]) {
      expect([data, isClosingReport(type, data)]).toEqual([data, true]);
      expect([data, mustKeepUnreadable(type, data)]).toEqual([data, true]);
    }
    for (const data of [PLAIN, [PLAIN, PLAIN], {}, null, 'positive', ['44260-8=2']]) {
      expect([data, isClosingReport(type, data)]).toEqual([data, false]);
      expect([data, mustKeepUnreadable(type, data)]).toEqual([data, false]);
    }
  });

  it.each([
    ['SymptomReported', { isWarningSign: [false, true] }],
    ['SymptomReported', [{ isWarningSign: false }, { isWarningSign: true }]],
    ['InstrumentAnswered', { hasPositiveSelfHarmItem: [false, true] }],
  ])('%s that says both is kept, whoever sends it', (type, data) => {
    expect(isClosingReport(type, data)).toBe(true);
  });
});
