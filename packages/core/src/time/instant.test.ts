// Instants: only texts that name one moment are read, and what is written is read back.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatInstant, type Instant, parseInstant } from './instant.ts';

describe('instants', () => {
  it.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2024-03-10T23:00:00-04:00', 1_710_126_000_000],
    ['2024-03-11T03:00Z', 1_710_126_000_000],
    ['2024-03-11T13:00:00.000+10:00', 1_710_126_000_000],
    ['2024-03-11T08:45:00+05:45', 1_710_126_000_000],
    ['2001-09-09T01:46:40.123Z', 1_000_000_000_123],
    ['2001-09-09T01:46:40.5Z', 1_000_000_000_500],
    ['1969-12-31T23:59:59.999Z', -1],
  ])('reads %s', (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    '2024-03-10T23:00:00',
    '2024-03-10',
    '2024-03-10 23:00:00Z',
    '2024-02-30T10:00:00Z',
    '2024-03-10T24:00:00Z',
    '2024-03-10T23:60:00Z',
    '2024-03-10T23:00:60Z',
    '2024-03-10T23:00:00+15:00',
    '2024-03-10T23:00:00+01:60',
    '2024-03-10T23:00:00z',
    '2024-03-10T23:00:00+0100',
    'yesterday',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('are written in UTC with milliseconds', () => {
    expect(formatInstant(1_710_126_000_000 as Instant)).toBe('2024-03-11T03:00:00.000Z');
    expect(formatInstant(-1 as Instant)).toBe('1969-12-31T23:59:59.999Z');
  });

  it('are read back as they were written, and agree with the platform', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000, max: 4_000_000_000_000 }), (ms) => {
        const text = formatInstant(ms as Instant);
        expect(parseInstant(text)).toBe(ms);
        expect(text).toBe(new Date(ms).toISOString());
      }),
      { seed: 4, numRuns: 1000 },
    );
  });
});
