// Compares a decision with what a case expects, and says the differences in words.
// Never calls a case passed that was decided under another edition than it names.

import { type Decision, editionName, formatCalendarDay } from '@aegle/core';
import { type CaseRun, expectedDay } from './cases.ts';

/** Differences between expectation and decision; empty when the case holds. */
export function judgeCase(run: CaseRun, decision: Decision): readonly string[] {
  const faults: string[] = [];
  const { expect } = run.written;
  const usesEdition = decision.editions.some(({ edition }) => edition === run.edition);
  if (!usesEdition && run.edition !== 'none')
    faults.push(`decided under ${decision.editions.map(editionName).join(', ') || 'no edition'}`);
  if (decision.outcome !== expect.outcome) {
    const got =
      decision.outcome === 'granted'
        ? `granted until ${formatCalendarDay(decision.lastDay)}`
        : `denied/${decision.disposition}: ${describeReasons(decision)}`;
    return [...faults, `expected ${expect.outcome}, got ${got}`];
  }
  if (decision.outcome === 'granted' && expect.outcome === 'granted')
    faults.push(...judgeGrant(run, decision, expect));
  if (decision.outcome === 'denied' && expect.outcome === 'denied')
    faults.push(...judgeDenial(run, decision, expect));
  return faults;
}

function judgeGrant(
  run: CaseRun,
  decision: Extract<Decision, { outcome: 'granted' }>,
  expect: Extract<CaseRun['written']['expect'], { outcome: 'granted' }>,
): string[] {
  const faults: string[] = [];
  if (expect.lastDay !== undefined && decision.lastDay !== expectedDay(run, expect.lastDay))
    faults.push(`last day ${formatCalendarDay(decision.lastDay)}, expected ${expect.lastDay}`);
  if (expect.maxDaysSupply !== undefined && decision.maxDaysSupply !== expect.maxDaysSupply)
    faults.push(`at most ${decision.maxDaysSupply} days, expected ${expect.maxDaysSupply}`);
  const advice = decision.advice.map((one) => one.requirement);
  for (const id of expect.advice ?? [])
    if (!advice.includes(id)) faults.push(`advice ${id} not given`);
  return faults;
}

function judgeDenial(
  run: CaseRun,
  decision: Extract<Decision, { outcome: 'denied' }>,
  expect: Extract<CaseRun['written']['expect'], { outcome: 'denied' }>,
): string[] {
  const faults: string[] = [];
  if (decision.disposition !== expect.disposition)
    faults.push(`disposition ${decision.disposition}, expected ${expect.disposition}`);
  const codes = [...new Set(decision.reasons.map((reason) => reason.code))].sort();
  const expected = [...new Set(expect.reasons)].sort();
  if (codes.join() !== expected.join())
    faults.push(`reasons ${describeReasons(decision)}, expected ${expected.join(', ')}`);
  for (const id of expect.requirements ?? [])
    if (!decision.reasons.some((reason) => reason.requirement === id))
      faults.push(`requirement ${id} is not among the reasons`);
  for (const [edition, said] of Object.entries(expect.underEditions ?? {})) {
    const under = decision.underEditions?.find((one) => one.edition === edition);
    const codes = [...new Set(under?.reasons.map((one) => one.code))].sort().join();
    const got = under?.outcome === 'granted' ? 'granted' : codes;
    const wanted = said === 'granted' ? said : [...new Set(said)].sort().join();
    if (got !== wanted) faults.push(`under ${edition}: ${got || 'not shown'}, expected ${wanted}`);
  }
  for (const [code, text] of Object.entries(expect.clearableFrom ?? {})) {
    const reason = decision.reasons.find((one) => one.code === code || one.underlying === code);
    const got = reason?.clearableFrom;
    if (got === undefined || got !== expectedDay(run, text))
      faults.push(
        `${code} clearable from ${got === undefined ? 'no stated day' : formatCalendarDay(got)}, expected ${text}`,
      );
  }
  return faults;
}

function describeReasons(decision: Extract<Decision, { outcome: 'denied' }>): string {
  return decision.reasons
    .map((one) => `${one.code}[${one.requirement}${one.underlying ? `:${one.underlying}` : ''}]`)
    .join(', ');
}
