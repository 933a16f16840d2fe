// A second program: reads a control stream of NONMEM or a model file of mrgsolve as text, and runs it.
// Never imports anything of the model, so that what it finds owes it nothing.

/** Variables by name; arrays (A, DADT, COM, THETA, ETA, EPS) count from 1, as the languages do. */
// biome-ignore lint/suspicious/noExplicitAny: the variables of another program have no types here
type Variables = Record<string, any>;
type Code = (variables: Variables) => void;

interface Program {
  readonly variables: Variables;
  /** Once for a person, each evaluation of the kinetics, each record. */
  readonly before: Code;
  readonly derivatives: (y: readonly number[]) => number[];
  readonly atRecord: (y: readonly number[], record: Variables) => void;
  readonly compartments: number;
  readonly lag: () => number;
}

/** The text of a block, up to the next one; several of one name follow each other. */
function block(text: string, name: string): string {
  const blocks = text.split(/^(?=\$)/m).filter((one) => new RegExp(`^\\$${name}\\b`).test(one));
  return blocks.map((one) => one.replace(/^\$\w+/, '')).join('\n');
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  exp: 'Math.exp',
  log: 'Math.log',
  min: 'Math.min',
  max: 'Math.max',
};

/** Every name a variable of `v`, every known function the one of JavaScript. */
function compile(code: string): Code {
  const words = /\d+(?:\.\d+)?(?:e[-+]?\d+)?|[A-Za-z_]\w*/gi;
  const named = code.replace(words, (word) => {
    if (/^\d/.test(word) || word === 'if') return word;
    return FUNCTIONS[word.toLowerCase()] ?? `v.${word}`;
  });
  return new Function('v', named) as Code;
}

const NM_TRAN: readonly (readonly [RegExp, string])[] = [
  [/;.*$/gm, ''],
  [/\.EQ\./g, '==='],
  [/\.NE\./g, '!=='],
  [/\.GT\./g, '>'],
  [/\.AND\./g, '&&'],
  [/^IF (\(.*\)) THEN$/gm, 'if $1 {'],
  [/^IF (\(.*?\)) (?=\w)/gm, 'if $1 '],
  [/^ENDIF$/gm, '}'],
  [/\b(A|DADT|COM|THETA|ETA|EPS)\((\d+)\)/g, '$1[$2]'],
];

/** A control stream, at the middle of its random effects. */
export function readControlStream(text: string): Program {
  const code = (name: string): Code =>
    compile(NM_TRAN.reduce((said, [from, to]) => said.replace(from, to), block(text, name)));
  const [pk, des, error] = [code('PK'), code('DES'), code('ERROR')];
  const nil = Array<number>(40).fill(0);
  const thetas = [...block(text, 'THETA').matchAll(/^(\S+) FIX/gm)].map(([, value]) =>
    Number(value),
  );
  const variables: Variables = { THETA: [0, ...thetas], ETA: nil, EPS: nil, COM: [...nil] };
  const compartments = [...block(text, 'MODEL').matchAll(/COMP=/g)].length;
  return {
    variables,
    compartments,
    before: pk,
    derivatives: (y) => {
      Object.assign(variables, { A: [0, ...y], DADT: [] });
      des(variables);
      return variables.DADT.slice(1);
    },
    atRecord: (y, record) => {
      Object.assign(variables, record, { A: [0, ...y] });
      error(variables);
    },
    lag: () => variables.ALAG1,
  };
}

/** A model file, at the middle of its random effects. */
export function readModelFile(text: string): Program {
  const code = (name: string): Code =>
    compile(
      block(text, name)
        .replaceAll('std::', '')
        .replace(/\b(double|capture) /g, ''),
    );
  const [main, ode, table] = [code('MAIN'), code('ODE'), code('TABLE')];
  const given = block(text.replace(/^\/\/.*$/gm, ''), 'PARAM').matchAll(/(\w+) = ([^\s,]+)/g);
  const variables: Variables = {};
  for (const [, name, value] of given) variables[name!] = Number(value);
  for (const [label] of block(text, 'OMEGA')
    .split('\n')[0]!
    .matchAll(/\bE\w+/g))
    variables[label] = 0;
  const names = block(text, 'CMT').trim().split(/\s+/);
  const put = (y: readonly number[]) => {
    names.forEach((name, i) => {
      variables[name] = y[i];
    });
  };
  return {
    variables,
    compartments: names.length,
    before: main,
    derivatives: (y) => {
      put(y);
      ode(variables);
      return names.map((name) => variables[`dxdt_${name}`]);
    },
    atRecord: (y, record) => {
      put(y);
      Object.assign(variables, record);
      table(variables);
    },
    lag: () => variables[`ALAG_${names[0]}`],
  };
}

/** Steps an hour: an absorption rate of a few per hour is then exact to 1e-9. */
const STEPS = 60;

function advance(program: Program, from: readonly number[], hours: number): number[] {
  // Below this no row moves: three years without a capsule are not solved by the minute.
  if (Math.max(...from.slice(0, 4)) < 1e-14) return [...from];
  const n = Math.max(1, Math.ceil(hours * STEPS));
  const h = hours / n;
  let y = [...from];
  const at = (k: readonly number[], by: number) => y.map((one, i) => one + by * k[i]!);
  for (let i = 0; i < n; i++) {
    const a = program.derivatives(y);
    const b = program.derivatives(at(a, h / 2));
    const c = program.derivatives(at(b, h / 2));
    const d = program.derivatives(at(c, h));
    y = y.map((one, j) => one + (h * (a[j]! + 2 * b[j]! + 2 * c[j]! + d[j]!)) / 6);
  }
  return y;
}

/** What each record without a dose holds under `columns`, one array per column. */
export function runRecords(
  program: Program,
  csv: string,
  columns: readonly string[],
): Map<string, number[]> {
  const [head, ...lines] = csv.trim().split('\n');
  const fields = head!.split(',');
  const found = new Map<string, number[]>(columns.map((column) => [column, []]));
  let y = Array<number>(program.compartments).fill(0);
  let time = 0;
  const waiting: { at: number; mg: number }[] = [];
  const reach = (until: number) => {
    while (waiting.length > 0 && waiting[0]!.at <= until) {
      const { at, mg } = waiting.shift()!;
      y = advance(program, y, at - time);
      time = at;
      y[0]! += mg;
    }
    if (until > time) y = advance(program, y, until - time);
    time = until;
  };
  lines.forEach((line, row) => {
    const record = Object.fromEntries(
      line.split(',').map((value, i) => [fields[i]!, Number(value)]),
    );
    record.NEWIND = row === 0 ? 0 : 2;
    Object.assign(program.variables, record);
    program.before(program.variables);
    reach(record.TIME!);
    if (record.EVID === 1) waiting.push({ at: record.TIME! + program.lag(), mg: record.AMT! });
    program.atRecord(y, record);
    if (record.EVID === 0) for (const [column, line] of found) line.push(program.variables[column]);
  });
  return found;
}
