// H-01 A specialist's approval is another person's, who is registered and signs it; a paper is asked about.

import { describe, expect, it } from 'vitest';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import { MADE_UP_PROGRAMME, madeUpEdition, madeUpRequirement } from '../testing/made-up-edition.ts';
import { dayOf, MadeUpHistory, noonOf } from '../testing/made-up-history.ts';
import { addDays } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { newFinding } from './finding.ts';
import { requirementKind } from './kinds.ts';
import { viewOf } from './view.ts';

const monday = dayOf('2024-03-04');
const programme = MADE_UP_PROGRAMME;
const rule = madeUpRequirement(
  'rule',
  'specialist',
  {},
  { specialties: ['dermatologist'], acceptsApproval: true },
);

const standingOf = (specialty: string, isSuspended = false) => {
  const made = new MadeUpHistory().add('PrescriberCertified', monday, { programme, specialty });
  if (isSuspended) made.add('PrescriberSuspended', addDays(monday, 1), { programme });
  return foldOrganisation(made.events, noonOf(addDays(monday, 9)));
};
const COLLEAGUES = new Map([
  ['skin', standingOf('dermatologist')],
  ['family', standingOf('general_practitioner')],
  ['stopped', standingOf('dermatologist', true)],
]);

type Said = readonly [specialist: string, actor: string, approved?: boolean];

function found(prescriber: string | undefined, ...said: readonly Said[]) {
  const history = new MadeUpHistory().add('PatientEnrolled', monday, { programme, course: 'c' });
  for (const [specialist, actor, approved = true] of said)
    history.add(
      'SpecialistApprovalRecorded',
      monday,
      { specialist, authority: 'a', approved },
      { actor },
    );
  const at = noonOf(addDays(monday, 9));
  const question = { kind: 'prescribe' as const, at, ...(prescriber && { prescriber }) };
  const facts = foldPatient(history.events, at);
  const own = standingOf('general_practitioner');
  const day = onOneDay(addDays(monday, 9));
  const view = viewOf(facts, own, undefined, question, programme, day, COLLEAGUES);
  const finding = newFinding();
  const evaluate = requirementKind(rule.kind)!.compile(rule, madeUpEdition([rule]));
  return { truth: evaluate(view, finding), asks: finding.asks };
}

describe('H-01 an approval', () => {
  it('counts from another specialist, who signs it', () => {
    expect(found('gp', ['skin', 'skin']).truth).toBe('met');
  });

  it.each<[string, Said]>([
    ['of the prescriber', ['gp', 'gp']],
    ['in the name of a specialist here, typed by the prescriber', ['skin', 'gp']],
    ['of somebody here of another specialty', ['family', 'family']],
    ['of a suspended specialist', ['stopped', 'stopped']],
    ['that was refused', ['skin', 'skin', false]],
  ])('opens nothing and asks nothing: %s', (_, said) => {
    expect(found('gp', said)).toEqual({ truth: 'unmet', asks: false });
  });

  it('asks where no register knows who is named, or nobody knows who prescribes', () => {
    expect(found('gp', ['made up', 'gp'])).toEqual({ truth: 'unknown', asks: true });
    expect(found(undefined, ['skin', 'skin'])).toEqual({ truth: 'unknown', asks: true });
  });

  it('typed from paper does not take back a refusal of the same day', () => {
    expect(found('gp', ['skin', 'skin', false], ['made up', 'gp']).truth).toBe('unmet');
    expect(found('gp', ['made up', 'gp', false], ['skin', 'skin']).truth).toBe('met');
  });
});
