// A patient of a country, a record of them (or two), and what recording a try makes of it.
// Never lets anything in that the door or the services refuse.

import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  EVENT_CATALOGUE,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  formatInstant,
  type Instant,
  mergedHistory,
  parseEvent,
} from '@aegle/core';
import type { StoreTransaction } from '@aegle/store';
import type { ServiceContext } from '../../packages/server/src/services/context.ts';
import { decideOn } from '../../packages/server/src/services/gate-question.ts';
import { withEvents } from '../../packages/server/src/services/reactions.ts';
import type { PatientCase } from '../../packages/server/src/services/read-case.ts';
import {
  refuseImpossibleDays,
  refuseUnknownTargets,
} from '../../packages/server/src/services/refuse-targets.ts';
import { wideningHold } from '../../packages/server/src/services/widening.ts';
import type { Country } from '../reference/countries.ts';
import { twisted } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line, line } from '../reference/history.ts';
import { type Attempt, type Draw, pick } from './actions.ts';
import { type Attacker, isLetIn } from './people.ts';
import { clearedInBoth, renamed, toldOf } from './truth.ts';

/** The gate is asked today only, so that the services have to find today what opens today. */
const DAYS_ASKED = 1;
const OTHER = 'm';
export const MERGE_HOLD = 'of-the-merge';

/** One country as the services see it. */
export interface Bench {
  readonly country: Country;
  readonly context: ServiceContext;
  readonly requirements: readonly string[];
  readonly jurisdictions: readonly string[];
}

/** A record in the middle of a sequence. */
export interface Play {
  readonly known: PatientCase;
  /** Another record of the same person that nobody has merged yet. */
  readonly other?: readonly AegleEvent[];
  readonly isMerged: boolean;
  /** What truly happened. */
  readonly told: readonly AegleEvent[];
  readonly lines: readonly Line[];
  readonly today: CalendarDay;
  readonly tried: readonly string[];
}

function happened(
  { country }: Bench,
  draw: Draw,
  { category, bornOn, months }: { category: string; bornOn: CalendarDay; months: number },
) {
  const course = country.course(category, bornOn, months);
  const done = Array.from({ length: draw(4) }, () =>
    pick(draw, [
      { kind: 'drop' as const, index: draw(60) },
      { kind: 'spoil' as const, index: draw(60), pick: draw(20) },
      { kind: 'insert' as const, offset: 30 + draw(40), pick: draw(200) },
      { kind: 'shift' as const, index: draw(60), days: draw(40) - 20 },
    ]),
  );
  const today = addDays(course.lastPrescribedOn, draw(8) - 1);
  const lines = twisted(course.lines, done, country.start, country.more);
  // Of a record that somebody opened beside the first, most hold little.
  const beside = lines.filter(
    (one) => one.type === 'PatientEnrolled' || !course.lines.includes(one),
  );
  return { lines, beside, today };
}

/** One record closes what the other one lifts for itself; which is which is chance. */
function acrossRecords(draw: Draw, today: CalendarDay): readonly (readonly Line[])[] {
  const [closed, lifted] = [addDays(today, -10 + draw(5)), addDays(today, -5 + draw(5))];
  const hold = { hold: 'h', cause: 'mood' } as const;
  const clearing = { hold: 'h', clinician: 'p', reason: 'r', evidence: [] };
  const signature = { form: 'x', edition: 'x', signer: 'patient', agrees: true } as const;
  const [closes, lifts] = pick(draw, [
    [
      [line('SafetyHoldPlaced', closed, hold)],
      [line('SafetyHoldPlaced', closed, hold), line('SafetyHoldCleared', lifted, clearing)],
    ],
    [
      [line('TreatmentConsentWithdrawn', closed, {}, { by: 'patient' })],
      [line('FormSigned', lifted, signature, { by: 'patient' })],
    ],
  ]);
  return draw(2) === 0 ? [closes!, lifts!] : [lifts!, closes!];
}

/** A patient to whom up to three things truly happened that should not have, and now and then a second record. */
export function opening(bench: Bench, draw: Draw): Play {
  const { country, context } = bench;
  const [inside, outside] = country.categories;
  const category = pick(draw, [inside, inside, inside, outside]);
  const bornOn = addDays(country.start, draw(6) === 0 ? -15 * 365 : -30 * 365);
  const about = { category, bornOn, months: 1 + draw(2) };
  const first = happened(bench, draw, about);
  const { today } = first;
  const upToToday = (lines: readonly Line[]) => lines.filter((one) => one.day <= today);
  const [ownLines = [], otherLines = []] = draw(3) === 0 ? acrossRecords(draw, today) : [];
  const lines = upToToday([...first.lines, ...ownLines]);
  const own = eventsOf(lines, 'gate');
  const now = askedAt(today);
  const known = foldProgramme([], now);
  const facts = {
    patient: foldPatient(own, now),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), now),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), now),
    programmes: new Map([...context.programmes.keys()].map((id) => [id, known])),
  };
  const beside = { patient: 'patient', hasErasedEvents: false, knownAt: now, heads: [] };
  const play = {
    known: { ...beside, own, events: own, facts },
    isMerged: false,
    told: own,
    lines,
    today,
    tried: [],
  };
  if (otherLines.length === 0 && draw(3) !== 0) return play;
  const other = happened(bench, draw, { ...about, months: 1 + draw(2) });
  const told = draw(4) === 0 ? other.lines : other.beside;
  const second = upToToday([...told, ...otherLines]);
  return { ...play, other: eventsOf(second, 'gate') };
}

/** The same name in both records: who places a hold chooses its name. */
const isSharedName = (name: string) => name === 'h';

/** The course is the survivor's: an enrolment of the other record is marked as that record's. */
const toldOfOther = (event: AegleEvent): AegleEvent =>
  event.type === 'PatientEnrolled' ? { ...event, mergedFrom: OTHER } : event;

/** The two records are merged by the office, as `services/merge.ts` does it. */
export function merged(play: Play, mergers: { readonly id: string }): Play {
  const { other, known, today } = play;
  if (other === undefined) return play;
  const at = known.knownAt;
  const by = { id: mergers.id, role: 'safety_officer' as const };
  const lines = [
    line('PatientsMerged', today, {
      survivor: 's',
      merged: OTHER,
      basis: 'b',
      standsIn: 'survivor',
    }),
    line('SafetyHoldPlaced', today, { hold: MERGE_HOLD, cause: 'correction_unconfirmed' }),
  ];
  const own = [
    ...known.own,
    ...eventsOf(lines, 'gate', known.own.length).map((event) => ({
      ...event,
      id: `merge-${event.sequence}`,
      recordedAt: at,
      actor: by,
    })),
  ] as readonly AegleEvent[];
  const events = mergedHistory(own, [
    { record: OTHER, events: renamed(other, OTHER, isSharedName) },
  ]);
  const { other: _joined, ...rest } = play;
  return {
    ...rest,
    isMerged: true,
    known: { ...known, own, events, facts: { ...known.facts, patient: foldPatient(events, at) } },
    told: [...play.told, ...renamed(other, OTHER).map(toldOfOther)],
    tried: [...play.tried, 'merged'],
  };
}

/** A second person who confirms a correction against its source vouches: no record can know better. */
function isVouchedByAnother({ known }: Play, who: Attacker, { type, data }: Attempt): boolean {
  if (type !== 'SafetyHoldCleared' || data.hold === MERGE_HOLD) return false;
  return known.facts.patient.safetyHolds.some(
    (one) =>
      one.id === data.hold && one.notClearableBy !== undefined && one.notClearableBy !== who.id,
  );
}

/** An enrolment names every programme that decides; everything else is one event. */
const allOf = ({ country }: Bench, sent: Attempt): readonly Attempt[] =>
  sent.type === 'PatientEnrolled'
    ? country.programmes.map((programme) => ({ ...sent, data: { ...sent.data, programme } }))
    : [sent];

/** Records one try as the door and the services would, or answers undefined where they refuse it. */
export function recorded(bench: Bench, play: Play, who: Attacker, sent: Attempt): Play | undefined {
  const { context, country } = bench;
  const { known, today } = play;
  // The reference knows one prescription at a time; taking one back only closes.
  if (sent.type === 'PrescriptionCancelled') return undefined;
  if (!isLetIn(who, sent, country.programmes) || isVouchedByAnother(play, who, sent))
    return undefined;
  const recordedAt = known.knownAt;
  const { stream, version: v } = EVENT_CATALOGUE[sent.type];
  if (stream !== 'gate') return undefined;
  const events: AegleEvent[] = [];
  for (const one of allOf(bench, sent)) {
    const sequence = known.events.length + events.length + 1;
    const wire = { id: `try-${sequence}`, v, ...one };
    const parsed = parseEvent(wire, { sequence, recordedAt, actor: who });
    if (!parsed.ok) return undefined;
    events.push(parsed.event);
  }
  if (sent.type === 'Dispensed' && !isGranted(context, known, sent)) return undefined;
  const received = events.map((event) => ({
    event,
    stream: 'patient-gate' as const,
    isUnresolved: false,
  }));
  try {
    refuseUnknownTargets(known, [], received, who.id);
    refuseImpossibleDays(context, known, events);
  } catch {
    return undefined;
  }
  const scope = { tenantId: 't', actor: who, now: formatInstant(recordedAt) };
  const tx = { scope } as unknown as StoreTransaction;
  const hold = wideningHold(context, tx, known, events, DAYS_ASKED);
  const after = withEvents(known, [...events, ...hold], recordedAt as Instant);
  const own = after.events.filter((event) => event.mergedFrom === undefined);
  // Both records may have used one name: a clearing lifts this record's first, then the other's.
  const isOwnOpen = known.facts.patient.safetyHolds.some(
    (one) => one.id === sent.data.hold && one.event.mergedFrom === undefined,
  );
  const reach = (event: AegleEvent) =>
    play.isMerged && !isOwnOpen ? clearedInBoth(event, OTHER) : [event];
  return {
    ...play,
    known: { ...after, own },
    told: events.flatMap(reach).reduce((told, event) => toldOf(told, event, today), play.told),
    tried: [...play.tried, `${who.id} ${JSON.stringify(sent)}`],
  };
}

/** A dispense goes through the gate again at that instant. */
function isGranted(context: ServiceContext, known: PatientCase, { data }: Attempt): boolean {
  const { prescription, daysSupply } = data as { prescription: string; daysSupply: number };
  const question = { kind: 'dispense' as const, patient: 'patient', prescription, daysSupply };
  return decideOn(context, known, question, known.knownAt).outcome === 'granted';
}
