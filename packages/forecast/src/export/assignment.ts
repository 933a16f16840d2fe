// One assignment of a program that no language owns: names, numbers, + - * / ( ), exp, log, min, max.
// Never more than that, so that R, C++ and NM-TRAN can each hold it as it stands.

/** `name` becomes `value`, or `when.above` where `when.left` is above `when.right`. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
  readonly when?: Choice;
}

interface Choice {
  readonly left: string;
  readonly right: string;
  readonly above: string;
}

export const FUNCTIONS = ['exp', 'log', 'min', 'max'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** Names (functions among them) and numbers; what lies between is an operator or a space. */
export const WORD = /[A-Za-z]\w*|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

export const set = (name: string, value: string): Assignment => ({ name, value });

export const chosen = (name: string, when: Choice, value: string): Assignment => ({
  name,
  value,
  when,
});

/** A number as an operand: a negative one in brackets, for NM-TRAN has no two operators in a row. */
export const operand = (value: number): string => (value < 0 ? `(${value})` : `${value}`);

/** Base to an exponent; the base is above 0. */
export const power = (base: string, exponent: string): string =>
  `exp((${exponent}) * log(${base}))`;

/** The numbers that assignments read and nobody assigns; a state of the same name is not one. */
export function constantsIn(
  assignments: readonly Assignment[],
  numbers: Readonly<Record<string, number>>,
  states: readonly string[],
): Record<string, number> {
  const own = new Set([...states, ...assignments.map(({ name }) => name)]);
  const said = assignments.flatMap(({ value, when }) => [
    ...(value.match(WORD) ?? []),
    ...(when === undefined ? [] : (`${when.left} ${when.right} ${when.above}`.match(WORD) ?? [])),
  ]);
  const read = new Set(said.filter((word) => !own.has(word)));
  return Object.fromEntries(Object.entries(numbers).filter(([name]) => read.has(name)));
}
