// Progress for whoever waits: on a terminal one line that is redrawn, elsewhere a line now and then.
// Never before two seconds have passed, never on standard output, never a patient's id.

import type { World } from './world.ts';

const QUIET_MS = 2000;
const REDRAW_MS = 250;
const LINE_MS = 5000;

/** Tells how far a long piece of work is. */
export class Progress {
  readonly #world: World;
  readonly #title: string;
  readonly #startedMs: number;
  #toldMs: number;
  #hasLine = false;

  constructor(world: World, title: string) {
    this.#world = world;
    this.#title = title;
    this.#startedMs = world.elapsedMs();
    this.#toldMs = this.#startedMs;
  }

  /** Tells that `done` are done, of `total` where that is known. */
  at(done: number, total?: number): void {
    const nowMs = this.#world.elapsedMs();
    if (nowMs - this.#startedMs < QUIET_MS) return;
    const pauseMs = this.#world.isInteractive ? REDRAW_MS : LINE_MS;
    if (this.#toldMs !== this.#startedMs && nowMs - this.#toldMs < pauseMs) return;
    this.#toldMs = nowMs;
    const bar = this.#world.isInteractive ? barOf(done, total) : '';
    const text = `${this.#title}: ${bar}${done}${leftOf(done, total, nowMs - this.#startedMs)}`;
    this.#hasLine = this.#world.isInteractive;
    this.#world.writeError(this.#world.isInteractive ? `\r\u001b[K${text}` : `${text}\n`);
  }

  /** Ends the line that was being redrawn. */
  end(): void {
    if (this.#hasLine) this.#world.writeError('\r\u001b[K');
    this.#hasLine = false;
  }
}

const BAR_WIDTH = 24;

function barOf(done: number, total: number | undefined): string {
  if (total === undefined || total <= 0) return '';
  const filled = Math.round((BAR_WIDTH * Math.min(done, total)) / total);
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR_WIDTH - filled)}] `;
}

/** Share, rate and remaining time, from what was done so far. */
function leftOf(done: number, total: number | undefined, elapsedMs: number): string {
  if (done === 0) return '';
  const perSecond = (1000 * done) / elapsedMs;
  if (total === undefined) return `, ${Math.round(perSecond)} a second`;
  const seconds = Math.ceil((total - done) / perSecond);
  const left = seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  const share = Math.floor((100 * done) / total);
  return ` of ${total} (${share} %), ${Math.round(perSecond)} a second, ${left} left`;
}
