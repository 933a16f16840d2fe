// The kinetics for mrgsolve and as a NONMEM control stream, with how people differ.
// Never the effect models: those step by the day, and stand in the R export and in MODEL.md.

import type { ParameterName } from '../parameters/parameter-names.ts';
import { type ModelRelease, modelOf } from '../parameters/parameters.ts';
import type { TypicalCourse } from './typical-course.ts';

const head = ({ release }: TypicalCourse, comment: string): string =>
  `${comment} Kinetics of isotretinoin and 4-oxo-isotretinoin, ${release.name}\n` +
  `${comment} Digest ${release.digest}. Hours, mg, L; the amount is what is absorbed.\n`;

type SpreadName = Extract<ParameterName, `pk.${string}Spread`>;

const SPREADS = [
  'pk.clearanceSpread',
  'pk.volumeSpread',
  'pk.absorptionSpread',
  'pk.metaboliteSpread',
] as const satisfies readonly SpreadName[];
/** The second model spreads flow and peripheral volume apart from the central one. */
const SECOND_SPREADS = ['pk.exchangeSpread', 'pk.peripheralSpread'] as const;

/** Variances on the log scale, in the order of the random effects. */
function variances(release: ModelRelease): readonly number[] {
  const names = modelOf(release) === '2' ? [...SPREADS, ...SECOND_SPREADS] : SPREADS;
  return names.map((name) => release.rows[name].value ** 2);
}

/** A model file of mrgsolve. */
export function mrgsolveText(course: TypicalCourse, release: ModelRelease): string {
  const p = course.parameters;
  const isSecond = modelOf(release) === '2';
  return `${head(course, '//')}$PARAM
TVCL = ${p.clearanceLph}, TVV1 = ${p.centralL}, TVQ = ${p.exchangeLph}, TVV2 = ${p.peripheralL}
TVKA = ${p.absorptionPerHour}, LAG = ${p.lagHours}, TVCLM = ${p.metaboliteClearanceLph}, VM = ${p.metaboliteVolumeL}
WT = ${p.weightKg}
$CMT G A1 A2 M AUC
$OMEGA @labels ECL EV EKA ECLM${isSecond ? ' EQ EV2' : ''}
${variances(release).join(' ')}
$MAIN
double CL = TVCL * exp(ECL);
double V1 = TVV1 * exp(EV);
double Q = TVQ * exp(${isSecond ? 'EQ' : 'EV'});
double V2 = TVV2 * exp(${isSecond ? 'EV2' : 'EV'});
double KA = TVKA * exp(EKA);
double CLM = TVCLM * exp(ECLM);
ALAG_G = LAG;
$ODE
dxdt_G = -KA * G;
dxdt_A1 = KA * G - (CL + Q) * A1 / V1 + Q * A2 / V2;
dxdt_A2 = Q * A1 / V1 - Q * A2 / V2;
dxdt_M = CL * A1 / V1 - CLM * M / VM;
dxdt_AUC = A1 / V1;
$TABLE
capture CP = 1000 * A1 / V1;
capture CM = 1000 * M / VM;
capture CLEARED = CL * AUC / WT;
`;
}

/** A control stream of NONMEM, ADVAN13; the data file is the reader's own. */
export function nonmemText(course: TypicalCourse, release: ModelRelease): string {
  const p = course.parameters;
  const thetas = [
    ...[p.clearanceLph, p.centralL, p.exchangeLph, p.peripheralL],
    ...[p.absorptionPerHour, p.lagHours, p.metaboliteClearanceLph, p.metaboliteVolumeL],
  ];
  const names = ['CL', 'V1', 'Q', 'V2', 'KA', 'LAG', 'CLM', 'VM'];
  const isSecond = modelOf(release) === '2';
  return `${head(course, ';')}$PROBLEM ISOTRETINOIN
$INPUT ID TIME AMT CMT EVID MDV DV WT
$DATA data.csv IGNORE=@
$SUBROUTINES ADVAN13 TOL=9
$MODEL COMP=(G) COMP=(A1) COMP=(A2) COMP=(M) COMP=(AUC)
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
$ERROR
CP = 1000 * A(2) / V1
CM = 1000 * A(4) / VM
CLEARED = CL * A(5) / WT
Y = CP * (1 + EPS(1))
$THETA
${thetas.map((value, i) => `${value} FIX ; ${names[i]}`).join('\n')}
$OMEGA
${variances(release)
  .map((value) => `${value} FIX`)
  .join('\n')}
$SIGMA
0.01 FIX
$SIMULATION (1) ONLYSIMULATION
$TABLE ID TIME CP CM CLEARED NOPRINT FILE=simulated.tab
`;
}
