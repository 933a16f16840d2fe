// The forms that a patient, or a guardian for a ward, is asked to sign, and their own signatures.
// Never a word of the gate's answer: only forms, and what the asker signed.

import {
  type CalendarDay,
  type CompiledProgramme,
  categoryIn,
  countsAsSigned,
  type Edition,
  type EventOf,
  editionsInForce,
  formatCalendarDay,
  isOfCourse,
  parseCalendarDay,
  type Requirement,
  youngerThan,
} from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from './context.ts';
import { programmesFor, todayFor } from './gate-question.ts';
import { nowOf } from './new-events.ts';
import { type PatientCase, readCase } from './read-case.ts';

export type FormSigner = 'patient' | 'guardian';

type FormText = NonNullable<ReturnType<ServiceContext['loaded']['get']>>['files']['forms'][number];

export interface OwnForm {
  readonly programme: string;
  readonly programmeName: string;
  readonly form: string;
  /** Editions that count under every edition of the programme in force today. */
  readonly editions: readonly string[];
  readonly signed: {
    readonly on: string;
    readonly edition: string;
    readonly agrees: boolean;
  } | null;
  readonly isNeeded: boolean;
  readonly text: FormText | null;
}

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];

/** Whether a rule asks this signer; of whom nobody knows the age no guardian is asked. */
function asks(rule: Requirement, { known, signer, today }: Asking): boolean {
  const signers = textsOf(rule.options.signers);
  if (signers.includes(signer)) return true;
  const under = rule.parameters.guardianUnderAge?.value;
  if (signer !== 'guardian' || under?.kind !== 'count') return false;
  const younger = youngerThan(known.facts.patient, today, under.count);
  return younger === 'yes' || younger === 'contradicted';
}

interface Asking {
  readonly known: PatientCase;
  readonly signer: FormSigner;
  readonly today: CalendarDay;
}

/** The rules of one edition that ask for a form of this signer, by form. */
function rulesIn(edition: Edition, asking: Asking): Map<string, Requirement> {
  const { patient } = asking.known.facts;
  const category = categoryIn(patient, edition.programme);
  const applies = ({ categories }: Requirement) =>
    categories.length === 0 || categories.includes(category?.data.category ?? '');
  return new Map(
    edition.requirements
      .filter((rule) => rule.kind === 'form_signed' && applies(rule))
      .filter((rule) => asks(rule, asking))
      .map((rule) => [String(rule.options.form), rule]),
  );
}

/** The latest signature of this signer in this course: by its day, then as it was heard. */
function signatureOf({ known, signer }: Asking, form: string) {
  const { forms, course } = known.facts.patient;
  let latest: EventOf<'FormSigned'> | undefined;
  for (const one of forms) {
    const isOwn = one.data.form === form && one.data.signer === signer;
    const isOfThis = course === undefined || isOfCourse(course, one);
    if (isOwn && isOfThis && (latest === undefined || one.occurredOn >= latest.occurredOn))
      latest = one;
  }
  return latest;
}

function formsIn(
  context: ServiceContext,
  { programme }: CompiledProgramme,
  asking: Asking,
): readonly OwnForm[] {
  const facts = asking.known.facts.programmes.get(programme.id);
  const force = editionsInForce(programme, asking.today, facts?.confirmedEditions ?? new Set());
  if (force.state === 'none') return [];
  const inForce = [force.edition, ...(force.pending === undefined ? [] : [force.pending])];
  const rules = inForce.map((edition) => rulesIn(edition, asking));
  const texts = context.loaded.get(programme.id)?.files.forms ?? [];
  const names = new Set(rules.flatMap((one) => [...one.keys()]));
  return [...names].map((form) => {
    const asked = rules.flatMap((one) => one.get(form) ?? []);
    const lists = asked.map(({ options }) => textsOf(options.editions));
    const common = lists[0]!.filter((one) => lists.every((list) => list.includes(one)));
    const editions = common.length > 0 ? common : [...new Set(lists.flat())];
    const signed = signatureOf(asking, form);
    const isValid =
      signed !== undefined && asked.every((rule) => countsAsSigned(rule, signed, asking.today));
    return {
      programme: programme.id,
      programmeName: programme.name,
      form,
      editions,
      signed:
        signed === undefined
          ? null
          : {
              on: formatCalendarDay(signed.occurredOn),
              edition: signed.data.edition,
              agrees: signed.data.agrees,
            },
      isNeeded: !isValid,
      text: texts.find((one) => one.form === form) ?? null,
    };
  });
}

/** Every form that the signer is asked for, by programme. Fault: not_found. */
export function ownForms(
  context: ServiceContext,
  scope: Scope,
  patient: string,
  signer: FormSigner,
): Promise<readonly OwnForm[]> {
  return context.store.inTransaction(scope, async (tx) => {
    const now = nowOf(scope);
    const known = await readCase(context, tx, { patient }, now);
    const today = parseCalendarDay(todayFor(context, known.facts.patient, now))!;
    return programmesFor(context, known.facts.patient).flatMap((programme) =>
      formsIn(context, programme, { known, signer, today }),
    );
  });
}
