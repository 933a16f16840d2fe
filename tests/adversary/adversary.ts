// Roles and pairs of roles try a record at random; every grant is laid before the slow reference.
// The reference is told what truly happened: no correction, no judgement, no leaving of a programme.

import { join } from 'node:path';
import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  type CompiledProgramme,
  EVENT_CATALOGUE,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  formatCalendarDay,
  formatInstant,
  type Instant,
  isClosingReport,
  parseCalendarDay,
  parseEvent,
  type Role,
} from '@aegle/core';
import type { Store, StoreTransaction } from '@aegle/store';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { brokenLimits } from '../../packages/server/src/access/field-limits.ts';
import { mayAppend, scopeOn } from '../../packages/server/src/access/policy.ts';
import {
  kindMayCall,
  kindMayRecord,
  SYSTEM_KINDS,
  type SystemKind,
} from '../../packages/server/src/access/system-kinds.ts';
import type { ServiceContext } from '../../packages/server/src/services/context.ts';
import { decideOn } from '../../packages/server/src/services/gate-question.ts';
import { newEventFrom } from '../../packages/server/src/services/new-events.ts';
import { withEvents } from '../../packages/server/src/services/reactions.ts';
import type { PatientCase } from '../../packages/server/src/services/read-case.ts';
import { refuseUnknownTargets } from '../../packages/server/src/services/refuse-targets.ts';
import { contextOver } from '../../packages/server/src/services/testing.ts';
import { wideningHold } from '../../packages/server/src/services/widening.ts';
import { additions, twisted } from '../reference/generated.ts';
import { askedAt, eventsOf, type Line, line, onlyEdition } from '../reference/history.ts';
import { americanCourse } from '../reference/scripts.ts';
import { americanStanding } from '../reference/slow/standing.ts';
import { AmericanLife } from '../reference/slow/united-states.ts';
import { type Attempt, attempt, type Draw, drawsFrom, pick, type Target } from './actions.ts';

/** The gate is asked today only, so that the services have to find today what opens today. */
const DAYS_ASKED = 1;

/** Somebody who tries. */
export interface Attacker {
  readonly id: string;
  readonly role: Role;
  readonly systemKind?: SystemKind;
}

const PEOPLE: readonly Role[] = [
  'patient',
  'guardian',
  'prescriber',
  'delegate',
  'pharmacist',
  'programme_officer',
  'safety_officer',
  'researcher',
];
const ALONE: readonly Attacker[] = [
  ...PEOPLE.map((role) => ({ id: `${role}-x`, role })),
  ...SYSTEM_KINDS.map((systemKind) => ({
    id: `${systemKind}-x`,
    role: 'system_client' as const,
    systemKind,
  })),
];

/** Everybody alone, and every pair of them, each with a colleague of the same role among them. */
export const GROUPS: readonly (readonly Attacker[])[] = [
  ...ALONE.map((one) => [one]),
  ...ALONE.flatMap((one, index) =>
    ALONE.slice(index).map((other) => [
      one,
      other === one ? { ...other, id: other.id.replace('-x', '-y') } : other,
    ]),
  ),
];

const STARTS: Readonly<Record<string, string>> = {
  'us-2007': '2015-03-02',
  'us-2021': '2024-01-04',
  'us-2026': '2026-12-01',
};
const METHODS = ['combination_pill', 'male_latex_condom', 'abstinence', 'iud', 'rhythm'];
const MORE = additions('us-ipledge', METHODS);

/** What a run is asked for. */
export interface Adversary {
  readonly sequences: number;
  readonly seed: number;
  /** Leaves the second person out. */
  readonly isUnguarded?: boolean;
  /** A positive test of today of which the record does not know: every grant is wrong then. */
  readonly isDeceived?: boolean;
}

type How = Omit<Adversary, 'sequences' | 'seed'>;

/** What a run did; `wrong` are grants that the reference, told the truth, denies. */
export interface Outcome {
  readonly sequences: number;
  readonly accepted: number;
  readonly corrections: number;
  readonly grants: number;
  readonly wrong: readonly string[];
}

interface Bench {
  readonly edition: string;
  readonly context: ServiceContext;
  readonly requirements: readonly string[];
}

interface Play {
  readonly known: PatientCase;
  /** What truly happened, in the order of its days. */
  readonly told: readonly AegleEvent[];
  readonly lines: readonly Line[];
  readonly today: CalendarDay;
  readonly tried: readonly string[];
}

function benches(): readonly Bench[] {
  const outcome = loadProgramme(join(import.meta.dirname, '../../programmes/us-ipledge'));
  if (!outcome.ok) throw new Error('us-ipledge does not load');
  const { programme } = outcome.loaded;
  const whole = contextOver(undefined as unknown as Store, []);
  return Object.keys(STARTS).map((edition) => {
    const rules: CompiledProgramme = onlyEdition(programme, edition);
    const requirements = rules.programme.editions[0]!.requirements.map((one) => one.id);
    const programmes = new Map([[rules.id, rules]]);
    return { edition, requirements, context: { ...whole, programmes } };
  });
}

/** A patient to whom up to three things truly happened that should not have. */
function opening({ edition }: Bench, draw: Draw): Play {
  const start = parseCalendarDay(STARTS[edition]!)!;
  const months = 1 + draw(2);
  const born = addDays(start, draw(6) === 0 ? -17 * 365 : -30 * 365);
  const category = pick(draw, ['can', 'can', 'can', 'cannot']);
  const base = americanCourse(edition, category, start, born, months);
  const today = addDays(start, 32 + (months - 1) * 30 + draw(8) - 1);
  const done = Array.from({ length: 1 + draw(3) }, () =>
    pick(draw, [
      { kind: 'drop' as const, index: draw(60) },
      { kind: 'spoil' as const, index: draw(60), pick: draw(20) },
      { kind: 'insert' as const, offset: 30 + draw(40), pick: draw(200) },
      { kind: 'shift' as const, index: draw(60), days: draw(40) - 20 },
    ]),
  );
  const lines = twisted(base, done, start, MORE).filter((one) => one.day <= today);
  const own = eventsOf(lines, 'gate');
  const now = askedAt(today);
  const facts = {
    patient: foldPatient(own, now),
    prescriber: foldOrganisation(eventsOf(lines, 'prescriber'), now),
    pharmacy: foldOrganisation(eventsOf(lines, 'pharmacy'), now),
    programmes: new Map([['us-ipledge', foldProgramme([], now)]]),
  };
  const beside = { patient: 'patient', hasErasedEvents: false, knownAt: now, heads: [] };
  const known: PatientCase = { ...beside, own, events: own, facts };
  return { known, told: own, lines, today, tried: [] };
}

/** Records one try as the door and the services would, or answers undefined where they refuse it. */
function recorded(
  { context }: Bench,
  play: Play,
  who: Attacker,
  sent: Attempt,
  isUnguarded: boolean,
): Play | undefined {
  const { known, today } = play;
  const id = `try-${known.events.length + 1}`;
  if (!isLetIn(who, sent)) return undefined;
  const stored = { sequence: known.events.length + 1, recordedAt: known.knownAt, actor: who };
  const parsed = parseEvent({ id, v: versionOf(sent), ...sent }, stored);
  if (!parsed.ok || streamOf(sent) !== 'gate') return undefined;
  const event = newEventFrom(parsed.event);
  const received = { event, stream: 'patient-gate' as const, isUnresolved: false };
  // The reference knows one prescription at a time; taking one back only closes.
  if (sent.type === 'PrescriptionCancelled') return undefined;
  if (isVouchedByAnother(play, who, sent)) return undefined;
  try {
    refuseUnknownTargets(known, [], [received], who.id);
  } catch {
    return undefined;
  }
  const scope = { tenantId: 't', actor: who, now: formatInstant(known.knownAt) };
  const tx = { scope } as unknown as StoreTransaction;
  const hold = isUnguarded ? [] : wideningHold(context, tx, known, [event], DAYS_ASKED);
  const after = withEvents(known, [event, ...hold], known.knownAt as Instant);
  const isTold = !UNTOLD.includes(sent.type);
  const asToldNow = CLEARS.includes(sent.type)
    ? ({ ...parsed.event, occurredOn: today } as AegleEvent)
    : parsed.event;
  return {
    ...play,
    known: { ...after, own: after.events },
    told: isTold ? [...play.told, asToldNow] : play.told,
    tried: [...play.tried, `${who.id} ${JSON.stringify(sent)}`],
  };
}

/** Lifts or rewords what stands there: never part of what truly happened. */
const UNTOLD: readonly string[] = ['Corrected', 'DiscretionExercised', 'JurisdictionChanged'];
const CLEARS: readonly string[] = ['SafetyHoldCleared', 'ReportResolved'];

const streamOf = ({ type }: Attempt) => EVENT_CATALOGUE[type].stream;
const versionOf = ({ type }: Attempt) => EVENT_CATALOGUE[type].version;

function isLetIn(who: Attacker, { type, data }: Attempt): boolean {
  if (isClosingReport(type, data)) return true;
  const caller = { ...who, actorId: who.id, tenantId: 't', organisationId: null, patientId: null };
  if (type === 'PatientEnrolled') return mayEnrol(who) && data.programme === 'us-ipledge';
  const may =
    who.role === 'system_client' ? kindMayRecord(who.systemKind!, type) : mayAppend(who.role, type);
  return may && brokenLimits(caller, type, data, 'data').length === 0;
}

/** `enrolAgain`: its new course names every programme that decides today, here the one. */
const mayEnrol = ({ role, systemKind }: Attacker) =>
  role === 'system_client'
    ? kindMayCall(systemKind!, 'enrolAgain')
    : scopeOn('enrolAgain', role) !== 'none';

/** A second person who confirms a correction against its source vouches: no record can know better. */
function isVouchedByAnother({ known }: Play, who: Attacker, { type, data }: Attempt): boolean {
  if (type !== 'SafetyHoldCleared') return false;
  return known.facts.patient.safetyHolds.some(
    (one) =>
      one.id === data.hold && one.notClearableBy !== undefined && one.notClearableBy !== who.id,
  );
}

const LISTED = [
  'counselling_missing',
  'comprehension_missing',
  'comprehension_not_passed',
  'contraception_not_matching',
];

/** What the reference, told the truth, has against a grant that a clinician's judgement does not lift. */
function against(
  { edition }: Bench,
  play: Play,
  stage: 'prescribe' | 'dispense',
): readonly string[] {
  const { told, today, lines, known } = play;
  const inOrder = [...told].sort((a, b) => a.occurredOn - b.occurredOn);
  const life = new AmericanLife(edition).liveThrough(inOrder, today);
  const { inTheWay } = life.complaints(stage, today, 30);
  const standing = americanStanding(edition, lines, stage, today);
  const all = [...life.alwaysInTheWay(stage), ...inTheWay, ...standing.faults];
  const judges = known.events.filter(
    (event) =>
      event.type === 'DiscretionExercised' &&
      ['prescriber', 'safety_officer'].includes(event.actor.role),
  );
  const portal = told.findLast((event) => event.type === 'ExternalAuthorizationRecorded')?.actor;
  const isIndependent =
    portal !== undefined &&
    portal.role !== 'delegate' &&
    judges.some((judge) => judge.actor.id !== portal.id);
  return all.flatMap(({ code, asks }) => {
    if (asks === true && judges.length > 0) return [];
    return isIndependent && LISTED.includes(code) ? [] : [asks === true ? `asks:${code}` : code];
  });
}

function positiveOf(today: CalendarDay): AegleEvent {
  const truth = line('PregnancyTestReported', today, { result: 'positive' }, { id: 'unheard' });
  return eventsOf([truth], 'gate')[0]!;
}

/** What patients and guardians declare, and an enrolment, is dated by the server. */
function datedByServer(sent: Attempt, { role }: Attacker, today: CalendarDay): Attempt {
  const isDated = role === 'patient' || role === 'guardian' || sent.type === 'PatientEnrolled';
  return isDated ? { ...sent, occurredOn: formatCalendarDay(today) } : sent;
}

/** One sequence of one to four tries; what was granted against the truth after any of them. */
function oneSequence(bench: Bench, group: readonly Attacker[], draw: Draw, how: How) {
  const { isUnguarded = false, isDeceived = false } = how;
  let play = opening(bench, draw);
  if (isDeceived) play = { ...play, told: [...play.told, positiveOf(play.today)] };
  let [accepted, corrections, grants] = [0, 0, 0];
  const wrong: string[] = [];
  for (let left = 1 + draw(4); left > 0; left -= 1) {
    const who = pick(draw, group);
    const target: Target = {
      programme: 'us-ipledge',
      requirements: bench.requirements,
      methods: METHODS,
      events: play.known.events,
      today: play.today,
      self: who.id,
    };
    const sent = datedByServer(attempt(target, draw, who.role), who, play.today);
    const next = recorded(bench, play, who, sent, isUnguarded);
    if (next === undefined) continue;
    play = next;
    accepted += 1;
    if (sent.type === 'Corrected') corrections += 1;
    for (const stage of ['prescribe', 'dispense'] as const) {
      const question = { kind: stage, patient: 'patient', daysSupply: 30 };
      const { known } = play;
      if (decideOn(bench.context, known, question, known.knownAt).outcome === 'denied') continue;
      grants += 1;
      const codes = against(bench, play, stage);
      if (codes.length > 0)
        wrong.push(
          `${bench.edition} ${stage} against ${codes.join(', ')}: ${play.tried.join(' | ')}`,
        );
    }
  }
  return { accepted, corrections, grants, wrong };
}

/** Runs so many sequences from a seed, every group and edition in turn. */
export function tryAll({ sequences, seed, ...how }: Adversary): Outcome {
  const all = benches();
  const draw = drawsFrom(seed);
  let [accepted, corrections, grants] = [0, 0, 0];
  const wrong: string[] = [];
  for (let index = 0; index < sequences; index += 1) {
    const bench = all[index % all.length]!;
    const group = GROUPS[index % GROUPS.length]!;
    const one = oneSequence(bench, group, draw, how);
    accepted += one.accepted;
    corrections += one.corrections;
    grants += one.grants;
    wrong.push(...one.wrong);
  }
  return { sequences, accepted, corrections, grants, wrong };
}
