// What can be read of bytes that are no whole JSON: other encodings, commas too many or too few, a cut end.
// Never used to carry a request out: only what can close a gate is looked for in it.

import { markRepeats, whole } from './whole-json.ts';

type Container = Record<string, unknown> | unknown[];

/** The text of a body: UTF-8, or UTF-16 by its mark or by where its zeros stand; without the mark. */
function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.replace(/^\uFEFF/, '');
}

function encodingOf([first, second, third, fourth]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (second === 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && third === 0) return 'utf-16be';
  return 'utf-8';
}

/** The values that stand in the bytes, as far as they go; of several beside each other, a list. */
export function readAnyhow(bytes: Uint8Array): unknown {
  const marked = markRepeats(textOf(bytes));
  try {
    return whole(JSON.parse(marked));
  } catch {
    return whole(readBroken(marked));
  }
}

const TOKEN = /\s+|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|[{}[\]:,]|[^\s"'{}[\]:,]+/sy;
/** Containers inside containers that are still read. */
const DEPTH_MAX = 64;

interface Open {
  readonly container: Container;
  /** In an object: the name whose value comes next. */
  name?: string | undefined;
  /** In an object: a value that is a name if a colon follows. */
  word?: unknown;
}

/** Every string, number and container in order; a comma or an end that is missing is taken as there. */
function readBroken(text: string): unknown {
  const found: unknown[] = [];
  const open: Open[] = [{ container: found }];
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(text); token !== null; token = TOKEN.exec(text)) {
    const [sign] = token;
    const here = open.at(-1)!;
    if (sign === '{' || sign === '[') {
      // Without a prototype, so that a name of one is a name like any other.
      const container: Container = sign === '{' ? Object.create(null) : [];
      if (open.length <= DEPTH_MAX) put(here, container);
      open.push({ container });
    } else if (sign === '}' || sign === ']') {
      if (open.length > 1) open.pop();
    } else if (sign === ':') {
      if (here.word !== undefined) here.name = String(here.word);
      here.word = undefined;
    } else if (sign !== ',' && sign.trim() !== '') put(here, meaningOf(sign));
  }
  return found.length === 1 ? found[0] : found;
}

function put(here: Open, value: unknown): void {
  const { container, name } = here;
  if (Array.isArray(container)) container.push(value);
  else if (name === undefined) here.word = value;
  else {
    container[name] = value;
    here.name = undefined;
  }
}

/** A string that is cut off, or a word that JSON does not have, is taken as the text that is there. */
function meaningOf(token: string): unknown {
  const isQuoted = /^["']/.test(token);
  const inner = isQuoted ? token.slice(1, token.at(-1) === token[0] ? -1 : undefined) : token;
  try {
    return JSON.parse(isQuoted ? `"${inner}"` : token);
  } catch {
    return inner;
  }
}
