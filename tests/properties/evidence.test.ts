// Taking evidence away, ageing it or telling less never opens a gate (design 9.1), on whole editions.

import { join } from 'node:path';
import {
  addDays,
  CompiledProgramme,
  EVENT_CATALOGUE,
  type EventType,
  parseCalendarDay,
} from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { additions, twisted, twists } from '../reference/generated.ts';
import { askCore, type Line, line, onlyEdition } from '../reference/history.ts';
import { americanCourse } from '../reference/scripts.ts';
import { compliantPatients, everyone, STAGES } from './granted.ts';

/** Evidence that can also stand in the way: a specimen starts waits, a newer form replaces an older. */
const TWO_EDGED: readonly EventType[] = [
  'PregnancyTestReported',
  'FormSigned',
  'VisitHeld',
  'CounsellingGiven',
  'ComprehensionAnswered',
  'PrescriptionWritten',
  'ContraceptionStarted',
  'RiskCategoryAssigned',
  'ReproductiveStatusRecorded',
  'ExternalAuthorizationRecorded',
  'PatientEnrolled',
  'IndependentAgreementRecorded',
  'CourseEnded',
  'SafetyHoldCleared',
  'ReportResolved',
  'ExternalHistoryAccepted',
  // A pause makes what is in hand last longer.
  'CoursePaused',
  'CourseResumed',
];
const METHODS = ['combination_pill', 'male_latex_condom'];

/** Evidence that can only open: what a property may take away one by one. */
const onlyEnables = (one: Line) =>
  !TWO_EDGED.includes(one.type) && !EVENT_CATALOGUE[one.type].closesOnly;

/** How often a property came to its assertion: one that seldom does holds nothing. */
class Reached {
  #runs = 0;
  #reached = 0;

  when(isReached: boolean): boolean {
    this.#runs += 1;
    if (isReached) this.#reached += 1;
    return isReached;
  }

  get share(): number {
    return this.#reached / this.#runs;
  }
}

/** The least share of runs that must come to the assertion. */
const SHARE_MIN = 0.2;

describe.each(everyone())('%s', (_, patient) => {
  const more = additions(patient.rules[0]!.programme.id, METHODS);

  it('H-01 is not opened by taking away what only enables', () => {
    const reached = new Reached();
    fc.assert(
      fc.property(
        twists(95),
        fc.nat(60),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(...STAGES),
        (done, index, later, stage) => {
          const lines = twisted(patient.lines, done, patient.start, more);
          const enabling = lines.filter(onlyEnables);
          const taken = enabling[index % enabling.length];
          const asked = { stage, day: addDays(patient.today, later), daysSupply: 30 };
          const isDenied = askCore(patient.rules, lines, asked).outcome === 'denied';
          if (!reached.when(taken !== undefined && isDenied)) return;
          const left = lines.filter((one) => one !== taken);
          expect([taken?.type, askCore(patient.rules, left, asked).outcome]).toEqual([
            taken?.type,
            'denied',
          ]);
        },
      ),
      { seed: 21, numRuns: 150 },
    );
    expect(reached.share).toBeGreaterThan(SHARE_MIN);
  });

  it('H-01 is not opened by taking away every test, every method or every form', () => {
    const reached = new Reached();
    const kinds: Readonly<Record<string, (one: Line) => boolean>> = {
      test: (one) =>
        one.type === 'PregnancyTestReported' &&
        'result' in one.data &&
        one.data.result === 'negative',
      method: (one) => one.type === 'ContraceptionStarted',
      form: (one) => one.type === 'FormSigned',
    };
    const present = Object.keys(kinds).filter((kind) => patient.lines.some(kinds[kind]!));
    fc.assert(
      fc.property(
        twists(95),
        fc.constantFrom(...present),
        fc.integer({ min: 0, max: 40 }),
        fc.constantFrom(...STAGES),
        (done, kind, later, stage) => {
          const lines = twisted(patient.lines, done, patient.start, more);
          const left = lines.filter((one) => !kinds[kind]!(one));
          const asked = { stage, day: addDays(patient.today, later), daysSupply: 30 };
          const isDenied = askCore(patient.rules, lines, asked).outcome === 'denied';
          if (!reached.when(left.length < lines.length && isDenied)) return;
          expect([kind, askCore(patient.rules, left, asked).outcome]).toEqual([kind, 'denied']);
        },
      ),
      { seed: 25, numRuns: 150 },
    );
    expect(reached.share).toBeGreaterThan(SHARE_MIN);
  });

  it('H-01 is not opened by adding what only closes', () => {
    const closers: ((day: typeof patient.today) => Line)[] = [
      (day) => line('PeriodMissed', day, {}),
      (day) => line('UnprotectedContactReported', day, {}),
      (day) => line('PregnancyReported', day, { reportedBy: 'other' }),
      (day) => line('PatientDied', day, {}),
      (day) => line('SafetyHoldPlaced', day, { hold: 'h', cause: 'mood' }),
      (day) => line('TreatmentConsentWithdrawn', day, {}),
      (day) => line('ContraceptionStopped', day, { method: 'male_latex_condom' }),
      (day) => line('CapsulesShared', day, {}),
    ];
    const reached = new Reached();
    fc.assert(
      fc.property(
        twists(95),
        fc.integer({ min: 0, max: 90 }),
        fc.constantFrom(...closers),
        fc.integer({ min: 1, max: 40 }),
        fc.constantFrom(...STAGES),
        (done, offset, closer, later, stage) => {
          const lines = twisted(patient.lines, done, patient.start, more);
          const asked = { stage, day: addDays(patient.today, later), daysSupply: 30 };
          if (!reached.when(askCore(patient.rules, lines, asked).outcome === 'denied')) return;
          const added = closer(addDays(patient.start, offset));
          expect(askCore(patient.rules, [...lines, added], asked).outcome).toBe('denied');
        },
      ),
      { seed: 22, numRuns: 150 },
    );
    expect(reached.share).toBeGreaterThan(SHARE_MIN);
  });

  it('H-01 is denied on nothing, and on each kind of evidence missing that the gate cites', () => {
    expect(askCore(patient.rules, [], { stage: 'dispense', day: patient.today }).outcome).toBe(
      'denied',
    );
    const granted = askCore(patient.rules, patient.lines, {
      stage: 'dispense',
      day: patient.today,
      daysSupply: 30,
    });
    if (granted.outcome !== 'granted') throw new Error('not granted');
    for (const type of [
      'PatientEnrolled',
      'RiskCategoryAssigned',
      'ReproductiveStatusRecorded',
      'PrescriptionWritten',
    ] as const) {
      const lines = patient.lines.filter((one) => one.type !== type);
      expect([
        type,
        askCore(patient.rules, lines, { stage: 'dispense', day: patient.today, daysSupply: 30 })
          .outcome,
      ]).toEqual([type, 'denied']);
    }
  });

  it('H-05 a decision replayed at what was known then is the same, whatever was heard since', () => {
    fc.assert(
      fc.property(twists(95), fc.constantFrom(...STAGES), (done, stage) => {
        const lines = twisted(patient.lines, done, patient.start, more);
        const asked = { stage, day: patient.today, daysSupply: 30 };
        const first = askCore(
          patient.rules,
          lines.filter((one) => one.day <= patient.today),
          asked,
        );
        expect(askCore(patient.rules, lines, asked)).toEqual(first);
        expect(
          askCore(
            patient.rules,
            [...lines, line('PatientDied', addDays(patient.today, 1), {})],
            asked,
          ),
        ).toEqual(first);
      }),
      { seed: 23, numRuns: 60 },
    );
  });
});

describe('H-01 history from elsewhere', () => {
  const [patient] = compliantPatients(1).filter((one) => one.name.startsWith('us-2021 can'));
  const accepted = (by: 'prescriber' | 'delegate' | 'patient', dispensedDays = 60) =>
    line(
      'ExternalHistoryAccepted',
      addDays(patient!.start, 1),
      {
        origin: 'o',
        document: 'd',
        acceptedBy: 'x',
        coversFrom: addDays(patient!.start, -60),
        coversTo: patient!.start,
        dispensedDays,
      },
      { by },
    );
  const early = addDays(patient!.start, 5);
  const tested = (more: readonly Line[]) => [
    ...patient!.lines.filter((one) => one.day < early),
    ...patient!.lines.filter((one) => one.day >= early).map((one) => ({ ...one, day: early })),
    ...more,
  ];
  const outcomeOf = (more: readonly Line[]) =>
    askCore(patient!.rules, tested(more), { stage: 'dispense', day: early, daysSupply: 30 })
      .outcome;

  it("spares the waits of a first month only when a clinician accepted a supply, and never the month's own test", () => {
    expect(outcomeOf([])).toBe('denied');
    expect(outcomeOf([accepted('prescriber')])).toBe('granted');
    expect(outcomeOf([accepted('delegate')])).toBe('denied');
    expect(outcomeOf([accepted('patient')])).toBe('denied');
    expect(outcomeOf([accepted('prescriber', 0)])).toBe('denied');
    const untested = tested([accepted('prescriber')]).filter(
      (one) => one.type !== 'PregnancyTestReported',
    );
    expect(
      askCore(patient!.rules, untested, { stage: 'dispense', day: early, daysSupply: 30 }).outcome,
    ).toBe('denied');
  });
});

describe('H-01 a pending edition', () => {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/us-ipledge'));
  if (!outcome.ok) throw new Error('us-ipledge does not load');
  const { programme } = outcome.loaded;
  const pending = [new CompiledProgramme(programme)];
  const start = parseCalendarDay('2026-11-17')!;

  it('grants only what both editions grant', () => {
    let granted = 0;
    for (const category of ['can', 'cannot'])
      fc.assert(
        fc.property(twists(60, 3), fc.integer({ min: 0, max: 8 }), (done, later) => {
          const base = americanCourse('us-2021', category, start, addDays(start, -30 * 366), 1);
          const lines = twisted(base, done, start, additions('us-ipledge', METHODS)).filter(
            (one) => one.type !== 'ExternalAuthorizationRecorded',
          );
          const asked = {
            stage: 'prescribe' as const,
            day: addDays(start, 32 + later),
            daysSupply: 30,
          };
          if (askCore(pending, lines, asked).outcome !== 'granted') return;
          granted += 1;
          for (const edition of ['us-2021', 'us-2026'])
            expect([
              edition,
              askCore([onlyEdition(programme, edition)], lines, asked).outcome,
            ]).toEqual([edition, 'granted']);
        }),
        { seed: 24, numRuns: 200 },
      );
    expect(granted).toBeGreaterThan(40);
  });
});
