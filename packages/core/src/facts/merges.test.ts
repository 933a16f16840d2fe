// Two records of one person as one history: what each closed stays closed, and is lifted only knowingly.

import { describe, expect, it } from 'vitest';
import type { AegleEvent } from '../events/event.ts';
import { safetyReasons } from '../gate/safety.ts';
import { dayOf, MadeUpHistory } from '../testing/made-up-history.ts';
import type { Instant } from '../time/instant.ts';
import { standingWithdrawals } from './consent.ts';
import { foldPatient } from './fold.ts';
import { mergedHistory } from './merges.ts';

const LATER = Number.MAX_SAFE_INTEGER as Instant;
const day = (text: string) => dayOf(`2025-${text}`);
const record = () => new MadeUpHistory();
const merged = (other: string) => ({ survivor: 's', merged: other, basis: 'b' });
const taken = (history: MadeUpHistory, other: string, on: string) =>
  history.add('PatientsMerged', day(on), { ...merged(other), standsIn: 'survivor' });
const hold = (name: string) => ({ hold: name, cause: 'clinician' as const });
const clearing = (name: string) => ({ hold: name, clinician: 'c', reason: 'r', evidence: [] });
const read = (own: MadeUpHistory, ...others: (readonly [string, MadeUpHistory])[]) =>
  foldPatient(
    mergedHistory(
      own.events,
      others.map(([id, { events }]) => ({ record: id, events })),
    ),
    LATER,
  );
const enrolled = (history: MadeUpHistory, on: string, course: string) =>
  history.add('PatientEnrolled', day(on), { programme: 'p', course });

describe('one history of two records', () => {
  it('is in the order in which the log heard it, numbered anew, each event with its record', () => {
    const own = record()
      .add('PeriodMissed', day('01-01'), {})
      .add('PeriodMissed', day('03-01'), {});
    const other = record().add('PeriodMissed', day('02-01'), {});
    const history = mergedHistory(own.events, [{ record: 'm', events: other.events }]);
    expect(history.map((one) => [one.sequence, one.occurredOn, one.mergedFrom])).toEqual([
      [1, day('01-01'), undefined],
      [2, day('02-01'), 'm'],
      [3, day('03-01'), undefined],
    ]);
    expect(mergedHistory(own.events, [])).toBe(own.events);
  });

  it('never leaves the order of a stream, whatever instants it holds', () => {
    const own = record().add('PeriodMissed', day('02-01'), {});
    const other = record()
      .add('PeriodMissed', day('03-01'), {})
      .add('PeriodMissed', day('01-01'), {});
    const history = mergedHistory(own.events, [{ record: 'm', events: other.events }]);
    expect(history.map((one: AegleEvent) => one.occurredOn)).toEqual([
      day('02-01'),
      day('03-01'),
      day('01-01'),
    ]);
  });
});

describe('H-06 what a merged record closed', () => {
  it('is not lifted by a clearing of the same name that was given in the other record before', () => {
    const other = record().add('SafetyHoldPlaced', day('01-01'), hold('h'));
    const own = record()
      .add('SafetyHoldPlaced', day('01-02'), hold('h'))
      .add('SafetyHoldCleared', day('01-03'), clearing('h'));
    taken(own, 'm', '02-01');
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(1);
    own.add('SafetyHoldCleared', day('02-02'), clearing('h'));
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(0);
  });

  it('needs its own clearing where two records used one name', () => {
    const other = record().add('SafetyHoldPlaced', day('01-01'), hold('h'));
    const own = taken(record().add('SafetyHoldPlaced', day('01-02'), hold('h')), 'm', '02-01');
    own.add('SafetyHoldCleared', day('02-02'), clearing('h'));
    expect(read(own, ['m', other]).safetyHolds.map((one) => one.event.mergedFrom)).toEqual(['m']);
    own.add('SafetyHoldCleared', day('02-03'), clearing('h'));
    expect(read(own, ['m', other]).safetyHolds).toEqual([]);
  });

  it('a withdrawn consent is given again only after the merge', () => {
    const other = record().add('TreatmentConsentWithdrawn', day('01-01'), {});
    const form = { form: 'f', edition: '1', signer: 'patient', agrees: true } as const;
    const own = taken(record().add('FormSigned', day('01-02'), form), 'm', '02-01');
    expect(standingWithdrawals(read(own, ['m', other]))).not.toEqual([]);
    own.add('FormSigned', day('02-02'), form);
    expect(standingWithdrawals(read(own, ['m', other]))).toEqual([]);
  });

  it('an unreadable report is resolved only by who could know of it', () => {
    const report = { reportedType: 'PregnancyReported', problems: [], rawDigest: 'd' };
    const resolving = { report: 'r', clinician: 'c', reason: 'r' };
    const other = record().add('ReportUnresolved', day('01-01'), report, { id: 'r' });
    const own = taken(record().add('ReportResolved', day('01-02'), resolving), 'm', '02-01');
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(1);
    own.add('ReportResolved', day('02-02'), resolving);
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(0);
  });

  it('a pregnancy closes a course that was begun without knowing of it', () => {
    const other = record().add('PregnancyReported', day('01-01'), { reportedBy: 'patient' });
    const own = taken(enrolled(record(), '01-02', 'c1'), 'm', '02-01');
    const codes = () => safetyReasons(read(own, ['m', other])).map((one) => one.code);
    expect(codes()).toContain('course_closed');
    enrolled(own, '02-02', 'c2');
    expect(codes()).not.toContain('course_closed');
  });

  it('a pregnancy that was answered by a new course answers for none of the other record', () => {
    const other = record().add('PregnancyReported', day('01-01'), { reportedBy: 'patient' });
    const own = enrolled(record(), '01-01', 'c1').add('PregnancyReported', day('01-03'), {
      reportedBy: 'patient',
    });
    taken(enrolled(own, '01-04', 'c2'), 'm', '02-01');
    const codes = safetyReasons(read(own, ['m', other])).map((one) => one.code);
    expect(codes).toContain('course_closed');
  });

  it('an erasure of it is a closure that a clinician clears; an erasure of the own record is not', () => {
    const erased = { basis: 'request' };
    const other = record().add('Erased', day('01-01'), erased, { id: 'gone' });
    const own = taken(record(), 'm', '02-01');
    expect(read(own, ['m', other]).erasure).toBeUndefined();
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(1);
    own.add('SafetyHoldCleared', day('02-02'), clearing('gone'));
    expect(read(own, ['m', other]).safetyHolds).toHaveLength(0);
    own.add('Erased', day('02-03'), erased);
    expect(read(own, ['m', other]).erasure).toBeDefined();
  });

  it('reaches through a chain of merges, and not past it', () => {
    const far = record().add('SafetyHoldPlaced', day('01-01'), hold('h'));
    const near = taken(record(), 'far', '01-10');
    const own = taken(record(), 'near', '02-01');
    near.add('SafetyHoldCleared', day('01-20'), clearing('h'));
    expect(read(own, ['near', near], ['far', far]).safetyHolds).toHaveLength(0);
    const early = record().add('SafetyHoldCleared', day('01-05'), clearing('h'));
    const own2 = taken(record(), 'near', '02-01');
    const nearer = taken(early, 'far', '01-10');
    expect(read(own2, ['near', nearer], ['far', far]).safetyHolds).toHaveLength(1);
    own2.add('SafetyHoldCleared', day('02-02'), clearing('h'));
    expect(read(own2, ['near', nearer], ['far', far]).safetyHolds).toHaveLength(0);
  });
});

describe('what a merged record holds of supply', () => {
  const given = (on: string) =>
    [
      'Dispensed',
      day(on),
      { dispense: 'd', authorization: 'a', prescription: 'x', pharmacy: 'f', daysSupply: 30 },
    ] as const;

  it('counts in the course that is going on, and its own course begins nothing', () => {
    const own = taken(enrolled(record(), '01-02', 'c1'), 'm', '02-01');
    const other = enrolled(record(), '01-03', 'c2').add(...given('01-04'));
    const facts = read(own, ['m', other]);
    expect(facts.course?.id).toBe('c1');
    expect(facts.dispenses).toHaveLength(1);
    expect(facts.mergedInto).toBeUndefined();
  });

  it('is not taken back by a reversal of the same number in the other record', () => {
    const other = record().add(...given('01-04'));
    const reversal = { dispense: 'd', cause: 'other' } as const;
    const own = record().add('DispenseReversed', day('01-05'), reversal);
    taken(own, 'm', '02-01');
    expect(read(own, ['m', other]).dispenses).toHaveLength(1);
    own.add('DispenseReversed', day('02-05'), reversal);
    expect(read(own, ['m', other]).dispenses).toHaveLength(0);
  });

  it('counts lost capsules apart until the merge', () => {
    const other = record().add('CapsulesLost', day('01-01'), { count: 10 });
    const own = record().add('CapsulesReturned', day('01-02'), { count: 10 });
    taken(own, 'm', '02-01');
    expect(read(own, ['m', other]).capsulesUnaccounted).toBe(10);
    own.add('CapsulesReturned', day('02-02'), { count: 4 });
    expect(read(own, ['m', other]).capsulesUnaccounted).toBe(6);
  });
});

describe('corrections across records', () => {
  const weigh = (weightKg: string) => ({ weightKg }) as never;
  const correcting = (event: string) => ({
    event,
    field: 'weightKg',
    value: '61',
    isWithdrawn: false,
    reason: 'r',
  });

  it('reach the event of their own record first, and another record only after the merge', () => {
    const other = record().add('WeightMeasured', day('01-01'), weigh('50'), { id: 'w' });
    const own = record().add('WeightMeasured', day('01-02'), weigh('70'), { id: 'w' });
    own.add('Corrected', day('01-03'), correcting('w'));
    taken(own, 'm', '02-01');
    const kg = (history: MadeUpHistory) =>
      read(history, ['m', other]).weights.map((one) => String(one.data.weightKg));
    expect(kg(own)).toEqual(['50', '61']);
    const bare = taken(record(), 'm', '02-01').add('Corrected', day('02-03'), correcting('w'));
    expect(kg(bare)).toEqual(['61']);
  });
});
