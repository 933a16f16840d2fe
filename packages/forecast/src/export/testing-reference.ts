// Every reference number of an exported course, against what another program found under the same name.
// Never imported outside a test.

import { expect } from 'vitest';
import { relapseColumnsOf } from './relapse-program.ts';
import type { TypicalCourse } from './typical-course.ts';

/** Columns by the names that the exports give them. */
export function referenceColumns({ reference, consequences }: TypicalCourse) {
  const columns = new Map<string, readonly number[]>([
    ...Object.entries(reference),
    ...Object.entries(consequences.reference),
    ...consequences.sideEffects.map((one) => [one.name, one.reference] as const),
  ]);
  for (const one of consequences.relapse?.readings ?? [])
    relapseColumnsOf(one).forEach((column, e) => {
      columns.set(column, one.reference[e]!);
    });
  return columns;
}

/** Each column within 1e-6 of its peak; a column that was not found fails. */
export function expectReference(
  course: TypicalCourse,
  found: (column: string) => readonly number[] | undefined,
): void {
  const columns = referenceColumns(course);
  expect(columns.size).toBe(course.consequences.relapse === null ? 24 : 24 + 9);
  for (const [column, wanted] of columns) {
    const own = found(column);
    expect(own, column).toHaveLength(wanted.length);
    const peak = Math.max(...wanted);
    const off = Math.max(...wanted.map((value, t) => Math.abs(value - own![t]!) / peak));
    expect(off, column).toBeLessThan(1e-6);
  }
}
