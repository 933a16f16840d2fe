// What the server tells of one's own treatment, in the few things that the diary shows.
// Never another reason beside one that the clinic has to tell in person.

import type { Account, Agenda, Decision, ProgrammeDetail, Reason, Timeline } from '@aegle/api';
import { client } from './client.ts';

export interface Clinic {
  readonly name: string;
  readonly phone: string | null;
}

/** One thing that is needed, in the server's sentence. */
export interface Need {
  readonly code: Reason['code'];
  readonly programme: string;
  readonly text: string;
  readonly who: 'you' | 'clinic' | 'pharmacist' | 'office';
  /** First day and last day, `YYYY-MM-DD`; null where there is none. */
  readonly from: string | null;
  readonly by: string | null;
  /** The server's words for from when, or why no day can be said. */
  readonly when: string;
}

/** Days on which something can be done, both included, `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly until: string;
}

/** One thing that opens on a later day. */
export interface Later {
  readonly text: string;
  readonly from: string;
  readonly until: string | null;
}

/** What a guardian may see: a visit, a supply, a signature of theirs. */
export interface Logistics {
  readonly id: string;
  readonly what: 'visit' | 'supply' | 'signed' | 'guide';
  readonly day: string;
}

export interface Dose {
  readonly id: string;
  readonly day: string;
  /** Milligrams as text; null: it was not taken. */
  readonly mg: string | null;
}

/** How something felt on a day, as recorded; of one day and symptom the last that was said. */
export interface Felt {
  readonly symptom: string;
  readonly day: string;
  readonly grade: number;
}

/** What is known once the treatment has ended. */
export interface AfterCourse {
  readonly lastDoseOn: string;
  /** The server's sentences: contraception until, blood, the last tests. */
  readonly advice: readonly string[];
  readonly followUps: readonly Span[];
}

export interface OwnData {
  /** Country of the programme, ISO 3166-1 alpha-2 in small letters; null: not known. */
  readonly country: string | null;
  readonly clinics: readonly Clinic[];
  /** True: that alone is shown, in the language in use: stop, and speak with the clinic. */
  readonly mustStop: boolean;
  readonly needs: readonly Need[];
  /** Last day to collect, where nothing is missing. */
  readonly until: string | null;
  /** When the next pregnancy test can be taken; null: none is due, or no day is known. */
  readonly nextTest: Span | null;
  readonly later: readonly Later[];
  readonly doses: readonly Dose[];
  readonly felt: readonly Felt[];
  /** Null while the treatment goes on. */
  readonly after: AfterCourse | null;
  /** Programmes in which the patient is enrolled. */
  readonly programmes: readonly string[];
  readonly logistics: readonly Logistics[];
}

const WHO: Partial<Record<Reason['clearedBy'], Need['who']>> = {
  patient: 'you',
  guardian: 'you',
  pharmacist: 'pharmacist',
  programme_officer: 'office',
};

/** What is needed of this patient's, earliest deadline first; what only a pharmacy lacks is not theirs. */
export function needsOf(reasons: readonly Reason[]): readonly Need[] {
  const own = reasons.filter(({ code }) => !code.startsWith('pharmacy_'));
  const isPortalOnly = own.every(({ code }) => code === 'authority_disagrees');
  if (own.length < reasons.length && isPortalOnly) return [];
  const rank = (day: string | null) => day ?? '9999-99-99';
  return own
    .map(({ code, programme, text, clearedBy, clearableFrom, deadline, when }) => ({
      code,
      programme,
      text,
      when,
      who: WHO[clearedBy] ?? 'clinic',
      from: clearableFrom,
      by: deadline,
    }))
    .sort(
      (one, other) =>
        rank(one.by).localeCompare(rank(other.by)) ||
        rank(one.from).localeCompare(rank(other.from)),
    );
}

/** The last day to collect: of the answer, or of whatever that holds today ends first. */
export function untilOf(answer: Pick<Decision, 'until'>, timeline: Timeline): string | null {
  const days = timeline.windows.flatMap(({ truth, lastDay }) =>
    (truth === null || truth === 'met') && lastDay !== null && lastDay >= timeline.today
      ? [lastDay]
      : [],
  );
  return answer.until?.day ?? days.sort()[0] ?? null;
}

/** Doses as recorded, the latest day last. */
export function dosesOf({ events }: Pick<Timeline, 'events'>): readonly Dose[] {
  const doses = events.flatMap(({ id, type, occurredOn, data }): Dose[] => {
    if (type === 'DoseMissed') return [{ id, day: occurredOn, mg: null }];
    return type === 'DoseTaken' ? [{ id, day: occurredOn, mg: String(data.doseMg) }] : [];
  });
  return doses.sort((one, other) => one.day.localeCompare(other.day));
}

/** What was said of each symptom and day, the last of each. */
export function feltOf({ events }: Pick<Timeline, 'events'>): readonly Felt[] {
  const last = new Map<string, Felt>();
  for (const { type, occurredOn: day, data } of events)
    if (type === 'SymptomReported')
      last.set(`${day} ${String(data.symptom)}`, {
        symptom: String(data.symptom),
        day,
        grade: Number(data.grade),
      });
  return [...last.values()];
}

/** `programme requirement` of each rule that counts from the end of treatment. */
export function endRulesOf(
  programmes: readonly Pick<ProgrammeDetail, 'id' | 'requirements'>[],
): ReadonlySet<string> {
  return new Set(
    programmes.flatMap(({ id, requirements }) =>
      requirements
        .filter(({ parameters }) => parameters.some(({ name }) => name === 'afterEnd'))
        .map((one) => `${id} ${one.id}`),
    ),
  );
}

/** What stands once the treatment has ended and no course was started since. */
export function afterOf(
  { events }: Pick<Timeline, 'events'>,
  { advice }: Pick<Decision, 'advice'>,
  { items }: Pick<Agenda, 'items'>,
  endRules: ReadonlySet<string>,
): AfterCourse | null {
  const ended = events.findLast(({ type }) => type === 'CourseEnded' || type === 'CourseStarted');
  if (ended?.type !== 'CourseEnded') return null;
  const { lastDoseOn } = ended.data;
  const followUps = items.flatMap(({ what, from, until }) =>
    what === 'follow_up' && from !== null && until !== null ? [{ from, until: until.day }] : [],
  );
  return {
    lastDoseOn: typeof lastDoseOn === 'string' ? lastDoseOn : ended.occurredOn,
    advice: [
      ...new Set(
        advice
          .filter(({ programme, requirement }) => endRules.has(`${programme} ${requirement}`))
          .map(({ text }) => text),
      ),
    ],
    followUps: followUps.sort((one, other) => one.from.localeCompare(other.from)),
  };
}

/** When the next test can be taken, as the agenda has it. */
export function nextTestOf({ items }: Pick<Agenda, 'items'>): Span | null {
  const test = items.find(({ what, from, until }) => what === 'pregnancy_test' && from && until);
  if (test?.from == null || test.until === null) return null;
  return { from: test.from, until: test.until.day };
}

/** What opens on a later day, the earliest first; each sentence once. */
export function laterOf({ items }: Pick<Agenda, 'items'>): readonly Later[] {
  const later = new Map<string, Later>();
  for (const { state, from, until, why } of items)
    if (state === 'later' && from !== null && !later.has(why.text))
      later.set(why.text, { text: why.text, from, until: until?.day ?? null });
  return [...later.values()].sort((one, other) => one.from.localeCompare(other.from));
}

const LOGISTICS: Readonly<Record<string, Logistics['what']>> = {
  VisitHeld: 'visit',
  Dispensed: 'supply',
  DispensedPartially: 'supply',
  FormSigned: 'signed',
  MedicationGuideGiven: 'guide',
};

function logisticsOf({ events }: Pick<Timeline, 'events'>): readonly Logistics[] {
  const told = events.flatMap(({ id, type, occurredOn }): Logistics[] => {
    const what = LOGISTICS[type];
    return what === undefined ? [] : [{ id, what, day: occurredOn }];
  });
  return told.sort((one, other) => other.day.localeCompare(one.day));
}

function programmesOf({ events }: Timeline): readonly string[] {
  const enrolled = events.flatMap(({ type, data }) =>
    type === 'PatientEnrolled' && typeof data.programme === 'string' ? [data.programme] : [],
  );
  return [...new Set(enrolled)];
}

/** `au/act` is in `au`. Of several programmes the one enrolled in last says where the patient is. */
async function countryOf(enrolled: readonly string[]): Promise<string | null> {
  const { programmes } = await client('listProgrammes', {});
  const country = programmes.find(({ id }) => id === enrolled.at(-1))?.jurisdiction.split('/')[0];
  return country?.toLowerCase() ?? null;
}

/** Asks for the rules of the programmes only once a treatment has ended. */
async function readAfter(
  programmes: readonly string[],
  ...read: readonly [Timeline, Decision, Agenda]
): Promise<AfterCourse | null> {
  if (afterOf(...read, new Set()) === null) return null;
  const rules = await Promise.all(
    programmes.map((programme) => client('readProgramme', { params: { programme } })),
  );
  return afterOf(...read, endRulesOf(rules));
}

const NOTHING: OwnData = {
  country: null,
  clinics: [],
  mustStop: false,
  felt: [],
  after: null,
  needs: [],
  until: null,
  nextTest: null,
  later: [],
  doses: [],
  programmes: [],
  logistics: [],
};

/** Reads one's own data; a guardian reads the ward's logistics and nothing else. */
export async function readOwnData({ role }: Account, patient: string): Promise<OwnData> {
  const params = { patient };
  if (role !== 'patient')
    return { ...NOTHING, logistics: logisticsOf(await client('readTimeline', { params })) };
  const [answer, timeline, { contact }, agenda] = await Promise.all([
    client('ask', { params, body: { question: 'dispense' } }),
    client('readTimeline', { params }),
    client('readPatient', { params }),
    client('readAgenda', { params }),
  ]);
  const programmes = programmesOf(timeline);
  const country = await countryOf(programmes);
  const about = { ...NOTHING, country, programmes, clinics: contact.clinics };
  // The server's own stand-in says the same in English only; no reason beside it is read.
  if (answer.reasons.some(({ code }) => code === 'contact_clinic'))
    return { ...about, mustStop: true };
  return {
    ...about,
    needs: needsOf(answer.reasons),
    until: untilOf(answer, timeline),
    nextTest: nextTestOf(agenda),
    later: laterOf(agenda),
    doses: dosesOf(timeline),
    felt: feltOf(timeline),
    after: await readAfter(programmes, timeline, answer, agenda),
  };
}
