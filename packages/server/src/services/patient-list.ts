// A clinic's patients by name: details from the person table, the rest from projected facts.
// Never a verdict: facts alone are projected, and a list that decides for everybody would be slow.

import {
  formatCalendarDay,
  latestByDay,
  type PatientFacts,
  treatingPrescriberNow,
} from '@aegle/core';
import type { Person, StoreTransaction } from '@aegle/store';
import { FOLD_VERSION, GATE_PROJECTION } from './projection.ts';

/** A name as lists show it. */
export interface PersonName {
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly label: string | null;
}

/** One patient of a list. */
export interface PatientLine {
  readonly patient: string;
  readonly name: PersonName | null;
  readonly bornOn: string | null;
  readonly programmes: readonly string[];
  readonly category: string | null;
  readonly state: 'enrolled' | 'in_treatment' | 'ended';
  readonly isHeld: boolean;
  readonly isMine: boolean;
  readonly lastOn: string | null;
}

export function nameOf(person: Person | null | undefined): PersonName | null {
  if (person === null || person === undefined) return null;
  const text = (key: string) => {
    const value = person.details[key];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  return {
    givenName: text('givenName'),
    familyName: text('familyName'),
    label: text('label'),
  };
}

/** Lines of the patients that are given, in order of family name; merged records are left out. */
export async function patientLines(
  tx: StoreTransaction,
  patients: readonly string[],
  caller: string,
): Promise<readonly PatientLine[]> {
  const names = new Map<string, PersonName | null>();
  for (const person of await tx.people(patients)) names.set(person.subjectId, nameOf(person));
  const projected = await tx.projectionsOf(GATE_PROJECTION, patients);
  const facts = new Map(
    projected
      .filter((one) => one.foldVersion === FOLD_VERSION && one.facts !== null)
      // Written by this version of the fold, it is what that fold makes.
      .map((one) => [one.subjectId, one.facts as unknown as PatientFacts]),
  );
  return patients
    .filter((patient) => facts.get(patient)?.mergedInto === undefined)
    .map((patient) => lineOf(patient, names.get(patient) ?? null, facts.get(patient), caller))
    .sort((a, b) => sortedBy(a).localeCompare(sortedBy(b)) || (a.patient < b.patient ? -1 : 1));
}

const sortedBy = ({ name }: PatientLine): string =>
  [name?.familyName, name?.givenName, name?.label].filter((one) => one !== null).join(' ');

/** `facts` undefined: they were not projected yet, and only the name is known. */
function lineOf(
  patient: string,
  name: PersonName | null,
  facts: PatientFacts | undefined,
  caller: string,
): PatientLine {
  const course = facts?.course;
  const written = facts?.prescriptions.at(-1)?.data.prescriber;
  const treating = facts === undefined ? undefined : (treatingPrescriberNow(facts) ?? written);
  const programmes = (facts?.enrolments ?? [])
    .filter((event) => event.data.course === course?.id)
    .map((event) => event.data.programme);
  const bornOn = course?.enrolment.data.bornOn;
  return {
    patient,
    name,
    bornOn: bornOn === undefined ? null : formatCalendarDay(bornOn),
    programmes: [...new Set(programmes)],
    category: latestByDay(facts?.categories ?? [])?.data.category ?? null,
    state: stateOf(facts),
    isHeld: (facts?.safetyHolds.length ?? 0) > 0,
    isMine: treating === caller,
    lastOn: facts === undefined ? null : lastDayIn(facts),
  };
}

/** Where this course stands; a supply of an earlier course is none of it. */
export function stateOf(facts: PatientFacts | undefined): PatientLine['state'] {
  const begun = facts?.course?.enrolment.sequence ?? 0;
  if ((facts?.courseEnds.at(-1)?.sequence ?? -1) > begun) return 'ended';
  const isSupplied = (facts?.dispenses ?? []).some(({ event }) => event.sequence > begun);
  return isSupplied ? 'in_treatment' : 'enrolled';
}

function lastDayIn(facts: PatientFacts): string | null {
  const events = [
    facts.enrolments.at(-1),
    facts.visits.at(-1),
    facts.tests.at(-1),
    facts.prescriptions.at(-1),
    facts.counselling.at(-1),
    facts.dispenses.at(-1)?.event,
    facts.safetyHolds.at(-1)?.event,
    facts.courseEnds.at(-1),
  ];
  const days = events.flatMap((event) => (event === undefined ? [] : [event.occurredOn]));
  return days.length === 0 ? null : formatCalendarDay(days.reduce((a, b) => (a > b ? a : b)));
}
