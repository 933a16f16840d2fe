// Agendas as last made or read, opened: a list that is read every minute opens no box again.
// Never more than so many, never on disk, and never believed before the log was asked (`agenda-kept.ts`).

import type { AgendaItem, AgendaReason } from '@aegle/core';
import type { StreamPlace } from '@aegle/store';
import type { KeptAgenda } from './agenda-kept.ts';

const MOST_PATIENTS = 20_000;
/** Of one patient: as different prescribers and pharmacies see a patient without a prescription. */
const MOST_QUESTIONS = 4;
const MOST_SHARED = 50_000;

/** True of a patient's own streams; those of a programme, a pharmacy, a prescriber are in thousands. */
export function isOfPatient({ kind }: StreamPlace): boolean {
  return kind === 'patient-gate' || kind === 'patient-record';
}

/** The agendas that one process has at hand, by tenant and patient. */
export class AgendaMemory {
  readonly #kept = new Map<string, readonly KeptAgenda[]>();
  readonly #shared = new Map<string, object>();

  of(tenantId: string, patient: string): readonly KeptAgenda[] {
    return this.#kept.get(`${tenantId}/${patient}`) ?? [];
  }

  /** Keeps it in the place of those that answer the same question; the oldest patient makes room. */
  keep(tenantId: string, patient: string, kept: KeptAgenda): KeptAgenda {
    const key = `${tenantId}/${patient}`;
    const slim = {
      ...kept,
      places: kept.places.map((place) => (isOfPatient(place) ? place : this.#once(place))),
      dated: { ...kept.dated, items: kept.dated.items.map(this.#slim) },
    };
    const others = this.of(tenantId, patient).filter(
      (one) => one.prescriber !== kept.prescriber || one.pharmacy !== kept.pharmacy,
    );
    this.#kept.delete(key);
    this.#kept.set(key, [slim, ...others].slice(0, MOST_QUESTIONS));
    if (this.#kept.size > MOST_PATIENTS) this.#kept.delete(this.#kept.keys().next().value!);
    return slim;
  }

  drop(tenantId: string, patient: string): void {
    this.#kept.delete(`${tenantId}/${patient}`);
  }

  /** The same item; sentences and citations, which thousands share, are there once. */
  readonly #slim = (item: AgendaItem): AgendaItem => ({
    ...item,
    why: this.#slimReason(item.why),
    ...(item.alsoWhy === undefined ? {} : { alsoWhy: item.alsoWhy.map(this.#slimReason) }),
    ifMissed: item.ifMissed === undefined ? undefined : this.#slimReason(item.ifMissed),
  });

  readonly #slimReason = (reason: AgendaReason): AgendaReason => ({
    ...reason,
    text: this.#once(reason.text),
    citation: this.#once(reason.citation),
  });

  #once<Value extends object>(value: Value): Value {
    const said = JSON.stringify(value);
    const known = this.#shared.get(said);
    // Under one text there is one value.
    if (known !== undefined) return known as Value;
    if (this.#shared.size >= MOST_SHARED) this.#shared.clear();
    this.#shared.set(said, value);
    return value;
  }
}

const memories = new WeakMap<object, AgendaMemory>();

/** The memory of one process's store. */
export function agendaMemoryOf(store: object): AgendaMemory {
  const known = memories.get(store) ?? new AgendaMemory();
  memories.set(store, known);
  return known;
}
