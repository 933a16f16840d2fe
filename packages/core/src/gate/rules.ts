// The loaded programmes, compiled once and shared: one cache slot per edition and set of overlays.
// Never reads a file; never holds a fact.

import { editionName } from '../decision/edition-ref.ts';
import { inOwnWords } from '../events/words.ts';
import { overlaysInForce, withOverlays } from '../programme/overlay.ts';
import type { Edition, Programme } from '../programme/programme.ts';
import { isPatientsConsent, signedForm } from '../requirements/kinds-patient.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import { type CompiledEdition, compileEdition } from './compile.ts';

/** One programme with its compiled editions. */
export class CompiledProgramme {
  readonly programme: Programme;
  /** The programme's id, in the copy that events carry. */
  readonly id: string;
  /** The forms by which a patient consents to treatment, under any edition. */
  readonly consentForms: readonly string[];
  readonly #plain = new Map<string, CompiledEdition>();
  readonly #overlaid = new Map<string, CompiledEdition>();

  constructor(programme: Programme) {
    this.programme = programme;
    this.id = inOwnWords(programme.id);
    this.consentForms = programme.editions.flatMap((edition) =>
      inOwnWords(edition.requirements.filter(isPatientsConsent)).map(signedForm),
    );
    for (const edition of programme.editions) this.#plain.set(edition.id, compileEdition(edition));
  }

  /** The edition as its data say it, without any overlay. */
  asWritten(edition: Edition): CompiledEdition {
    return this.#plain.get(edition.id)!;
  }

  /** The edition as changed by the overlays adopted and in force on a day. */
  compiledFor(edition: Edition, adopted: ReadonlySet<string>, day: CalendarDay): CompiledEdition {
    if (adopted.size === 0) return this.asWritten(edition);
    const overlays = overlaysInForce(this.programme.overlays, edition, adopted, day);
    if (overlays.length === 0) return this.asWritten(edition);
    const changed = withOverlays(edition, overlays);
    const name = editionName({ edition: changed.id, overlays: changed.overlays });
    const known = this.#overlaid.get(name);
    if (known !== undefined) return known;
    const compiled = compileEdition(changed);
    this.#overlaid.set(name, compiled);
    return compiled;
  }
}
