// The talk that counts for a month: the latest on the topics asked for, after what opened the month.
// Never a talk on something else, which undoes nothing, and never one from before the month's own test.

import type { EventOf } from '../events/event.ts';
import type { Edition, Requirement } from '../programme/programme.ts';
import { latestInCourse, latestInCycle } from './cycle.ts';
import { isSet, textOf, textsOf } from './kind.ts';
import { testRuleOf } from './test-rule.ts';
import type { PregnancyTest } from './test-rule-words.ts';
import { selectTest } from './test-selection.ts';
import type { ContraceptionGap, GateView } from './view.ts';

export type Talk = EventOf<'CounsellingGiven'>;

/** Finds the talk that counts; `undefined` when there is none. */
export type FindTalk = (view: GateView) => Talk | undefined;

type Placed = { readonly occurredOn: number; readonly sequence: number };
type IsInMonth = (view: GateView) => ((talk: Placed) => boolean) | undefined;

/** The talk that a counselling requirement counts. */
export function talkFinder(requirement: Requirement, edition: Edition): FindTalk {
  const topics = textsOf(requirement, 'topics');
  const latest = isSet(requirement, 'eachCycle') ? latestInCycle : latestInCourse;
  const inWindow = isSet(requirement, 'inWindow') ? monthOf(edition) : undefined;
  const isOnAllTopics = ({ data }: Talk) => {
    for (const topic of topics) if (!data.topics.includes(topic)) return false;
    return true;
  };
  return (view) => {
    const isInMonth = inWindow?.(view);
    const counts =
      isInMonth === undefined
        ? isOnAllTopics
        : (talk: Talk) => isInMonth(talk) && isOnAllTopics(talk);
    return latest(view, view.facts.counselling, counts);
  };
}

/**
 * The talk of the month that another requirement is compared with: as the edition's own monthly
 * counselling for these people counts it; where it asks for none, the latest talk.
 */
export function monthlyTalkFor(requirement: Requirement, edition: Edition): FindTalk {
  const isForSame = ({ categories }: Requirement) =>
    categories.length === 0 ||
    requirement.categories.length === 0 ||
    categories.some((one) => requirement.categories.includes(one));
  const own = edition.requirements.find(
    (one) => one.kind === 'counselling' && isSet(one, 'eachCycle') && isForSame(one),
  );
  if (own !== undefined) return talkFinder(own, edition);
  return (view) => latestInCycle(view, view.facts.counselling);
}

const isLasting = ({ isWatched, asking, until }: ContraceptionGap) =>
  isWatched && asking === undefined && until === undefined;

/** From when a talk belongs to the month: after the result, or on the day of the visit, that opened it. */
function monthOf(edition: Edition): IsInMonth {
  const windows = edition.requirements
    .filter((one) => one.kind === 'window' && one.options.measuredOn !== 'prescription')
    .map((one) => ({ one, anchors: textsOf(one, 'anchors') }))
    .filter(({ anchors }) => anchors.includes('specimen') || anchors.includes('visit'))
    .map(({ one, anchors }) => ({
      phases: one.phases,
      categories: one.categories,
      rule: anchors.includes('specimen') ? testRuleOf(edition, textOf(one, 'test')) : undefined,
    }));
  return (view) => {
    for (const { phases, categories, rule } of windows) {
      if (!phases.includes(view.phase)) continue;
      if (categories.length > 0 && !categories.includes(view.category ?? '')) continue;
      if (rule !== undefined) {
        // While a gap in contraception lasts no result stands, so none is asked to come before it.
        if (view.contraceptionGaps.some(isLasting)) return undefined;
        const test = selectTest(view, rule).qualifying;
        return test && ((talk) => isAfterResult(talk, test));
      }
      const visit = latestInCycle(view, view.facts.visits);
      return visit && ((talk) => talk.occurredOn >= visit.occurredOn);
    }
    return undefined;
  };
}

/** A result whose own day is not known was known when the log heard of it. */
function isAfterResult(talk: Placed, test: PregnancyTest): boolean {
  const { resultedOn } = test.data;
  const on = resultedOn ?? test.occurredOn;
  if (resultedOn !== undefined && talk.occurredOn > on) return true;
  return talk.occurredOn >= on && talk.sequence > test.sequence;
}
