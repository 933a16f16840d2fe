// The days of supply that a patient still holds from other prescriptions, this course or an earlier one.
// Never compares unlike with unlike: 40 mg and 20 mg for the same days are one dose, not two supplies.

import type { EventOf } from '../events/event.ts';
import type { DispenseFact } from '../facts/patient-facts.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { GateView } from './view.ts';

type Prescription = EventOf<'PrescriptionWritten'>;

/**
 * True unless the two prescriptions are known to differ: in the dose a day where both state one, else
 * in the product. A supply without a prescription of its own could be the same one: it counts.
 */
function isAlike(asked: Prescription | undefined, other: Prescription | undefined): boolean {
  if (asked === undefined || other === undefined) return true;
  const doses = [asked.data.doseMgPerDay, other.data.doseMgPerDay];
  if (doses[0] !== undefined && doses[1] !== undefined) return doses[0] === doses[1];
  return asked.data.product === other.data.product;
}

/** Counted here: by today, of a like prescription, and not of the one asked about (it has its own limit). */
function isBeside(view: GateView, { event, prescription }: DispenseFact): boolean {
  return (
    event.occurredOn <= view.today &&
    event.data.prescription !== view.prescription?.data.prescription &&
    isAlike(view.prescription, prescription)
  );
}

/** What was dispensed beside the prescription asked about, and not reversed. */
export function heldBeside(view: GateView): readonly DispenseFact[] {
  const { earlierDispenses, dispenses } = view.facts;
  return [...earlierDispenses, ...dispenses].filter((one) => isBeside(view, one));
}

/**
 * Days of supply in the patient's hands at the start of today, if each day since took one day's dose:
 * a supply of 30 days is 30 on the day it is dispensed and 29 the day after. Capsules that staff
 * recorded as lost, returned or destroyed are not held, where capsules tell days.
 */
export function daysHeld(view: GateView): number {
  const { earlierDispenses, dispenses } = view.facts;
  if (earlierDispenses.length === 0 && dispenses.length === 0) return 0;
  const most = mostHeld(view, earlierDispenses, dispenses);
  return most === 0 || view.facts.capsulesGone.length === 0 ? most : heldWithoutGone(view);
}

/**
 * Without losses: from some supply on, none ran out. The most of these readings is the true one. No
 * list is made here: nearly every decision ends here, with nothing held.
 */
function mostHeld(
  view: GateView,
  earlier: readonly DispenseFact[],
  current: readonly DispenseFact[],
): number {
  const count = earlier.length + current.length;
  const at = (index: number) =>
    index < earlier.length ? earlier[index]! : current[index - earlier.length]!;
  let most = 0;
  for (let index = 0; index < count; index += 1) {
    const first = at(index);
    if (!isBeside(view, first)) continue;
    let held = first.event.occurredOn - view.today;
    for (let other = 0; other < count; other += 1) {
      const one = at(other);
      if (one.event.occurredOn >= first.event.occurredOn && isBeside(view, one))
        held += one.daysSupply;
    }
    most = Math.max(most, held);
  }
  return most;
}

/** Day after day, with what is gone taken away on its day. */
function heldWithoutGone(view: GateView): number {
  const supplies = heldBeside(view);
  const perDay = capsulesPerDay(supplies);
  const changes = [
    ...supplies.map((one) => ({ on: one.event.occurredOn, days: one.daysSupply })),
    ...goneOnce(view).map(({ on, count }) => ({ on, days: -Math.floor(count / perDay) })),
  ].sort((a, b) => a.on - b.on || b.days - a.days);
  let held = 0;
  let day: CalendarDay | undefined;
  for (const { on, days } of changes) {
    held = Math.max(0, held - (on - (day ?? on)));
    held = Math.max(0, held + days);
    day = on;
  }
  return Math.max(0, held - (view.today - (day ?? view.today)));
}

/** Each capsule once: what turned up again and was given back was gone already. */
function goneOnce(view: GateView): readonly { on: CalendarDay; count: number }[] {
  let stillLost = 0;
  return view.facts.capsulesGone.flatMap(({ on, count, isLost }) => {
    if (on > view.today) return [];
    const known = isLost ? 0 : Math.min(stillLost, count);
    stillLost += isLost ? count : -known;
    return [{ on, count: count - known }];
  });
}

/** The most capsules a day that any of these supplies meant; boundless where one does not say. */
function capsulesPerDay(supplies: readonly DispenseFact[]): number {
  let most = 0;
  for (const { event, daysSupply } of supplies) {
    const capsules = 'capsules' in event.data ? event.data.capsules : undefined;
    most = Math.max(most, (capsules ?? Number.POSITIVE_INFINITY) / daysSupply);
  }
  return most;
}
