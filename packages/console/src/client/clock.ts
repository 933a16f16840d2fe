// The one clock of the pages: marks what is late or not yet in force.
// Never decides: every answer comes from the server, on the server's clock.

/** Milliseconds since the epoch, now. */
export function nowMs(): number {
  return Date.now();
}
