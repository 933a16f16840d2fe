// What is read of bytes that are no whole JSON, and that sound JSON is read as ever.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAnyhow } from './broken-json.ts';

const plain = (value: unknown) => JSON.parse(JSON.stringify(value) ?? 'null');
const read = (text: string) => plain(readAnyhow(Buffer.from(text)).value);

describe('broken JSON', () => {
  it.each<[string, unknown]>([
    ['{"a":1,}', { a: 1 }],
    ['{"a":1 "b":[1 2,,3]}', { a: 1, b: [1, 2, 3] }],
    ['{"a":{"b":"c"', { a: { b: 'c' } }],
    ['{"a":{"b":"c\\"d', { a: { b: 'c"d' } }],
    ["{'a':'b', c: yes}", { a: 'b', c: 'yes' }],
    ['{"a":1}\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['}]{"a":1}', { a: 1 }],
    ['{"a":"one\n,"b":2}', { a: 'one', b: 2 }],
    ['{"a":1,"a":2,}', { a: [1, 2] }],
    ['{"__proto__":{"a":1},}', { '__proto__ (no field)': { a: 1 } }],
    ['<type>PregnancyReported</type>', '<type>PregnancyReported</type>'],
    ['', []],
    ['a[b][c]=1&a[b][d]=%7B%7D&a.e=2&a.e=3', { a: { b: { c: '1', d: '{}' }, e: ['2', '3'] } }],
    ['a=1&a[b]=2&a=3', { a: { '': ['1', '3'], b: '2' } }],
    ['%7B%22a%22%3A1%7D', [{}, '{"a":1}']],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });

  it('reaches no prototype by a name in other quotes', () => {
    const made = readAnyhow(Buffer.from("{__proto__:{a:1},'__proto__':{b:1}}")).value;
    expect(Object.keys(made as object)).toEqual(['__proto__']);
    readAnyhow(Buffer.from('__proto__[a]=1&constructor[prototype][a]=1'));
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  it('reads sound JSON as it stands, in every encoding', () => {
    fc.assert(
      fc.property(fc.object({ maxDepth: 4, withObjectString: false }), (value) => {
        const text = JSON.stringify(value);
        const sound = JSON.parse(text);
        if (text.includes('__proto__') || /"(constructor|prototype)":/.test(text)) return;
        for (const bytes of [
          Buffer.from(text),
          Buffer.from(`\uFEFF${text}`),
          Buffer.from(`\uFEFF${text}`, 'utf16le'),
          Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
        ])
          expect(readAnyhow(bytes).value).toEqual(sound);
      }),
      { seed: 20, numRuns: 300 },
    );
  });

  it('keeps every value of JSON that is cut off before its end', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(values, fc.nat(), (list, cut) => {
        const text = JSON.stringify({ list });
        const end = text.length - (cut % 3);
        expect(read(text.slice(0, end))).toEqual({ list });
      }),
      { seed: 20, numRuns: 200 },
    );
  });

  it('leaves four megabytes of open brackets, and says so; a quarter of one is read to its end', () => {
    const left = readAnyhow(Buffer.from('['.repeat(4_000_000)));
    expect([left.value, left.isWhole, left.looking.isOver]).toEqual([undefined, false, true]);
    const read = readAnyhow(Buffer.from('['.repeat(250_000)));
    expect([Array.isArray(read.value), read.looking.isOver]).toEqual([true, false]);
  });
});
