// Eligibility in words, short: what blocks, what asks, how many were never recorded; then dated advice.
// Never an answer of the gate.

import type { EligibilityFinding } from '@aegle/core';
import { dayData, dayText, spoken } from '../of-file/words.ts';
import type { CourseInput, CourseSection } from './section.ts';

const STATES = { clear: 'clear', blocked: 'BLOCKED', not_assessed: 'not assessed' } as const;

/** Eligibility by the labels of the programmes enrolled in. */
export function eligibilitySection({ eligibility }: CourseInput): CourseSection {
  const of = (effect: EligibilityFinding['effect']) =>
    eligibility.findings.filter((one) => one.effect === effect);
  const lines = [`By the label: ${STATES[eligibility.state]}.`];
  for (const one of of('blocked')) lines.push(`  Blocks: ${findingText(one)}`);
  for (const one of of('caution')) lines.push(`  Asks: ${findingText(one)}`);
  lines.push(`Never recorded: ${eligibility.notRecorded}.`);
  return {
    id: 'eligibility',
    title: 'Eligibility',
    lines,
    data: {
      state: eligibility.state,
      notRecorded: eligibility.notRecorded,
      findings: eligibility.findings.map(({ rule, effect, clearFrom }) => ({
        rule: rule.id,
        effect,
        status: rule.status,
        clearFrom: dayData(clearFrom),
        citation: rule.citation,
        text: rule.text.prescriber,
      })),
    },
  };
}

function findingText({ rule, clearFrom }: EligibilityFinding): string {
  const until = clearFrom === undefined ? '' : ` Clear from ${dayText(clearFrom)}.`;
  return `${rule.text.prescriber}${until} [${rule.citation.sources.join(', ')}, ${rule.status}]`;
}

/** What is advised against, until when. */
export function adviceSection({ advice, view }: CourseInput): CourseSection {
  const lines = advice.map((one) => {
    const free =
      one.freeFrom === undefined
        ? 'during treatment and after it'
        : `free from ${dayText(one.freeFrom)}`;
    const done = one.doneOn.length === 0 ? '' : ` Done on ${one.doneOn.map(dayText).join(', ')}.`;
    return `${spoken(one.about)}: ${free}.${done} [${one.row}, ${one.status}]`;
  });
  return {
    id: 'advice',
    title:
      view.course.lastDoseOn === undefined ? 'Advice while treated' : 'Advice after the last dose',
    lines,
    data: advice.map((one) => ({
      ...one,
      freeFrom: dayData(one.freeFrom),
      doneOn: one.doneOn.map(dayData),
    })),
  };
}
