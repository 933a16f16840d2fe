// Run by `plain-regexps.test.ts` in a process of its own: long bodies are looked through where V8 optimises no
// regular expression, as in a server that has many of them. Never used outside tests.

import { readAnyhow } from './calls/broken-json.ts';
import { sentIn } from './calls/sent-in.ts';
import { LOOKED_THROUGH_BYTES } from './read-body.ts';
import { HOSTILE_JSON } from './testing-hostile.ts';

const RUNS = {
  'one space, many times': (length: number) => `[${' '.repeat(length)}]`,
  'one string': (length: number) => `{"type":"${'x'.repeat(length)}`,
  'one string of two bytes a sign': (length: number) => `{"type":"${'ā'.repeat(length / 2)}`,
  'one word': (length: number) => `{"type":${'x'.repeat(length)}`,
  'brackets of a form': (length: number) => `a${'['.repeat(length)}=1`,
  'a name of spaces in a form': (length: number) => `${'+'.repeat(length)}=1`,
  'a symptom of spaces': (length: number) =>
    `{"type":"SymptomReported","data":{"symptom":"a${' '.repeat(length)}b"}`,
};

const LONG = ['many zeros', 'many backslashes', 'many quotes', 'a long type', 'texts in texts'];

for (const [name, shape] of [
  ...LONG.map((one) => [one, HOSTILE_JSON[one]!] as const),
  ...Object.entries(RUNS),
]) {
  const { value, looking } = readAnyhow(Buffer.from(shape(LOOKED_THROUGH_BYTES)));
  sentIn(value, looking);
  console.log(name);
}
