// Whether an agreed exemption from contraception stands on a day: its ground, and what ended that.
// Never outlives the patient's word, a reported contact, another method, or the course it was agreed in.

import type { EventOf } from '../events/event.ts';
import { contactsOf } from '../facts/contraception-words.ts';
import { latestByDay } from '../facts/latest-by-day.ts';
import type { PatientFacts } from '../facts/patient-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { declarationsOf } from './contraception-declared.ts';
import { countsFrom, type Heard, missingWords, namesUse } from './contraception-heard.ts';
import type { GateView } from './view.ts';

export type Exemption = EventOf<'ContraceptionExemptionAgreed'>;

/** A word about an exemption, and the day from which it counts. */
interface HeardExemption {
  readonly said: Exemption;
  readonly from: CalendarDay;
}

/**
 * Every exemption from the day on which it counts: one that is refused from its own; one that is agreed
 * from the day it was heard, where the log had heard before that protection was given up on that day or
 * later.
 */
function heardExemptions(view: GateView): readonly HeardExemption[] {
  const { contraceptionExemptions: all } = view.facts;
  if (all.length === 0) return [];
  const missing = missingWords(view.facts);
  return all.map((said) => ({
    said,
    from: said.data.patientAgrees ? countsFrom(said, missing) : said.occurredOn,
  }));
}

/** The same as events, each placed on the day from which it counts. */
export function exemptionsAsHeard(view: GateView): readonly Exemption[] {
  return heardExemptions(view).map(({ said, from }) => ({ ...said, occurredOn: from }));
}

/**
 * The exemption that stands on a day; `undefined` where none was agreed or its ground has ended. The
 * latest word by its own day speaks: an older one that is entered late undoes nothing said since.
 */
export function exemptionOn(view: GateView, day: CalendarDay): Exemption | undefined {
  let latest: Exemption | undefined;
  for (const { said, from } of heardExemptions(view))
    if (from <= day && said.occurredOn >= (latest?.occurredOn ?? -Infinity)) latest = said;
  if (latest === undefined || !latest.data.patientAgrees) return undefined;
  return isEnded(view, latest, day) ? undefined : latest;
}

function isEnded(view: GateView, exemption: Exemption, day: CalendarDay): boolean {
  const { facts } = view;
  const isSince = (one: Heard) =>
    one.occurredOn <= day &&
    (one.occurredOn > exemption.occurredOn ||
      (one.sequence > exemption.sequence && one.occurredOn >= exemption.occurredOn));
  // A contact entered afterwards for a day before the agreement was not known to who agreed.
  const isContact = (one: Heard) =>
    one.occurredOn <= day &&
    (one.sequence > exemption.sequence || one.occurredOn > exemption.occurredOn);
  return (
    contactsOf(facts).some(isContact) ||
    // Whoever takes up a method rests on it from then on; to rest on no risk again is agreed anew.
    facts.contraceptionStarts.some(isSince) ||
    declarationsOf(view).some((one) => isSince(one) && namesUse(one.data.contraceptiveMethods)) ||
    isOutOfCourse(facts, exemption, isSince)
  );
}

/**
 * True where the course in which an exemption was agreed is not the one that goes on: there was none,
 * another began since, or, in another record that was merged in, it was reported as ended.
 */
function isOutOfCourse(
  facts: PatientFacts,
  exemption: Exemption,
  isSince: (one: Heard) => boolean,
): boolean {
  const { mergedFrom } = exemption;
  const isOfRecord = (one: { readonly mergedFrom?: string | undefined }) =>
    one.mergedFrom === mergedFrom;
  const enrolments = facts.enrolments.filter(isOfRecord);
  const course = courseOf(enrolments, exemption, isSince);
  if (course === undefined) return true;
  if (enrolments.some((one) => isSince(one) && one.data.course !== course)) return true;
  if (mergedFrom === undefined) return false;
  return (
    facts.courseEnds.some((one) => isOfRecord(one) && isSince(one)) ||
    hasBegunAnotherSince(facts, exemption, isSince)
  );
}

/**
 * The course in which an exemption was agreed: the one under way by then or, where none was, the one
 * that began later on that day.
 */
function courseOf(
  enrolments: readonly EventOf<'PatientEnrolled'>[],
  exemption: Exemption,
  isSince: (one: Heard) => boolean,
): string | undefined {
  const isBefore = (one: EventOf<'PatientEnrolled'>) =>
    one.occurredOn <= exemption.occurredOn && !isSince(one);
  const latest =
    latestByDay(enrolments, isBefore) ??
    enrolments.find((one) => one.occurredOn === exemption.occurredOn);
  return latest?.data.course;
}

/** True where the surviving record began a course after another record's exemption was agreed. */
function hasBegunAnotherSince(
  facts: PatientFacts,
  exemption: Exemption,
  isSince: (one: Heard) => boolean,
): boolean {
  const own = facts.enrolments.filter((one) => one.mergedFrom === undefined);
  const known = own.filter((one) => !isSince(one)).map((one) => one.data.course);
  return own.some(
    (one) => isSince(one) && one.sequence > exemption.sequence && !known.includes(one.data.course),
  );
}
