// What can be read of bytes that are no whole JSON: other encodings, forms, commas too many or too few, a cut end.
// Never used to carry a request out: only what can close a gate is looked for in it.

import { countOf, Looking } from './looking.ts';
import { formIn, isForm } from './unpacked.ts';
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

/** What was found in a body that is looked through. */
export interface Found {
  /** The values that stand in it, as far as they go and however deep; of several beside each other, a list. */
  readonly value: unknown;
  /** False where some of it may not have been understood. */
  readonly isWhole: boolean;
  /** As it was read. */
  readonly text: string;
  /** What may still be looked at of it; over where something was left. */
  readonly looking: Looking;
}

/** A field of a form takes as long as so many members. */
const COST_OF_FIELD = 3;

/** Looks through the bytes of a body that is not compressed, or no longer. */
export function readAnyhow(bytes: Uint8Array, looking = new Looking()): Found {
  const text = textOf(bytes);
  const left: Found = { value: undefined, isWhole: false, text, looking };
  if (isForm(text))
    return looking.take(COST_OF_FIELD * countOf('&.[', text))
      ? { ...left, value: formIn(text) }
      : left;
  // As much as there may be members and containers, in whatever order they stand.
  if (!looking.take(countOf('{[,', text) + 2 * countOf(':', text))) return left;
  const marked = markRepeats(text);
  try {
    const value = whole(JSON.parse(marked), Number.POSITIVE_INFINITY);
    return { ...left, value, isWhole: typeof value !== 'string' };
  } catch {
    return { ...left, value: whole(readBroken(marked, looking), Number.POSITIVE_INFINITY) };
  }
}

const MARKS = '{}[]:,';
/** The first sign that is none of the run; without repetition, which would take a stack as long as the text. */
const NO_SPACE = /\S/g;
const NO_WORD = /[\s"'{}[\]:,]/g;
const IN_STRING = { '"': /["\\\n]/g, "'": /['\\\n]/g } as const;

/** Where the token that begins at `at` ends: a run of space, a string with its quotes, a mark or a word. */
function endOfToken(text: string, at: number): number {
  const sign = text[at]!;
  if (MARKS.includes(sign)) return at + 1;
  if (sign === '"' || sign === "'") return endOfString(text, at, IN_STRING[sign]);
  return nextOf(sign.trim() === '' ? NO_SPACE : NO_WORD, text, at + 1);
}

/** A string is cut off by the end of its line, too. */
function endOfString(text: string, at: number, signs: RegExp): number {
  let end = nextOf(signs, text, at + 1);
  while (text[end] === '\\' && end + 1 < text.length) end = nextOf(signs, text, end + 2);
  return text[end] === text[at] ? end + 1 : end;
}

function nextOf(sign: RegExp, text: string, from: number): number {
  sign.lastIndex = from;
  return sign.exec(text)?.index ?? text.length;
}

/** Containers inside containers that stay where they stood. */
const DEPTH_MAX = 64;

interface Open {
  readonly container: Container;
  /** In an object: the name whose value comes next. */
  name?: string | undefined;
  /** In an object: a value that is a name if a colon follows. */
  word?: unknown;
}

/** Every string, number and container in order; a comma or an end that is missing is taken as there. */
function readBroken(text: string, looking: Looking): unknown {
  const found: unknown[] = [];
  const open: Open[] = [{ container: found }];
  for (let at = 0; at < text.length && looking.take(1); ) {
    const end = Math.max(at + 1, endOfToken(text, at));
    const sign = text.slice(at, end);
    at = end;
    const here = open.at(-1)!;
    if (sign === '{' || sign === '[') {
      // Without a prototype, so that a name of one is a name like any other.
      const container: Container = sign === '{' ? Object.create(null) : [];
      // Lists in lists are flattened where they lie deep: what they hold stays, and no call stack is needed.
      if (open.length <= DEPTH_MAX || !Array.isArray(here.container)) put(here, container);
      else if (sign === '{') found.push(container);
      open.push({ container });
    } else if (sign === '}' || sign === ']') {
      if (open.length > 1) open.pop();
    } else if (sign === ':') {
      if (here.word !== undefined) here.name = String(here.word);
      here.word = undefined;
    } else if (sign !== ',' && sign.trim() !== '') put(here, meaningOf(sign, looking));
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

/** To find that a text is no JSON takes as long as so many members. */
const COST_OF_NO_JSON = 20;
/** What may be a number, or one of the three words of JSON. */
const VALUE = /^(?:[-\d]|(?:true|false|null)$)/;

/** A string that is cut off, or a word that JSON does not have, is taken as the text that is there. */
function meaningOf(token: string, looking: Looking): unknown {
  const isQuoted = /^["']/.test(token);
  const inner = isQuoted ? token.slice(1, token.at(-1) === token[0] ? -1 : undefined) : token;
  if (isQuoted ? !inner.includes('\\') : !VALUE.test(token)) return inner;
  try {
    return JSON.parse(isQuoted ? `"${inner}"` : token);
  } catch {
    looking.take(COST_OF_NO_JSON);
    return inner;
  }
}
