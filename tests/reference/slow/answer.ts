// Turns what stands in the way into an answer that can be laid beside core's.

import type { CalendarDay } from '@aegle/core';
import type { Answer } from '../history.ts';
import type { Complaint } from './life.ts';

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
  if (isAuthorisedByPortal && beside.length > 0) codes.push('authority_disagrees');
  const isQuery =
    always.length === (isOther ? 1 : 0) &&
    (isAuthorisedByPortal || beside.every((one) => one.asks === true));
  return { outcome: isQuery ? 'query' : 'blocked', codes: [...new Set(codes)].sort() };
}
