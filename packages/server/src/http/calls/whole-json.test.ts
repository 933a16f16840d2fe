// Nothing that was sent is lost by parsing: equal names, and what lies too deep to be read.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markRepeats, whole } from './whole-json.ts';

const parse = (text: string) => whole(JSON.parse(markRepeats(text)));

/** What becomes of a name by which a prototype is reached. */
const P = '__proto__ (no field)';

describe('JSON, whole', () => {
  it.each([
    ['{"a":1,"a":2}', { a: [1, 2] }],
    ['{"a":1,"\\u0061":2,"a":3}', { a: [1, 2, 3] }],
    [
      '{"x":{"a":"n","b":0,"a":"p"},"y":[{"a":1,"a":1}]}',
      { x: { a: ['n', 'p'], b: 0 }, y: [{ a: [1, 1] }] },
    ],
    ['{"a":{"b":1},"a":{"b":2}}', { a: [{ b: 1 }, { b: 2 }] }],
    ['{"a":"{\\"a\\":1,\\"a\\":2}"}', { a: '{"a":1,"a":2}' }],
    ['["a","a",{"a":"a"}]', ['a', 'a', { a: 'a' }]],
    ['{"__proto__":1,"b":{"constructor":2}}', { [P]: 1, b: { 'constructor (no field)': 2 } }],
    ['{"\\u005f_proto__":1,"__proto__":{"a":2}}', { [P]: [1, { a: 2 }] }],
  ])('keeps both of equal names: %s', (text, value) => {
    expect(parse(text)).toEqual(value);
  });

  it('cuts what lies too deep to be read, and nothing else', () => {
    const deep = `{"a":1,"b":${'['.repeat(6000)}${']'.repeat(6000)}}`;
    expect(JSON.stringify(parse(deep))).toMatch(/^\{"a":1,"b":\[+"nested too deep"\]+\}$/);
  });

  it('changes no JSON without either', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 12 }),
        fc.constantFrom(undefined, 2),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          expect(markRepeats(text)).toBe(text);
          expect(parse(text)).toEqual(JSON.parse(text));
        },
      ),
      { seed: 29, numRuns: 1000 },
    );
  });

  it('joins forty thousand equal names without a second of waiting for each', () => {
    const text = `{${Array(40_000).fill('"a":1').join()}}`;
    const began = performance.now();
    expect((parse(text) as { a: unknown[] }).a).toHaveLength(40_000);
    // It took fourteen seconds when each name copied those before it; a loaded machine has ten of slack.
    expect(performance.now() - began).toBeLessThan(4_000);
  });

  it('leaves what is no JSON to the parser', () => {
    for (const text of ['{"a":1', '"a', '{"a" "a"}', '}{', '{"\\u00"}'])
      expect(() => parse(text)).toThrow(SyntaxError);
  });
});
