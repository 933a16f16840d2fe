// The schedule of tests, what was found, and the report after the course: as `aegle findings` words them.
// Never a second reading of a result: the same findings, in the same words.

import { findingsData } from '../findings/findings-of-file.ts';
import {
  findingSections,
  reportSection,
  scheduleSection,
  unreadSections,
} from '../findings/findings-text.ts';
import type { CourseInput, CourseSection } from './section.ts';

/** The dated tests of the policy. */
export function schedule({ found }: CourseInput): CourseSection {
  const { title, lines } = scheduleSection(found.policy, found.findings.schedule);
  const { policy, findings } = findingsData(found) as FoundData;
  return { id: 'schedule', title, lines, data: { policy, tests: findings.schedule ?? [] } };
}

/** Results, trends, effects, red flags, and what is left to a person. */
export function findings({ found }: CourseInput): CourseSection {
  const sections = [...findingSections(found.findings), ...unreadSections(found.findings)];
  const lines = sections.flatMap((one) => [
    `${one.title}:`,
    ...one.lines.map((line) => `  ${line}`),
  ]);
  const {
    schedule: _schedule,
    report: _report,
    ...data
  } = (findingsData(found) as FoundData).findings;
  return { id: 'findings', title: 'Findings', lines, data };
}

/** What changed and what is still there; before the last capsule there is none. */
export function report({ found }: CourseInput): CourseSection {
  const { title, lines } = reportSection(found.findings.report);
  return { id: 'report', title, lines, data: found.findings.report ?? null };
}

interface FoundData {
  readonly policy: string;
  readonly findings: { readonly schedule?: unknown; readonly report?: unknown };
}
