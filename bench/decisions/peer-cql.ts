// The subset for cql-execution: CQL text, translated at each run by the kept translator.
// Never touches the ELM between the translator and the engine.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AegleEvent, CalendarDay } from '@aegle/core';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import {
  CqlCompilerOptions,
  CqlTranslator,
  createModelInfoProvider,
  LibraryManager,
  ModelManager,
  stringAsSource,
} from '@cqframework/cql/cql-to-elm';
import { CodeService, type DataProvider, DateTime, Executor, Library } from 'cql-execution';
import type { BenchPatient } from './population.ts';
import { type Answer, RULES, type Rule } from './subset.ts';

/** Translates the subset; a message of the translator that is an error stops the bench. */
function translated(folder: string): { readonly elm: object; readonly version: string } {
  const models = new ModelManager();
  const model = readFileSync(join(folder, 'gate-model.xml'), 'utf8');
  models.modelInfoLoader.registerModelInfoProvider(new SystemModelInfoProvider());
  models.modelInfoLoader.registerModelInfoProvider(
    createModelInfoProvider((name) => (name === 'Gate' ? stringAsSource(model) : null)),
  );
  // Without annotations and locators the engine has the least to carry.
  const options = new CqlCompilerOptions().withOptions([]);
  const text = readFileSync(join(folder, 'gate-subset.cql'), 'utf8');
  const translator = CqlTranslator.fromText(text, new LibraryManager(models, options));
  const elm = JSON.parse(translator.toJson());
  const notes: readonly Record<string, string>[] = elm.library.annotation ?? [];
  const errors = notes.filter((note) => note.errorSeverity === 'error');
  if (errors.length > 0) throw new Error(`CQL: ${JSON.stringify(errors)}`);
  const version = notes.find((note) => note.translatorVersion)?.translatorVersion;
  return { elm, version: version ?? 'unknown' };
}

/** A patient as the engine retrieves it: records by type, each with its fields at hand. */
export class CqlPatient {
  readonly id: string;
  readonly askedPrescription: string;
  readonly askedDaysSupply: number;
  readonly #records = new Map<string, object[]>();

  constructor(patient: BenchPatient, number: number) {
    this.id = String(number);
    this.askedPrescription = patient.prescription;
    this.askedDaysSupply = patient.daysSupply;
    for (const event of patient.events) this.#keep(event);
    this.#records.set(`${MODEL}Patient`, [this]);
  }

  #keep({ id, type, sequence, occurredOn, data }: AegleEvent): void {
    const record = { id, sequence, occurredOn, ...data };
    const known = this.#records.get(MODEL + type);
    if (known === undefined) this.#records.set(MODEL + type, [record]);
    else known.push(record);
  }

  getId(): string {
    return this.id;
  }

  findRecords(profile: string | null): object[] {
    return this.#records.get(profile ?? '') ?? [];
  }
}

const MODEL = '{urn:aegle:gate}';
// The engine asks for an instant; no rule of the subset reads it.
const NOON = new DateTime(2024, 6, 12, 12, 0, 0, 0, 0);

/** Patients one after the other, made when the engine asks for them or before. */
class Source {
  readonly #count: number;
  readonly #make: (index: number) => CqlPatient;
  #index = 0;
  #current: CqlPatient | undefined;

  constructor(count: number, make: (index: number) => CqlPatient) {
    this.#count = count;
    this.#make = make;
    this.#current = count > 0 ? make(0) : undefined;
  }

  currentPatient(): CqlPatient | undefined {
    return this.#current;
  }

  nextPatient(): CqlPatient | undefined {
    this.#index += 1;
    this.#current = this.#index < this.#count ? this.#make(this.#index) : undefined;
    return this.#current;
  }
}

/** The translated library with the engine that runs it. */
export class CqlRules {
  readonly translatorVersion: string;
  readonly #executor: Executor;

  constructor(folder: string, today: CalendarDay) {
    const { elm, version } = translated(folder);
    this.translatorVersion = version;
    this.#executor = new Executor(new Library(elm), new CodeService({}), { Today: today });
  }

  /** Answers for patients made by `make`, by index; many patients in one run of the engine. */
  async decide(count: number, make: (index: number) => CqlPatient): Promise<readonly Answer[]> {
    const source = new Source(count, make);
    const { patientResults } = await this.#executor.exec_expression(
      'Answer',
      source as unknown as DataProvider,
      NOON,
    );
    return Array.from({ length: count }, (_none, index) => read(patientResults[String(index)]));
  }
}

type Row = Readonly<Record<Rule, boolean | null>> & { readonly lastDay: number | null };

/** Unknown is not met. */
function read(result: { readonly Answer?: unknown } | undefined): Answer {
  const row = result?.Answer as Row;
  const unmet = RULES.filter((rule) => row[rule] !== true);
  return { unmet, lastDay: unmet.length > 0 ? undefined : (row.lastDay as CalendarDay) };
}
