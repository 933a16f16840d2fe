// The whole course as a model file of mrgsolve, with how people differ in the kinetics.
// Never a number that the course does not hold: the text is made from it.

import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import { type DayProgram, dayProgram, shownColumns } from './day-program.ts';
import { stopDayOf } from './dosing-records.ts';
import { headOf, variances } from './spread.ts';
import { CPP, linesIn } from './syntax.ts';
import type { TypicalCourse } from './typical-course.ts';

function kineticsOf(course: TypicalCourse, release: ModelRelease): string {
  const p = course.parameters;
  const isSecond = modelOf(release) === '2';
  return `$PARAM
TVCL = ${p.clearanceLph}, TVV1 = ${p.centralL}, TVQ = ${p.exchangeLph}, TVV2 = ${p.peripheralL}
TVKA = ${p.absorptionPerHour}, LAG = ${p.lagHours}, TVCLM = ${p.metaboliteClearanceLph}, VM = ${p.metaboliteVolumeL}
WT = ${p.weightKg}, STOPDAY = ${stopDayOf(course)}
$CMT GUT A1 A2 MET AUC AUCM
$OMEGA @labels ECL EV EKA ECLM${isSecond ? ' EQ EV2' : ''}
${variances(release).join(' ')}
$MAIN
double CL = TVCL * exp(ECL);
double V1 = TVV1 * exp(EV);
double Q = TVQ * exp(${isSecond ? 'EQ' : 'EV'});
double V2 = TVV2 * exp(${isSecond ? 'EV2' : 'EV'});
double KA = TVKA * exp(EKA);
double CLM = TVCLM * exp(ECLM);
ALAG_GUT = LAG;
$ODE
dxdt_GUT = -KA * GUT;
dxdt_A1 = KA * GUT - (CL + Q) * A1 / V1 + Q * A2 / V2;
dxdt_A2 = Q * A1 / V1 - Q * A2 / V2;
dxdt_MET = CL * A1 / V1 - CLM * MET / VM;
dxdt_AUC = A1 / V1;
dxdt_AUCM = MET / VM;
`;
}

/** Kept between records, so declared outside every block. */
function declared(program: DayProgram): string {
  const assigned = [program.ofDay, program.shown, program.step, program.relapse].flat();
  const names = new Set([...Object.keys(program.states), ...assigned.map(({ name }) => name)]);
  return ['day', 'dose', 'since', 'parent', 'metabolite', 'doseRate', 'aucBefore', 'aucmBefore']
    .concat([...names])
    .map((name) => `double ${name};\n`)
    .join('');
}

/** A model file of mrgsolve. */
export function mrgsolveText(course: TypicalCourse, release: ModelRelease): string {
  const program = dayProgram(course);
  const start = { ...program.states, parent: 0, metabolite: 0, doseRate: 0 };
  const captured = ['parent', 'metabolite', 'doseRate', ...shownColumns(program)];
  return `${headOf(course, '//')}${kineticsOf(course, release)}$PARAM
${Object.entries(program.constants)
  .map(([name, value]) => `${name} = ${value}`)
  .join('\n')}
$GLOBAL
${declared(program)}$TABLE
if (NEWIND <= 1) {
${Object.entries(start)
  .map(([name, value]) => `  ${name} = ${value}.0;\n`)
  .join('')}  aucBefore = 0.0;
  aucmBefore = 0.0;
}
if (EVID == 0) {
  if (TIME > 0.0) {
    parent = (AUC - aucBefore) / 24.0;
    metabolite = (AUCM - aucmBefore) / 24.0;
    doseRate = CL * (AUC - aucBefore) / WT;
    dose = doseRate;
    day = TIME / 24.0 - 1.0;
${linesIn(CPP, program.ofDay, '    ')}${linesIn(CPP, program.step, '    ')}  }
  aucBefore = AUC;
  aucmBefore = AUCM;
  day = TIME / 24.0;
  since = day - STOPDAY;
${linesIn(CPP, [...program.ofDay, ...program.shown, ...program.relapse], '  ')}}
capture CP = 1000.0 * A1 / V1;
capture CM = 1000.0 * MET / VM;
$CAPTURE
${[...captured, ...program.relapseColumns].join(' ')}
`;
}
