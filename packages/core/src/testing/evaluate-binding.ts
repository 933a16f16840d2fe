// Evaluates one invented binding on an invented history, as the gate would, for core's own tests.
// It must never be used outside tests: it knows one patient and no programme.

import type { Truth } from '../decision/truth.ts';
import { EVENT_CATALOGUE } from '../events/catalogue.ts';
import { foldPatient } from '../facts/fold.ts';
import { foldOrganisation } from '../facts/organisation-facts.ts';
import type { Binding } from '../programme/programme.ts';
import { type Finding, newFinding } from '../requirements/finding.ts';
import { requirementKind } from '../requirements/kinds.ts';
import { type Question, viewOf } from '../requirements/view.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { MADE_UP_PROGRAMME, madeUpEdition } from './made-up-edition.ts';
import { type MadeUpHistory, noonOf } from './made-up-history.ts';

/** What the binding finds on `today`; `beside` are bindings it refers to. */
export function evaluateBinding(
  binding: Binding,
  history: MadeUpHistory,
  today: CalendarDay,
  beside: readonly Binding[] = [],
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
    today,
  );
  const bindings = beside.includes(binding) ? beside : [...beside, binding];
  const finding = newFinding();
  const truth = requirementKind(binding.kind)!.compile(binding, madeUpEdition(bindings))(
    view,
    finding,
  );
  return { ...finding, truth };
}
