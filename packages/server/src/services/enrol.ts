// Enrols a patient: the person (erasable) and the enrolment event (a pseudonym), in one transaction.
// Never finds a patient by name and birth date: identity is an identifier.

import {
  type CourseFact,
  foldPatient,
  formatCalendarDay,
  type PatientFacts,
  programmesApplying,
} from '@aegle/core';
import { dayProblems, isZone } from '@aegle/data';
import type { Json, PersonIdentifier, Scope, StoreTransaction } from '@aegle/store';
import { refuse } from '@aegle/store';
import { appendDecided, caseFor } from './authorize.ts';
import type { ServiceContext } from './context.ts';
import { todayFor } from './gate-question.ts';
import { asStored, takenBy } from './holder-of.ts';
import { appendOf } from './log-events.ts';
import { machineOf, nowOf, ownEvent } from './new-events.ts';
import { projectFacts } from './projection.ts';
import { reversalsAfter } from './reactions.ts';

/** A new patient of this tenant. */
export interface Enrolment {
  readonly programmes: readonly string[];
  readonly bornOn?: string;
  readonly prescriber?: string;
  readonly details: { readonly [key: string]: Json };
  readonly identifiers: readonly PersonIdentifier[];
  /** Clinic and pharmacies that may see the patient. */
  readonly organisations?: readonly string[];
  /** Of a system: the person for whom it enrols. */
  readonly reportedFor?: string;
}

/** Ids that the caller keeps. */
export interface Enrolled {
  readonly patient: string;
  readonly course: string;
}

/** Enrols; a known identifier is fault `conflict`, an unknown programme fault `invalid`. */
export async function enrol(
  context: ServiceContext,
  scope: Scope,
  request: Enrolment,
): Promise<Enrolled> {
  requireProgrammes(context, request.programmes);
  requireTogether(context, request.programmes);
  return context.store.inTransaction(scope, async (tx) => {
    const patient = context.newId();
    const course = context.newId();
    const [first] = request.programmes;
    const place = zoneNamed(request.details.zone, 'details.zone');
    const zone = place ?? context.programmes.get(first!)!.programme.zone;
    const day = dayIn(context, zone, scope);
    const events = request.programmes.map((programme) =>
      ownEvent(scope, context.newId(), 'PatientEnrolled', day, {
        programme,
        course,
        ...(request.bornOn === undefined ? {} : { bornOn: request.bornOn }),
        ...(request.prescriber === undefined ? {} : { prescriber: request.prescriber }),
        ...(place === undefined ? {} : { zone: place }),
        ...machineOf(request),
      }),
    );
    const [impossible] = events.flatMap(dayProblems);
    if (impossible !== undefined)
      throw refuse('invalid', 'bornOn', impossible.rule, impossible.nextStep);
    // Last: what is refused for anything else is refused alike for known and unknown numbers.
    await refuseTaken(context, tx, request.identifiers);
    await tx.putPerson(
      { subjectId: patient, details: request.details },
      request.identifiers.map(asStored),
    );
    const stream = { subjectId: patient, kind: 'patient-gate' } as const;
    const receipts = await tx.append(appendOf({ stream, how: 'decide', events }));
    // In the lists at once, by programme and birth date.
    const heard = events.map((event, index) => ({ ...event, sequence: index + 1 }));
    const { version, chain, recorded } = receipts.at(-1)!;
    await projectFacts(tx, patient, foldPatient(heard, nowOf(scope)), [
      { ...stream, version, chain, recordedMs: Date.parse(recorded) },
    ]);
    for (const organisationId of request.organisations ?? [])
      await tx.putCareRelationship({
        patientId: patient,
        organisationId,
        relation: 'care',
        fromDay: day,
        untilDay: null,
        eventId: events[0]!.id,
      });
    return { patient, course };
  });
}

/** A zone of the zone database, or none. Fault `invalid`. */
function zoneNamed(zone: Json | undefined, field: string): string | undefined {
  if (zone === undefined || (typeof zone === 'string' && isZone(zone))) return zone;
  throw refuse(
    'invalid',
    field,
    'The zone is not in the zone database.',
    'Name a zone such as Pacific/Guam, or leave it out.',
  );
}

async function refuseTaken(
  context: ServiceContext,
  tx: StoreTransaction,
  identifiers: readonly PersonIdentifier[],
): Promise<void> {
  for (const identifier of identifiers)
    if ((await takenBy(context, tx, identifier)) !== null)
      throw refuse(
        'conflict',
        'identifiers',
        'A patient with this identifier is enrolled.',
        'Open that patient, or merge if it is another record of the same person.',
      );
}

function dayIn(context: ServiceContext, zone: string, scope: Scope): string {
  return formatCalendarDay(context.clockOf(zone).dayAt(nowOf(scope)));
}

function requireProgrammes(context: ServiceContext, programmes: readonly string[]): void {
  if (programmes.length === 0)
    throw refuse(
      'invalid',
      'programmes',
      'At least one programme.',
      'Name the programmes that apply.',
    );
  for (const id of programmes)
    if (!context.programmes.has(id))
      throw refuse(
        'invalid',
        'programmes',
        'A programme is not known.',
        'Name a loaded programme.',
      );
}

/** A programme that decides only together with others is not enrolled in alone: it would deny everything. */
function requireTogether(context: ServiceContext, programmes: readonly string[]): void {
  for (const id of programmes)
    for (const other of context.programmes.get(id)?.programme.appliesWith ?? [])
      if (!programmes.includes(other))
        throw refuse(
          'invalid',
          'programmes',
          `${id} applies together with ${other}, and grants nothing without it.`,
          `Name ${other} too.`,
        );
}

/**
 * Enrols a known patient in further programmes of the current course, or in a new course, for which
 * nothing of the earlier one counts. Faults: invalid, not_found, conflict.
 */
export async function enrolAgain(
  context: ServiceContext,
  scope: Scope,
  request: {
    readonly patient: string;
    readonly programmes: readonly string[];
    readonly isNewCourse: boolean;
    /** Zone of the place of care; left out, that of the course before where the country is the same. */
    readonly zone?: string | undefined;
    readonly reportedFor?: string;
  },
): Promise<Enrolled> {
  requireProgrammes(context, request.programmes);
  return context.store.inTransaction(scope, async (tx) => {
    const known = await caseFor(context, tx, { kind: 'prescribe', patient: request.patient });
    const current = known.facts.patient.course;
    if (current === undefined)
      throw refuse(
        'not_found',
        'patient',
        'The patient has no course.',
        'Enrol the patient first.',
      );
    if (request.isNewCourse) refuseLeavingUnsaid(context, known.facts.patient, request.programmes);
    const going = request.isNewCourse ? [] : enrolledIn(known.facts.patient, current.id);
    requireTogether(context, [...request.programmes, ...going]);
    const { bornOn, prescriber } = current.enrolment.data;
    const zone = zoneNamed(request.zone, 'zone') ?? zoneKept(context, current, request.programmes);
    const course = request.isNewCourse ? context.newId() : current.id;
    const day = todayFor(context, known.facts.patient, known.knownAt);
    const events = request.programmes.map((programme) =>
      ownEvent(scope, context.newId(), 'PatientEnrolled', day, {
        programme,
        course,
        ...(bornOn === undefined ? {} : { bornOn: formatCalendarDay(bornOn) }),
        ...(prescriber === undefined ? {} : { prescriber }),
        ...(zone === undefined ? {} : { zone }),
        ...machineOf(request),
      }),
    );
    const { events: reversals } = await reversalsAfter(context, tx, known, events);
    await appendDecided(tx, known, [...events, ...reversals]);
    return { patient: request.patient, course };
  });
}

/** The place of care goes on with a course in the same country; in another one nobody has named it yet. */
function zoneKept(
  context: ServiceContext,
  { enrolment: { data } }: CourseFact,
  programmes: readonly string[],
): string | undefined {
  const countryOf = (id: string) =>
    context.programmes.get(id)?.programme.jurisdiction.split('/')[0] ?? id;
  const before = countryOf(data.programme);
  return programmes.every((id) => countryOf(id) === before) ? data.zone : undefined;
}

/** Programmes of a course, whoever enrolled in which. */
const enrolledIn = ({ enrolments }: PatientFacts, course: string): readonly string[] =>
  enrolments.filter((one) => one.data.course === course).map((one) => one.data.programme);

/** A programme that decides today goes on deciding until treatment has moved out of its country. */
function refuseLeavingUnsaid(
  context: ServiceContext,
  facts: PatientFacts,
  programmes: readonly string[],
): void {
  const left = programmesApplying(facts, context.programmes).filter(
    ({ programme }) => programme.completeness === 'gate' && !programmes.includes(programme.id),
  );
  if (left.length === 0) return;
  throw refuse(
    'conflict',
    'programmes',
    `A programme that decides for this patient is missing: ${left.map((one) => one.id).join(', ')}.`,
    'Name it too; where treatment moved to another country, the prescriber records that first.',
  );
}
