// Kinds about prescription and supply: an active prescription, its limits, the portal's number.
// Never counts a day of supply twice.

import type { Sentences } from '../decision/audience.ts';
import type { EventOf } from '../events/event.ts';
import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import { latestByDay } from '../facts/latest-by-day.ts';
import type { Edition } from '../programme/programme.ts';
import { unknown, unmet } from './finding.ts';
import {
  countOf,
  type Evaluate,
  isSet,
  optionalCountOf,
  type RequirementKind,
  textOf,
  textsOf,
} from './kind.ts';
import { daysHeld, heldBeside, heldInAll } from './supply-held.ts';
import type { GateView } from './view.ts';

/** An active prescription of an accepted form exists. */
export const prescription: RequirementKind = {
  id: 'prescription',
  meaning: 'An active prescription exists, in an accepted medium, without refills where barred.',
  parameters: {},
  options: { noRefills: optional(boolean), media: optional(list(text(40))) },
  enables: ['PrescriptionWritten'],
  disqualifies: ['PrescriptionCancelled', 'PrescriptionWritten'],
  compile(requirement) {
    const noRefills = isSet(requirement, 'noRefills');
    const media = textsOf(requirement, 'media');
    return (view, finding) => {
      const written = view.prescription;
      if (written === undefined) return unmet(finding, 'prescription_missing');
      finding.evidence.push(written.id);
      if (noRefills && written.data.refills > 0) return unmet(finding, 'prescription_has_refills');
      if (media.length > 0 && !media.includes(written.data.medium ?? ''))
        return unmet(finding, 'prescription_medium_not_accepted');
      return 'met';
    };
  },
};

/** What is said while another pharmacy holds an open authorisation: no name is needed. */
export const OPEN_ELSEWHERE: Sentences = {
  patient:
    'Another pharmacy has these capsules reserved for you. Collect them there, or ask that ' +
    'pharmacy to give up the reservation.',
  prescriber:
    'An authorisation for this prescription is open at another pharmacy; the patient asks that ' +
    'pharmacy to reverse it.',
  pharmacist:
    'An authorisation for this prescription is open at another pharmacy. The patient asks that ' +
    'pharmacy to reverse it.',
  programme: 'An authorisation for this prescription is open at another pharmacy.',
};

/** Of a supply for which nothing was prescribed: nothing was dispensed on it, either. */
export const NO_PRESCRIPTION: Sentences = {
  patient: 'The pharmacy needs a prescription.',
  prescriber: 'No active prescription is recorded.',
  pharmacist: 'No active prescription is recorded. Dispense only on one.',
  programme: 'No active prescription is recorded.',
};

/** Days of open authorisations of this prescription at other pharmacies than the one that asks. */
function daysOpenElsewhere(view: GateView): number {
  const { pharmacy } = view.question;
  if (pharmacy === undefined) return 0;
  return openDays(view, (data) => data.pharmacy !== pharmacy);
}

/** Days already dispensed or authorised on a prescription, besides the asked authorisation. */
export function committedDays(view: GateView): number {
  const id = view.prescription?.data.prescription;
  let days = openDays(view, () => true);
  for (const { event, daysSupply } of view.facts.dispenses)
    if (event.data.prescription === id) days += daysSupply;
  // What was dispensed on it before a new course was begun is not there once more.
  for (const { event, daysSupply } of view.facts.earlierDispenses)
    if (event.data.prescription === id) days += daysSupply;
  return days;
}

type Authorized = EventOf<'DispenseAuthorized'>['data'];

/** What is left of open authorisations of the prescription, besides the one that is dispensed. */
function openDays(view: GateView, counts: (data: Authorized) => boolean): number {
  const id = view.prescription?.data.prescription;
  const { dispenses, authorizations } = view.facts;
  let days = 0;
  for (const { data } of authorizations) {
    if (data.prescription !== id || data.authorization === view.question.authorization) continue;
    if (data.lastDay < view.today || !counts(data)) continue;
    let dispensed = 0;
    for (const { event, daysSupply } of dispenses)
      if (event.data.prescription === id && event.data.authorization === data.authorization)
        dispensed += daysSupply;
    days += Math.max(0, data.daysSupply - dispensed);
  }
  return days;
}

/** No more than a stated number of days at once. */
export const supplyLimit: RequirementKind = {
  id: 'supply_limit',
  meaning: 'The supply prescribed and asked for does not exceed the stated number of days.',
  parameters: { maxDays: { is: 'count' } },
  options: {},
  enables: [],
  disqualifies: ['PrescriptionWritten'],
  compile(requirement) {
    const maxDays = countOf(requirement, 'maxDays');
    return (view, finding) => {
      const written = view.prescription?.data.daysSupply;
      if (view.prescription !== undefined) finding.evidence.push(view.prescription.id);
      finding.maxDaysSupply = maxDays;
      // A new prescription is judged by what is asked; an earlier one does not stand in its way.
      const isNew = view.question.kind === 'prescribe';
      const asked = Math.max(view.question.daysSupply ?? 0, isNew ? 0 : (written ?? 0));
      return asked > maxDays ? unmet(finding, 'supply_exceeds_limit') : 'met';
    };
  },
};

/**
 * What is asked for stays within the prescription (`comparesWith: prescription`, the default), or
 * covers days that the patient does not hold already (`comparesWith: held`; see `supply-held.ts`).
 * With `aboveLimit`, what is then in the patient's hands, this prescription's own supplies included,
 * is at most the edition's own limit of a supply and so many days.
 */
export const supplyOnHand: RequirementKind = {
  id: 'supply_on_hand',
  meaning:
    'Dispensed, authorised and asked-for days together do not exceed those prescribed; or, compared ' +
    "with what is held, the days asked for are not all in the patient's hands already, and do not " +
    'bring what is held above the limit of a supply and a stated number of days.',
  parameters: { aboveLimit: { is: 'count', optional: true } },
  options: {
    comparesWith: optional(oneOf('prescription', 'held')),
    /** Categories whose prescriptions may be renewed as often as they say, each time in full. */
    refillsFor: optional(list(text(40))),
  },
  enables: [
    'PrescriptionWritten',
    'DispenseReversed',
    'AuthorizationReversed',
    'CapsulesLost',
    'CapsulesReturned',
    'CapsulesDestroyed',
    'CourseResumed',
  ],
  disqualifies: [
    'PrescriptionWritten',
    'Dispensed',
    'DispensedPartially',
    'DispenseAuthorized',
    'UnauthorizedDispenseFound',
    'CoursePaused',
    'CourseEnded',
  ],
  compile(requirement, edition) {
    if (requirement.options.comparesWith !== 'held')
      return withinPrescription(textsOf(requirement, 'refillsFor'));
    return notHeldYet(mostHeldIn(edition, optionalCountOf(requirement, 'aboveLimit')));
  },
};

const withinPrescription =
  (refillsFor: readonly string[]): Evaluate =>
  (view, finding) => {
    const written = view.prescription;
    if (written === undefined) {
      finding.text = NO_PRESCRIPTION;
      return unmet(finding, 'prescription_missing');
    }
    finding.evidence.push(written.id);
    const { daysSupply, refills } = written.data;
    const isRenewable = view.category !== undefined && refillsFor.includes(view.category);
    const total = daysSupply * (isRenewable ? 1 + refills : 1);
    const committed = committedDays(view);
    const left = Math.min(daysSupply, total - committed, leftOfAuthorization(view));
    finding.maxDaysSupply = Math.max(0, left);
    const asked = view.question.daysSupply ?? 1;
    if (asked <= left) return 'met';
    const elsewhere = daysOpenElsewhere(view);
    if (elsewhere > 0 && asked <= Math.min(daysSupply, total - committed + elsewhere)) {
      finding.text = OPEN_ELSEWHERE;
      return unmet(finding, 'authorization_open_elsewhere');
    }
    return unmet(finding, 'supply_exceeds_prescription');
  };

/** One number says what can be dispensed now: never more than is left of the authorisation. */
function leftOfAuthorization({ facts, question }: GateView): number {
  const { authorization } = question;
  if (authorization === undefined) return Infinity;
  const open = facts.authorizations.find((one) => one.data.authorization === authorization);
  if (open === undefined) return Infinity;
  let left = open.data.daysSupply;
  for (const { event, daysSupply } of facts.dispenses)
    if (event.data.authorization === authorization) left -= daysSupply;
  return left;
}

const notHeldYet =
  (most: MostHeld): Evaluate =>
  (view, finding) => {
    if (daysHeld(view, true) === 0) return 'met';
    const mostDays = most(view.category);
    const limit = mostDays === undefined ? Infinity : mostDays - daysHeld(view, true);
    const beside = daysHeld(view);
    const isHeldWhole = beside > 0 && beside >= daysAsked(view);
    const asked = view.question.daysSupply ?? Math.min(daysAsked(view), leftOfAuthorization(view));
    if (!isHeldWhole && asked <= limit) {
      if (limit < Infinity) finding.maxDaysSupply = limit;
      return 'met';
    }
    finding.evidence.push(...(isHeldWhole ? heldBeside(view) : heldInAll(view)));
    finding.missing = [
      'that the dispense was taken back by its pharmacy; or, where its capsules were counted, how ' +
        'many were given back or destroyed; or a clinician’s word that the dose was changed or is ' +
        'split over two prescriptions',
    ];
    return unmet(finding, 'supply_still_held');
  };

/** The most days that a patient of a category may hold; undefined where supply has no limit. */
type MostHeld = (category: string | undefined) => number | undefined;

function mostHeldIn(edition: Edition, aboveLimit: number | undefined): MostHeld {
  if (aboveLimit === undefined) return () => undefined;
  const limits = edition.requirements.filter(
    (one) => one.kind === supplyLimit.id && one.stages.includes('dispense'),
  );
  return (category) => {
    let least: number | undefined;
    for (const limit of limits) {
      const { categories } = limit;
      if (categories.length > 0 && !categories.includes(category ?? '')) continue;
      least = Math.min(least ?? Infinity, countOf(limit, 'maxDays'));
    }
    return least === undefined ? undefined : least + aboveLimit;
  };
}

/**
 * The days that a fill is for: all of the authorisation that is dispensed, be it in parts; else what
 * is asked; else what is left of the prescription. At least one.
 */
function daysAsked(view: GateView): number {
  const { authorization, daysSupply } = view.question;
  const authorized = view.facts.authorizations.find(
    (event) => event.data.authorization === authorization,
  );
  const left = (view.prescription?.data.daysSupply ?? 0) - committedDays(view);
  return Math.max(1, authorized?.data.daysSupply ?? daysSupply ?? left);
}

/** The portal's own authorisation is recorded for this prescription and still stands. */
export const externalAuthorization: RequirementKind = {
  id: 'external_authorization',
  meaning: "The portal's authorisation number is recorded for this prescription and has not ended.",
  parameters: {},
  options: { portal: text(80), scope: optional(oneOf('prescription')) },
  enables: ['ExternalAuthorizationRecorded'],
  disqualifies: ['ExternalAuthorizationRecorded'],
  compile(requirement) {
    const portal = textOf(requirement, 'portal');
    return (view, finding) => {
      const recorded = portalAnswer(view, portal);
      if (recorded === undefined) return unmet(finding, 'external_authorization_missing');
      finding.evidence.push(recorded.id);
      if (!recorded.data.granted) return unmet(finding, 'external_authorization_denied');
      const { lastDay } = recorded.data;
      if (lastDay === undefined) return unknown(finding, 'external_authorization_expired');
      finding.lastDay = lastDay;
      return view.today > lastDay ? unmet(finding, 'external_authorization_expired') : 'met';
    };
  },
};

/**
 * The portal's latest answer for the prescription that is asked about: by its day, then as recorded. An
 * older yes that is entered late does not outvote a newer no, and one of before the course is of another.
 */
export function portalAnswer(view: GateView, portal: string) {
  const id = view.prescription?.data.prescription;
  const answers = view.facts.externalAuthorizations;
  const began = view.facts.course?.enrolment.occurredOn ?? -Infinity;
  return latestByDay(
    answers,
    ({ data, occurredOn }) =>
      data.portal === portal && data.prescription === id && occurredOn >= began,
  );
}
