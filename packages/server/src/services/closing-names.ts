// What the names of the types of one request mean, each asked once, and only so many: to find a misspelt type
// among the catalogue takes long. Never leaves out what was not asked: it counts as closing.

import {
  EVENT_CATALOGUE,
  type EventType,
  eventTypeMeant,
  isClosingReport,
  isEventType,
  mustKeepUnreadable,
} from '@aegle/core';

/** Different names that are none of the catalogue, of which is asked what was meant. */
export const NAMES_MAX = 200;

/** Asks whether a type and what stands under it can only close. */
export type IsClosing = (type: unknown, data: unknown) => boolean;

/** The names of one request. */
export class ClosingNames {
  readonly #meant = new Map<string, EventType | undefined>();

  /** The type that was meant; `too_many` where so many others were asked that this one is not. */
  meant(name: unknown): EventType | 'too_many' | undefined {
    if (typeof name !== 'string') return undefined;
    if (isEventType(name)) return name;
    if (this.#meant.has(name)) return this.#meant.get(name);
    if (this.#meant.size >= NAMES_MAX) return 'too_many';
    const meant = eventTypeMeant(name);
    this.#meant.set(name, meant);
    return meant;
  }

  /** As `isClosingReport`. */
  isClosing(type: unknown, data: unknown): boolean {
    return this.asked(isClosingReport, type, data);
  }

  /** As `mustKeepUnreadable`. */
  mustKeep(type: unknown, data: unknown): boolean {
    return this.asked(mustKeepUnreadable, type, data);
  }

  /** The same answer as the question itself gives, without looking a name up twice. */
  asked(isClosing: IsClosing, type: unknown, data: unknown): boolean {
    if (typeof type === 'string' && isEventType(type)) return isClosing(type, data);
    const meant = this.meant(type);
    if (meant === 'too_many' || isClosing(NO_NAME, data)) return true;
    return meant !== undefined && isOfPatient(meant) && isClosing(meant, data);
  }
}

/** Under no name what is told decides; it is asked beside the type that was meant. */
const NO_NAME = '';

const isOfPatient = (type: EventType) => ['gate', 'record'].includes(EVENT_CATALOGUE[type].stream);
