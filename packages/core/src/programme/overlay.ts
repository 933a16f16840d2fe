// Applies overlays to an edition: requirements replaced, removed, added.
// Never changes the edition itself; an overlay whose days do not cover today changes nothing.

import type { CalendarDay } from '../time/calendar-day.ts';
import type { Edition, Overlay } from './programme.ts';

/** Overlays of an edition that are adopted and in force on a day, in the order of their ids. */
export function overlaysInForce(
  overlays: readonly Overlay[],
  edition: Edition,
  adopted: ReadonlySet<string>,
  day: CalendarDay,
): readonly Overlay[] {
  return overlays.filter(
    (overlay) =>
      adopted.has(overlay.id) &&
      overlay.appliesTo.includes(edition.id) &&
      day >= overlay.from &&
      (overlay.to === undefined || day <= overlay.to),
  );
}

/** The edition as changed by overlays; `overlays` names them, its id stays. */
export function withOverlays(edition: Edition, overlays: readonly Overlay[]): Edition {
  if (overlays.length === 0) return edition;
  let { requirements } = edition;
  for (const overlay of overlays) {
    requirements = requirements
      .filter((requirement) => !overlay.removes.includes(requirement.id))
      .map(
        (requirement) => overlay.replaces.find((one) => one.id === requirement.id) ?? requirement,
      );
    requirements = [...requirements, ...overlay.adds];
  }
  return { ...edition, overlays: overlays.map((overlay) => overlay.id), requirements };
}
