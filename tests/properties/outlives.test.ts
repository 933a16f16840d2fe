// Nothing outlives its ground: each number, signature, certificate, agreement and judgement, and what ends it.
// The list is GLOSSARY's, "Grounds and ends"; each row is granted first, and not once its ground is gone.

import { addDays, type CalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { askCore, type Line, line, shortly } from '../reference/history.ts';
import { GOOD_TEST } from '../reference/scripts.ts';
import { type Compliant, compliantPatients } from './granted.ts';

interface Row {
  /** What must not outlive its ground, as GLOSSARY names it. */
  readonly object: string;
  readonly ended: string;
  /** The code that then stands among the reasons; `asks:` before it where a clinician is asked. */
  readonly because: string;
  readonly of: string;
  readonly stage?: 'prescribe' | 'dispense';
  /** What makes it stand, where the compliant patient does not have it. */
  readonly given?: (one: Compliant) => Line[];
  readonly end: (one: Compliant) => Line[];
  /** Days after the compliant day on which it is asked, once it has ended; 0 unless stated. */
  readonly later?: number;
}

const US = 'us-2021 can, month 3';
const programme = 'us-ipledge';
const rx = (count: number) => ({
  prescription: `rx-${count}`,
  prescriber: 'p',
  product: 'isotretinoin',
  daysSupply: 30,
  refills: 0,
  medium: 'electronic' as const,
});
const judged = (day: CalendarDay, lastDay: CalendarDay, requirement: string) =>
  line('DiscretionExercised', day, {
    programme: 'de-amvv',
    requirement,
    clinician: 'prescriber-1',
    judgement: 'seen',
    lastDay,
  });
const homeTest = (day: CalendarDay) =>
  line('PregnancyTestReported', day, { ...GOOD_TEST, setting: 'home', readBy: 'clinician' });
const dispensedToday = (day: CalendarDay, count: number) =>
  line('Dispensed', day, {
    dispense: 'd-now',
    authorization: 'a-now',
    prescription: `rx-${count}`,
    pharmacy: 'ph',
    daysSupply: 30,
  });

const ROWS: readonly Row[] = [
  {
    object: 'external authorisation',
    ended: 'its prescription is cancelled',
    because: 'prescription_missing',
    of: 'us-2021 can, month 1',
    end: ({ today }) => [
      line('PrescriptionCancelled', today, { prescription: 'rx-1', cause: 'x' }),
    ],
  },
  {
    object: 'external authorisation',
    ended: 'another prescription takes its place',
    because: 'external_authorization_missing',
    of: US,
    end: ({ today }) => [line('PrescriptionWritten', today, rx(9))],
  },
  {
    object: 'external authorisation',
    ended: 'the portal takes it back',
    because: 'external_authorization_denied',
    of: US,
    end: ({ today }) => [
      line('ExternalAuthorizationRecorded', today, {
        portal: 'ipledge',
        number: 'n-3',
        prescription: 'rx-3',
        granted: false,
      }),
    ],
  },
  {
    object: 'pick-up window',
    ended: 'its last day is over',
    because: 'window_closed',
    of: US,
    end: () => [],
    later: 7,
  },
  {
    object: 'pregnancy test',
    ended: 'a supply has used it',
    because: 'test_missing',
    of: US,
    end: ({ today }) => [dispensedToday(today, 3), line('PrescriptionWritten', today, rx(9))],
  },
  {
    object: 'pregnancy test',
    ended: 'a missed period puts it in doubt, cleared or not',
    because: 'test_missing',
    of: US,
    end: ({ today }) => [
      line('PeriodMissed', today, {}, { id: 'missed' }),
      line('SafetyHoldCleared', today, {
        hold: 'missed',
        clinician: 'x',
        reason: 'x',
        evidence: [],
      }),
    ],
  },
  {
    object: 'permission to test at home',
    ended: 'it is revoked before the test',
    because: 'test_home_not_permitted',
    of: 'us-2026 can, month 3',
    given: ({ today }) => [line('HomeTestingPermitted', addDays(today, -1), { permittedBy: 'p' })],
    end: ({ today }) => [
      line('HomeTestingRevoked', today, {}),
      line('PeriodMissed', today, {}, { id: 'missed' }),
      line('SafetyHoldCleared', today, {
        hold: 'missed',
        clinician: 'x',
        reason: 'x',
        evidence: [],
      }),
      homeTest(addDays(today, 1)),
    ],
    later: 1,
  },
  ...(['PrescriberSuspended', 'PrescriberDeactivated'] as const).map(
    (type): Row => ({
      object: 'certificate of a prescriber',
      ended: type,
      because: type === 'PrescriberSuspended' ? 'prescriber_suspended' : 'prescriber_deactivated',
      of: US,
      end: ({ today }) => [line(type, today, { programme })],
    }),
  ),
  {
    object: 'certificate of a pharmacy',
    ended: 'it is suspended',
    because: 'pharmacy_suspended',
    of: US,
    end: ({ today }) => [line('PharmacySuspended', today, { programme })],
  },
  {
    object: 'signature',
    ended: 'the signer could not decide that day',
    because: 'guardian_signature_missing',
    of: 'fr-2023 childbearing, month 1',
    stage: 'prescribe',
    end: ({ today }) => [
      line('FormSigned', today, {
        form: 'care_and_contraception_agreement',
        edition: 'fr-agreement',
        signer: 'patient',
        agrees: true,
        capacity: 'lacks_capacity',
      }),
    ],
  },
  {
    object: 'signature',
    ended: 'the signer no longer agrees',
    because: 'form_not_agreed',
    of: US,
    end: ({ today }) => [
      line('FormSigned', today, {
        form: 'ipledge-consent-general',
        edition: '2021-10-08',
        signer: 'patient',
        agrees: false,
      }),
    ],
  },
  {
    object: 'consent',
    ended: 'it is withdrawn',
    because: 'consent_withdrawn',
    of: 'de-3b others, month 1',
    end: ({ today }) => [line('TreatmentConsentWithdrawn', today, {})],
  },
  {
    object: 'certificate of non-pregnancy',
    ended: 'its seven days are over',
    because: 'window_closed',
    of: 'it-2026 childbearing, month 1',
    end: () => [],
    later: 8,
  },
  {
    object: 'prescription',
    ended: 'its days are over',
    because: 'window_closed',
    of: 'de-3b childbearing, month 1',
    end: () => [],
    later: 7,
  },
  {
    object: 'prescription',
    ended: 'its writer no longer had the patient',
    because: 'prescriber_not_treating',
    of: 'de-3b others, month 1',
    end: ({ start }) => [line('CareTransferred', start, { toPrescriber: 'somebody-else' })],
  },
  {
    object: 'supply on a prescription',
    ended: 'it is used up',
    because: 'supply_exceeds_prescription',
    of: 'de-3b others, month 1',
    end: ({ today }) => [dispensedToday(today, 1)],
  },
  {
    object: 'exemption from contraception',
    ended: 'the patient no longer agrees',
    because: 'contraception_missing',
    of: 'gb-2026 childbearing, month 1',
    given: exempt,
    end: ({ today }) => [
      line('ContraceptionExemptionAgreed', today, {
        ground: 'no_pregnancy_risk',
        agreedBy: 'p',
        patientAgrees: false,
      }),
    ],
  },
  {
    object: 'exemption from contraception',
    ended: 'contact without protection, cleared with a test since, contradicts it',
    because: 'contraception_missing',
    of: 'gb-2026 childbearing, month 1',
    stage: 'prescribe',
    given: exempt,
    end: ({ today }) => [
      line('UnprotectedContactReported', today, {}, { id: 'contact' }),
      line('PregnancyTestReported', addDays(today, 1), GOOD_TEST),
      line('SafetyHoldCleared', addDays(today, 1), {
        hold: 'contact',
        clinician: 'x',
        reason: 'x',
        evidence: [],
      }),
    ],
    later: 1,
  },
  {
    object: 'paper shown at the pharmacy',
    ended: 'a supply has used it',
    because: 'document_not_shown',
    of: 'fr-2023 childbearing, month 1',
    end: ({ today }) => [dispensedToday(today, 1), line('PrescriptionWritten', today, rx(9))],
  },
  {
    object: 'clinical override',
    ended: 'its own last day is over',
    because: 'asks:test_setting_not_accepted',
    of: 'de-3b childbearing, month 1',
    given: ({ today }) => [
      homeTest(today),
      judged(today, addDays(today, 1), 'test-in-medical-setting'),
    ],
    end: () => [],
    later: 2,
  },
];

/** Without any method, from the start, but with an agreed exemption. */
function exempt({ start }: Compliant): Line[] {
  return [
    line('ContraceptionExemptionAgreed', start, {
      ground: 'no_pregnancy_risk',
      agreedBy: 'p',
      patientAgrees: true,
    }),
  ];
}

const everyone = [...compliantPatients(1), ...compliantPatients(3)];

describe('H-01 nothing outlives its ground', () => {
  it.each(ROWS.map((row) => [row.object, row.ended, row] as const))(
    '%s: %s',
    (_object, _ended, row) => {
      const one = everyone.find(({ name }) => name === row.of)!;
      const { rules, today } = one;
      const stage = row.stage ?? 'dispense';
      const kept =
        row.given === exempt
          ? one.lines.filter(({ type }) => type !== 'ContraceptionStarted')
          : one.lines;
      const given = [...kept, ...(row.given?.(one) ?? [])];
      const ask = (lines: readonly Line[], day: CalendarDay) =>
        shortly(askCore(rules, lines, { stage, day, daysSupply: 30 }));
      expect(ask(given, today)).toMatchObject({ outcome: 'granted' });
      const after = ask([...given, ...row.end(one)], addDays(today, row.later ?? 0));
      expect(after.codes).toContain(row.because);
    },
  );
});
