// What could be meant as events in a body that no schema let through, wherever in it that stands.
// Never looks at more than is allowed of one body, and says when something was left.

import type { EventType, WireEvent } from '@aegle/core';
import { ClosingNames } from '../../services/closing-names.ts';
import { readAnyhow } from './broken-json.ts';
import { Looking } from './looking.ts';
import { visitRead, whole } from './whole-json.ts';

/** Texts inside texts that are still read. */
const ROUNDS_MAX = 4;
/** Of two types under one name the parser made a list: each may be the one meant. No mistake makes more. */
const TYPES_MAX = 4;

/** A text of this length costs as much as one member. */
const LENGTH_OF_ONE = 16;

/**
 * The events, also in a text of the body, each under every type that was named for it. Names of fields are
 * read in any case.
 */
export function sentIn(body: unknown, looking = new Looking()): readonly WireEvent[] {
  const found: WireEvent[] = [];
  const names = new ClosingNames();
  let values: readonly unknown[] = [body];
  for (let round = 0; values.length > 0; round += 1) {
    const texts = walk(values, found, names, looking);
    if (texts.length > 0 && round === ROUNDS_MAX) looking.end();
    values = looking.isOver
      ? []
      : texts.map((text) => readAnyhow(Buffer.from(text), looking).value);
  }
  // What is kept is not deeper than what is read.
  for (const event of found) whole(event);
  return found;
}

/** Adds the events that stand in these values; answers the texts in them that may hold more. */
function walk(
  values: readonly unknown[],
  found: WireEvent[],
  names: ClosingNames,
  looking: Looking,
): readonly string[] {
  const texts: string[] = [];
  let level = values;
  while (level.length > 0 && !looking.isOver) {
    const next: unknown[] = [];
    for (const one of level) {
      if (!looking.take(1)) break;
      if (typeof one === 'string') {
        if (/^["[{]/.test(one.trimStart()) && looking.take(one.length / LENGTH_OF_ONE))
          texts.push(one);
      } else if (typeof one === 'object' && one !== null)
        for (const inner of membersOf(one, found, names, looking)) next.push(inner);
    }
    level = next;
  }
  return texts;
}

/** The members to go on with; what is meant as an event is added to those that were found. */
function membersOf(
  one: object,
  found: WireEvent[],
  names: ClosingNames,
  looking: Looking,
): readonly unknown[] {
  const members = Object.entries(one);
  if (!looking.take(members.length)) return [];
  const said = Array.isArray(one) ? undefined : eventIn(members);
  if (said === undefined) return members.map(([, inner]) => inner);
  add(said, found, looking);
  const isEvent = meantBy(said.type, names, looking) !== undefined;
  return members.filter(([name]) => name !== 'data' || !isEvent).map(([, inner]) => inner);
}

function meantBy(type: unknown, names: ClosingNames, looking: Looking): EventType | undefined {
  const meant = names.meant(type);
  if (meant !== 'too_many') return meant;
  looking.end();
  return undefined;
}

function add(said: Readonly<Record<string, unknown>>, found: WireEvent[], looking: Looking): void {
  const types = [...new Set(Array.isArray(said.type) ? said.type : [said.type])];
  if (types.length > TYPES_MAX) looking.end();
  // It is asked and written out once for each type.
  const isTaken = visitRead(said, (container) => looking.take(types.length * costOf(container)));
  if (isTaken) for (const type of types) found.push({ ...said, type } as WireEvent);
}

/** Its members, and its texts by their length. */
function costOf(container: object): number {
  let cost = 1;
  for (const value of Object.values(container))
    cost += typeof value === 'string' ? 1 + value.length / LENGTH_OF_ONE : 1;
  return cost;
}

const EVENT_FIELDS: ReadonlySet<string> = new Set(['id', 'type', 'v', 'data']);

/** An object that names a type or has data, with the fields of an event under their own names. */
function eventIn(
  members: readonly (readonly [string, unknown])[],
): Readonly<Record<string, unknown>> | undefined {
  const sent = new Set(members.map(([name]) => name));
  const fields = members.map(([name, value]) => {
    const plain = name.trim().toLowerCase();
    return [EVENT_FIELDS.has(plain) && !sent.has(plain) ? plain : name, value] as const;
  });
  const read: Readonly<Record<string, unknown>> = Object.fromEntries(fields);
  if ('data' in read) return read;
  if (!('type' in read)) return undefined;
  // An event whose fields stand beside its type.
  const { id: _id, type: _type, v: _v, ...data } = read;
  return { ...read, data };
}
