// One entry of the diary as it waits on the device: what happened, on which day, where.
// Never a red flag, a pregnancy or what bears on one: those are sent at once or said not to be sent.

import type { Declaration } from '@aegle/api';
import { isRedFlagSymptom } from '@aegle/core';

/** The types that may wait. */
export type EntryType = 'DoseTaken' | 'DoseMissed' | 'SymptomReported';

type DataOf<T extends EntryType> = Extract<Declaration, { readonly type: T }>['data'];
/** What is said, without where and when. */
export type Said = {
  readonly [T in EntryType]: { readonly type: T; readonly data: DataOf<T> };
}[EntryType];

/**
 * `waiting`: to be sent; `refused`: the server said no; `asks`: the record holds another dose of that
 * day, and only the writer knows which it is.
 */
export type EntryState = 'waiting' | 'refused' | 'asks';

export type Entry = Said & {
  /** Chosen here; sent twice it is recorded once. */
  readonly id: string;
  readonly patient: string;
  /** Who wrote it. */
  readonly actor: string;
  /** The calendar day where the writer was, `YYYY-MM-DD`. */
  readonly day: string;
  /** IANA zone of that day. */
  readonly zone: string;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
  /** Doses of that day which the writer could see when writing, by id. */
  readonly knew: readonly string[];
  readonly state: EntryState;
  /** Why it was refused, in the server's words. */
  readonly why?: string;
};

export const isDose = (type: string): boolean => type === 'DoseTaken' || type === 'DoseMissed';

/** True for what must reach a person at once: it never waits on a device. */
export function isUrgent(said: Said): boolean {
  if (said.type !== 'SymptomReported') return false;
  const { symptom, grade, isWarningSign } = said.data;
  return isWarningSign || isRedFlagSymptom(symptom, grade);
}

/** A dose as the server has it. */
export interface RecordedDose {
  readonly id: string;
  readonly day: string;
}

/** True when the record holds a dose of that day which the writer did not know of. */
export function meetsAnother(entry: Entry, recorded: readonly RecordedDose[]): boolean {
  if (!isDose(entry.type)) return false;
  const unknown = (one: RecordedDose) => one.id !== entry.id && !entry.knew.includes(one.id);
  return recorded.some((one) => one.day === entry.day && unknown(one));
}

/** What goes to the server. */
export function declarationOf(entry: Entry): Declaration {
  const { id, type, day, data } = entry;
  return { id, type, occurredOn: day, data } as Declaration;
}
