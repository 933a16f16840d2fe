// What closes both gates closes them in every programme, whoever and whatever speaks for opening.

import { addDays, type EventType, mustKeepUnreadable, parseEvent, type Role } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { askCore, eventsOf, type Line, line } from '../reference/history.ts';
import { GOOD_TEST } from '../reference/scripts.ts';
import { type Compliant, everyone, STAGES } from './granted.ts';

const CLOSERS: readonly (readonly [EventType, object, string])[] = [
  ['PregnancyTestReported', { ...GOOD_TEST, result: 'positive' }, 'positive_test'],
  ['PregnancyTestReported', { ...GOOD_TEST, result: 'invalid' }, 'unclear_test'],
  ['PregnancyTestReported', { result: 'unclear' }, 'unclear_test'],
  ['PregnancyReported', { reportedBy: 'laboratory' }, 'pregnancy_reported'],
  ['PeriodMissed', {}, 'missed_period'],
  ['UnprotectedContactReported', {}, 'unprotected_contact'],
  ['EmergencyContraceptionUsed', {}, 'emergency_contraception'],
  ['SafetyHoldPlaced', { hold: 'closer', cause: 'mood' }, 'hold'],
  [
    'ReportUnresolved',
    { reportedType: 'PregnancyTestReported', problems: [], rawDigest: 'x' },
    'unresolved_report',
  ],
  ['UnauthorizedDispenseFound', { daysSupply: 30 }, 'irregular_supply'],
  ['CapsulesShared', {}, 'irregular_supply'],
  ['PatientDied', {}, 'patient_died'],
  ['TreatmentConsentWithdrawn', {}, 'consent_withdrawn'],
  ['Erased', { basis: 'request' }, 'erased'],
];

const decide = (
  patient: Compliant,
  more: readonly Line[],
  stage: (typeof STAGES)[number],
  day = patient.today,
) => askCore(patient.rules, [...patient.lines, ...more], { stage, day, daysSupply: 30 });
const codesOf = (decision: ReturnType<typeof decide>) =>
  decision.outcome === 'denied' ? decision.reasons.map((reason) => reason.code) : [];
const clearing = (by: Role, day: Compliant['today']) =>
  line(
    'SafetyHoldCleared',
    day,
    { hold: 'closer', clinician: 'c', reason: 'r', evidence: ['e'] },
    { by },
  );

describe.each(everyone())('%s', (_, patient) => {
  it.each(STAGES)('is granted at %s before anything closes', (stage) => {
    expect(codesOf(decide(patient, [], stage))).toEqual([]);
    expect(decide(patient, [], stage).outcome).toBe('granted');
  });

  it('H-06 a hold, a positive, invalid or unclear test or a reported pregnancy closes both gates until a clinician clears it', () => {
    for (const [type, data, code] of CLOSERS) {
      const closer: Line = { type, day: patient.today, data, id: 'closer' };
      for (const stage of STAGES) {
        expect([type, codesOf(decide(patient, [closer], stage))[0]]).toEqual([type, code]);
        for (const by of [
          'patient',
          'guardian',
          'delegate',
          'pharmacist',
          'programme_officer',
          'system_client',
          'researcher',
        ] as const)
          expect(codesOf(decide(patient, [closer, clearing(by, patient.today)], stage))).toContain(
            code,
          );
      }
    }
  });

  it('H-06 nothing but a clearing opens: not a portal, a judgement, a new test, a new form or time', () => {
    for (const [type, data, code] of CLOSERS) {
      const closer: Line = { type, day: patient.today, data, id: 'closer' };
      const pleas: Line[] = [
        line('ExternalAuthorizationRecorded', patient.today, {
          portal: 'ipledge',
          number: 'n',
          prescription: 'rx-1',
          granted: true,
          lastDay: addDays(patient.today, 6),
        }),
        ...['authority', code, 'aegle'].map((requirement) =>
          line('DiscretionExercised', patient.today, {
            requirement,
            programme: patient.rules[0]!.programme.id,
            clinician: 'c',
            judgement: 'j',
            lastDay: addDays(patient.today, 30),
          }),
        ),
        line('PregnancyTestReported', patient.today, GOOD_TEST),
        line('ReportResolved', patient.today, { report: 'elsewhere', clinician: 'c', reason: 'r' }),
      ];
      for (const stage of STAGES)
        for (const later of [0, 1, 200])
          expect(
            codesOf(decide(patient, [closer, ...pleas], stage, addDays(patient.today, later))),
          ).toContain(code);
    }
  });

  it('H-06 clearing a doubt about pregnancy revives no test that is older than the doubt', () => {
    if (
      !patient.rules[0]!.programme.editions[0]!.categories.find(
        (one) => one.id === patient.category,
      )!.canBecomePregnant
    )
      return;
    for (const [type, data, code] of CLOSERS.slice(0, 3)) {
      const closer: Line = { type, day: patient.today, data, id: 'closer' };
      const cleared = decide(
        patient,
        [closer, clearing('safety_officer', patient.today)],
        'dispense',
      );
      expect(codesOf(cleared)).not.toContain(code);
      expect(cleared.outcome).toBe('denied');
    }
  });

  it('H-02 a grant ends with its last day', () => {
    const granted = decide(patient, [], 'dispense');
    if (granted.outcome !== 'granted') throw new Error('not granted');
    for (let day = patient.today; day <= granted.lastDay; day = addDays(day, 1)) {
      const still = decide(patient, [], 'dispense', day);
      expect(still.outcome).toBe('granted');
      if (still.outcome === 'granted')
        expect(still.lastDay).toBeLessThanOrEqual(Math.max(granted.lastDay, day));
    }
    const isWindowed = granted.lastDay > patient.today;
    if (isWindowed)
      expect(decide(patient, [], 'dispense', addDays(granted.lastDay, 1)).outcome).toBe('denied');
  });
});

describe('H-06 corrupting any field of a positive test', () => {
  const NONSENSE: readonly unknown[] = [
    undefined,
    null,
    '',
    'Negative',
    'NEGATIVE',
    ' negative',
    0,
    -1,
    1e9,
    true,
    [],
    {},
    ['negative'],
    '2024-02-30',
    'x'.repeat(9999),
  ];
  const patient = everyone().find(([name]) => name === 'us-2021 can, month 3')![1];
  const at = eventsOf(patient.lines, 'gate').at(-1)!;
  const wire = {
    id: 'closer',
    type: 'PregnancyTestReported',
    v: 1,
    occurredOn: '2024-03-01',
    occurredAt: '2024-03-01T12:00:00Z',
    data: {
      ...GOOD_TEST,
      result: 'positive',
      resultedOn: '2024-03-02',
      certifiedOn: '2024-03-02',
      source: 's',
    } as Record<string, unknown>,
  };
  const corrupted = [
    ...Object.keys(wire.data).flatMap((field) =>
      NONSENSE.map(
        (value) => [field, { ...wire, data: { ...wire.data, [field]: value } }] as const,
      ),
    ),
    ...['id', 'v', 'occurredOn', 'occurredAt', 'data'].flatMap((field) =>
      NONSENSE.map((value) => [field, { ...wire, [field]: value }] as const),
    ),
    ...NONSENSE.map(
      (value) => ['extra', { ...wire, data: { ...wire.data, extra: value } }] as const,
    ),
  ];

  it('never leads to a grant: it is read as not negative, or kept as an unresolved report', () => {
    for (const [field, sent] of corrupted) {
      const parsed = parseEvent(sent as never, {
        sequence: 99,
        recordedAt: at.recordedAt,
        actor: at.actor,
      });
      if (!parsed.ok) {
        expect([field, mustKeepUnreadable(sent.type, sent.data)]).toEqual([field, true]);
        continue;
      }
      const { event } = parsed;
      const asLine: Line = {
        type: event.type,
        day: event.occurredOn,
        data: event.data,
        id: 'closer',
      };
      for (const stage of STAGES)
        expect([field, codesOf(decide(patient, [asLine], stage))[0]]).toEqual([
          field,
          'positive_test',
        ]);
    }
    expect(corrupted.length).toBeGreaterThan(200);
  });
});
