// A population of invented patients of about 30 gate events, made from a seed: always the same.
// Never a real patient; histories vary in stage, delay and faults so that answers vary.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  type EventType,
  type Instant,
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

/** One invented patient. */
export interface BenchPatient {
  readonly events: readonly AegleEvent[];
}

class History {
  readonly events: AegleEvent[] = [];
  add(type: EventType, day: CalendarDay, data: object, role = 'prescriber'): void {
    const sequence = this.events.length + 1;
    this.events.push({
      id: `e${sequence}`,
      type,
      sequence,
      occurredOn: day,
      recordedAt: (day * DAY_MS + 12 * 3_600_000 + sequence * 1000) as Instant,
      actor: { id: role, role },
      data,
    } as unknown as AegleEvent);
  }
}

const TEST = {
  result: 'negative',
  sample: 'serum',
  setting: 'laboratory',
  certification: 'clia',
  sensitivityMiuPerMl: 25,
  menstrualDays1To5: 'yes',
  readBy: 'laboratory',
};
const METHODS = ['combination_pill', 'male_latex_condom'];

function enrol(history: History, start: CalendarDay, random: () => number): void {
  history.add('PatientEnrolled', start, {
    programme: 'us-ipledge',
    course: 'c1',
    bornOn: (start - 9000) as CalendarDay,
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
        agrees: random() > 0.02,
      });
  for (const method of METHODS)
    history.add('ContraceptionStarted', start, { method, declaredBy: 'patient' }, 'patient');
  history.add('PregnancyTestReported', start, {
    ...TEST,
    setting: 'office',
    certification: 'none',
  });
}

function month(history: History, day: CalendarDay, index: number, random: () => number): void {
  history.add('PregnancyTestReported', day, {
    ...TEST,
    result: random() > 0.01 ? 'negative' : 'unclear',
  });
  history.add('CounsellingGiven', day, {
    givenBy: 'p',
    topics: ['contraception'],
    contraceptiveMethods: METHODS,
  });
  history.add('PrescriptionWritten', day, {
    prescription: `rx${index}`,
    prescriber: 'p',
    product: '6064',
    daysSupply: random() > 0.03 ? 30 : 60,
    refills: 0,
  });
  if (random() > 0.05)
    history.add(
      'ComprehensionAnswered',
      day,
      { passed: true, contraceptiveMethods: METHODS },
      'patient',
    );
  history.add('MedicationGuideGiven', day, {}, 'pharmacist');
  history.add('ExternalAuthorizationRecorded', day, {
    portal: 'ipledge',
    number: `r${index}`,
    prescription: `rx${index}`,
    granted: true,
    lastDay: addDays(day, 6),
  });
}

/** The patient with this number: about 30 events, some ready, some not. */
export function benchPatient(number: number, today: CalendarDay): BenchPatient {
  const random = generator(number * 2_654_435_761);
  const history = new History();
  const months = 3 + Math.floor(random() * 2);
  const last = addDays(today, -Math.floor(random() * 9));
  const start = addDays(last, -30 * months - 10);
  enrol(history, start, random);
  for (let index = 1; index <= months; index += 1) {
    const day = addDays(last, -30 * (months - index));
    month(history, day, index, random);
    if (index === months) break;
    const given = addDays(day, 2);
    history.add('DispenseAuthorized', given, {
      authorization: `a${index}`,
      prescription: `rx${index}`,
      pharmacy: 'ph',
      daysSupply: 30,
      lastDay: addDays(day, 6),
      decision: `d${index}`,
    });
    history.add('Dispensed', given, {
      dispense: `g${index}`,
      authorization: `a${index}`,
      prescription: `rx${index}`,
      pharmacy: 'ph',
      daysSupply: 30,
    });
  }
  return { events: history.events };
}

/** Certified prescriber and pharmacy of the bench. */
export function benchTeam(today: CalendarDay): {
  prescriber: AegleEvent[];
  pharmacy: AegleEvent[];
} {
  const programme = 'us-ipledge';
  const prescriber = new History();
  prescriber.add('PrescriberCertified', addDays(today, -200), { programme });
  const pharmacy = new History();
  pharmacy.add('PharmacyCertified', addDays(today, -200), { programme });
  pharmacy.add('SitePharmacistDesignated', addDays(today, -200), { programme, pharmacist: 'x' });
  pharmacy.add('PharmacyStaffTrained', addDays(today, -200), { programme });
  return { prescriber: prescriber.events, pharmacy: pharmacy.events };
}
