// The bench itself: chunk by chunk Aegle, then each peer, equal answers asserted, RESULTS.md written.
// Never rounds a difference away: one patient answered differently ends the run with an error.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type CalendarDay, parseCalendarDay } from '@aegle/core';
import { loadProgramme } from '../../packages/data/src/programmes/load.ts';
import { zoneClocks } from '../../packages/data/src/zones/zone-clock.ts';
import { machine } from '../forecast/measure.ts';
import {
  aegleArm,
  cqlArm,
  decideAll,
  decideFolded,
  Gate,
  instantOn,
  jsonRulesArm,
  type SubsetArm,
} from './arms.ts';
import { CqlRules } from './peer-cql.ts';
import { JsonRules } from './peer-json-rules.ts';
import { type BenchPatient, benchPatient } from './population.ts';
import { type Findings, report } from './report.ts';
import { AegleSubset, type Answer, RULES } from './subset.ts';
import { type Rate, timed } from './timing.ts';

const root = process.argv[2]!;
const sizeOf = (name: string, usual: number): number => {
  const given = process.argv.find((one) => one.startsWith(`--${name}=`));
  return given === undefined ? usual : Number(given.slice(name.length + 3));
};
const patientsTotal = sizeOf('patients', 1_000_000);
const chunkSize = Math.min(sizeOf('chunk', 1_000), patientsTotal);
const isPartial = process.argv.some((one) => one.startsWith('--'));
const folder = join(root, 'bench/decisions');
const today = parseCalendarDay('2024-06-12') as CalendarDay;
/** Patients on whom all engines must agree before anything is timed. */
const REHEARSED = 3000;
const AS_THE_SERVER = 'fold and decide, as the server asks';
const WITH_TRACE = 'fold and decide with the trace, as its timeline and explanations ask';
const FOLDED = 'decide alone, on facts folded before';

const patientsOf = (first: number, count: number): readonly BenchPatient[] =>
  Array.from({ length: count }, (_none, index) => benchPatient(first + index, today));

function gateOf(): { readonly gate: Gate; readonly arms: readonly SubsetArm[]; cql: CqlRules } {
  const outcome = loadProgramme(join(root, 'programmes/us-ipledge'));
  if (!outcome.ok) throw new Error('us-ipledge does not load');
  const { programme } = outcome.loaded;
  const clockOf = zoneClocks();
  const at = instantOn(today);
  const cql = new CqlRules(folder, today);
  const subset = new AegleSubset(programme, clockOf, at);
  const arms = [aegleArm(subset), jsonRulesArm(new JsonRules(), today), cqlArm(cql)];
  return { gate: new Gate(programme, clockOf, at), arms, cql };
}

function add(to: Map<string, Rate[]>, name: string, rate: Rate): void {
  const known = to.get(name);
  if (known === undefined) to.set(name, [rate]);
  else known.push(rate);
}

function assertEqual(
  name: string,
  first: number,
  ours: readonly Answer[],
  theirs: readonly Answer[],
) {
  if (theirs.length === 0 || theirs.length > ours.length)
    throw new Error(`${name} gave ${theirs.length} answers to Aegle's ${ours.length}`);
  theirs.forEach((answer, index) => {
    const [want, got] = [JSON.stringify(ours[index]), JSON.stringify(answer)];
    if (want !== got)
      throw new Error(`patient ${first + index}: Aegle says ${want}, ${name} says ${got}`);
  });
}

/** The whole gate on a chunk: as the server asks it, with the trace, on folded facts; then the reasons. */
async function wholeGate(
  gate: Gate,
  patients: readonly BenchPatient[],
  found: Findings,
): Promise<void> {
  for (const [name, wantsTrace] of [
    [AS_THE_SERVER, false],
    [WITH_TRACE, true],
  ] as const) {
    const { rate, result } = await timed(patients.length, () =>
      decideAll(gate, patients, wantsTrace),
    );
    add(found.whole, name, rate);
    if (!wantsTrace) found.granted += result.granted;
  }
  const folded = patients.map((patient) => gate.fold(patient));
  const { rate } = await timed(patients.length, () => decideFolded(gate, patients, folded));
  add(found.whole, FOLDED, rate);
  for (const patient of patients) {
    found.events += patient.events.length;
    const decision = gate.decide(patient, false);
    if (decision.outcome === 'granted') continue;
    for (const { code, requirement } of decision.reasons) {
      const key = `${code} (${requirement})`;
      found.reasons.set(key, (found.reasons.get(key) ?? 0) + 1);
    }
  }
  found.patients += patients.length;
}

/** Each engine in turn on the subset; every answer of a peer is compared with Aegle's. */
async function subsetOnly(
  arms: readonly SubsetArm[],
  first: number,
  patients: readonly BenchPatient[],
  found: Findings,
): Promise<void> {
  let ours: readonly Answer[] = [];
  for (const arm of arms) {
    const given = patients.slice(0, Math.max(20, Math.round(patients.length * arm.share)));
    const whole = await timed(given.length, () => arm.fromEvents(given));
    const ready = arm.prepare(given);
    const prepared = await timed(given.length, ready);
    if (arm === arms[0]) ours = whole.result;
    if (whole.result.length !== given.length) throw new Error(`${arm.name} skipped patients`);
    assertEqual(arm.name, first, ours, whole.result);
    assertEqual(arm.name, first, ours, prepared.result);
    add(found.fromEvents, arm.name, whole.rate);
    add(found.fromFacts, arm.name, prepared.rate);
    found.compared.set(arm.name, (found.compared.get(arm.name) ?? 0) + given.length);
  }
  for (const answer of ours) {
    if (answer.unmet.length === 0) found.subsetGranted += 1;
    for (const rule of answer.unmet) found.unmet.set(rule, (found.unmet.get(rule) ?? 0) + 1);
  }
}

function nothingYet(translatorVersion: string): Findings {
  return {
    machineBefore: machine(),
    machineAfter: '',
    translatorVersion,
    chunkSize,
    patients: 0,
    events: 0,
    granted: 0,
    subsetGranted: 0,
    reasons: new Map(),
    unmet: new Map(),
    rehearsed: REHEARSED,
    compared: new Map(),
    whole: new Map(),
    fromEvents: new Map(),
    fromFacts: new Map(),
  };
}

const { gate, arms, cql } = gateOf();

/** Before the clock starts: equal answers on these patients, among whom every rule fails someone. */
async function rehearse(count: number): Promise<void> {
  const patients = patientsOf(1, count);
  await wholeGate(gate, patients, nothingYet(cql.translatorVersion));
  const answers = await Promise.all(arms.map((arm) => arm.fromEvents(patients)));
  const [ours] = answers;
  for (const [index, theirs] of answers.entries()) assertEqual(arms[index]!.name, 1, ours!, theirs);
  const failed = new Set(ours!.flatMap((answer) => answer.unmet));
  const silent = RULES.filter((rule) => !failed.has(rule));
  if (silent.length > 0) throw new Error(`no patient fails ${silent.join(', ')}`);
}

await rehearse(REHEARSED);
const found = nothingYet(cql.translatorVersion);
for (let first = 1; first <= patientsTotal; first += chunkSize) {
  const patients = patientsOf(first, chunkSize);
  await wholeGate(gate, patients, found);
  await subsetOnly(arms, first, patients, found);
  process.stderr.write(`${found.patients} of ${patientsTotal} patients\n`);
}
const text = report({ ...found, machineAfter: machine() });
console.log(text);
if (!isPartial) writeFileSync(join(folder, 'RESULTS.md'), text);
