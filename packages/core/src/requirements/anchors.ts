// The days from which windows and waits are counted, by name.
// Never the day on which something was entered: an anchor is the day on which it happened.

import type { Edition, Requirement } from '../programme/programme.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { acceptedMethods, acceptedSince, methodsInUse } from './contraception-state.ts';
import { latestInCycle } from './cycle.ts';
import type { Finding } from './finding.ts';
import { textOf, textsOf } from './kind.ts';
import { testRuleOf } from './test-rule.ts';
import type { PregnancyTest } from './test-rule-words.ts';
import { isVoided, selectTest } from './test-selection.ts';
import { enrolmentIn, type GateView } from './view.ts';

export const ANCHORS = [
  'specimen',
  'first_specimen',
  'certification',
  'enrolment',
  'contraception',
  'visit',
  'counselling',
  'prescription',
] as const;
export type Anchor = (typeof ANCHORS)[number];

/** Finds an anchor's day and notes its evidence; `undefined` when it has not happened. */
export type FindAnchor = (view: GateView, finding: Finding) => CalendarDay | undefined;

type Placed = { readonly id: string; readonly occurredOn: CalendarDay };

function noted(event: Placed | undefined, finding: Finding): CalendarDay | undefined {
  if (event === undefined) return undefined;
  finding.evidence.push(event.id);
  return event.occurredOn;
}

function specimenAnchor(requirement: Requirement, edition: Edition, anchor: Anchor): FindAnchor {
  const rule = testRuleOf(edition, textOf(requirement, 'test'));
  const isMeasuredOnIt = requirement.options.measuredOn === 'prescription';
  return (view, finding) => {
    const selection = selectTest(view, rule);
    const written = view.prescription?.occurredOn;
    // A later test does not take away the one on which the prescription rested, and a later
    // certificate does not lengthen its days.
    const isFilled = view.question.kind === 'dispense' && anchor === 'certification';
    const dayOf = (one: PregnancyTest) =>
      anchor === 'certification' ? one.data.certifiedOn : one.occurredOn;
    const test =
      (isMeasuredOnIt || isFilled) && written !== undefined
        ? latestBy(view, selection.accepted, dayOf, written)
        : selection.qualifying;
    const day = noted(test, finding);
    return anchor === 'certification' ? test?.data.certifiedOn : day;
  };
}

/** The last of tests in order of specimen day that was taken (or certified) by a day and not put in doubt. */
function latestBy(
  view: GateView,
  tests: readonly PregnancyTest[],
  dayOf: (test: PregnancyTest) => CalendarDay | undefined,
  by: CalendarDay,
): PregnancyTest | undefined {
  let latest: PregnancyTest | undefined;
  for (const test of tests)
    if ((dayOf(test) ?? Number.POSITIVE_INFINITY) <= by && !isVoided(view, test)) latest = test;
  return latest;
}

function finderOf(anchor: Anchor, requirement: Requirement, edition: Edition): FindAnchor {
  switch (anchor) {
    case 'specimen':
    case 'first_specimen':
    case 'certification':
      return specimenAnchor(requirement, edition, anchor);
    case 'enrolment':
      return (view, finding) => noted(enrolmentIn(view), finding);
    case 'contraception': {
      const accepted = acceptedMethods(edition.contraception);
      return (view, finding) => {
        for (const one of methodsInUse(view)) finding.evidence.push(one.id);
        return acceptedSince(view, accepted);
      };
    }
    case 'visit':
      return (view, finding) => noted(latestInCycle(view, view.facts.visits), finding);
    case 'counselling':
      return (view, finding) => noted(latestInCycle(view, view.facts.counselling), finding);
    case 'prescription':
      return (view, finding) => noted(view.prescription, finding);
  }
}

/**
 * The latest of a requirement's anchors (option `anchors`); `undefined` while one of them is missing.
 * A requirement with a specimen anchor names its test in option `test`.
 */
export function anchorsOf(requirement: Requirement, edition: Edition): FindAnchor {
  const finders = textsOf(requirement, 'anchors').map((name) =>
    finderOf(name as Anchor, requirement, edition),
  );
  return (view, finding) => {
    let latest: CalendarDay | undefined;
    for (const find of finders) {
      const day = find(view, finding);
      if (day === undefined) return undefined;
      if (latest === undefined || day > latest) latest = day;
    }
    return latest;
  };
}
