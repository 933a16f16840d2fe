// One person's data as a whole: the record, who cares for them, what was decided, who read it.
// Never decides what a reader may see: the door leaves out what its role does not read.

import type { Scope, StoreTransaction } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { type Timeline, timeline } from './timeline.ts';

/** One read of the record. */
export type ReadEntry = Awaited<ReturnType<StoreTransaction['accessLog']>>['entries'][number];

export interface PatientExport extends Pick<Timeline, 'patient' | 'events'> {
  readonly exportedAt: string;
  readonly person: Readonly<Record<string, unknown>> | null;
  readonly care: readonly {
    readonly organisation: string;
    readonly relation: string;
    readonly from: string;
    readonly until: string | null;
  }[];
  readonly decisions: Timeline['decisions'];
  readonly accessLog: readonly ReadEntry[];
}

const PAGE = 500;

async function wholeAccessLog(tx: StoreTransaction, subjectId: string) {
  const entries: ReadEntry[] = [];
  let after: string | undefined;
  for (;;) {
    const from = after === undefined ? {} : { after };
    const page = await tx.accessLog({ subjectId, limit: PAGE, ...from });
    entries.push(...page.entries);
    if (page.next === null) return entries;
    after = page.next;
  }
}

/** Reads it all. Faults: those of a timeline. */
export async function patientExport(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<PatientExport> {
  const { events, decisions } = await timeline(context, scope, patient, Number.MAX_SAFE_INTEGER);
  return context.store.inTransaction(scope, async (tx) => {
    const person = await tx.person(patient);
    const names = new Map((await tx.organisations()).map((one) => [one.id, one.name]));
    const ties = await tx.careRelationshipsOn(scope.now.slice(0, 10), { patientId: patient });
    return {
      patient,
      exportedAt: scope.now,
      person: person?.details ?? null,
      care: ties.flatMap(({ organisationId, relation, fromDay, untilDay }) => {
        const organisation = names.get(organisationId);
        if (organisation === undefined) return [];
        return [{ organisation, relation, from: fromDay, until: untilDay }];
      }),
      events,
      decisions,
      accessLog: await wholeAccessLog(tx, patient),
    };
  });
}
