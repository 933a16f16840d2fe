// What a visit would record for each reason of the gate: a test, a talk, answers, a prescription, papers.
// Never a signature, a declaration or a judgement: what a person decides is not imagined.

import type { EventData, EventType } from '../events/catalogue.ts';
import type { GateFacts } from '../gate/decide-programme.ts';
import type { Requirement } from '../programme/programme.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import type { GateAsked } from './gate-turns.ts';

/** One deed as it would be recorded. Two of one name are the same deed. */
export interface Deed {
  readonly name: string;
  readonly type: EventType;
  readonly data: object;
}

/** What clears a reason of this requirement; undefined where nothing that a visit records does. */
export function deedFor(
  { options, kind }: Requirement,
  gate: GateAsked,
  facts: GateFacts,
  day: CalendarDay,
): Deed | undefined {
  const one = <T extends EventType>(type: T, data: EventData<T>): Deed => ({
    ...{ name: type, type, data },
  });
  switch (ASKS[kind] ?? asksOf(options)) {
    case 'test':
      return one('PregnancyTestReported', testFor(gate, day));
    case 'visit':
      return one('VisitHeld', { mode: 'in_person', ordinal: facts.patient.visits.length + 1 });
    case 'talk':
      return one('CounsellingGiven', {
        ...{ givenBy: prescriberIn(gate, facts), topics: topicsIn(gate) },
        ...methodsOf(facts),
      });
    case 'answers':
      return one('ComprehensionAnswered', { passed: true, ...methodsOf(facts) });
    case 'prescription':
      return one('PrescriptionWritten', prescriptionFor(gate, facts, textsIn(options.media)));
    case 'portal':
      return one('ExternalAuthorizationRecorded', {
        ...{ portal: String(options.portal), number: 'imagined', granted: true },
        ...{ prescription: IMAGINED, lastDay: addDays(day, PORTAL_DAYS) },
      });
    case 'document':
      return documentFor(options);
    default:
      return undefined;
  }
}

type Asks = 'test' | 'visit' | 'talk' | 'answers' | 'prescription' | 'portal' | 'document';

const ASKS: Readonly<Record<string, Asks | undefined>> = {
  pregnancy_test: 'test',
  test_spacing: 'test',
  test_detail: 'test',
  missed_window_wait: 'test',
  visit: 'visit',
  counselling: 'talk',
  comprehension: 'answers',
  methods_match: 'answers',
  prescription: 'prescription',
  supply_on_hand: 'prescription',
  external_authorization: 'portal',
  document_shown: 'document',
};

/** What a window is counted from, or whose age is judged, is done anew. */
function asksOf({ anchors, of, comparesWith }: Requirement['options']): Asks | undefined {
  if (comparesWith === 'held') return undefined;
  const [anchor = of] = textsIn(anchors);
  const known: Readonly<Record<string, Asks>> = {
    ...{ specimen: 'test', certification: 'test', test: 'test', visit: 'visit' },
    ...{ counselling: 'talk', prescription: 'prescription' },
  };
  return known[String(anchor)];
}

const textsIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);

/** Number of what is not recorded. */
const IMAGINED = 'imagined';
/** A portal names its own last day; the window of the test ends before this one. */
const PORTAL_DAYS = 30;

/** A negative test that every edition of the programmes accepts, as far as they agree. */
function testFor({ programmes }: GateAsked, day: CalendarDay): EventData<'PregnancyTestReported'> {
  const asked = requirementsOf(programmes).filter(
    ({ kind }) => kind === 'pregnancy_test' || kind === 'test_detail',
  );
  const first = (name: string, usual: string) => {
    const lists = asked.map(({ options }) => textsIn(options[name]));
    const strict = lists.find((one) => one.length > 0 && !one.includes(usual));
    return strict?.[0] ?? usual;
  };
  return {
    ...{ result: 'negative', menstrualDays1To5: 'yes', readBy: 'laboratory', certifiedOn: day },
    sample: first('samples', 'serum'),
    setting: first('settings', 'laboratory'),
    certification: first('certifications', 'clia'),
    sensitivityMiuPerMl: SENSITIVE,
  } as EventData<'PregnancyTestReported'>;
}

/** mIU/mL; more sensitive than any programme asks. */
const SENSITIVE = 10;

const requirementsOf = (programmes: GateAsked['programmes']): readonly Requirement[] =>
  programmes.flatMap(({ programme }) =>
    programme.editions.flatMap(({ requirements }) => requirements),
  );

function topicsIn({ programmes }: GateAsked): readonly string[] {
  const talks = requirementsOf(programmes).filter(({ kind }) => kind === 'counselling');
  return [...new Set(talks.flatMap(({ options }) => textsIn(options.topics)))];
}

/** The methods that are declared and were not stopped since. */
function methodsOf({ patient }: GateFacts): { readonly contraceptiveMethods?: readonly string[] } {
  const { contraceptionStarts: starts, contraceptionStops: stops } = patient;
  const inUse = starts.filter(
    ({ data, sequence }) =>
      !stops.some((stop) => stop.data.method === data.method && stop.sequence > sequence),
  );
  const methods = [...new Set(inUse.map(({ data }) => data.method))];
  return methods.length === 0 ? {} : { contraceptiveMethods: methods };
}

/** Who would prescribe: who asks, or who did last. */
export function prescriberIn({ question }: GateAsked, { patient }: GateFacts): string {
  return question.prescriber ?? patient.prescriptions.at(-1)?.data.prescriber ?? IMAGINED;
}

const USUAL_DAYS = 30;

/** The same as last time, in a medium that the programme accepts. */
function prescriptionFor(
  gate: GateAsked,
  facts: GateFacts,
  media: readonly string[],
): EventData<'PrescriptionWritten'> {
  const last = facts.patient.prescriptions.at(-1)?.data;
  const medium = last?.medium ?? 'electronic';
  return {
    ...{ prescription: IMAGINED, prescriber: prescriberIn(gate, facts), refills: 0 },
    product: gate.question.product ?? last?.product ?? 'isotretinoin',
    daysSupply: gate.question.daysSupply ?? last?.daysSupply ?? USUAL_DAYS,
    medium: media.length === 0 || media.includes(medium) ? medium : media[0],
  } as EventData<'PrescriptionWritten'>;
}

function documentFor({ document, specialties, named }: Requirement['options']): Deed {
  if (document === 'original_prescription') {
    const [specialty = 'dermatologist'] = textsIn(specialties);
    const data = { prescriberSpecialty: specialty };
    return { name: `shown/${specialty}`, type: 'OriginalPrescriptionShown', data };
  }
  if (document === 'patient_card') {
    const data = { document: typeof named === 'string' ? named : 'patient_card' };
    return { name: `card/${data.document}`, type: 'PatientCardShown', data };
  }
  return { name: 'guide', type: 'MedicationGuideGiven', data: {} };
}
