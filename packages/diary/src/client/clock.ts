// The one clock of the diary: the day of an entry where its writer is, and when something was read.
// Never decides: whatever opens a gate is dated by the server.

/** Milliseconds since the epoch, now. */
export function nowMs(): number {
  return Date.now();
}

/** The device's IANA zone. */
export function zoneHere(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The calendar day in a zone at a moment, `YYYY-MM-DD`; `daysAgo` days before it. */
export function dayIn(zone: string, at: number, daysAgo = 0): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const [year, month, day] = parts.format(at).split('-').map(Number);
  return new Date(Date.UTC(year!, month! - 1, day! - daysAgo)).toISOString().slice(0, 10);
}
