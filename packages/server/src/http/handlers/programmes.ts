// Programmes as cited data, and what an office and a safety officer record about their editions.
// Never approves for somebody else: the signed-in officer is the one who is named.

import type { ProgrammeDetail, ProgrammeLine } from '@aegle/api';
import {
  asksClinician,
  type CalendarDay,
  type Edition,
  EVENT_CATALOGUE,
  editionNotice,
  foldProgramme,
  formatCalendarDay,
  type Programme,
  type ProgrammeFacts,
  type Role,
  type WireEvent,
  withOverlays,
} from '@aegle/core';
import type { LoadedProgramme } from '@aegle/data';
import type { Scope } from '@aegle/store';
import { editionDigest } from '../../services/edition-digest.ts';
import { eventsOf } from '../../services/log-events.ts';
import { nowOf } from '../../services/new-events.ts';
import { programmeSubject, recordOrganisationEvents } from '../../services/services.ts';
import type { Dependencies, SomeRoutes } from '../calls/call.ts';
import { refuseOwnGate } from '../calls/own-gate.ts';
import { refusal } from '../calls/refusals.ts';
import { refuseUnregistered } from '../calls/registered.ts';
import { refuseWhileWaiting } from '../calls/second-person.ts';
import { refuseBeyondRole } from './events.ts';
import { correctableBy, receiptsOf, toCore } from './organisations.ts';

function lineOf({ programme }: LoadedProgramme): ProgrammeLine {
  const { id, name, jurisdiction, regulator, zone, authority, completeness } = programme;
  return {
    id,
    name,
    jurisdiction,
    regulator,
    zone,
    authority,
    completeness,
    editions: programme.editions.map((edition) => ({
      id: edition.id,
      title: edition.title,
      effectiveFrom: formatCalendarDay(edition.effectiveFrom),
      effectiveTo:
        edition.effectiveTo === undefined ? null : formatCalendarDay(edition.effectiveTo),
      isConfirmed: edition.isConfirmed,
      digest: edition.digest,
    })),
  };
}

function requirementsOf(edition: Edition): ProgrammeDetail['requirements'] {
  return edition.requirements.map((requirement) => ({
    edition: edition.id,
    id: requirement.id,
    kind: requirement.kind,
    stages: [...requirement.stages],
    phases: [...requirement.phases],
    categories: [...requirement.categories],
    status: requirement.status,
    citation: { ...requirement.citation, sources: [...requirement.citation.sources] },
    text: requirement.text,
    parameters: Object.entries(requirement.parameters).map(([name, parameter]) => ({
      name,
      parameter: parameter.id,
    })),
    names: namesIn(requirement.options),
  }));
}

/** The words among a rule's options, each as a list; a switch or a count is no name. */
function namesIn(options: Readonly<Record<string, unknown>>): Record<string, string[]> {
  const lists = Object.entries(options).map(
    ([name, value]) => [name, textsIn(typeof value === 'string' ? [value] : value)] as const,
  );
  return Object.fromEntries(lists.filter(([, names]) => names.length > 0));
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** What a patient is asked to sign under an edition, each form once. */
function formsOf(edition: Edition): ProgrammeDetail['forms'] {
  const signed = edition.requirements.filter(
    ({ kind, options }) => kind === 'form_signed' && textsIn(options.signers).includes('patient'),
  );
  const forms = new Map(signed.map(({ options }) => [String(options.form), options.editions]));
  return [...forms].map(([form, formEditions]) => ({
    edition: edition.id,
    form,
    formEditions: textsIn(formEditions),
  }));
}

/** Each edition with each overlay of it, and with all those adopted: what may be approved. */
function overlaidOf(
  programme: Programme,
  facts: ProgrammeFacts,
): ProgrammeDetail['overlaidEditions'] {
  return programme.editions.flatMap((edition) => {
    const of = programme.overlays.filter((one) => one.appliesTo.includes(edition.id));
    const adopted = of.filter((one) => facts.adoptedOverlays.has(one.id)).map((one) => one.id);
    const sets = [...of.map((one) => [one.id]), ...(adopted.length > 1 ? [adopted] : [])];
    return sets.map((overlays) => ({
      edition: edition.id,
      overlays,
      digest: editionDigest(programme, { edition: edition.id, overlays })!,
    }));
  });
}

function detailOf(
  loaded: LoadedProgramme,
  facts: ProgrammeFacts,
  today: CalendarDay,
): ProgrammeDetail {
  const { programme, files } = loaded;
  const notice = editionNotice(programme, today, facts.confirmedEditions);
  return {
    ...lineOf(loaded),
    unknowns: [...programme.unknowns],
    notices: notice === undefined ? [] : [notice.text.programme],
    requirements: programme.editions.flatMap(requirementsOf),
    methods: Object.entries(files.contraception.methods).map(([id, { label }]) => ({ id, label })),
    forms: programme.editions.flatMap(formsOf),
    questions: files.questions ?? null,
    parameters: [...files.parameters.values()].map(({ id, description, unit, values }) => ({
      id,
      description,
      unit,
      values,
    })),
    sources: files.sources,
    confirmedEditions: [...facts.confirmedEditions],
    overlaidEditions: overlaidOf(programme, facts),
    approvedEditions: facts.approvals.map(({ edition, overlays, site, digest }) => ({
      edition,
      overlays: [...overlays],
      site,
      digest,
    })),
  };
}

function loadedOf(dependencies: Dependencies, id: string): LoadedProgramme {
  const loaded = dependencies.services.loaded.get(id);
  if (loaded !== undefined) return loaded;
  throw refusal('not_found', 'programme', 'It is loaded here.', 'List the programmes.');
}

function editionOf(dependencies: Dependencies, programme: string, id: string): Edition {
  const edition = loadedOf(dependencies, programme).programme.editions.find((one) => one.id === id);
  if (edition !== undefined) return edition;
  throw refusal('not_found', 'edition', 'The programme has it.', 'Read the programme.');
}

function factsOf(dependencies: Dependencies, scope: Scope, id: string): Promise<ProgrammeFacts> {
  const stream = { subjectId: programmeSubject(id), kind: 'programme' as const };
  return dependencies.services.store.inTransaction(scope, async (tx) => {
    const [read] = await tx.readStreams([stream]);
    return foldProgramme(read === undefined ? [] : eventsOf(read), nowOf(scope));
  });
}

/** Every assumed or disputed requirement must be accepted by name: none is accepted unread. */
function refuseUnreadAssumptions(edition: Edition, accepted: readonly string[]): void {
  const open = edition.requirements.filter((requirement) => asksClinician([requirement.status]));
  const unread = open.map((requirement) => requirement.id).filter((id) => !accepted.includes(id));
  if (unread.length === 0) return;
  throw refusal(
    'invalid',
    'acceptedAssumptions',
    'It names every assumed or disputed requirement of the edition.',
    `Read and add: ${unread.join(', ')}.`.slice(0, 500),
  );
}

async function recordOne(
  dependencies: Dependencies,
  scope: Scope,
  programme: string,
  event: Omit<WireEvent, 'v'> & {
    readonly type: 'EditionConfirmedInForce' | 'EditionApprovedForUse';
  },
) {
  const wire = { ...event, v: EVENT_CATALOGUE[event.type].version };
  const ref = { kind: 'programme' as const, id: programme };
  const appended = await recordOrganisationEvents(dependencies.services, scope, ref, [wire]);
  return receiptsOf(appended, scope.actor.role as Role);
}

type Names =
  | 'listProgrammes'
  | 'readProgramme'
  | 'confirmEdition'
  | 'approveEdition'
  | 'appendProgrammeEvents';

export const programmeRoutes: SomeRoutes<Names> = {
  async listProgrammes(dependencies) {
    return { programmes: [...dependencies.services.loaded.values()].map(lineOf) };
  },
  async readProgramme(dependencies, { params, scope }) {
    const loaded = loadedOf(dependencies, params.programme);
    const facts = await factsOf(dependencies, scope, params.programme);
    const today = dependencies.services.clockOf(loaded.programme.zone).dayAt(nowOf(scope));
    return detailOf(loaded, facts, today);
  },
  async confirmEdition(dependencies, { params, body, caller, scope }) {
    const edition = editionOf(dependencies, params.programme, params.edition);
    refuseWhileWaiting(caller);
    await refuseOwnGate(dependencies, caller, scope);
    return recordOne(dependencies, scope, params.programme, {
      id: body.id,
      type: 'EditionConfirmedInForce',
      occurredOn: body.confirmedOn,
      data: { edition: edition.id, source: body.source, confirmedBy: caller.actorId },
    });
  },
  async approveEdition(dependencies, { params, body, caller, scope }) {
    const edition = editionOf(dependencies, params.programme, params.edition);
    refuseWhileWaiting(caller);
    await refuseOwnGate(dependencies, caller, scope);
    const overlays = body.overlays ?? [];
    const { programme } = loadedOf(dependencies, params.programme);
    const digest = editionDigest(programme, { edition: edition.id, overlays });
    if (digest === undefined)
      throw refusal(
        'not_found',
        'overlays',
        'Each is an overlay of this edition.',
        'Read the programme, and name its overlays in the order given there.',
      );
    if (body.editionDigest !== digest)
      throw refusal(
        'invalid',
        'editionDigest',
        'It is the digest of the edition, with these overlays, that is loaded now.',
        'Read the edition again, then approve what you read.',
      );
    const changes = overlays.map((id) => programme.overlays.find((one) => one.id === id)!);
    refuseUnreadAssumptions(withOverlays(edition, changes), body.acceptedAssumptions);
    await refuseUnregistered(
      dependencies,
      caller,
      scope,
      [{ type: 'EditionApprovedForUse', data: { site: body.site } }],
      { pathOf: () => '' },
    );
    return recordOne(dependencies, scope, params.programme, {
      id: body.id,
      type: 'EditionApprovedForUse',
      occurredOn: body.approvedOn,
      data: {
        edition: edition.id,
        editionDigest: digest,
        ...(overlays.length === 0 ? {} : { overlays }),
        site: body.site,
        clinicalSafetyOfficer: caller.actorId,
        acceptedAssumptions: body.acceptedAssumptions,
      },
    });
  },
  async appendProgrammeEvents(dependencies, { params, body, caller, scope }) {
    refuseBeyondRole(caller, body.events);
    await refuseOwnGate(dependencies, caller, scope, body.events);
    const { programme } = params;
    await refuseUnregistered(dependencies, caller, scope, body.events, { programme });
    const ref = { kind: 'programme' as const, id: programme };
    const events = toCore(body.events);
    const isTheirs = correctableBy(caller.role);
    return receiptsOf(
      await recordOrganisationEvents(dependencies.services, scope, ref, events, isTheirs),
      caller.role,
    );
  },
};
