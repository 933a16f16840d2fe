// Whether an agreed exemption from contraception stands on a day: its ground, and what ended that.
// Never outlives the patient's word, a reported contact, another method, or the course it was agreed in.

import type { EventType } from '../events/catalogue.ts';
import type { EventOf } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { declarationsOf } from './contraception-declared.ts';
import { countsFrom, type Heard } from './contraception-heard.ts';
import type { GateView } from './view.ts';

export type Exemption = EventOf<'ContraceptionExemptionAgreed'>;

const CONTACTS: readonly EventType[] = ['UnprotectedContactReported', 'EmergencyContraceptionUsed'];

/**
 * Every exemption from the day on which it counts: one that is refused from its own; one that is agreed
 * from the day it was heard, where the log had heard a refusal or a stop of that day or later before.
 */
export function exemptionsAsHeard({ facts }: GateView): readonly Exemption[] {
  const { contraceptionExemptions: all, contraceptionStops } = facts;
  if (all.length === 0) return all;
  const missing = [...contraceptionStops, ...all.filter((one) => !one.data.patientAgrees)];
  return all.map((one) =>
    one.data.patientAgrees ? { ...one, occurredOn: countsFrom(one, missing) } : one,
  );
}

/** The exemption that stands on a day; `undefined` where none was agreed or its ground has ended. */
export function exemptionOn(view: GateView, day: CalendarDay): Exemption | undefined {
  let latest: Exemption | undefined;
  for (const one of exemptionsAsHeard(view))
    if (one.occurredOn <= day && one.occurredOn >= (latest?.occurredOn ?? -Infinity)) latest = one;
  if (latest === undefined || !latest.data.patientAgrees) return undefined;
  return isEnded(view, latest, day) ? undefined : latest;
}

function isEnded(view: GateView, exemption: Exemption, day: CalendarDay): boolean {
  const { facts } = view;
  const isSince = (one: Heard) =>
    one.occurredOn <= day &&
    (one.occurredOn > exemption.occurredOn ||
      (one.sequence > exemption.sequence && one.occurredOn >= exemption.occurredOn));
  const isOnALaterDay = (one: Heard) =>
    one.occurredOn > exemption.occurredOn && one.occurredOn <= day;
  // A contact entered afterwards for a day before the agreement was not known to who agreed.
  const isContact = (one: EventOf<EventType>) =>
    CONTACTS.includes(one.type) &&
    one.occurredOn <= day &&
    (one.sequence > exemption.sequence || one.occurredOn > exemption.occurredOn);
  return (
    facts.pregnancyQuestions.some(isContact) ||
    // Whoever takes up a method rests on it from then on; to rest on no risk again is agreed anew.
    facts.contraceptionStarts.some(isOnALaterDay) ||
    declarationsOf(view).some((one) => isSince(one) && namesUse(one.data.contraceptiveMethods)) ||
    facts.enrolments.some((one) => isSince(one) && isAnotherCourse(view, one, exemption))
  );
}

/** Methods that are used only by somebody who could become pregnant. */
const namesUse = (methods: readonly string[] = []) =>
  methods.some((method) => method !== 'abstinence');

/** True for an enrolment that began another course than the one in which an exemption was agreed. */
function isAnotherCourse(
  { facts }: GateView,
  enrolment: EventOf<'PatientEnrolled'>,
  exemption: Exemption,
): boolean {
  if (enrolment.mergedFrom !== undefined) return false;
  const before = facts.enrolments.filter(
    (one) => one.mergedFrom === undefined && one.sequence < exemption.sequence,
  );
  return before.length > 0 && before.every((one) => one.data.course !== enrolment.data.course);
}
