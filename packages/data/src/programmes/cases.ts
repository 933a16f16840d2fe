// Turns a written case into facts and a question, one run for each edition it names.
// Never fills in an event that the case or its fixtures do not state.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AegleEvent,
  type CalendarDay,
  type ClockOf,
  type CompiledProgramme,
  type Decision,
  decideGate,
  type EventOf,
  foldOrganisation,
  foldPatient,
  foldProgramme,
  type GateFacts,
  parseCalendarDay,
  type Question,
} from '@aegle/core';
import {
  dayFrom,
  type EventLine,
  eventsFrom,
  type LineContext,
} from '../patient-file/event-lines.ts';
import { readingsOf } from '../patient-file/recording-times.ts';
import { type CaseFile, caseFileSchema, type Fixtures, fixturesSchema } from './case-schema.ts';
import { type Refusal, readYaml } from './files.ts';

/** One run of a case: an edition, an anchor day, the events and the question. */
export interface CaseRun {
  readonly title: string;
  readonly file: string;
  readonly edition: string;
  readonly written: CaseFile;
  readonly context: LineContext;
  readonly gate: readonly AegleEvent[];
  readonly prescriber: readonly AegleEvent[];
  readonly pharmacy: readonly AegleEvent[];
  readonly programme: readonly AegleEvent[];
  readonly question: Question;
}

/** Reads every case file of a programme folder. */
export function readCases(
  folder: string,
  zone: string,
): { readonly runs: readonly CaseRun[]; readonly refusals: readonly Refusal[] } {
  const runs: CaseRun[] = [];
  const refusals: Refusal[] = [];
  const casesFolder = join(folder, 'cases');
  if (!existsSync(casesFolder)) return { runs, refusals };
  const fixturesFile = readYaml(
    join(casesFolder, 'fixtures.yaml'),
    'cases/fixtures.yaml',
    fixturesSchema,
  );
  if ('refusals' in fixturesFile) return { runs, refusals: fixturesFile.refusals };
  for (const name of readdirSync(casesFolder).sort()) {
    if (!name.endsWith('.yaml') || name === 'fixtures.yaml') continue;
    const file = readYaml(join(casesFolder, name), `cases/${name}`, caseFileSchema);
    if ('refusals' in file) {
      refusals.push(...file.refusals);
      continue;
    }
    for (const written of file.value)
      for (const [edition, anchor] of Object.entries(written.runs)) {
        const run = runOf(written, `cases/${name}`, edition, anchor, zone, fixturesFile.value);
        if ('refusals' in run) refusals.push(...run.refusals);
        else runs.push(run);
      }
  }
  return { runs, refusals };
}

function runOf(
  written: CaseFile,
  file: string,
  edition: string,
  anchorText: string,
  zone: string,
  fixtures: Fixtures,
): CaseRun | { refusals: readonly Refusal[] } {
  const refuse = (where: string, rule: string, nextStep: string) => ({
    refusals: [{ file, where: `${written.case} (${edition}): ${where}`, rule, nextStep }],
  });
  const anchor = parseCalendarDay(anchorText);
  if (anchor === undefined)
    return refuse('runs', 'not_a_calendar_day', 'Write the anchor as YYYY-MM-DD.');
  const missing = written.use.find((name) => fixtures[name] === undefined);
  if (missing !== undefined) return refuse('use', 'unknown_fixture', `Write fixture ${missing}.`);
  const context: LineContext = { anchor, zone };
  const { gate, prescriber, pharmacy, programme, problems } = streamsOf(written, fixtures, context);
  if (problems.length > 0) {
    const [first] = problems;
    return refuse(first!.field, first!.rule, first!.nextStep);
  }
  const day = dayFrom(written.at.day, context);
  if (day === undefined) return refuse('at.day', 'not_a_calendar_day', 'Write a day that exists.');
  const asked = { type: 'question', data: {}, time: written.at.time };
  const readings = readingsOf(asked, day, written.at.zone ?? zone, () => undefined);
  const [reading] = readings;
  if (reading === undefined || readings.length > 1)
    return refuse('at.time', 'not_one_time', 'Write a time that came once there, or its offset.');
  const last = gate.filter((event) => event.type === 'PrescriptionWritten').at(-1);
  const prescription =
    written.ask.prescription ??
    (last as EventOf<'PrescriptionWritten'> | undefined)?.data.prescription;
  return {
    title: `${written.case} (${edition})`,
    file,
    edition,
    written,
    context,
    gate,
    prescriber,
    pharmacy,
    programme,
    question: {
      kind: written.question,
      at: reading.at,
      ...(written.place === undefined ? {} : { zone: written.place }),
      ...(prescription === undefined ? {} : { prescription }),
      ...(written.ask.daysSupply === undefined ? {} : { daysSupply: written.ask.daysSupply }),
    },
  };
}

function streamsOf(written: CaseFile, fixtures: Fixtures, context: LineContext) {
  const lines = (stream: 'gate' | 'prescriber' | 'pharmacy' | 'programme'): EventLine[] =>
    [
      ...written.use.flatMap((name) => fixtures[name]![stream]),
      ...(stream === 'gate' ? written.events : written[stream]),
    ]
      .filter((line) => line.id === undefined || !written.without.includes(line.id))
      .map((line) => changedLine(line, written.change));
  const streams = {
    gate: eventsFrom(lines('gate'), context, 'gate'),
    prescriber: eventsFrom(lines('prescriber'), context, 'prescriber'),
    pharmacy: eventsFrom(lines('pharmacy'), context, 'pharmacy'),
    programme: eventsFrom(lines('programme'), context, 'programme'),
  };
  return {
    gate: streams.gate.events,
    prescriber: streams.prescriber.events,
    pharmacy: streams.pharmacy.events,
    programme: streams.programme.events,
    problems: Object.values(streams).flatMap((stream) => stream.problems),
  };
}

function changedLine(line: EventLine, changes: CaseFile['change']): EventLine {
  const change = line.id === undefined ? undefined : changes[line.id];
  if (change === undefined) return line;
  const { data, ...rest } = change;
  const stated = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined),
  );
  return { ...line, ...stated, data: { ...line.data, ...data } };
}

/** Decides a run, perhaps with other gate events than its own. */
export function decideRun(
  run: CaseRun,
  programmes: readonly CompiledProgramme[],
  clockOf: ClockOf,
  gate: readonly AegleEvent[] = run.gate,
): Decision {
  const { at } = run.question;
  const own = foldProgramme(run.programme, at);
  const facts: GateFacts = {
    patient: foldPatient(gate, at),
    prescriber: foldOrganisation(run.prescriber, at),
    pharmacy: foldOrganisation(run.pharmacy, at),
    programmes: new Map(
      programmes.map(({ programme }) => [
        programme.id,
        {
          ...own,
          confirmedEditions: new Set([...own.confirmedEditions, ...run.written.confirm]),
          adoptedOverlays: new Set([...own.adoptedOverlays, ...run.written.overlays]),
        },
      ]),
    ),
  };
  return decideGate(programmes, facts, run.question, clockOf, true);
}

/** A day that a case expects, relative to its anchor or not. */
export function expectedDay(run: CaseRun, text: string): CalendarDay | undefined {
  return dayFrom(text, run.context);
}
