// Folding a gate stream: what is known at an instant, what closes, what opens again and by whom.

import { describe, expect, it } from 'vitest';
import type { Role } from '../decision/actor.ts';
import { EVENT_CATALOGUE, EVENT_TYPES, type EventType } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { standingWithdrawals } from './consent.ts';
import { foldPatient } from './fold.ts';
import { FOLD_STEPS } from './fold-steps.ts';
import { lastDispense, type SafetyHold } from './patient-facts.ts';

const monday = dayOf('2024-03-04');
const later = noonOf(addDays(monday, 90));

const causes = (history: MadeUpHistory, at = later) =>
  foldPatient(history.events, at).safetyHolds.map((closure) => closure.cause);

const clearing = { hold: 'e1', clinician: 'dr', reason: 'repeat test negative', evidence: ['x'] };

const supply = (dispense: string, daysSupply = 30) => ({
  dispense,
  authorization: `a-${dispense}`,
  prescription: 'rx1',
  pharmacy: 'ph1',
  daysSupply,
});

describe('facts as of an instant', () => {
  it('know nothing that was recorded later, however early it happened', () => {
    const history = new MadeUpHistory().add(
      'PeriodMissed',
      monday,
      {},
      { recordedOn: addDays(monday, 3) },
    );
    expect(causes(history, noonOf(addDays(monday, 2)))).toEqual([]);
    expect(causes(history, noonOf(addDays(monday, 3)))).toEqual(['missed_period']);
  });

  it('are the same whether they are folded once or again', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'p', course: 'c1' })
      .add('Dispensed', monday, supply('d1'));
    expect(foldPatient(history.events, later)).toEqual(foldPatient(history.events, later));
  });

  it('are not touched by any event of the record stream', () => {
    const ofRecord = EVENT_TYPES.filter((type) => EVENT_CATALOGUE[type].stream === 'record');
    expect(ofRecord.filter((type) => Object.hasOwn(FOLD_STEPS, type))).toEqual([]);
  });

  it('are touched by every event of the gate stream that only closes', () => {
    const elsewhere = ['ContraceptionStopped'];
    for (const type of EVENT_TYPES) {
      const { stream, closesOnly } = EVENT_CATALOGUE[type];
      if (stream === 'gate' && closesOnly && !elsewhere.includes(type))
        expect(Object.entries(FOLD_STEPS), type).toContainEqual([type, expect.any(Function)]);
    }
  });
});

describe('H-06 what closes both gates', () => {
  const closers: readonly (readonly [EventType, object, SafetyHold['cause']])[] = [
    ['PregnancyTestReported', { result: 'positive' }, 'positive_test'],
    ['PregnancyTestReported', { result: 'invalid' }, 'unclear_test'],
    ['PregnancyTestReported', { result: 'unclear' }, 'unclear_test'],
    ['PregnancyReported', { reportedBy: 'patient' }, 'pregnancy'],
    ['PeriodMissed', {}, 'missed_period'],
    ['UnprotectedContactReported', {}, 'unprotected_contact'],
    ['EmergencyContraceptionUsed', {}, 'emergency_contraception'],
    ['ReportUnresolved', { reportedType: 'x', problems: [], rawDigest: 'x' }, 'unresolved_report'],
    ['SafetyHoldPlaced', { hold: 'e1', cause: 'mood' }, 'hold'],
    ['UnauthorizedDispenseFound', { daysSupply: 30 }, 'irregular_supply'],
    ['DispenseConflictFound', { authorization: 'a', pharmacy: 'p' }, 'irregular_supply'],
    ['CapsulesShared', {}, 'irregular_supply'],
  ];
  const closed = ([type, data]: (typeof closers)[number] = closers[0]!) =>
    new MadeUpHistory().add(type, monday, data as never);

  it.each(closers)('%s %j closes with %s', (...closer) => {
    expect(causes(closed(closer))).toEqual([closer[2]]);
  });

  it.each(closers)(
    '%s %j is opened by a prescriber or a safety officer and by nobody else',
    (...closer) => {
      const by = (role: Role) =>
        causes(closed(closer).add('SafetyHoldCleared', addDays(monday, 1), clearing, { by: role }));
      expect(by('prescriber')).toEqual([]);
      expect(by('safety_officer')).toEqual([]);
      for (const role of [
        'patient',
        'guardian',
        'delegate',
        'pharmacist',
        'programme_officer',
        'system_client',
      ] as const)
        expect([role, by(role)]).toEqual([role, [closer[2]]]);
    },
  );

  it.each(closers)(
    '%s %j is not opened by a clearing that the log heard before it',
    (...closer) => {
      const history = new MadeUpHistory()
        .add('SafetyHoldCleared', monday, { ...clearing, hold: 'e1' }, { id: 'c' })
        .add(closer[0], monday, closer[1] as never, { id: 'e1' });
      expect(causes(history)).toEqual([closer[2]]);
    },
  );

  it.each(closers)('%s %j is not opened by clearing something else', (...closer) => {
    const history = closed(closer).add('SafetyHoldCleared', monday, { ...clearing, hold: 'e7' });
    expect(causes(history)).toEqual([closer[2]]);
  });

  it.each(closers.filter(([type]) => type !== 'ReportUnresolved'))(
    '%s %j is not opened by resolving it as if it were an unreadable report',
    (...closer) => {
      const history = closed(closer).add('ReportResolved', addDays(monday, 1), {
        report: 'e1',
        clinician: 'dr',
        reason: 'read',
      });
      expect(causes(history)).toEqual([closer[2]]);
    },
  );

  it('an unreadable report is opened by its resolution by a clinician, never a delegate', () => {
    const by = (role: Role) =>
      causes(
        closed(closers[7]!).add(
          'ReportResolved',
          monday,
          { report: 'e1', clinician: 'd', reason: 'r' },
          { by: role },
        ),
      );
    expect(by('prescriber')).toEqual([]);
    expect(by('delegate')).toEqual(['unresolved_report']);
  });

  it('a later negative test opens nothing that a positive one closed', () => {
    const history = closed(closers[0]!).add('PregnancyTestReported', addDays(monday, 2), {
      result: 'negative',
    });
    expect(causes(history)).toEqual(['positive_test']);
  });

  it('the same hold placed again after its clearing closes again', () => {
    const history = closed(closers[8]!)
      .add('SafetyHoldCleared', monday, clearing)
      .add('SafetyHoldPlaced', monday, { hold: 'e1', cause: 'mood' });
    expect(causes(history)).toEqual(['hold']);
  });
});

describe('H-06 a correction that could widen', () => {
  const corrected = (given: { actor?: string } = {}) =>
    new MadeUpHistory()
      .add('PregnancyTestReported', monday, { result: 'positive' })
      .add(
        'Corrected',
        addDays(monday, 1),
        { event: 'e1', field: 'result', value: 'negative', isWithdrawn: false, reason: 'typing' },
        { id: 'k', actor: 'dr-a', ...given },
      );
  const confirming = { hold: 'k', clinician: 'dr', reason: 'seen the report', evidence: ['x'] };

  it('keeps both gates closed until a second clinician has confirmed it', () => {
    expect(causes(corrected())).toEqual(['unconfirmed_correction']);
    const second = corrected().add('SafetyHoldCleared', addDays(monday, 2), confirming, {
      actor: 'dr-b',
    });
    expect(causes(second)).toEqual([]);
    expect(foldPatient(second.events, later).tests[0]!.data.result).toBe('negative');
  });

  it('is not confirmed by its author, by a delegate, or by a confirmation recorded before it', () => {
    const author = corrected().add('SafetyHoldCleared', monday, confirming, { actor: 'dr-a' });
    expect(causes(author)).toEqual(['unconfirmed_correction']);
    const delegate = corrected().add('SafetyHoldCleared', monday, confirming, {
      actor: 'x',
      by: 'delegate',
    });
    expect(causes(delegate)).toEqual(['unconfirmed_correction']);
    const before = new MadeUpHistory()
      .add('PregnancyTestReported', monday, { result: 'positive' })
      .add('SafetyHoldCleared', monday, confirming, { actor: 'dr-b' })
      .add(
        'Corrected',
        monday,
        { event: 'e1', field: 'result', value: 'negative', isWithdrawn: false, reason: 'r' },
        { id: 'k', actor: 'dr-a' },
      );
    expect(causes(before)).toEqual(['unconfirmed_correction']);
  });

  it('is not confirmed by its author calling it a resolved report', () => {
    const resolved = corrected().add(
      'ReportResolved',
      addDays(monday, 2),
      { report: 'k', clinician: 'dr-a', reason: 'mine' },
      { actor: 'dr-a' },
    );
    expect(causes(resolved)).toEqual(['unconfirmed_correction']);
  });

  it('closes again when its confirmation is withdrawn', () => {
    const withdrawn = corrected()
      .add('SafetyHoldCleared', addDays(monday, 2), confirming, { actor: 'dr-b', id: 'ok' })
      .add('Corrected', addDays(monday, 3), {
        event: 'ok',
        field: 'hold',
        isWithdrawn: true,
        reason: 'wrong patient',
      });
    expect(causes(withdrawn)).toEqual(['unconfirmed_correction']);
  });

  it('is not known before it was recorded', () => {
    expect(causes(corrected(), noonOf(monday))).toEqual(['positive_test']);
  });

  it('that cannot be read closes both gates and changes nothing', () => {
    const history = new MadeUpHistory()
      .add('PregnancyTestReported', monday, { result: 'negative' })
      .add('Corrected', monday, {
        event: 'e1',
        field: 'colour',
        value: 'x',
        isWithdrawn: false,
        reason: 'r',
      });
    expect(causes(history)).toEqual(['unconfirmed_correction']);
  });

  it('of a clearing that is withdrawn closes again what it had opened', () => {
    const history = new MadeUpHistory()
      .add('PeriodMissed', monday, {})
      .add('SafetyHoldCleared', monday, clearing)
      .add('Corrected', monday, {
        event: 'e2',
        field: 'hold',
        isWithdrawn: true,
        reason: 'wrong patient',
      });
    expect(causes(history)).toEqual(['missed_period']);
  });
});

describe('a course', () => {
  const enrol = (course: string) => ({ programme: 'p', course });

  it('starts with its enrolment and keeps earlier supply apart', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrol('c1'))
      .add('Dispensed', addDays(monday, 1), supply('d1'))
      .add('PatientEnrolled', addDays(monday, 60), enrol('c2'));
    const facts = foldPatient(history.events, later);
    expect(facts.course?.id).toBe('c2');
    expect(facts.course?.earlierUseEndedOn).toBe(addDays(monday, 1));
    expect(facts.dispenses).toEqual([]);
    expect(facts.earlierDispenses).toHaveLength(1);
  });

  it('counts no evidence up to the last use before it, be that the end of the course or a later supply', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrol('c1'))
      .add('CourseEnded', addDays(monday, 10), { course: 'c1' })
      .add('Dispensed', addDays(monday, 20), supply('d1'))
      .add('PatientEnrolled', addDays(monday, 60), enrol('c2'));
    expect(foldPatient(history.events, later).course?.earlierUseEndedOn).toBe(addDays(monday, 20));
  });

  it('H-01 begun twice in a row, still counts nothing up to the last use before the first', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, { programme: 'us', course: 'c1' })
      .add('Dispensed', addDays(monday, 40), supply('d1'))
      .add('PatientEnrolled', addDays(monday, 60), { programme: 'us', course: 'c2' })
      .add('PatientEnrolled', addDays(monday, 60), { programme: 'us', course: 'c3' });
    const { course } = foldPatient(history.events, later);
    expect(course?.earlierUseEndedOn).toBe(addDays(monday, 40));
  });

  it('is not begun again by a second enrolment under the same course', () => {
    const history = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrol('c1'))
      .add('Dispensed', monday, supply('d1'))
      .add('PatientEnrolled', addDays(monday, 5), { programme: 'q', course: 'c1' });
    expect(foldPatient(history.events, later).dispenses).toHaveLength(1);
  });

  it('H-01 ends its consent for good by a withdrawal after which an older form is entered', () => {
    const form = { form: 'f', edition: 'e', signer: 'patient', agrees: true } as const;
    const history = new MadeUpHistory()
      .add('TreatmentConsentWithdrawn', addDays(monday, 9), {}, { by: 'patient' })
      .add('FormSigned', addDays(monday, 8), form, { recordedOn: addDays(monday, 10) });
    const withdrawn = () => standingWithdrawals(foldPatient(history.events, later)).at(-1);
    expect(withdrawn()?.id).toBe('e1');
    history.add('FormSigned', addDays(monday, 11), form);
    expect(withdrawn()).toBeUndefined();
  });

  it('H-01 ends its consent by a withdrawal that a paper form of the same day does not take back', () => {
    const form = { form: 'f', edition: 'e', signer: 'patient', agrees: true } as const;
    const history = new MadeUpHistory()
      .add('TreatmentConsentWithdrawn', monday, {}, { by: 'patient' })
      .add('FormSigned', monday, { ...form, medium: 'paper' })
      .add('FormSigned', monday, { ...form, medium: 'paper' }, { by: 'patient' })
      .add('FormSigned', monday, form, { recordedOn: addDays(monday, 1) });
    const withdrawn = () => standingWithdrawals(foldPatient(history.events, later));
    expect(withdrawn()).toHaveLength(1);
    // Not even with an hour: somebody else typed it, whether it had come by then or not.
    const [paper] = history.events.slice(1);
    const withHour = (hour: number, sequence: number) =>
      ({
        ...paper!,
        sequence,
        id: `e${sequence}`,
        occurredAt: noonOf(monday) + hour,
      }) as AegleEvent;
    history.events.push(
      withHour(1, 5),
      { ...withHour(1, 6), recordedAt: noonOf(addDays(monday, 1)) },
      withHour(12 * 3_600_000, 7),
    );
    expect(withdrawn()).toHaveLength(1);
    // The patient's own, signed here, at an hour before the log had heard of the withdrawal, or after.
    history.add('FormSigned', monday, form, { by: 'patient' });
    const own = history.events.pop()!;
    const signed = (occurredAt: number) =>
      standingWithdrawals(
        foldPatient([...history.events, { ...own, occurredAt } as AegleEvent], later),
      );
    expect(signed(noonOf(monday) - 1)).toHaveLength(1);
    expect(signed(noonOf(monday) + 1)).toEqual([]);
    history.events.push(own);
    expect(withdrawn()).toEqual([]);
  });

  it('H-01 keeps the later of two withdrawals when the earlier one is entered last', () => {
    const form = { form: 'f', edition: 'e', signer: 'patient', agrees: true } as const;
    const history = new MadeUpHistory()
      .add('TreatmentConsentWithdrawn', addDays(monday, 9), {})
      .add('TreatmentConsentWithdrawn', monday, {}, { recordedOn: addDays(monday, 10) })
      .add('FormSigned', addDays(monday, 5), form, { recordedOn: addDays(monday, 11) });
    const standing = standingWithdrawals(foldPatient(history.events, later));
    expect(standing.map((one) => one.id)).toEqual(['e1']);
  });

  it('ends its consent when it is withdrawn, until the patient signs again', () => {
    const withdrawn = new MadeUpHistory()
      .add('PatientEnrolled', monday, enrol('c1'))
      .add('TreatmentConsentWithdrawn', monday, {});
    expect(standingWithdrawals(foldPatient(withdrawn.events, later))).not.toEqual([]);
    withdrawn.add('PatientEnrolled', addDays(monday, 1), enrol('c1'));
    expect(standingWithdrawals(foldPatient(withdrawn.events, later))).not.toEqual([]);
    withdrawn.add('PatientEnrolled', addDays(monday, 1), enrol('c2'));
    expect(standingWithdrawals(foldPatient(withdrawn.events, later))).not.toEqual([]);
    const form = { form: 'consent', edition: '1', agrees: true };
    withdrawn.add('FormSigned', addDays(monday, 1), { ...form, signer: 'prescriber' });
    expect(standingWithdrawals(foldPatient(withdrawn.events, later))).not.toEqual([]);
    withdrawn.add('FormSigned', addDays(monday, 1), { ...form, signer: 'patient' });
    expect(standingWithdrawals(foldPatient(withdrawn.events, later))).toEqual([]);
  });
});

describe('H-03 supply', () => {
  it('that was dispensed is forgotten only when that dispense is reversed', () => {
    const history = new MadeUpHistory()
      .add('Dispensed', monday, supply('d1'))
      .add('DispensedPartially', monday, { ...supply('d2', 10), remainingDays: 20 })
      .add('DispenseReversed', monday, { dispense: 'd3', cause: 'other' });
    expect(foldPatient(history.events, later).dispenses.map((one) => one.daysSupply)).toEqual([
      30, 10,
    ]);
    history.add('DispenseReversed', monday, { dispense: 'd2', cause: 'wrong_quantity' });
    expect(foldPatient(history.events, later).dispenses.map((one) => one.daysSupply)).toEqual([30]);
  });

  it('last dispensed is the latest by day, not by hearing', () => {
    const history = new MadeUpHistory()
      .add('Dispensed', addDays(monday, 5), supply('d1'))
      .add('Dispensed', monday, supply('d2'), { recordedOn: addDays(monday, 6) });
    expect(lastDispense(foldPatient(history.events, later))?.event.id).toBe('e1');
  });

  it('that is lost stays unaccounted for until it is returned or destroyed, never below none', () => {
    const history = new MadeUpHistory()
      .add('CapsulesLost', monday, { count: 10 })
      .add('CapsulesReturned', monday, { count: 4 });
    expect(foldPatient(history.events, later).capsulesUnaccounted).toBe(6);
    history.add('CapsulesDestroyed', monday, { count: 60 });
    expect(foldPatient(history.events, later).capsulesUnaccounted).toBe(0);
  });
});
