// What a fact names is looked up in the register that has it: people, organisations, programmes, forms.
// Never refuses evidence that can only close a gate, and never repeats a value that was sent.

import type { ProblemDetail } from '@aegle/api';
import {
  canOnlyClose,
  type EventType,
  isClosingReport,
  isEventType,
  type Requirement,
  type Role,
} from '@aegle/core';
import { isUuid, type Scope, type StoreTransaction } from '@aegle/store';
import type { Caller } from '../../access/caller.ts';
import { type ActivePerson, activePeople } from '../../auth/people.ts';
import type { Dependencies } from './call.ts';
import { Refusal, refusal } from './refusals.ts';

type Organisation = Awaited<ReturnType<StoreTransaction['organisations']>>[number];

/** An event as far as its names are looked at. */
interface SentEvent {
  readonly type: string;
  readonly data?: unknown;
}

/** `ofOurs`: only what looks like an id of this installation is looked up, for care goes elsewhere too. */
type Named =
  | { readonly people: readonly Role[]; readonly ofOurs?: true }
  | { readonly organisation: Organisation['kind']; readonly ofOurs?: true }
  | { readonly rule: 'programme' | 'requirement' | 'category' | 'form' | 'portal' };

const PRESCRIBER: Named = { people: ['prescriber'] };
const CARE: Named = { people: ['prescriber', 'delegate'] };
const CLINICIAN: Named = { people: ['prescriber', 'safety_officer'] };
const PROGRAMME: Named = { rule: 'programme' };
const certified = { programme: PROGRAMME };

/** A field that is not named here names nobody, or somebody of whom no register is kept. */
const NAMED: Partial<Record<EventType, Readonly<Record<string, Named>>>> = {
  RiskCategoryAssigned: { programme: PROGRAMME, category: { rule: 'category' } },
  FormSigned: { form: { rule: 'form' } },
  CareTransferred: {
    toPrescriber: { ...PRESCRIBER, ofOurs: true },
    toClinic: { organisation: 'clinic', ofOurs: true },
  },
  CounsellingGiven: { givenBy: CARE },
  IndependentAgreementRecorded: { firstPrescriber: PRESCRIBER, secondPrescriber: PRESCRIBER },
  PrescriptionWritten: { prescriber: PRESCRIBER },
  ExternalAuthorizationRecorded: { portal: { rule: 'portal' } },
  DiscretionExercised: {
    programme: PROGRAMME,
    requirement: { rule: 'requirement' },
    clinician: CLINICIAN,
  },
  SafetyHoldCleared: { clinician: CLINICIAN },
  ReportResolved: { clinician: CLINICIAN },
  Corrected: { confirmedBy: CLINICIAN },
  PrescriberCertified: certified,
  PrescriberRenewed: certified,
  DelegateAuthorized: { delegate: { people: ['delegate'] } },
  PharmacyCertified: certified,
  PharmacyRenewed: certified,
  SitePharmacistDesignated: { programme: PROGRAMME, pharmacist: { people: ['pharmacist'] } },
  PharmacyStaffTrained: certified,
};

/** Fields by which a correction could put another person in the place of the one who was named. */
const PEOPLE_FIELDS: Readonly<Record<string, Named>> = {
  givenBy: CARE,
  prescriber: PRESCRIBER,
  toPrescriber: { ...PRESCRIBER, ofOurs: true },
};

interface Registers {
  readonly people: readonly ActivePerson[];
  readonly organisations: readonly Organisation[];
  readonly requirements: (programme: unknown) => readonly Requirement[];
  readonly categories: (programme: unknown) => readonly string[];
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
  pathOf = (index: number) => `events[${index}].`,
): Promise<void> {
  const named = events.flatMap((event, index) =>
    isEventType(event.type) && !isKept(event.type, event.data)
      ? namedIn(caller, event.type, dataOf(event)).map((one) => ({ ...one, event, index }))
      : [],
  );
  if (named.length === 0) return;
  const registers = await registersFor(dependencies, scope, named);
  const problems = named.flatMap(({ field, value, as, event, index }) => {
    const problem = problemOf(as, value, dataOf(event), registers, caller);
    return problem === null ? [] : [{ field: `${pathOf(index)}data.${field}`, ...problem }];
  });
  if (problems.length > 0) throw new Refusal('invalid', problems);
}

const isKept = (type: EventType, data: unknown) =>
  isClosingReport(type, data) || canOnlyClose(type, data);

type As = Named | 'machine';

function namedIn({ role }: Caller, type: EventType, data: Data) {
  const found: { field: string; value: unknown; as: As }[] = [];
  if (role === 'system_client' || data.has(MACHINE_FIELD))
    found.push({ field: MACHINE_FIELD, value: data.get(MACHINE_FIELD), as: 'machine' });
  for (const [field, as] of Object.entries(NAMED[type] ?? {}))
    if (data.get(field) !== undefined) found.push({ field, value: data.get(field), as });
  const renamed = type === 'Corrected' ? PEOPLE_FIELDS[String(data.get('field'))] : undefined;
  if (renamed !== undefined && data.get('value') !== undefined)
    found.push({ field: 'value', value: data.get('value'), as: renamed });
  return found;
}

async function registersFor(
  { services, authDb }: Dependencies,
  scope: Scope,
  named: readonly { readonly value: unknown; readonly as: As }[],
): Promise<Registers> {
  const ids = named.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  const needsOrganisations = named.some(({ as }) => as === 'machine' || 'organisation' in as);
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
    programmes: [...programmes.keys()],
  };
}

type Advice = Pick<ProblemDetail, 'rule' | 'nextStep'>;

function problemOf(
  as: As,
  value: unknown,
  data: Data,
  registers: Registers,
  caller: Caller,
): Advice | null {
  if (as === 'machine') return machineProblem(value, registers, caller);
  if ('ofOurs' in as && !(typeof value === 'string' && isUuid(value))) return null;
  if ('people' in as)
    return registers.people.some((one) => one.actorId === value && as.people.includes(one.role))
      ? null
      : {
          rule: `It names an active account here: ${as.people.join(' or ')}.`,
          nextStep: 'Send the id under which that person signs in; your office lists them.',
        };
  if ('organisation' in as)
    return registers.organisations.some((one) => one.id === value && one.kind === as.organisation)
      ? null
      : {
          rule: `It names a ${as.organisation} of this installation.`,
          nextStep: 'Choose one of the organisations listed.',
        };
  return isRuleKnown(as.rule, value, data, registers)
    ? null
    : {
        rule: `No loaded programme has this ${as.rule}.`,
        nextStep: 'Read the programme’s page and send what stands there.',
      };
}

function isRuleKnown(
  rule: 'programme' | 'requirement' | 'category' | 'form' | 'portal',
  value: unknown,
  data: Data,
  { programmes, requirements, categories }: Registers,
): boolean {
  if (rule === 'programme') return programmes.some((id) => id === value);
  const programme = data.get('programme');
  if (rule === 'category') return categories(programme).some((id) => id === value);
  if (rule === 'requirement') return requirements(programme).some((one) => one.id === value);
  if (rule === 'portal') return requirements(undefined).some((one) => one.options.portal === value);
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
    { value: prescriber, as: PRESCRIBER },
    { value: undefined, as: { organisation: 'clinic' } },
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
