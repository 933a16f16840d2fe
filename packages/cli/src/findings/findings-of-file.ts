// The findings of a patient file: the course's days from its gate events, the rest from its record.
// Never stores anything, and never a plan that the file does not hold.

import {
  type CalendarDay,
  type CourseFindings,
  courseFindings,
  foldPatient,
  foldRecord,
  formatCalendarDay,
  type Instant,
  type MonitoringPolicy,
  pausesOf,
} from '@aegle/core';
import type { PatientHistory } from '@aegle/data';
import { refused } from '../world/input-refused.ts';
import type { Rules } from '../world/rules.ts';

/** Fields that hold a calendar day; JSON writes them as `YYYY-MM-DD`. */
const DAY_FIELDS: ReadonlySet<string> = new Set([
  ...['today', 'day', 'startedOn', 'lastDoseOn', 'firstDay', 'bestDay', 'lastDay'],
  ...['after', 'by', 'worstOn', 'lastPresentOn'],
]);

/** Findings as data, with the days as a person writes them. */
export function findingsData(found: FileFindings): object {
  const write = (field: string, value: unknown) =>
    DAY_FIELDS.has(field) && typeof value === 'number'
      ? formatCalendarDay(value as CalendarDay)
      : value;
  return JSON.parse(JSON.stringify(found, write));
}

/** The same as one JSON document. */
export function findingsJson(found: FileFindings): string {
  return `${JSON.stringify({ version: 1, ...findingsData(found) }, null, 2)}\n`;
}

export interface FindingsOptions {
  readonly policy: string;
  readonly risks: readonly string[];
  readonly at: Instant;
}

/** Findings with the day at the place that they were asked on. */
export interface FileFindings {
  readonly today: CalendarDay;
  readonly policy: string;
  readonly findings: CourseFindings;
}

/** Reads a history as known at an instant. Refuses a policy or a risk that the evidence does not name. */
export function findingsOfFile(
  rules: Rules,
  history: PatientHistory,
  options: FindingsOptions,
): FileFindings {
  const tables = rules.findings();
  const policy = tables.policies.get(options.policy);
  if (policy === undefined) {
    const names = [...tables.policies.keys()].join(', ');
    throw refused('--policy', 'unknown_policy', `Name one of: ${names}.`);
  }
  refuseUnknownRisks(policy, options.risks);
  const today = rules.clockOf(history.file.zone).dayAt(options.at);
  const gate = history.gate.filter(({ recordedAt }) => recordedAt <= options.at);
  const start = gate.filter(({ type }) => type === 'CourseStarted').at(-1);
  const facts = foldPatient(history.gate, options.at);
  const end = facts.courseEnds.at(-1);
  const hasEnded = end !== undefined && (start === undefined || end.sequence > start.sequence);
  const lastDoseOn = hasEnded ? (end.data.lastDoseOn ?? end.occurredOn) : undefined;
  const findings = courseFindings(tables, {
    record: foldRecord([...history.gate, ...history.record], options.at),
    policy,
    risks: options.risks,
    pauses: pausesOf(facts),
    today,
    ...(start === undefined ? {} : { startedOn: start.occurredOn }),
    ...(lastDoseOn === undefined ? {} : { lastDoseOn }),
  });
  return { today, policy: options.policy, findings };
}

/** A risk that the policy asks nothing about would change nothing, and look as if it had. */
function refuseUnknownRisks(policy: MonitoringPolicy, risks: readonly string[]): void {
  const known = new Set(policy.steps.flatMap((step) => step.risks));
  if (risks.every((risk) => known.has(risk))) return;
  const named = [...known].join(', ');
  const step =
    named === ''
      ? `The policy ${policy.id} asks about no risk: leave --risk out, or name another policy.`
      : `The policy ${policy.id} asks about: ${named}.`;
  throw refused('--risk', 'unknown_risk', step);
}
