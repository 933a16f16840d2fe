// Who may act, read line by line: certification, suspension, yearly renewal, training (evidence §2.5, §3).
// Never core's fold of organisations.

import type { CalendarDay } from '@aegle/core';
import { eventsOf, type Line } from '../history.ts';
import type { Complaint } from './life.ts';

/** The faults of standing on a day, and the last day on which it still stands. */
export interface StandingFound {
  readonly faults: readonly Complaint[];
  readonly lastDay: number;
}

/** The same day a year later; 29 February becomes 28 February. */
function aYearAfter(day: number): number {
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth();
  const dayOfMonth = month === 1 && date.getUTCDate() === 29 ? 28 : date.getUTCDate();
  return Date.UTC(date.getUTCFullYear() + 1, month, dayOfMonth) / 86_400_000;
}

/** American standing; that prescribers renew yearly is assumed, so a lapse only asks. */
export function americanStanding(
  edition: string,
  lines: readonly Line[],
  stage: string,
  today: CalendarDay,
): StandingFound {
  const last = (type: string) =>
    lines
      .filter((one) => one.type === type && one.day <= today)
      .sort((a, b) => a.day - b.day)
      .at(-1)?.day;
  const faults: Complaint[] = [];
  const ends: number[] = [];
  const certified = last('PrescriberCertified');
  const suspended = last('PrescriberSuspended');
  const code =
    certified === undefined
      ? 'prescriber_not_certified'
      : suspended !== undefined && suspended >= certified
        ? 'prescriber_suspended'
        : undefined;
  if (code !== undefined) faults.push({ code }, { code, asks: true });
  else if (today >= aYearAfter(certified!))
    faults.push({ code: 'prescriber_renewal_due', asks: true });
  if (certified !== undefined) ends.push(aYearAfter(certified));
  if (stage === 'dispense') {
    const pharmacy = last('PharmacyCertified');
    const stopped = last('PharmacySuspended');
    const trained = last('PharmacyStaffTrained');
    const needsTraining = edition === 'us-2026';
    if (pharmacy === undefined) faults.push({ code: 'pharmacy_not_certified' });
    else if (stopped !== undefined && stopped >= pharmacy)
      faults.push({ code: 'pharmacy_suspended' });
    else if (last('SitePharmacistDesignated') === undefined)
      faults.push({ code: 'pharmacy_pharmacist_not_designated' });
    else if (today >= aYearAfter(pharmacy)) faults.push({ code: 'pharmacy_renewal_due' });
    else if (needsTraining && (trained === undefined || today >= aYearAfter(trained)))
      faults.push({ code: 'pharmacy_training_due' });
    if (pharmacy !== undefined) ends.push(aYearAfter(pharmacy));
    if (needsTraining && trained !== undefined) ends.push(aYearAfter(trained));
  }
  return { faults, lastDay: Math.min(...ends) - 1 };
}

/** Not a rule of any country: who was stopped in a programme, and not certified since, is stopped in it. */
export function stoppedIn(
  programme: string,
  lines: readonly Line[],
  stage: string,
  today: CalendarDay,
): Complaint[] {
  const last = (...types: string[]) =>
    Math.max(
      ...lines
        .filter((one) => types.includes(one.type) && one.day <= today)
        .filter((one) => 'programme' in one.data && one.data.programme === programme)
        .map((one) => one.day),
    );
  const found: Complaint[] = [];
  const struck = last('PrescriberDeactivated');
  const stopped = last('PrescriberSuspended', 'PrescriberDeactivated');
  if (stopped > 0 && stopped >= last('PrescriberCertified'))
    found.push({ code: struck > 0 ? 'prescriber_deactivated' : 'prescriber_suspended' });
  const closed = last('PharmacySuspended');
  if (stage === 'dispense' && closed > 0 && closed >= last('PharmacyCertified'))
    found.push({ code: 'pharmacy_suspended' });
  return found;
}

/** The specialty of a prescriber whose standing is in force on a day. */
export function specialtyOn(lines: readonly Line[], today: CalendarDay): string | undefined {
  const known = eventsOf(
    lines.filter((one) => one.day <= today),
    'prescriber',
  );
  let specialty: string | undefined;
  let stoppedOn: number | undefined;
  for (const event of known) {
    if (event.type === 'PrescriberSuspended') stoppedOn = event.occurredOn;
    // On the day of a suspension nobody knows whether the certificate came after it.
    if (stoppedOn === event.occurredOn) specialty = undefined;
    else if (event.type === 'PrescriberCertified') specialty = event.data.specialty;
  }
  return specialty;
}
