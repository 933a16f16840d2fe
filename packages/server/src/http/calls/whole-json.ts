// JSON as it was sent, nothing of it lost: a name that stands twice keeps both values, as a list, and is
// then refused or kept unread like any other field of the wrong kind. Never the last value alone.

/** Containers inside containers; no request of this interface has more than a dozen. */
const DEPTH_MAX = 32;
/** Stands in for what lies deeper, where nothing is read. */
const TOO_DEEP = 'nested too deep';
/** Of the private use area, so that no name of a field has it. */
const AGAIN = '\uE000again\uE000';
/** Names by which an object's prototype is reached: no field has them, and each is made another name. */
const OF_PROTOTYPES: readonly string[] = ['__proto__', 'constructor', 'prototype'];
const NO_FIELD = ' (no field)';

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container =>
  typeof value === 'object' && value !== null;

/**
 * The text with the second and later of equal names in one object made different, and no name that
 * reaches a prototype; else the same text.
 */
export function markRepeats(text: string): string {
  // An object's names; `undefined` while it has none, so that a thousand empty ones cost no thousand sets.
  const open: (Set<string> | undefined | null)[] = [];
  let marked = '';
  let taken = 0;
  let count = 0;
  let expectsName = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      const end = endOfString(text, at);
      if (expectsName) {
        const names = open.at(-1) ?? new Set();
        open[open.length - 1] = names;
        const sent = nameIn(text.slice(at, end + 1));
        const name = sent !== undefined && OF_PROTOTYPES.includes(sent) ? sent + NO_FIELD : sent;
        const isAgain = name !== undefined && names.has(name);
        if (isAgain || name !== sent) {
          const made = isAgain ? `${name}${AGAIN}${++count}` : name;
          marked += text.slice(taken, at) + JSON.stringify(made);
          taken = end + 1;
        }
        if (name !== undefined) names.add(name);
      }
      expectsName = false;
      at = end;
    } else if (sign === '{') {
      open.push(undefined);
      expectsName = true;
    } else if (sign === '[') {
      open.push(null);
      expectsName = false;
    } else if (sign === '}' || sign === ']') open.pop();
    else if (sign === ',') expectsName = open.length > 0 && open.at(-1) !== null;
  }
  return taken === 0 ? text : marked + text.slice(taken);
}

/** Where a string that begins at `at` ends; the end of the text when it does not. */
function endOfString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end += 1) {
    if (text[end] === '\\') end += 1;
    else if (text[end] === '"') return end;
  }
  return text.length;
}

function nameIn(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    // Not JSON: the parser refuses the whole text.
    return undefined;
  }
}

/**
 * What was parsed of a marked text: equal names joined to a list, and nothing deeper than is read; with
 * `depthMax` infinite, all of it, however deep.
 */
export function whole(parsed: unknown, depthMax = DEPTH_MAX): unknown {
  const join = (container: Container) => {
    if (!Array.isArray(container)) joinRepeats(container);
    return true;
  };
  descend(parsed, depthMax, join, (container, name) => {
    (container as Record<string | number, unknown>)[name] = TOO_DEEP;
  });
  return parsed;
}

/** Visits every container that is no deeper than is read, until a visit says no: then false. */
export const visitRead = (parsed: unknown, visit: (container: object) => boolean): boolean =>
  descend(parsed, DEPTH_MAX, visit, () => undefined);

/** Visits every container, the outer ones first, until a visit says no. */
function descend(
  parsed: unknown,
  depthMax: number,
  visit: (container: Container) => boolean,
  tooDeep: (container: Container, name: string | number) => void,
): boolean {
  let level: readonly Container[] = isContainer(parsed) ? [parsed] : [];
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: Container[] = [];
    for (const container of level) {
      if (!visit(container)) return false;
      const read = (value: unknown, name: string | number) => {
        if (!isContainer(value)) return;
        if (depth < depthMax) next.push(value);
        else tooDeep(container, name);
      };
      if (Array.isArray(container)) container.forEach(read);
      else for (const name of Object.keys(container)) read(container[name], name);
    }
    level = next;
  }
  return true;
}

/** Every name with its mark, in the order in which they stood, after the first. */
function joinRepeats(object: Record<string, unknown>): void {
  const joined = new Map<string, unknown[]>();
  for (const name of Object.keys(object)) {
    const at = name.indexOf(AGAIN);
    if (at < 0) continue;
    const first = name.slice(0, at);
    const values = joined.get(first);
    if (values === undefined) joined.set(first, [object[first], object[name]]);
    else values.push(object[name]);
    delete object[name];
  }
  for (const [name, values] of joined) object[name] = values;
}
