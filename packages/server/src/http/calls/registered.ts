// What a fact names is looked up in the register that has it: people, organisations, programmes, forms.
// Never refuses evidence that can only close a gate, and never repeats a value that was sent.

import type { ProblemDetail } from '@aegle/api';
import {
  canOnlyClose,
  type EventType,
  isClosingReport,
  isEventType,
  type Requirement,
} from '@aegle/core';
import { isUuid, type Scope } from '@aegle/store';
import type { Caller } from '../../access/caller.ts';
import { type ActivePerson, activePeople } from '../../auth/people.ts';
import type { Dependencies } from './call.ts';
import {
  CORRECTABLE_NAMES,
  NAMED,
  type Named,
  type Organisation,
  PRESCRIBER,
  type RuleName,
} from './named-fields.ts';
import { Refusal, refusal } from './refusals.ts';

/** An event as far as its names are looked at. */
interface SentEvent {
  readonly type: string;
  readonly data?: unknown;
}

/** Where events are sent: in which stream they will stand, and how a problem names a field. */
export interface Place {
  readonly programme?: string;
  readonly pharmacy?: string;
  readonly pathOf?: (index: number) => string;
}

interface Registers {
  readonly people: readonly ActivePerson[];
  readonly organisations: readonly Organisation[];
  readonly requirements: (programme: unknown) => readonly Requirement[];
  readonly categories: (programme: unknown) => readonly string[];
  readonly overlays: (programme: unknown) => readonly string[];
  readonly methods: ReadonlySet<unknown>;
  readonly programmes: readonly string[];
}

type Data = ReadonlyMap<string, unknown>;
const dataOf = ({ data }: SentEvent): Data =>
  new Map(typeof data === 'object' && data !== null ? Object.entries(data) : undefined);

const MACHINE_FIELD = 'reportedFor';

/** Refuses what names a person, organisation, programme or form that its register does not have. */
export async function refuseUnregistered(
  dependencies: Dependencies,
  caller: Caller,
  scope: Scope,
  events: readonly SentEvent[],
  { pathOf = (index) => `events[${index}].data.`, ...place }: Place = {},
): Promise<void> {
  const named = events.flatMap((event, index) =>
    isEventType(event.type) && !isKept(event.type, event.data)
      ? namedIn(caller, event.type, dataOf(event)).map((one) => ({ ...one, event, index }))
      : [],
  );
  if (named.length === 0) return;
  const registers = await registersFor(dependencies, scope, named);
  const problems = named.flatMap(({ field, value, as, event, index }) => {
    const about = { data: dataOf(event), registers, caller, place };
    const problems = as.map((one) => problemOf(one, value, about));
    const [first] = problems;
    const isGood = first === undefined || problems.includes(null);
    return isGood || first === null ? [] : [{ field: `${pathOf(index)}${field}`, ...first }];
  });
  if (problems.length > 0) throw new Refusal('invalid', problems);
}

const isKept = (type: EventType, data: unknown) =>
  isClosingReport(type, data) || canOnlyClose(type, data);

type As = Named | 'machine';

/** A value that is looked up, and where it may stand: in one of these. */
interface Name {
  readonly field: string;
  readonly value: unknown;
  readonly as: readonly As[];
}

function namedIn({ role }: Caller, type: EventType, data: Data): readonly Name[] {
  const found: Name[] = [];
  if (role === 'system_client' || data.has(MACHINE_FIELD))
    found.push({ field: MACHINE_FIELD, value: data.get(MACHINE_FIELD), as: ['machine'] });
  for (const [field, as] of Object.entries(NAMED[type] ?? {})) {
    const value = data.get(field);
    if (Array.isArray(value))
      for (const [index, one] of value.entries())
        found.push({ field: `${field}[${index}]`, value: one, as: [as] });
    else if (value !== undefined) found.push({ field, value, as: [as] });
  }
  const renamed =
    type === 'Corrected' ? CORRECTABLE_NAMES.get(String(data.get('field'))) : undefined;
  if (renamed !== undefined && data.get('value') !== undefined)
    found.push({ field: 'value', value: data.get('value'), as: renamed });
  return found;
}

async function registersFor(
  { services, authDb }: Dependencies,
  scope: Scope,
  named: readonly Pick<Name, 'value' | 'as'>[],
): Promise<Registers> {
  const ids = named.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const needsOrganisations = named.some(({ as }) =>
    as.some((one) => one === 'machine' || 'organisation' in one),
  );
  const { tenantId, actor, now } = scope;
  const reading = { tenantId, actor, now };
  const { programmes } = services;
  const editionsOf = (id: unknown) => programmes.get(String(id))?.programme.editions ?? [];
  return {
    people: await activePeople(authDb, tenantId, ids, now),
    organisations: needsOrganisations
      ? await services.store.inTransaction(reading, (tx) => tx.organisations())
      : [],
    requirements: (id) => {
      const all = id === undefined ? [...programmes.values()] : [programmes.get(String(id))];
      return all.flatMap((one) => [
        ...(one?.programme.editions ?? []).flatMap((edition) => edition.requirements),
        ...(one?.programme.overlays ?? []).flatMap(({ replaces, adds }) => [...replaces, ...adds]),
      ]);
    },
    categories: (id) => editionsOf(id).flatMap((edition) => edition.categories.map((c) => c.id)),
    overlays: (id) => (programmes.get(String(id))?.programme.overlays ?? []).map((one) => one.id),
    methods: new Set(
      [...programmes.values()].flatMap(({ programme }) =>
        programme.editions.flatMap(({ contraception }) => Object.keys(contraception.methods)),
      ),
    ),
    programmes: [...programmes.keys()],
  };
}

type Advice = Pick<ProblemDetail, 'rule' | 'nextStep'>;

interface About {
  readonly data: Data;
  readonly registers: Registers;
  readonly caller: Caller;
  readonly place: Omit<Place, 'pathOf'>;
}

function problemOf(as: As, value: unknown, about: About): Advice | null {
  const { registers, caller } = about;
  if (as === 'machine') return machineProblem(value, registers, caller);
  if ('ofOurs' in as && !(typeof value === 'string' && isUuid(value))) return null;
  if ('people' in as) return personProblem(as, value, about);
  if ('organisation' in as) return organisationProblem(as, value, registers);
  if (isRuleKnown(as.rule, value, about)) return null;
  const rule = `No loaded programme has this ${as.rule}.`;
  if (as.rule === 'method')
    return { rule, nextStep: `Send one of: ${[...registers.methods].join(', ')}.` };
  return { rule, nextStep: 'Read the programme’s page and send what stands there.' };
}

function personProblem(
  as: Extract<Named, { people: unknown }>,
  value: unknown,
  { registers, place }: About,
): Advice | null {
  const active = registers.people.filter(
    (one) => one.actorId === value && as.people.includes(one.role),
  );
  if (active.length === 0)
    return {
      rule: `It names an active account here: ${as.people.join(' or ')}.`,
      nextStep: 'Send the id under which that person signs in; your office lists them.',
    };
  if (as.ofPharmacy !== true || place.pharmacy === undefined) return null;
  if (active.some((one) => one.organisationId === place.pharmacy)) return null;
  return {
    rule: 'It names somebody of this pharmacy.',
    nextStep: 'Send the id of a pharmacist whose account belongs to it.',
  };
}

function organisationProblem(
  as: Extract<Named, { organisation: unknown }>,
  value: unknown,
  { organisations }: Registers,
): Advice | null {
  const isIt = (one: Organisation) =>
    one.id === value || (as.hasName === true && one.name === value);
  if (organisations.some((one) => isIt(one) && as.organisation.includes(one.kind))) return null;
  return {
    rule: `It names a ${as.organisation.join(', ')} of this installation.`,
    nextStep: 'Choose one of the organisations listed.',
  };
}

function isRuleKnown(rule: RuleName, value: unknown, { data, registers, place }: About): boolean {
  const { programmes, requirements, categories, overlays } = registers;
  if (rule === 'method') return registers.methods.has(value);
  if (rule === 'programme') return programmes.some((id) => id === value);
  const programme = data.get('programme');
  if (rule === 'category') return categories(programme).some((id) => id === value);
  if (rule === 'overlay') return overlays(place.programme).some((id) => id === value);
  if (rule === 'requirement') return requirements(programme).some((one) => one.id === value);
  if (rule === 'portal')
    return requirements(place.programme).some((one) => one.options.portal === value);
  const edition = data.get('edition');
  return requirements(undefined).some(
    ({ options }) =>
      options.form === value &&
      Array.isArray(options.editions) &&
      options.editions.includes(edition),
  );
}

/**
 * A system reports for a person of its own organisation, or for the organisation itself where that is
 * the laboratory, or the office whose portal it is. A person reports for nobody but themself.
 */
function machineProblem(
  value: unknown,
  { people, organisations }: Registers,
  { role, organisationId, systemKind }: Caller,
): Advice | null {
  if (role !== 'system_client')
    return { rule: 'Only a system says for whom it reports.', nextStep: 'Leave the field out.' };
  const isItself = value === organisationId && organisationId !== null;
  const own = organisations.find((one) => one.id === organisationId);
  if (isItself && systemKind === 'laboratory' && own?.kind === 'laboratory') return null;
  if (isItself && systemKind === 'portal') return null;
  const stands = people.some(
    (one) => one.actorId === value && one.organisationId === organisationId,
  );
  if (stands && organisationId !== null) return null;
  return {
    rule: 'What a system reports names the person or the laboratory that it stands for.',
    nextStep: 'Send the id of an active person of the key’s organisation, or of the laboratory.',
  };
}

/** Refuses what a system asks without naming the person for whom it acts, or a person who names one. */
export async function refuseUnnamedMachine(
  dependencies: Dependencies,
  caller: Caller,
  scope: Scope,
  { reportedFor }: { readonly reportedFor?: string | undefined },
): Promise<void> {
  if (caller.role !== 'system_client' && reportedFor === undefined) return;
  const registers = await registersFor(dependencies, scope, [
    { value: reportedFor, as: ['machine'] },
  ]);
  const problem = machineProblem(reportedFor, registers, caller);
  if (problem !== null) throw refusal('invalid', MACHINE_FIELD, problem.rule, problem.nextStep);
}

/** Refuses an enrolment whose prescriber or organisations the registers do not have. */
export async function refuseUnknownCare(
  dependencies: Dependencies,
  scope: Scope,
  {
    prescriber,
    organisations,
  }: { prescriber?: string | undefined; organisations: readonly string[] },
): Promise<void> {
  const registers = await registersFor(dependencies, scope, [
    { value: prescriber, as: [PRESCRIBER] },
    { value: undefined, as: [{ organisation: ['clinic'] }] },
  ]);
  const isPrescriber = registers.people.some((one) => one.role === 'prescriber');
  if (prescriber !== undefined && !isPrescriber)
    throw refusal(
      'invalid',
      'prescriber',
      'It names an active prescriber here.',
      'Send the id under which the prescriber signs in, or leave it out.',
    );
  const known = new Set(registers.organisations.map((one) => one.id));
  if (organisations.every((id) => known.has(id))) return;
  throw refusal(
    'invalid',
    'organisations',
    'Each is an organisation of this installation.',
    'Choose among the organisations listed.',
  );
}
