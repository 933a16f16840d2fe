// Which laboratory reports results of a patient: said by who has the patient in their care.
// Never gives more than its kind of key may call and record: results, and what can only close.

import type { Scope } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { readCase } from './read-case.ts';

/** The relation of such a tie. */
const LABORATORY = 'laboratory';

/** A tie as it stands; both days included. */
export interface LaboratoryTie {
  readonly laboratory: string;
  readonly from: string;
  readonly until: string | null;
}

/** A laboratory of the installation; `from` is null while it is not tied. */
export interface LaboratoryLine {
  readonly laboratory: string;
  readonly name: string;
  readonly from: string | null;
  readonly until: string | null;
}

/** Every laboratory by name, with its tie to the patient as it holds today where the patient is. */
export function laboratoriesOf(
  context: ServiceContext,
  scope: Scope,
  patient: string,
): Promise<readonly LaboratoryLine[]> {
  return context.store.inTransaction(scope, async (tx) => {
    const known = await readCase(context, tx, { patient }, nowOf(scope));
    const today = todayFor(context, known.facts.patient, nowOf(scope));
    const ties = await tx.careRelationshipsOn(today, { patientId: patient });
    const laboratories = (await tx.organisations()).filter(({ kind }) => kind === LABORATORY);
    return laboratories
      .map(({ id, name }) => {
        const tie = ties.find((one) => one.organisationId === id && one.relation === LABORATORY);
        const { fromDay: from = null, untilDay: until = null } = tie ?? {};
        return { laboratory: id, name, from, until };
      })
      .sort((a, b) => a.name.localeCompare(b.name));
  });
}

/**
 * Ties a laboratory to a patient from today, or ends its tie with today. What holds already is answered
 * as it is. Faults: invalid where it is no laboratory, not_found where no tie is to be ended.
 */
export function tieLaboratory(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  { laboratory, isTied }: { readonly laboratory: string; readonly isTied: boolean },
): Promise<LaboratoryTie> {
  return context.store.inTransaction(scope, async (tx) => {
    const isOne = (await tx.organisations()).some(
      ({ id, kind }) => id === laboratory && kind === 'laboratory',
    );
    if (!isOne)
      throw refuse(
        'invalid',
        'laboratory',
        'It names a laboratory of this installation.',
        'Choose one of the organisations listed, or have the office add it.',
      );
    const known = await readCase(context, tx, { patient }, nowOf(scope));
    const today = todayFor(context, known.facts.patient, nowOf(scope));
    const held = (await tx.careRelationshipsOn(today, { patientId: patient })).find(
      (one) => one.organisationId === laboratory && one.relation === LABORATORY,
    );
    if (held === undefined && !isTied)
      throw refuse(
        'not_found',
        'laboratory',
        'This laboratory is not tied to the patient today.',
        'Read the organisations of the patient’s care again.',
      );
    const tie = held ?? {
      ...{ patientId: patient, organisationId: laboratory, relation: LABORATORY },
      fromDay: today,
      // The enrolment for whose tests it is.
      eventId: known.facts.patient.course?.enrolment.id ?? known.events[0]!.id,
    };
    const untilDay = isTied ? null : today;
    await tx.putCareRelationship({ ...tie, untilDay });
    return { laboratory, from: tie.fromDay, until: untilDay };
  });
}
