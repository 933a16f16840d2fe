// Dispensed days never exceed prescribed days when the gate is asked each time (design 9.3, facts).

import { addDays } from '@aegle/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askCore, type Line, line } from '../reference/history.ts';
import { compliantPatients } from './granted.ts';

type Act = { readonly kind: 'dispense' | 'part' | 'authorise' | 'reverse'; readonly days: number };

const acts = fc.array(
  fc.record({
    kind: fc.constantFrom<Act['kind']>('dispense', 'part', 'authorise', 'reverse'),
    days: fc.integer({ min: 1, max: 40 }),
  }),
  { maxLength: 9 },
);

describe.each(compliantPatients(1).map((one) => [one.name, one] as const))('%s', (_, patient) => {
  it('H-03 a pharmacy that asks each time dispenses no more days than were prescribed', () => {
    fc.assert(
      fc.property(acts, (done) => {
        const lines: Line[] = [...patient.lines];
        const dispensed = new Map<string, number>();
        done.forEach(({ kind, days }, index) => {
          const id = `d${index}`;
          const [last] = [...dispensed.keys()].slice(-1);
          if (kind === 'reverse' && last !== undefined) {
            lines.push(
              line('DispenseReversed', patient.today, {
                dispense: last,
                cause: 'returned_to_stock',
              }),
            );
            dispensed.delete(last);
            return;
          }
          const decision = askCore(patient.rules, lines, {
            stage: 'dispense',
            day: patient.today,
            daysSupply: days,
          });
          if (decision.outcome === 'denied') return;
          expect(days).toBeLessThanOrEqual(decision.maxDaysSupply ?? 30);
          const supply = {
            authorization: `a${index}`,
            prescription: 'rx-1',
            pharmacy: 'ph',
            daysSupply: days,
          };
          if (kind === 'authorise') {
            lines.push(
              line('DispenseAuthorized', patient.today, {
                ...supply,
                lastDay: addDays(patient.today, 6),
                decision: 'x',
              }),
            );
            return;
          }
          dispensed.set(id, days);
          lines.push(
            kind === 'dispense'
              ? line('Dispensed', patient.today, { ...supply, dispense: id })
              : line('DispensedPartially', patient.today, {
                  ...supply,
                  dispense: id,
                  remainingDays: 0,
                }),
          );
        });
        const total = [...dispensed.values()].reduce((sum, days) => sum + days, 0);
        expect(total).toBeLessThanOrEqual(30);
      }),
      { seed: 31, numRuns: 120 },
    );
  });

  it('H-03 one balance serves one dispense: the same days are not granted twice', () => {
    const given = line('Dispensed', patient.today, {
      dispense: 'd',
      authorization: 'a',
      prescription: 'rx-1',
      pharmacy: 'ph',
      daysSupply: 30,
    });
    expect(
      askCore(patient.rules, [...patient.lines, given], {
        stage: 'dispense',
        day: patient.today,
        daysSupply: 1,
      }).outcome,
    ).toBe('denied');
    const open = line('DispenseAuthorized', patient.today, {
      authorization: 'a',
      prescription: 'rx-1',
      pharmacy: 'ph',
      daysSupply: 30,
      lastDay: addDays(patient.today, 3),
      decision: 'x',
    });
    expect(
      askCore(patient.rules, [...patient.lines, open], {
        stage: 'dispense',
        day: patient.today,
        daysSupply: 1,
      }).outcome,
    ).toBe('denied');
  });
});
