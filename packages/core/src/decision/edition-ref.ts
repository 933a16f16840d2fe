// Which rules a decision was made under: an edition and the overlays on it, as a structure.
// Never taken apart from a text: the joined name is written for people and read by nobody.

/** An edition with the overlays that changed it, in their order. */
export interface EditionRef {
  readonly programme: string;
  readonly edition: string;
  readonly overlays: readonly string[];
}

/** The name on the wire and in stored answers: `us-2021`, `gb-2026+gb-site-28-days`. */
export function editionName({ edition, overlays }: Omit<EditionRef, 'programme'>): string {
  return [edition, ...overlays].join('+');
}
