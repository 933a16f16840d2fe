// Turns what stands in the way into an answer that can be laid beside core's.

import type { CalendarDay } from '@aegle/core';
import { type Answer, type Asked, eventsOf, type Line } from '../history.ts';
import type { Complaint, Life } from './life.ts';
import { stoppedIn } from './standing.ts';

/** What a named clinician may judge beside the portal's grant: the month's talk, and what both sides entered. */
const JUDGED_WHERE_THE_PORTAL_GRANTS: readonly string[] = [
  'counselling_missing',
  'comprehension_missing',
  'comprehension_not_passed',
  'contraception_not_matching',
];

/** The answer to a question, from safety complaints and the programme's complaints. */
export function answerOf(
  always: readonly Complaint[],
  inTheWay: readonly Complaint[],
  lastDay: CalendarDay,
  isAuthorisedByPortal = false,
): Answer {
  // Of another product nothing else is said: the rules of this one are not for it.
  const isOther = always.some((one) => one.code === 'product_not_in_programme');
  const beside = isOther ? [] : inTheWay;
  const all = [...always, ...beside];
  if (all.length === 0) return { outcome: 'granted', lastDay, codes: [] };
  const codes = all.map((one) => (one.asks === true ? `asks:${one.code}` : one.code));
  const isJudged = (one: Complaint) =>
    one.asks === true ||
    (isAuthorisedByPortal && JUDGED_WHERE_THE_PORTAL_GRANTS.includes(one.code));
  const isQuery = always.length === (isOther ? 1 : 0) && beside.every(isJudged);
  // Beside what nobody may judge, that the portal grants is no reason.
  if (isQuery && isAuthorisedByPortal) codes.push('authority_disagrees');
  return { outcome: isQuery ? 'query' : 'blocked', codes: [...new Set(codes)].sort() };
}

/** A life that says what stands in the way on its last evening. */
interface AnsweringLife extends Life {
  complaints(
    stage: Asked['stage'],
    today: CalendarDay,
    asked: number | undefined,
  ): { readonly inTheWay: Complaint[]; readonly lastDay: number };
}

/** The slow answer to a question about a history, under all programmes that apply together. */
export function askSlow(
  lives: readonly AnsweringLife[],
  lines: readonly Line[],
  { stage, day, daysSupply }: Asked,
): Answer {
  const told = eventsOf(lines, 'gate');
  const found = lives.map((life) => life.liveThrough(told, day).complaints(stage, day, daysSupply));
  const lastDay = Math.min(...found.map((one) => one.lastDay)) as CalendarDay;
  const inTheWay = found.flatMap((one) => one.inTheWay);
  const stops = lives.flatMap(({ programme }) => stoppedIn(programme, lines, stage, day));
  return answerOf([...lives[0]!.alwaysInTheWay(stage), ...stops], inTheWay, lastDay);
}
