// The alphabet of the bounded check: what can happen on a day, and what it does to what is known.
// Every letter is an event of the catalogue; none is ever recorded on another day than its own.

import type { CalendarDay, EventData } from '@aegle/core';
import { type Line, line } from '../reference/history.ts';
import { GOOD_TEST } from '../reference/scripts.ts';
import { type Known, NOT_YET } from './known.ts';

/** The country's own words for the same things. */
export interface Words {
  readonly programmes: readonly string[];
  readonly methods: readonly [string, string];
  readonly topics: readonly string[];
  /** Renewals that prescriptions name there; left out: none. */
  readonly refills?: number;
  /** A negative test as the country's strictest laboratory reports it. */
  readonly test: EventData<'PregnancyTestReported'>;
  /** What a prescriber there judges where sources differ, so that a compliant patient can go on. */
  readonly judged?: readonly { readonly programme: string; readonly requirement: string }[];
  /** True where the stated rule accepts the first method alone: stopping the second is asked about at most. */
  readonly isOneMethodEnough?: boolean;
}

/** One letter: `undefined` when it would change nothing or cannot happen here. */
export interface Letter {
  readonly name: string;
  readonly write: (known: Known, day: CalendarDay, words: Words) => Line;
  readonly learn: (known: Known, day: number) => Known | undefined;
}

const added = (known: Known, mark: string): string =>
  known.tests.endsWith(mark) ? known.tests : `${known.tests}${mark}`;

const doubted = (known: Known, day: number, cause: string): Known => ({
  ...known,
  day,
  tests: added(known, '!'),
  open: known.open.includes(cause) ? known.open : [...known.open, cause].sort(),
});

/** A test after a dispense of the same day counts for nothing. */
const isUsable = (known: Known, day: number): boolean =>
  known.dispensed === undefined || day > known.dispensed;

const closing = (name: string, make: (day: CalendarDay) => Line): Letter => ({
  name,
  write: (_known, day) => make(day),
  learn: (known, day) => doubted(known, day, name),
});

const CLEARABLE = ['hold', 'missed', 'positive', 'pregnancy'];

/** The first thing that a clinician can clear now: a gap once it is over and a test taken since. */
const clearable = ({ open, gaps }: Known): string | undefined =>
  open.find((one) => CLEARABLE.includes(one)) ?? gaps.find((one) => one.isTested)?.id;

/** A negative test is one since the end of every gap that is over. */
const tested = ({ gaps }: Known): Pick<Known, 'gaps'> => ({
  gaps: gaps.map((gap) => (gap.until === undefined ? gap : { ...gap, isTested: true })),
});

const stopId = ({ stops }: Known): string => `stop-${stops}`;

/** Started again on the day it was stopped, a method was never interrupted; later, a gap is over. */
function restarted(known: Known, day: number): Pick<Known, 'gaps' | 'gapEnds'> {
  if (known.stopped?.day === day) return { gaps: known.gaps.slice(0, -1), gapEnds: known.gapEnds };
  const gaps = known.gaps.map((gap) => (gap.until === undefined ? { ...gap, until: day } : gap));
  return { gaps, gapEnds: [...known.gapEnds, day] };
}

const tests: readonly Letter[] = [
  {
    name: 'test',
    write: (_known, day, words) =>
      line('PregnancyTestReported', day, { ...words.test, certifiedOn: day }),
    learn: (known, day) =>
      isUsable(known, day) && !known.tests.endsWith(` ${day}`)
        ? { ...known, ...tested(known), day, tests: `${known.tests} ${day}` }
        : undefined,
  },
  {
    name: 'home test',
    write: (_known, day) =>
      line('PregnancyTestReported', day, { ...GOOD_TEST, setting: 'home', readBy: 'clinician' }),
    learn: (known, day) =>
      isUsable(known, day)
        ? {
            ...known,
            ...tested(known),
            day,
            tests: `${known.tests} ${day}${known.isHomeAllowed ? 'H' : 'h'}`,
          }
        : undefined,
  },
  closing('positive', (day) =>
    line('PregnancyTestReported', day, { ...GOOD_TEST, result: 'positive' }, { id: 'positive' }),
  ),
  closing('missed', (day) => line('PeriodMissed', day, {}, { id: 'missed' })),
];

const holds: readonly Letter[] = [
  {
    name: 'hold',
    write: (_known, day) => line('SafetyHoldPlaced', day, { hold: 'hold', cause: 'mood' }),
    learn: (known, day) =>
      known.open.includes('hold')
        ? undefined
        : { ...known, day, open: [...known.open, 'hold'].sort() },
  },
  {
    name: 'clear',
    write: (known, day) =>
      line('SafetyHoldCleared', day, {
        hold: clearable(known)!,
        clinician: 'c',
        reason: 'r',
        evidence: ['e'],
      }),
    learn: (known, day) => {
      const hold = clearable(known);
      if (hold === undefined) return undefined;
      const gaps = known.gaps.filter((one) => one.id !== hold);
      return { ...known, day, gaps, open: known.open.filter((one) => one !== hold) };
    },
  },
  {
    name: 'home testing permitted',
    write: (_known, day) => line('HomeTestingPermitted', day, { permittedBy: 'p' }),
    learn: (known, day) =>
      known.isHomeAllowed ? undefined : { ...known, day, isHomeAllowed: true },
  },
  {
    name: 'consent withdrawn',
    write: (_known, day) => line('TreatmentConsentWithdrawn', day, {}),
    learn: (known, day) => ({ ...known, day, end: 'withdrawn' }),
  },
  {
    name: 'pregnancy',
    write: (_known, day) =>
      line('PregnancyReported', day, { reportedBy: 'patient' }, { id: 'pregnancy' }),
    learn: (known, day) => ({ ...doubted(known, day, 'pregnancy'), end: 'pregnant' }),
  },
  {
    name: 'death',
    write: (_known, day) => line('PatientDied', day, {}),
    learn: (known, day) => ({ ...known, day, end: 'died' }),
  },
  {
    name: 'method stopped',
    write: (known, day, words) =>
      line('ContraceptionStopped', day, { method: words.methods[1] }, { id: stopId(known) }),
    learn: (known, day) =>
      known.methodSince === undefined
        ? undefined
        : {
            ...known,
            day,
            methodSince: undefined,
            stopped: { day, since: known.methodSince },
            stops: known.stops + 1,
            gaps: [
              ...known.gaps,
              { id: stopId(known), from: day, until: undefined, isTested: false },
            ],
          },
  },
  {
    name: 'method started',
    write: (_known, day, words) =>
      line('ContraceptionStarted', day, { method: words.methods[1], declaredBy: 'patient' }),
    learn: (known, day) =>
      known.methodSince !== undefined
        ? undefined
        : {
            ...known,
            day,
            methodSince: known.stopped?.day === day ? known.stopped.since : day,
            stopped: undefined,
            ...restarted(known, day),
          },
  },
];

const months: readonly Letter[] = [
  {
    name: 'counselling',
    write: (_known, day, words) =>
      line('CounsellingGiven', day, {
        givenBy: 'p',
        topics: words.topics,
        contraceptiveMethods: words.methods,
      }),
    learn: (known, day) => ({
      ...known,
      day,
      counselling: 'given',
      talk: { tests: known.tests.split(' ').filter((mark) => mark !== '').length, day },
      answers: known.answers === '' ? '' : 'stale',
    }),
  },
  {
    name: 'answers',
    write: (_known, day, words) =>
      line('ComprehensionAnswered', day, { passed: true, contraceptiveMethods: words.methods }),
    learn: (known, day) => ({
      ...known,
      day,
      answers: known.counselling === '' ? 'stale' : 'fresh',
    }),
  },
  {
    name: 'visit',
    write: (_known, day) => line('VisitHeld', day, { mode: 'in_person', ordinal: 7 }),
    learn: (known, day) => ({ ...known, day, visit: day }),
  },
  {
    name: 'prescription',
    write: (known, day, words) =>
      line('PrescriptionWritten', day, {
        prescription: `rx-${(known.rx?.count ?? 0) + 1}`,
        prescriber: 'p',
        product: 'isotretinoin',
        daysSupply: 30,
        refills: words.refills ?? 0,
        medium: 'paper',
      }),
    learn: (known, day) => ({
      ...known,
      day,
      rx: { count: (known.rx?.count ?? 0) + 1, day, left: 30, isAnswered: false },
    }),
  },
  {
    name: 'portal',
    write: (known, day) =>
      line('ExternalAuthorizationRecorded', day, {
        portal: 'ipledge',
        number: 'n',
        prescription: `rx-${known.rx?.count}`,
        granted: true,
        lastDay: (day + 90) as CalendarDay,
      }),
    learn: (known, day) =>
      known.rx === undefined || known.rx.isAnswered
        ? undefined
        : { ...known, day, rx: { ...known.rx, isAnswered: true } },
  },
  {
    name: 'guide',
    write: (_known, day) => line('MedicationGuideGiven', day, {}),
    learn: (known, day) => (known.papers ? undefined : { ...known, day, papers: true }),
  },
  {
    name: 'dispensed',
    write: (known, day) =>
      line('Dispensed', day, {
        dispense: `d-${day}`,
        authorization: 'a',
        prescription: `rx-${known.rx?.count}`,
        pharmacy: 'ph',
        daysSupply: 30,
      }),
    learn: (known, day) =>
      known.rx === undefined || known.rx.left < 30
        ? undefined
        : {
            ...known,
            day,
            tests: '',
            dispensed: day,
            boxes: [...known.boxes, day],
            counselling: '',
            answers: '',
            visit: NOT_YET,
            papers: false,
            rx: { ...known.rx, left: 0 },
          },
  },
];

export const LETTERS: readonly Letter[] = [...tests, ...holds, ...months];
