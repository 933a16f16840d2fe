// How PostgreSQL's types become JavaScript's. It must never turn a calendar day into a Date, nor
// round a whole number.

import pg from 'pg';

const dateOid = 1082;
const bigintOid = 20;

function wholeNumber(text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  throw new Error('A bigint from the database does not fit a safe whole number.');
}

/** Given to every pool: `date` stays YYYY-MM-DD text, `bigint` becomes a safe number or throws. */
export const wireTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === dateOid) return (text: string) => text;
    if (oid === bigintOid) return wholeNumber;
    return pg.types.getTypeParser(oid, format);
  },
};
