// What was typed and not sent yet, kept for a lost session: in this tab, for one account and one page.
// Never in an address, never for another account, never longer than `KEPT_MS` after the last change.

/** Half an hour: a patient fetched from the waiting room, not a shift. */
export const KEPT_MS = 30 * 60_000;
const PREFIX = 'aegle.kept ';

/** Whose it is and where it was typed. */
export interface KeptPlace {
  /** The account's pseudonym. */
  readonly actor: string;
  /** The page's address, which names nobody, and the form on it. */
  readonly form: string;
}

const keyOf = ({ actor, form }: KeptPlace) => `${PREFIX}${actor} ${form}`;

/** Each of ours in the storage of this tab. */
function* ours(storage: Storage): Generator<string> {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) if (key?.startsWith(PREFIX)) yield key;
}

function readAt(
  storage: Storage,
  key: string,
): { readonly at: number; readonly value: unknown } | null {
  try {
    const read: unknown = JSON.parse(storage.getItem(key) ?? 'null');
    if (typeof read !== 'object' || read === null) return null;
    if (!('at' in read) || typeof read.at !== 'number' || !('value' in read)) return null;
    return { at: read.at, value: read.value };
  } catch {
    // Cut or written by something else: as if nothing were kept.
    return null;
  }
}

/** Keeps the value as of `nowMs`; a storage that is full or closed keeps nothing. */
export function keep(storage: Storage, place: KeptPlace, value: unknown, nowMs: number): void {
  try {
    storage.setItem(keyOf(place), JSON.stringify({ at: nowMs, value }));
  } catch {
    storage.removeItem(keyOf(place));
  }
}

/** What is kept there, or undefined; what is too old goes. */
export function keptAt(storage: Storage, place: KeptPlace, nowMs: number): unknown {
  forgetOld(storage, nowMs);
  return readAt(storage, keyOf(place))?.value;
}

/** Sent, or emptied by hand. */
export function forgetAt(storage: Storage, place: KeptPlace): void {
  storage.removeItem(keyOf(place));
}

/** Everything: somebody signed out. */
export function forgetAll(storage: Storage): void {
  for (const key of ours(storage)) storage.removeItem(key);
}

/** Somebody is signed in: nothing of anybody else stays. */
export function forgetOthers(storage: Storage, actor: string): void {
  for (const key of ours(storage))
    if (!key.startsWith(`${PREFIX}${actor} `)) storage.removeItem(key);
}

/** What was last changed longer ago than `KEPT_MS`, or cannot be read. */
export function forgetOld(storage: Storage, nowMs: number): void {
  for (const key of ours(storage)) {
    const read = readAt(storage, key);
    const isYoung = read !== null && nowMs >= read.at && nowMs - read.at < KEPT_MS;
    if (!isYoung) storage.removeItem(key);
  }
}
