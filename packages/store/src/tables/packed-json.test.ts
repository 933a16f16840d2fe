// Packed JSON comes back as it was, and so does what was stored before anything was packed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../log/types.ts';
import { packJson, unpackJson } from './packed-json.ts';

const objects = fc.dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }));

describe('packed JSON', () => {
  it('reads back every object, packed or plain', () => {
    fc.assert(
      fc.property(objects, (given) => {
        const value = JSON.parse(JSON.stringify(given)) as Json;
        expect(unpackJson(packJson(value))).toEqual(value);
        expect(unpackJson(Buffer.from(JSON.stringify(value)))).toEqual(value);
      }),
    );
  });

  it('reads back what is no object', () => {
    for (const value of [null, 0, 'é', '{', [], [{}], true] as readonly Json[])
      expect(unpackJson(packJson(value))).toEqual(value);
  });

  it('takes fewer bytes for facts that repeat their words', () => {
    const value = Array.from({ length: 30 }, (_, n) => ({ type: 'PregnancyTestReported', n }));
    expect(packJson(value).length).toBeLessThan(JSON.stringify(value).length / 3);
  });
});
