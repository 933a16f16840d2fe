// Edges on which an answer turns: the day before, on, after. Each holds against a fault of one line that once
// changed an answer and broke no test.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import { overlaysInForce } from '../programme/overlay.ts';
import type { Overlay, Requirement } from '../programme/programme.ts';
import { viewOf } from '../requirements/view.ts';
import { evaluateRequirement } from '../testing/evaluate-requirement.ts';
import {
  days,
  MADE_UP_PROGRAMME,
  madeUpEdition,
  madeUpProgramme,
  madeUpRequirement,
} from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf, utcClock } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { decideGate } from './decide-gate.ts';
import { CompiledProgramme } from './rules.ts';

const first = dayOf('2024-03-04');
const on = (offset: number) => addDays(first, offset);
const enrolled = () =>
  new MadeUpHistory().add('PatientEnrolled', first, { programme: MADE_UP_PROGRAMME, course: 'c1' });

/** What the gate says of an invented edition on a day. */
function decided(requirements: readonly Requirement[], made: MadeUpHistory, offset: number) {
  const at = noonOf(on(offset));
  const facts = {
    patient: foldPatient(made.events, at),
    prescriber: undefined,
    pharmacy: undefined,
    programmes: new Map(),
  };
  const programme = new CompiledProgramme(madeUpProgramme([madeUpEdition(requirements)]));
  return decideGate([programme], facts, { kind: 'dispense', at }, utcClock);
}

const visited = () => enrolled().add('VisitHeld', first, { mode: 'in_person', ordinal: 1 });
const windowOf = (id: string, length: number, group?: string) =>
  madeUpRequirement(
    id,
    'window',
    { length: days(length) },
    { anchors: ['visit'], anchorDayCounts: true },
    group === undefined ? {} : { group },
  );

describe('H-01 edges of what an answer rests on', () => {
  it.each([
    [29, 'continuation'],
    [30, 'continuation'],
    [31, 'initiation'],
  ])('a history that ended %i days before the enrolment begins in %s', (gap, phase) => {
    const made = enrolled().add('ExternalHistoryAccepted', on(0), {
      origin: 'o',
      document: 'd',
      acceptedBy: 'x',
      coversFrom: on(-100),
      coversTo: on(-gap),
      dispensedDays: 60,
    });
    const at = noonOf(on(1));
    const asked = { kind: 'dispense', at } as const;
    const facts = foldPatient(made.events, at);
    const view = viewOf(facts, undefined, undefined, asked, MADE_UP_PROGRAMME, onOneDay(on(1)));
    expect(view.phase).toBe(phase);
  });

  it("one requirement's deadline and first day are no other's", () => {
    const wait = madeUpRequirement(
      'wait',
      'waiting_period',
      { length: days(30) },
      { anchors: ['visit'] },
    );
    const form = madeUpRequirement(
      'form',
      'form_signed',
      {},
      { form: 'f', editions: ['e'], signers: ['patient'] },
    );
    const decision = decided([windowOf('window', 3), wait, form], visited(), 5);
    if (decision.outcome !== 'denied') throw new Error('granted');
    const told = (id: string) => {
      const reason = decision.reasons.find((one) => one.requirement === id)!;
      return { deadline: reason.deadline, from: reason.clearableFrom };
    };
    expect(told('window')).toMatchObject({ deadline: on(2) });
    expect(told('wait')).toEqual({ deadline: undefined, from: on(30) });
    expect(told('form')).toEqual({ deadline: undefined, from: undefined });
  });

  it.each([
    [-1, true],
    [0, true],
    [1, false],
  ])('a certificate %i days after a suspension leaves it standing: %s', (offset, stands) => {
    const made = new MadeUpHistory()
      .add('PrescriberSuspended', on(0), { programme: MADE_UP_PROGRAMME })
      .add(
        'PrescriberCertified',
        on(offset),
        { programme: MADE_UP_PROGRAMME, specialty: 's' },
        { recordedOn: on(2) },
      );
    const standing = foldOrganisation(made.events, noonOf(on(3))).get(MADE_UP_PROGRAMME)!;
    expect(standing.isSuspended).toBe(stands);
  });

  it.each([
    [[7, 3], 6],
    [[3, 7], 6],
    [[5, 5], 4],
  ])('of a group of windows of %j days the longest sets the last day', (lengths, last) => {
    const group = lengths.map((length, index) => windowOf(`w${index}`, length, 'either'));
    const lastDay = (offset: number) => {
      const decision = decided(group, visited(), offset);
      return decision.outcome === 'granted' ? decision.lastDay - first : decision.outcome;
    };
    expect([lastDay(0), lastDay(last - 1), lastDay(last), lastDay(last + 1)]).toEqual([
      last,
      last,
      last,
      'denied',
    ]);
  });

  it.each([
    [-1, false],
    [0, true],
    [9, true],
    [10, true],
    [11, false],
  ])('an overlay of days 0 to 10 is in force on day %i: %s', (offset, isInForce) => {
    const overlay: Overlay = {
      id: 'o',
      scope: 'regulator',
      appliesTo: ['made-up-2000'],
      from: on(0),
      to: on(10),
      replaces: [],
      removes: [],
      adds: [],
      citation: { sources: ['invented'] },
      digest: 'none',
    };
    const found = overlaysInForce([overlay], madeUpEdition([]), new Set(['o']), on(offset));
    expect(found.length === 1).toBe(isInForce);
  });

  it('a method stopped on its first day is not in use; one started again that day is', () => {
    const methods = madeUpRequirement('methods', 'contraception', { before: days(1) });
    const start = (made: MadeUpHistory, method: string) =>
      made.add('ContraceptionStarted', on(0), { method, declaredBy: 'patient' });
    const truth = (made: MadeUpHistory) => evaluateRequirement(methods, made, on(3)).truth;
    const both = () => start(start(enrolled(), 'pill'), 'condom');
    const stopped = () => both().add('ContraceptionStopped', on(0), { method: 'pill' });
    expect([truth(both()), truth(stopped()), truth(start(stopped(), 'pill'))]).toEqual([
      'met',
      'unmet',
      'met',
    ]);
  });
});
