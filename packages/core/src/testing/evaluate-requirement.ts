// Evaluates one invented requirement on an invented history, as the gate would, for core's own tests.
// It must never be used outside tests: it knows one patient and no programme.

import type { Truth } from '../decision/truth.ts';
import { EVENT_CATALOGUE } from '../events/catalogue.ts';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import type { Requirement } from '../programme/programme.ts';
import { type Finding, newFinding } from '../requirements/finding.ts';
import { requirementKind } from '../requirements/kinds.ts';
import { type Question, viewOf } from '../requirements/view.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { onOneDay } from '../time/question-days.ts';
import { MADE_UP_PROGRAMME, madeUpEdition } from './made-up-edition.ts';
import { type MadeUpHistory, noonOf } from './made-up-history.ts';

/** What the requirement finds on `today`; `beside` are requirements it refers to. */
export function evaluateRequirement(
  requirement: Requirement,
  history: MadeUpHistory,
  today: CalendarDay,
  beside: readonly Requirement[] = [],
  question: Partial<Question> = {},
): Finding & { readonly truth: Truth } {
  const at = noonOf(today);
  const of = (stream: string) =>
    history.events.filter((event) => EVENT_CATALOGUE[event.type].stream === stream);
  const view = viewOf(
    foldPatient(of('gate'), at),
    foldOrganisation(of('prescriber'), at),
    foldOrganisation(of('pharmacy'), at),
    { kind: 'dispense', at, ...question },
    MADE_UP_PROGRAMME,
    onOneDay(today),
  );
  const requirements = beside.includes(requirement) ? beside : [...beside, requirement];
  const finding = newFinding();
  const truth = requirementKind(requirement.kind)!.compile(
    requirement,
    madeUpEdition(requirements),
  )(view, finding);
  return { ...finding, truth };
}
