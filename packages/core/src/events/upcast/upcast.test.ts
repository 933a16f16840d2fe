// Payloads stored under every older version are read as today's: one fixture a version, for ever.

import { describe, expect, it } from 'vitest';
import { parseInstant } from '../../time/instant.ts';
import { EVENT_CATALOGUE, EVENT_TYPES, type EventType } from '../catalogue.ts';
import { formatEvent, parseEvent } from '../parse.ts';
import labResultedV1 from './fixtures/lab-resulted-v1.json';
import { UPCASTERS } from './upcast.ts';

const recording = {
  sequence: 1,
  recordedAt: parseInstant('2024-03-05T12:00:00Z')!,
  actor: { id: 'delegate-1', role: 'delegate' },
} as const;

interface Fixture {
  readonly stored: object;
  readonly read: object;
}

const FIXTURES: Readonly<Record<string, readonly Fixture[]>> = { 'LabResulted v1': labResultedV1 };

const older = EVENT_TYPES.flatMap((type) =>
  Array.from(
    { length: EVENT_CATALOGUE[type].version - 1 },
    (_, index) => [type, index + 1] as const,
  ),
);

describe('a payload of an older version', () => {
  it.each(older)('%s version %i has its step and its fixture', (type, from) => {
    expect(UPCASTERS.filter((step) => step.type === type && step.from === from)).toHaveLength(1);
    expect(FIXTURES[`${type} v${from}`]!.length).toBeGreaterThan(0);
  });

  it.each(
    Object.entries(FIXTURES).flatMap(([name, cases]) =>
      cases.map((one, index) => [`${name}, fixture ${index + 1}`, name, one] as const),
    ),
  )('%s is read, and written again as the current version', (_, name, { stored, read }) => {
    const [type, version] = name.split(' v') as [EventType, string];
    const wire = { id: 'e1', type, v: Number(version), occurredOn: '2024-03-04', data: stored };
    const parsed = parseEvent(wire, recording);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    expect(parsed.event.data).toEqual(read);
    const again = parseEvent(formatEvent(parsed.event), recording);
    expect(again).toEqual(parsed);
  });
});
