// The coming days of one question: every instant lies in one span, and each says what the gate says.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { CompiledProgramme } from '../gate/rules.ts';
import {
  days,
  MADE_UP_PROGRAMME,
  madeUpEdition,
  madeUpProgramme,
  madeUpRequirement,
} from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf, utcClock } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { agendaOf } from './agenda.ts';
import { answerAt, gateSpans, saysTheSame } from './gate-spans.ts';
import { turnsBetween } from './gate-turns.ts';

const first = dayOf('2026-03-02');
const written = new MadeUpHistory()
  .add('PatientEnrolled', addDays(first, -30), { programme: MADE_UP_PROGRAMME, course: 'c1' })
  .add('PrescriptionWritten', first, {
    prescription: 'rx',
    prescriber: 'p',
    product: 'isotretinoin',
    daysSupply: 30,
    refills: 0,
  });
// Opens five days after the enrolment's wait has ended, closes seven days after the prescription.
const edition = madeUpEdition([
  madeUpRequirement('wait', 'waiting_period', { length: days(33) }, { anchors: ['enrolment'] }),
  madeUpRequirement(
    'window',
    'window',
    { length: days(7) },
    { anchors: ['prescription'], anchorDayCounts: true },
  ),
]);
const compiled = new CompiledProgramme(madeUpProgramme([edition]));
const now = noonOf(first);
const facts = {
  patient: foldPatient(written.events, now),
  prescriber: undefined,
  pharmacy: undefined,
  programmes: new Map(),
};
const asked = {
  programmes: [compiled],
  facts,
  question: { kind: 'dispense' as const },
  clockOf: utcClock,
};
const until = noonOf(addDays(first, 20));

describe('the coming days of one question', () => {
  it('are one unbroken line, closed, open and closed again', () => {
    const spans = gateSpans(asked, now, until);
    expect(spans.map(({ decision }) => decision.outcome)).toEqual(['denied', 'granted', 'denied']);
    expect(spans[0]?.from).toBe(now);
    expect(spans.at(-1)?.until).toBe(until);
    for (const [at, span] of spans.entries())
      if (at > 0) expect(span.from).toBe(spans[at - 1]!.until + 1);
    const opened = spans[1]!;
    expect([utcClock('UTC').dayAt(opened.from), utcClock('UTC').dayAt(opened.until)]).toEqual([
      addDays(first, 3),
      addDays(first, 6),
    ]);
  });

  it('say at every hour what the gate says at that hour', () => {
    const spans = gateSpans(asked, now, until);
    for (let at = now; at <= until; at = (at + 3_600_000) as Instant) {
      const span = spans.find((one) => one.from <= at && at <= one.until)!;
      expect(saysTheSame(span, answerAt(asked, at))).toBe(true);
    }
  });

  it('turn where a day turns, and nowhere else', () => {
    const turns = turnsBetween(asked, now, noonOf(addDays(first, 2)));
    expect(turns).toEqual([noonOf(first) + 43_200_000, noonOf(addDays(first, 1)) + 43_200_000]);
  });
});

describe('the agenda of one patient', () => {
  const programmes = new Map([[MADE_UP_PROGRAMME, compiled]]);
  const agenda = (at: Instant) =>
    agendaOf({ facts, programmes, question: {}, now: at, horizonDays: 20, clockOf: utcClock });

  it('says from when the window that time alone opens can be used, until when, and what comes then', () => {
    const [act] = agenda(now);
    expect(act).toMatchObject({
      id: 'dispense',
      state: 'later',
      from: addDays(first, 3),
      bestDay: addDays(first, 3),
      closes: { day: addDays(first, 6), zone: 'UTC' },
      ifMissed: { code: 'window_closed', requirement: 'window' },
    });
  });

  it('says what the act waits for, with its first day, and that it opens the act', () => {
    const wait = agenda(now).find(({ what }) => what === 'wait');
    expect(wait).toMatchObject({
      state: 'later',
      from: addDays(first, 3),
      unlocks: ['dispense'],
      why: { code: 'waiting_period' },
    });
  });

  it('changes at midnight without an event', () => {
    const close = utcClock('UTC').lastInstantOf(addDays(first, 6));
    const state = (at: number) => agenda(at as Instant).find(({ id }) => id === 'dispense')?.state;
    expect([state(close), state(close + 1)]).toEqual(['now', 'waiting']);
  });

  it('sends a closed window to what opens a new one', () => {
    const late = agenda(noonOf(addDays(first, 10)));
    expect(late.map(({ what }) => what)).toContain('prescription');
  });
});
