// A patient's agenda for the coming two days, kept so that a list of thousands reads no log and asks no gate.
// Never believed by itself: it counts while every stream it was made from stands where it was read, under
// the same rules, for the same question, inside its own stretch of time. Otherwise it is made anew.

import { createHash } from 'node:crypto';
import {
  type DatedAgenda,
  datedAgendaOf,
  ENGINE_VERSION,
  type Instant,
  programmesApplying,
  treatingPrescriberNow,
  workPlaceOf,
} from '@aegle/core';
import type { Json, Projection, StreamPlace } from '@aegle/store';
import {
  type AgendaViewer,
  agendaCase,
  agendaPrescriber,
  agendaQuestionOf,
} from './agenda-case.ts';
import type { ServiceContext } from './context.ts';
import { courseAgendaOf } from './course-agenda.ts';
import { zoneFor } from './gate-question.ts';
import type { StreamReader } from './read-ahead.ts';
import type { PatientCase } from './read-case.ts';
import { recordEventsOf } from './timeline.ts';

/** Name of the projection that holds it. */
export const AGENDA_PROJECTION = 'agenda';

/** Raised when the same answers make another agenda, or it is kept in another shape. */
const AGENDA_VERSION = 6;

/** How far ahead the gate is asked for a list, in days. */
export const KEPT_HORIZON_DAYS = 31;

const DAY_MS = 86_400_000;
/** How long one is kept: made once a day, it never runs out in between. */
const KEPT_MS = 2 * DAY_MS;

/** What is kept of one patient. Plain data: JSON says all of it. */
export interface KeptAgenda {
  /** Digest of everything beside the log that decides. */
  readonly rules: string;
  /** Who the question names; null: nobody. */
  readonly prescriber: string | null;
  readonly pharmacy: string | null;
  /** Who wrote the last prescription: the question names them, whoever looks. */
  readonly writtenBy: string | null;
  /** Who has the patient. */
  readonly treating: string | null;
  /** Programmes that apply. */
  readonly programmes: readonly string[];
  /** Whose holidays count. */
  readonly workPlace: string | null;
  /** IANA zone of the place of care. */
  readonly zone: string;
  /** When something of the patient was last recorded, as an instant. */
  readonly heardAt: number;
  /** Every stream that it was made from. */
  readonly places: readonly StreamPlace[];
  readonly dated: DatedAgenda;
}

/** One as made, and whether it may be kept. */
export interface MadeAgenda {
  readonly kept: KeptAgenda;
  /** False of a record that does not hold, or into which another was merged. */
  readonly mayBeKept: boolean;
}

const digests = new WeakMap<ServiceContext['programmes'], string>();

/** The digest of programmes, evidence and course rules as this process has loaded them. */
export function rulesDigest(context: ServiceContext): string {
  const known = digests.get(context.programmes);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(`agenda ${AGENDA_VERSION}, engine ${ENGINE_VERSION}`);
  const say = (value: unknown) => hash.update(JSON.stringify(value, asPlain) ?? 'undefined');
  for (const { programme } of context.programmes.values()) {
    say(programme);
    say(context.courseData().rulesFor(programme.jurisdiction));
  }
  say(context.courseData().products);
  say(context.findings().rows);
  const digest = hash.digest('hex');
  digests.set(context.programmes, digest);
  return digest;
}

function asPlain(_name: string, value: unknown): unknown {
  if (value instanceof Map) return [...value];
  return value instanceof Set ? [...value] : value;
}

/** Reads, folds and asks once for every turn of the coming two days. */
export async function makeAgenda(
  context: ServiceContext,
  tx: StreamReader,
  patient: string,
  viewer: AgendaViewer,
  pharmacy: string | undefined,
): Promise<MadeAgenda> {
  const read = await agendaCase(context, tx, patient, viewer, pharmacy);
  const record = await recordEventsOf(tx, read);
  const recordHeads = await recordHeadsOf(tx, read);
  // Nothing that was read may be unknown, also where another server's clock is ahead.
  const newest = Math.max(read.knownAt, ...recordHeads.map(({ recordedMs }) => recordedMs));
  const known: PatientCase = { ...read, knownAt: newest as Instant };
  const facts = known.facts.patient;
  const asked = {
    ...agendaQuestionOf(context, known, viewer, KEPT_HORIZON_DAYS),
    courseAt: courseAgendaOf(context, known, record),
  };
  const gates = read.heads.filter(({ kind }) => kind === 'patient-gate');
  return {
    mayBeKept: known.facts.isLogDamaged !== true && gates.length === 1,
    kept: {
      rules: rulesDigest(context),
      prescriber: agendaPrescriber(facts, patient, viewer) ?? null,
      pharmacy: pharmacy ?? null,
      writtenBy: facts.prescriptions.at(-1)?.data.prescriber ?? null,
      treating: treatingPrescriberNow(facts) ?? facts.prescriptions.at(-1)?.data.prescriber ?? null,
      programmes: programmesApplying(facts, context.programmes).map((one) => one.programme.id),
      workPlace: workPlaceOf(facts, context.programmes) ?? null,
      zone: zoneFor(context, facts),
      heardAt: Math.max(...[...gates, ...recordHeads].map(({ recordedMs }) => recordedMs)),
      places: [...read.heads, ...recordHeads].map(({ subjectId, kind, version }) => ({
        subjectId,
        kind,
        version,
      })),
      dated: datedAgendaOf(asked, known.knownAt, (known.knownAt + KEPT_MS) as Instant),
    },
  };
}

async function recordHeadsOf(tx: StreamReader, { heads }: PatientCase) {
  const refs = heads
    .filter(({ kind }) => kind === 'patient-gate')
    .map(({ subjectId }) => ({ subjectId, kind: 'patient-record' as const }));
  return (await tx.readStreams(refs)).map(({ head }) => head);
}

/** True while it answers this question at this instant; whether its streams moved is asked apart. */
export function answers(
  kept: KeptAgenda,
  asked: {
    readonly rules: string;
    readonly viewer: AgendaViewer;
    readonly pharmacy: string | undefined;
    readonly now: Instant;
  },
): boolean {
  const { rules, viewer, pharmacy, now } = asked;
  const prescriber = kept.writtenBy ?? viewer.prescriber ?? null;
  return (
    kept.rules === rules &&
    kept.prescriber === prescriber &&
    kept.pharmacy === (pharmacy ?? null) &&
    kept.dated.from <= now &&
    now < kept.dated.until
  );
}

/** As a projection: to be looked at again on the day on which less than a day of it is left. */
export function projectionOfAgenda(subjectId: string, kept: KeptAgenda): Projection {
  return {
    subjectId,
    name: AGENDA_PROJECTION,
    foldVersion: AGENDA_VERSION,
    heads: [],
    // Items, days and instants: plain data, so JSON says all of it.
    facts: kept as unknown as Json,
    dueDay: new Date(kept.dated.until - DAY_MS).toISOString().slice(0, 10),
  };
}

/** In the place of an agenda that may not be kept: what was kept of it before is gone. */
export function emptyAgenda(subjectId: string): Projection {
  const none = { facts: null, dueDay: null };
  return { subjectId, name: AGENDA_PROJECTION, foldVersion: AGENDA_VERSION, heads: [], ...none };
}

/** What a projection holds; undefined where it is of another shape. */
export function agendaOfProjection({ foldVersion, facts }: Projection): KeptAgenda | undefined {
  if (foldVersion !== AGENDA_VERSION || facts === null) return undefined;
  // Written by this version, it is what this version writes.
  return facts as unknown as KeptAgenda;
}
