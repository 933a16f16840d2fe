// How R, C++ (mrgsolve) and NM-TRAN (NONMEM) write one assignment down.
// Never changes what is computed: names, numbers and four functions are all there is to translate.

import { type Assignment, FUNCTIONS, type FunctionName, WORD } from './assignment.ts';

export interface Syntax {
  readonly name: (name: string) => string;
  readonly number: (digits: string) => string;
  readonly call: (name: FunctionName) => string;
  readonly assign: (name: string, value: string) => readonly string[];
  readonly choose: (
    name: string,
    isAbove: readonly [string, string],
    values: readonly [string, string],
  ) => readonly string[];
}

/** An integer division is another one in C++ and Fortran: every number has its point. */
const withPoint = (digits: string): string => (/[.eE]/.test(digits) ? digits : `${digits}.0`);

export const R: Syntax = {
  name: (name) => name,
  number: (digits) => digits,
  call: (name) => name,
  assign: (name, value) => [`${name} <- ${value}`],
  choose: (name, [left, right], [then, otherwise]) => [
    `${name} <- if (${left} > ${right}) ${then} else ${otherwise}`,
  ],
};

export const CPP: Syntax = {
  name: (name) => name,
  number: withPoint,
  call: (name) => (name === 'min' || name === 'max' ? `std::${name}` : name),
  assign: (name, value) => [`${name} = ${value};`],
  choose: (name, [left, right], [then, otherwise]) => [
    `${name} = (${left} > ${right}) ? ${then} : ${otherwise};`,
  ],
};

/** One line each: a choice is a line that may overwrite the one before. */
export const NM_TRAN: Syntax = {
  name: (name) => name.toUpperCase(),
  number: (digits) => withPoint(digits).toUpperCase(),
  call: (name) => name.toUpperCase(),
  assign: (name, value) => [`${name} = ${value}`],
  choose: (name, [left, right], [then, otherwise]) => [
    `CHOSEN = ${otherwise}`,
    `IF (${left} .GT. ${right}) CHOSEN = ${then}`,
    `${name} = CHOSEN`,
  ],
};

/** An expression in a language. */
export function expressionIn(syntax: Syntax, expression: string): string {
  return expression.replace(WORD, (word) => {
    if (/^\d/.test(word)) return syntax.number(word);
    const called = FUNCTIONS.find((name) => name === word);
    return called === undefined ? syntax.name(word) : syntax.call(called);
  });
}

/** The lines of assignments in a language, each after the same indent. */
export function linesIn(
  syntax: Syntax,
  assignments: readonly Assignment[],
  indent: string,
): string {
  const say = (expression: string): string => expressionIn(syntax, expression);
  const lines = assignments.flatMap(({ name, value, when }) =>
    when === undefined
      ? syntax.assign(say(name), say(value))
      : syntax.choose(say(name), [say(when.left), say(when.right)], [say(when.above), say(value)]),
  );
  return lines.map((line) => `${indent}${line}\n`).join('');
}
