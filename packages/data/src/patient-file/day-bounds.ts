// Days that cannot be meant: before anybody who lives was born, or, of a field that looks back, after its event.
// Asked of what is sent, never of what is stored; never refuses for its own day what can only close.

import {
  type AegleEvent,
  canOnlyClose,
  EVENT_CATALOGUE,
  type Field,
  type FieldProblem,
  parseCalendarDay,
} from '@aegle/core';

/** Nobody who is alive was born before it: an earlier year is a slip of the pen. */
const FIRST_DAY = parseCalendarDay('1900-01-01')!;

/** By event: fields that name a day which was over when the event happened. */
const LOOKS_BACK: Readonly<Record<string, string>> = {
  PatientEnrolled: 'bornOn',
  OutageEnded: 'lastDayAffected',
};

const isDay = (field: Field): boolean =>
  field.kind === 'day' || (field.kind === 'optional' && isDay(field.of));

/** Every day of the event that cannot be meant. */
export function dayProblems({ type, occurredOn, data }: AegleEvent): readonly FieldProblem[] {
  const values = new Map<string, unknown>(Object.entries(data));
  const fields = Object.entries<Field>(EVENT_CATALOGUE[type].fields).filter(([, one]) =>
    isDay(one),
  );
  const inside = fields.flatMap(([name]) => {
    const day = values.get(name);
    if (typeof day !== 'number') return [];
    if (day < FIRST_DAY) return [tooLongAgo(`data.${name}`)];
    return LOOKS_BACK[type] === name && day > occurredOn ? [afterItsEvent(`data.${name}`)] : [];
  });
  if (occurredOn >= FIRST_DAY || canOnlyClose(type, data)) return inside;
  return [tooLongAgo('occurredOn'), ...inside];
}

const tooLongAgo = (field: string): FieldProblem => ({
  field,
  rule: 'too_long_ago',
  nextStep: 'Check the year: it is 1900 at the earliest.',
});

const afterItsEvent = (field: string): FieldProblem => ({
  field,
  rule: 'after_its_event',
  nextStep: 'Check both days: this one was over on the day of the event.',
});
