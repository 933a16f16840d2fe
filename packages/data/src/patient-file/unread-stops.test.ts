// H-06 A stop in a file that names no method in use closes as it does at the door, and keeps its line.

import { type AegleEvent, foldPatient, type Instant, parseCalendarDay } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { withUnreadStops } from './unread-stops.ts';

const day = parseCalendarDay('2024-03-04')!;
const at = (day * 86_400_000) as Instant;
const actor = { id: 'p', role: 'patient' } as const;
const placed = (sequence: number) => ({
  id: `e${sequence}`,
  sequence,
  occurredOn: day,
  recordedAt: at,
  actor,
});
const start: AegleEvent = {
  ...placed(1),
  type: 'ContraceptionStarted',
  data: { method: 'combination_pill', declaredBy: 'patient' },
};
const stop = (method: string): AegleEvent => ({
  ...placed(2),
  type: 'ContraceptionStopped',
  data: { method },
});

describe('H-06 a stop in a file', () => {
  it.each(['birth control pill', 'COC', 'Combination_Pill', 'iud'])('of %s closes', (method) => {
    const [, kept] = withUnreadStops([start, stop(method)]);
    expect(kept).toMatchObject({ id: 'e2', sequence: 2, type: 'ReportUnresolved' });
    expect(kept?.type === 'ReportUnresolved' && kept.data.raw).toContain(method);
    const { safetyHolds } = foldPatient([start, kept!], at);
    expect(safetyHolds.map((one) => one.cause)).toEqual(['unresolved_report']);
  });

  it('of a method in use is left as it is', () => {
    const told = [start, stop('combination_pill')];
    expect(withUnreadStops(told)).toEqual(told);
  });
});
