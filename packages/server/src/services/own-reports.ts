// A patient's own after-course reports, of each course that has ended.
// Never made of an event that the patient may not read: what is hidden changes no word of them.

import { type AegleEvent, formatCalendarDay } from '@aegle/core';
import type { Scope } from '@aegle/store';
import { mayRead } from '../access/policy.ts';
import { caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { courseSpans, findingsOfCourse, refuseWithoutPolicy } from './course-agenda.ts';
import { zoneFor } from './gate-question.ts';
import { type ReportRead, reportPart } from './report-part.ts';
import { recordEventsOf } from './timeline.ts';

export interface OwnReportsRead {
  readonly patient: string;
  readonly today: string;
  readonly reports: ReportRead[];
}

/** A correction says what another event says now: it is read with the event, or not at all. */
const isOwn = (event: AegleEvent): boolean =>
  event.type === 'Corrected' ||
  mayRead('patient', { type: event.type, by: event.actor.role, data: event.data });

/** Reads them, the latest course first. Faults: those of a course. */
export function ownReports(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<OwnReportsRead> {
  return context.store.inTransaction(scope, async (tx) => {
    const whole = await caseFor(context, tx, { kind: 'dispense', patient });
    const record = (await recordEventsOf(tx, whole)).filter(isOwn);
    const known = { ...whole, events: whole.events.filter(isOwn) };
    const today = context.clockOf(zoneFor(context, known.facts.patient)).dayAt(known.knownAt);
    const ended = courseSpans(known).filter(({ lastDoseOn }) => lastDoseOn !== undefined);
    const reports = ended.flatMap((span) => {
      const read = findingsOfCourse(context, known, record, span) ?? refuseWithoutPolicy();
      return read.findings.report === undefined ? [] : [reportPart(read.findings.report)];
    });
    return { patient, today: formatCalendarDay(today), reports: reports.reverse() };
  });
}
