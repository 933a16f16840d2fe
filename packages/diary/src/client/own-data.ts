// What the server tells of one's own treatment, in the few things that the diary shows.
// Never another reason beside one that the clinic has to tell in person.

import type { Account, Decision, Reason, Timeline } from '@aegle/api';
import { client } from './client.ts';

export interface Clinic {
  readonly name: string;
  readonly phone: string | null;
}

/** One thing that is needed, in the server's sentence. */
export interface Need {
  readonly text: string;
  readonly who: 'you' | 'clinic' | 'pharmacist' | 'office';
  /** First day and last day, `YYYY-MM-DD`; null where there is none. */
  readonly from: string | null;
  readonly by: string | null;
}

export interface Dose {
  readonly id: string;
  readonly day: string;
  /** Milligrams as text; null: it was not taken. */
  readonly mg: string | null;
}

export interface OwnData {
  /** Country of the programme, ISO 3166-1 alpha-2 in small letters; null: not known. */
  readonly country: string | null;
  readonly clinics: readonly Clinic[];
  /** The one sentence to show alone: stop, and speak with the clinic. */
  readonly stop: string | null;
  readonly needs: readonly Need[];
  /** Last day to collect, where nothing is missing. */
  readonly until: string | null;
  readonly doses: readonly Dose[];
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
    .map(({ text, clearedBy, clearableFrom, deadline }) => ({
      text,
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

/** `au/act` is in `au`. Of several programmes the one enrolled in last says where the patient is. */
async function countryOf({ events }: Timeline): Promise<string | null> {
  const enrolled = events.filter(({ type }) => type === 'PatientEnrolled').at(-1)?.data.programme;
  if (typeof enrolled !== 'string') return null;
  const { programmes } = await client('listProgrammes', {});
  const country = programmes.find(({ id }) => id === enrolled)?.jurisdiction.split('/')[0];
  return country?.toLowerCase() ?? null;
}

/** Reads one's own data; a guardian reads the ward's logistics only. */
export async function readOwnData({ role }: Account, patient: string): Promise<OwnData> {
  const params = { patient };
  if (role !== 'patient') {
    const nothing = { country: null, clinics: [], stop: null, needs: [], until: null };
    return { ...nothing, doses: [] };
  }
  const [answer, timeline, { contact }] = await Promise.all([
    client('ask', { params, body: { question: 'dispense' } }),
    client('readTimeline', { params }),
    client('readPatient', { params }),
  ]);
  const stop = answer.reasons.find(({ code }) => code === 'contact_clinic')?.text ?? null;
  return {
    country: await countryOf(timeline),
    clinics: contact.clinics,
    stop,
    needs: stop === null ? needsOf(answer.reasons) : [],
    until: untilOf(answer, timeline),
    doses: dosesOf(timeline),
  };
}
