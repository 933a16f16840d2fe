// Agenda items as one audience may read them. Filtering happens here, before anything is serialised.
// Never a result, a method or a hold's cause to a pharmacy; to a patient who must stop, that alone; to pharmacy
// and office a safety closure is like any other act that waits.

import {
  type AgendaItem,
  type AgendaReason,
  type AgendaStep,
  type AgendaSubject,
  type AgendaWarning,
  type Audience,
  compareItems,
  formatCalendarDay,
  formatInstant,
  type Instant,
  NEVER_OVERRIDDEN,
  type ReasonCode,
  type Role,
  type Stage,
} from '@aegle/core';
import type { Task } from '@aegle/store';
import { isOutsider, STANDS_IN } from './answer.ts';

/** A reason in the words of one audience. */
export interface ShownReason {
  readonly code: string;
  readonly programme: string;
  readonly edition: string;
  readonly requirement: string;
  readonly citation: { readonly sources: readonly string[]; readonly section?: string };
  readonly text: string;
}

/** An item in the words of one audience. */
export interface ShownItem {
  readonly id: string;
  readonly patient: string | null;
  readonly what: AgendaStep;
  /** Whose certificate it is; null: of no certificate, and to a patient. */
  readonly subject: AgendaSubject | null;
  readonly stage: Stage | null;
  readonly state: AgendaItem['state'];
  readonly who: readonly Role[];
  readonly from: string | null;
  readonly bestDay: string | null;
  readonly until: { readonly day: string; readonly zone: string; readonly at: string } | null;
  readonly lastWorkingDay: string | null;
  /** The hour at which that day's work ends; null: no hours are known. */
  readonly lastHour: string | null;
  readonly workingDaysLeft: number | null;
  readonly warning: AgendaWarning | null;
  readonly warnOn: readonly string[];
  /** Whose holidays the working days leave out; null: only weekends. */
  readonly holidaysOf: string | null;
  readonly why: ShownReason;
  /** Further reasons that the same deed clears, as far as the audience reads them. */
  readonly alsoWhy: readonly ShownReason[];
  readonly unlocks: readonly string[];
  readonly ifMissed: ShownReason | null;
  readonly task: string | null;
  /** Every open task that is about this, the one of `task` first. */
  readonly tasks: readonly string[];
  /** Comes before everything that has a date. Not on the wire. */
  readonly isUrgent: boolean;
}

/** The items that an audience reads, with the tasks that concern who asks. */
export function itemsFor(
  items: readonly AgendaItem[],
  patient: string,
  audience: Audience,
  tasks: readonly Task[],
  now: Instant,
): readonly ShownItem[] {
  const shown = visible(items, audience).map((item) => shownItem(item, patient, audience));
  const ids = new Set(shown.map(({ id }) => id));
  const known = shown.map((item) => ({
    ...item,
    unlocks: item.unlocks.filter((id) => ids.has(id)),
  }));
  const belonging = (item: ShownItem) => tasks.filter((task) => isOf(task, item));
  const urgent = known
    .filter(({ isUrgent }) => isUrgent)
    .map((item) => withTasks(item, belonging(item), now));
  const taken = new Set(urgent.flatMap((item) => item.tasks));
  const own = tasks.filter(({ id }) => !taken.has(id)).map((task) => taskItem(task, now));
  return [...urgent, ...own, ...known.filter(({ isUrgent }) => !isUrgent)];
}

/** One item that an audience reads, as `itemsFor` words it where no task is about it; `ids` are theirs. */
export function itemFor(
  item: AgendaItem,
  patient: string,
  audience: Audience,
  ids: ReadonlySet<string>,
): ShownItem {
  const shown = shownItem(item, patient, audience);
  return { ...shown, unlocks: shown.unlocks.filter((id) => ids.has(id)) };
}

const isNever = ({ code }: AgendaReason) => NEVER_OVERRIDDEN.includes(code as ReasonCode);
const reasonsOf = ({ why, alsoWhy = [] }: AgendaItem) => [why, ...alsoWhy];

/** True of a task that asks for what an urgent item asks for already. */
function isOf({ kind }: Task, { what }: ShownItem): boolean {
  return STEP_OF_TASK[kind] === what;
}

const STEP_OF_TASK: Readonly<Record<string, AgendaStep>> = {
  speak_with_patient: 'contact_patient',
  resolve_report: 'contact_patient',
  review_hold: 'contact_patient',
  log_damaged: 'restore_record',
};

/** An urgent item with the tasks that were opened for it: the first deadline counts. */
function withTasks(item: ShownItem, tasks: readonly Task[], now: Instant): ShownItem {
  const shown = tasks
    .map((task) => taskItem(task, now))
    .sort((left, right) => Date.parse(left.until!.at) - Date.parse(right.until!.at));
  const [first] = shown;
  if (first === undefined) return item;
  return {
    ...item,
    state: first.state,
    who: [...new Set([...item.who, ...shown.flatMap(({ who }) => who)])],
    until: first.until,
    alsoWhy: [...item.alsoWhy, ...shown.map(({ why }) => why)],
    task: first.task,
    tasks: shown.flatMap((one) => one.tasks),
  };
}

/** Items that an audience reads something of. */
export function visible(items: readonly AgendaItem[], audience: Audience): readonly AgendaItem[] {
  switch (audience) {
    case 'prescriber':
      return items;
    case 'pharmacist':
      return outside(items, ['dispense'], ({ who }) => who[0] === 'pharmacist');
    case 'patient': {
      // A patient who must stop reads that and nothing beside it.
      const stop = items.find((item) => reasonsOf(item).some(isNever));
      if (stop === undefined) return items;
      const why = reasonsOf(stop).find(isNever)!;
      return [{ ...stop, id: STOP_ID, what: 'contact_patient', why, alsoWhy: [] }];
    }
    case 'programme':
      // The office sees what is the office's of the gate, never a person's laboratory or follow-up.
      return outside(
        items,
        ['prescribe', 'dispense'],
        ({ stage, who }) => stage !== undefined && who.includes('programme_officer'),
      );
  }
}

/**
 * What those who are not the clinic read: their own work, and the acts of the gate. An act that waits
 * carries no day, whatever it waits for, and one that a safety closure took away waits like any other.
 */
function outside(
  items: readonly AgendaItem[],
  acts: readonly ('prescribe' | 'dispense')[],
  isOwn: (item: AgendaItem) => boolean,
): readonly AgendaItem[] {
  const closed = items.filter((item) => reasonsOf(item).some(isNever));
  const own = items.filter((item) => !isAct(item) && isOwn(item) && !closed.includes(item));
  const shown = acts.flatMap((act) => {
    const found = items.find(({ id }) => id === act);
    if (found !== undefined) return [found.state === 'waiting' ? waiting(act, found.why) : found];
    const instead = closed.find(({ unlocks }) => unlocks.includes(act));
    return instead === undefined ? [] : [waiting(act, instead.why)];
  });
  return [...own, ...shown].sort(compareItems);
}

const WHO_ACTS = { prescribe: ['prescriber'], dispense: ['pharmacist', 'patient'] } as const;

/** An act for which the clinic has to clear something, or time has to pass: no day is told. */
function waiting(act: 'prescribe' | 'dispense', why: AgendaReason): AgendaItem {
  const nothing = { from: undefined, bestDay: undefined, closes: undefined, ifMissed: undefined };
  const named = { id: act, what: act, stage: act, who: WHO_ACTS[act], unlocks: [] };
  return { ...named, ...nothing, state: 'waiting', why };
}

const STOP_ID = 'aegle/contact_clinic';

function shownItem(item: AgendaItem, patient: string, audience: Audience): ShownItem {
  const day = (value: AgendaItem['from']) =>
    value === undefined ? null : formatCalendarDay(value);
  const { closes } = item;
  const isPlain = audience === 'prescriber' || item.id !== STOP_ID;
  return {
    id: item.id,
    patient,
    what: item.what,
    subject: audience === 'patient' ? null : (item.subject ?? null),
    stage: isPlain ? (item.stage ?? null) : null,
    state: item.state,
    who: item.who,
    from: day(item.from),
    bestDay: day(item.bestDay),
    until:
      closes === undefined
        ? null
        : { day: formatCalendarDay(closes.day), zone: closes.zone, at: formatInstant(closes.at) },
    lastWorkingDay: day(item.lastWorkingDay),
    lastHour: item.lastHour ?? null,
    workingDaysLeft: item.workingDaysLeft ?? null,
    warning: item.warning ?? null,
    warnOn: (item.warnOn ?? []).map(formatCalendarDay),
    holidaysOf: item.holidaysOf ?? null,
    why: shownReason(item, item.why, audience),
    alsoWhy: isAct(item) ? [] : (item.alsoWhy ?? []).map((one) => reasonOf(one, audience)),
    unlocks: item.unlocks,
    ifMissed:
      item.ifMissed === undefined || isOutsider(audience) || isNever(item.ifMissed)
        ? null
        : reasonOf(item.ifMissed, audience),
    task: null,
    tasks: [],
    isUrgent: item.what === 'contact_patient' || item.what === 'restore_record',
  };
}

/** A reason in the words of an audience that reads it. */
export function reasonOf(reason: AgendaReason, audience: Audience): ShownReason {
  const { code, programme, edition, requirement, citation, text } = reason;
  return { code, programme, edition, requirement, citation, text: text[audience] };
}

/** An act of the gate has one reason: what the gate says first. */
const isAct = ({ what }: AgendaItem) => what === 'prescribe' || what === 'dispense';

/** What an audience does not read is told as a step to somebody who does. */
function shownReason(item: AgendaItem, reason: AgendaReason, audience: Audience): ShownReason {
  const isHidden =
    (isOutsider(audience) && isAct(item) && reason.code !== 'conditions_met') ||
    (audience !== 'prescriber' && isNever(reason));
  if (!isHidden) return reasonOf(reason, audience);
  const { code, text } = isOutsider(audience)
    ? STANDS_IN[audience]
    : { code: 'contact_clinic', text: reason.text[audience] };
  const citation = { sources: ['aegle-design'], section: '8' };
  return { code, programme: 'aegle', edition: 'aegle', requirement: code, citation, text };
}

function taskItem(task: Task, now: Instant): ShownItem {
  const at = Date.parse(task.deadline) as Instant;
  return {
    id: `task/${task.id}`,
    patient: task.subjectId,
    what: 'task',
    subject: null,
    stage: null,
    state: at < now ? 'overdue' : 'now',
    who: [task.ownerRole as Role, task.deputyRole as Role],
    from: task.openedAt.slice(0, 10),
    bestDay: null,
    until: { day: task.deadline.slice(0, 10), zone: 'UTC', at: formatInstant(at) },
    lastWorkingDay: null,
    lastHour: null,
    workingDaysLeft: null,
    warning: null,
    warnOn: [],
    holidaysOf: null,
    why: {
      code: task.kind,
      programme: 'aegle',
      edition: 'aegle',
      requirement: task.kind,
      citation: { sources: ['aegle-design'], section: '8' },
      text: 'An open task.',
    },
    alsoWhy: [],
    unlocks: [],
    ifMissed: null,
    task: task.id,
    tasks: [task.id],
    isUrgent: false,
  };
}
