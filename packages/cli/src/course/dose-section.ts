// The dose of a course in words: prescribed, dispensed and taken by class, and mg/kg by convention.
// Never one sum over classes.

import { type Amount, CONVENTIONS } from '@aegle/core';
import { dayData, dayText, rounded, spoken } from '../of-file/words.ts';
import type { CourseInput, CourseSection } from './section.ts';

const amountText = ({ mg, unstated }: Amount): string =>
  unstated === 0 ? `${rounded(mg)} mg` : `${rounded(mg)} mg and ${unstated} without a dose`;

/** The figures. */
export function doseSection({ view }: CourseInput): CourseSection {
  const { classes, missedOn, baseline, current, elsewhere } = view.figures;
  const lines: string[] = [];
  if (classes.length === 0) lines.push('Nothing was prescribed, handed out or taken.');
  for (const one of classes) {
    lines.push(
      `${one.doseClass}: prescribed ${amountText(one.prescribed)}, ` +
        `dispensed ${amountText(one.dispensed)}, taken ${amountText(one.taken)}.`,
    );
    const perKg = CONVENTIONS.flatMap((convention) => {
      const value = one.takenPerKg[convention];
      return value === undefined ? [] : [`${value.toFixed(1)} mg/kg by ${spoken(convention)}`];
    });
    if (perKg.length > 0) lines.push(`  Taken: ${perKg.join('; ')}.`);
  }
  if (baseline !== undefined && current !== undefined)
    lines.push(
      `Weight: ${baseline.kg} kg (${dayText(baseline.on)}), now ${current.kg} kg (${dayText(current.on)}).`,
    );
  if (missedOn.length > 0)
    lines.push(`Missed: ${missedOn.length} (${missedOn.slice(-10).map(dayText).join(', ')}).`);
  for (const one of elsewhere) {
    const mg = one.takenMg === undefined ? 'mg not stated' : `${rounded(one.takenMg)} mg`;
    lines.push(`Elsewhere, ${dayText(one.from)} to ${dayText(one.to)}: ${one.days} days, ${mg}.`);
  }
  return {
    id: 'dose',
    title: 'Dose',
    lines,
    data: {
      classes,
      missedOn: missedOn.map(dayData),
      baseline: baseline === undefined ? null : { kg: baseline.kg, on: dayData(baseline.on) },
      current: current === undefined ? null : { kg: current.kg, on: dayData(current.on) },
      elsewhere: elsewhere.map((one) => ({ ...one, from: dayData(one.from), to: dayData(one.to) })),
    },
  };
}
