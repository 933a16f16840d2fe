// The whole course as a control stream of NONMEM, with how people differ in the kinetics.
// Never a number that the course does not hold: the text is made from it.

import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import { type DayProgram, dayProgram, shownColumns } from './day-program.ts';
import { stopDayOf } from './dosing-records.ts';
import { headOf, variances } from './spread.ts';
import { expressionIn, linesIn, NM_TRAN } from './syntax.ts';
import type { TypicalCourse } from './typical-course.ts';

const THETAS = ['CL', 'V1', 'Q', 'V2', 'KA', 'LAG', 'CLM', 'VM'] as const;

function kineticsOf(release: ModelRelease, kept: number): string {
  const isSecond = modelOf(release) === '2';
  return `$PROBLEM ISOTRETINOIN, WHOLE COURSE
$INPUT ID TIME AMT CMT EVID MDV DV WT
$DATA records.csv IGNORE=@
$SUBROUTINES ADVAN13 TOL=9
$ABBREVIATED COMRES=${kept}
$MODEL COMP=(GUT DEFDOSE) COMP=(CENTRAL DEFOBS) COMP=(DEEP) COMP=(METAB) COMP=(AUC) COMP=(AUCM)
$PK
CL = THETA(1) * EXP(ETA(1))
V1 = THETA(2) * EXP(ETA(2))
Q = THETA(3) * EXP(ETA(${isSecond ? 5 : 2}))
V2 = THETA(4) * EXP(ETA(${isSecond ? 6 : 2}))
KA = THETA(5) * EXP(ETA(3))
ALAG1 = THETA(6)
CLM = THETA(7) * EXP(ETA(4))
VM = THETA(8)
$DES
DADT(1) = -KA * A(1)
DADT(2) = KA * A(1) - (CL + Q) * A(2) / V1 + Q * A(3) / V2
DADT(3) = Q * A(2) / V1 - Q * A(3) / V2
DADT(4) = CL * A(2) / V1 - CLM * A(4) / VM
DADT(5) = A(2) / V1
DADT(6) = A(4) / VM
`;
}

/** Every record is stepped; only one that ends a day keeps what it found, in COM. */
function errorBlock(course: TypicalCourse, program: DayProgram, kept: readonly string[]): string {
  const lines = (names: readonly string[], write: (name: string, i: number) => string) =>
    names.map((name, i) => `${write(name.toUpperCase(), i + 1)}\n`).join('');
  const starts = kept.map((name) => program.states[name] ?? 0);
  const states = Object.keys(program.states);
  const first = kept.length - states.length;
  return `$ERROR
${Object.entries(program.constants)
  .map(([name, value]) => `${name.toUpperCase()} = ${expressionIn(NM_TRAN, String(value))}\n`)
  .join('')}IF (NEWIND.NE.2) THEN
${lines(kept, (_, i) => `COM(${i}) = ${starts[i - 1]}.0`)}ENDIF
${lines(states, (name, i) => `${name} = COM(${i + first})`)}DOSE = CL * (A(5) - COM(1)) / WT
DAY = TIME / 24.0 - 1.0
${linesIn(NM_TRAN, program.ofDay, '')}${linesIn(NM_TRAN, program.step, '')}IF (EVID.EQ.0.AND.TIME.GT.0) THEN
COM(3) = (A(5) - COM(1)) / 24.0
COM(4) = (A(6) - COM(2)) / 24.0
COM(5) = DOSE
COM(1) = A(5)
COM(2) = A(6)
${lines(states, (name, i) => `COM(${i + first}) = ${name}`)}ENDIF
${lines(states, (name, i) => `${name} = COM(${i + first})`)}PARENT = COM(3)
METABOLITE = COM(4)
DOSERATE = COM(5)
DAY = TIME / 24.0
SINCE = DAY - ${stopDayOf(course)}.0
${linesIn(NM_TRAN, [...program.ofDay, ...program.shown, ...program.relapse], '')}CP = 1000.0 * A(2) / V1
CM = 1000.0 * A(4) / VM
Y = CP * (1 + EPS(1))
`;
}

/** A control stream of NONMEM, ADVAN13; its data file is the format `records`. */
export function nonmemText(course: TypicalCourse, release: ModelRelease): string {
  const p = course.parameters;
  const thetas = [
    ...[p.clearanceLph, p.centralL, p.exchangeLph, p.peripheralL],
    ...[p.absorptionPerHour, p.lagHours, p.metaboliteClearanceLph, p.metaboliteVolumeL],
  ];
  const program = dayProgram(course);
  const means = ['aucBefore', 'aucmBefore', 'parent', 'metabolite', 'doseRate'];
  const kept = [...means, ...Object.keys(program.states)];
  const columns = [...shownColumns(program), ...program.relapseColumns];
  return `${headOf(course, ';')}${kineticsOf(release, kept.length)}${errorBlock(course, program, kept)}$THETA
${thetas.map((value, i) => `${value} FIX ; ${THETAS[i]}`).join('\n')}
$OMEGA
${variances(release)
  .map((value) => `${value} FIX`)
  .join('\n')}
$SIGMA
0.01 FIX
$SIMULATION (1) ONLYSIMULATION
${tablesOf(['parent', 'metabolite', 'doseRate', ...columns])}`;
}

/** A table holds a limited number of items: a few tables, each with its own file. */
function tablesOf(columns: readonly string[]): string {
  const size = 10;
  const tables = Math.ceil(columns.length / size);
  return Array.from({ length: tables }, (_, i) => {
    const named = columns.slice(i * size, (i + 1) * size).map((name) => name.toUpperCase());
    const file = `NOPRINT NOAPPEND FILE=course${i + 1}.tab FORMAT=s1PE23.15`;
    return `$TABLE ID TIME EVID ${i === 0 ? 'CP CM' : ''}\n${named.join(' ')}\n${file}\n`;
  }).join('');
}
