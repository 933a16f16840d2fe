// A population of invented US patients of about 30 gate events, made from a seed: always the same.
// Never a real patient; histories vary in stage, delay and faults so that answers vary.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  type EventType,
  formatCalendarDay,
  parseEvent,
  type Recording,
  type WireEvent,
} from '@aegle/core';

const DAY_MS = 86_400_000;

/** A small counter-based generator (xorshift32), enough for a bench. */
function generator(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}

/** One invented patient, and the supply that a pharmacy asks about. */
export interface BenchPatient {
  readonly events: readonly AegleEvent[];
  readonly prescription: string;
  readonly daysSupply: number;
}

const WRITTEN = new Map<CalendarDay, string>();

/** A day as it is sent, `YYYY-MM-DD`. */
function written(day: CalendarDay): string {
  const known = WRITTEN.get(day);
  if (known !== undefined) return known;
  const text = formatCalendarDay(day);
  WRITTEN.set(day, text);
  return text;
}

class History {
  readonly #sent: object[] = [];

  add(type: EventType, day: CalendarDay, data: object, role = 'prescriber'): void {
    const sequence = this.#sent.length + 1;
    const wire = { id: `e${sequence}`, type, v: 1, occurredOn: written(day), data };
    const recordedAt = day * DAY_MS + 12 * 3_600_000 + sequence * 1000;
    this.#sent.push({ wire, recording: { sequence, recordedAt, actor: { id: role, role } } });
  }

  /** The events as the server holds them: stored as JSON, then read and checked by the parser. */
  parsed(): readonly AegleEvent[] {
    const stored: Stored[] = JSON.parse(JSON.stringify(this.#sent));
    return stored.map(({ wire, recording }) => {
      const read = parseEvent(wire, recording);
      if (!read.ok) throw new Error(`population: ${wire.type}: ${JSON.stringify(read.problems)}`);
      return read.event;
    });
  }
}

interface Stored {
  readonly wire: WireEvent;
  readonly recording: Recording;
}

const NEGATIVE = {
  result: 'negative',
  sample: 'serum',
  setting: 'laboratory',
  certification: 'clia',
  sensitivityMiuPerMl: 25,
  menstrualDays1To5: 'yes',
  readBy: 'laboratory',
};
const METHODS = ['combination_pill', 'male_latex_condom'];
const OTHER_METHODS = ['hormonal_iud', 'male_latex_condom'];

/** True in this share of cases. */
type Chance = (share: number) => boolean;

function enrol(history: History, start: CalendarDay, chance: Chance): void {
  history.add('PatientEnrolled', start, {
    programme: 'us-ipledge',
    course: 'c1',
    bornOn: written(addDays(start, -9000)),
  });
  history.add('ReproductiveStatusRecorded', start, { basis: 'reproductive_organs_present' });
  history.add('RiskCategoryAssigned', start, {
    programme: 'us-ipledge',
    category: 'can',
    assignedBy: 'p',
  });
  for (const form of ['ipledge-consent-general', 'ipledge-consent-birth-defects'])
    for (const signer of ['patient', 'prescriber'])
      history.add('FormSigned', start, {
        form,
        edition: '2020-12-09',
        signer,
        agrees: !chance(0.01),
      });
  for (const method of METHODS)
    history.add('ContraceptionStarted', start, { method, declaredBy: 'patient' }, 'patient');
  history.add('PregnancyTestReported', start, {
    ...NEGATIVE,
    setting: 'office',
    certification: 'none',
  });
}

/** Mostly one negative test; now and then none, or a doubtful one before or after it. */
function tests(history: History, day: CalendarDay, chance: Chance): void {
  const certification = chance(0.02) ? 'none' : 'clia';
  const add = (result: string) =>
    history.add('PregnancyTestReported', day, { ...NEGATIVE, result, certification });
  const doubtful = chance(0.2) ? 'positive' : 'unclear';
  if (chance(0.005)) add(doubtful);
  if (!chance(0.01)) add('negative');
  if (chance(0.005)) add(doubtful);
}

function talks(history: History, day: CalendarDay, chance: Chance): void {
  const counsel = () =>
    history.add('CounsellingGiven', day, {
      givenBy: 'p',
      topics: ['contraception'],
      contraceptiveMethods: METHODS,
    });
  const answer = () =>
    history.add(
      'ComprehensionAnswered',
      day,
      { passed: !chance(0.02), contraceptiveMethods: chance(0.03) ? OTHER_METHODS : METHODS },
      'patient',
    );
  const isOutOfOrder = chance(0.02);
  if (isOutOfOrder) answer();
  if (!chance(0.02)) counsel();
  if (!isOutOfOrder && !chance(0.05)) answer();
}

function month(history: History, day: CalendarDay, index: number, chance: Chance): void {
  const prescription = `rx${index}`;
  tests(history, day, chance);
  talks(history, day, chance);
  history.add('PrescriptionWritten', day, {
    prescription,
    prescriber: 'p',
    product: '6064',
    daysSupply: chance(0.03) ? 60 : 30,
    refills: chance(0.01) ? 1 : 0,
  });
  if (!chance(0.01)) history.add('MedicationGuideGiven', day, {}, 'pharmacist');
  history.add('ExternalAuthorizationRecorded', day, {
    portal: 'ipledge',
    number: `r${index}`,
    prescription,
    granted: !chance(0.01),
    lastDay: written(addDays(day, 6)),
  });
}

function dispense(history: History, day: CalendarDay, index: number): void {
  const supply = {
    authorization: `a${index}`,
    prescription: `rx${index}`,
    pharmacy: 'ph',
    daysSupply: 30,
  };
  const given = addDays(day, 2);
  const lastDay = written(addDays(day, 6));
  history.add('DispenseAuthorized', given, { ...supply, lastDay, decision: `d${index}` });
  history.add('Dispensed', given, { ...supply, dispense: `g${index}` });
}

function monthsOf(share: number): number {
  if (share < 0.06) return 1;
  return share < 0.26 ? 2 : 3;
}

/** The patient with this number: about 30 events, some ready, some not, one in 17 at the start. */
export function benchPatient(number: number, today: CalendarDay): BenchPatient {
  const random = generator(number * 2_654_435_761);
  const chance: Chance = (share) => random() < share;
  const history = new History();
  for (let warmUp = 0; warmUp < 4; warmUp += 1) random();
  const months = monthsOf(random());
  const last = addDays(today, -Math.floor(random() * 8));
  const start = addDays(last, -30 * months - 10);
  enrol(history, start, chance);
  for (let index = 1; index <= months; index += 1) {
    const day = addDays(last, -30 * (months - index));
    month(history, day, index, chance);
    if (index < months) dispense(history, day, index);
    else if (chance(0.02))
      history.add('PrescriptionCancelled', day, {
        prescription: `rx${index}`,
        cause: 'written again',
      });
  }
  return { events: history.parsed(), prescription: `rx${months}`, daysSupply: 30 };
}

/** Certified prescriber and pharmacy of the bench. */
export function benchTeam(today: CalendarDay): {
  readonly prescriber: readonly AegleEvent[];
  readonly pharmacy: readonly AegleEvent[];
} {
  const programme = 'us-ipledge';
  const day = addDays(today, -200);
  const prescriber = new History();
  prescriber.add('PrescriberCertified', day, { programme });
  const pharmacy = new History();
  pharmacy.add('PharmacyCertified', day, { programme });
  pharmacy.add('SitePharmacistDesignated', day, { programme, pharmacist: 'x' });
  pharmacy.add('PharmacyStaffTrained', day, { programme });
  return { prescriber: prescriber.parsed(), pharmacy: pharmacy.parsed() };
}
