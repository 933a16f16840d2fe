// A refused report about the standing of a prescriber or a pharmacy: what in it can only close is kept, and its
// sender is told. Never of somebody who may not suspend, and never instead of the refusal.

import type { EndpointName } from '@aegle/api';
import type { WireEvent } from '@aegle/core';
import type { Scope } from '@aegle/store';
import type { ServiceContext } from '../../services/context.ts';
import { keepStandingReports, STOP_TYPES, type StandingRef } from '../../services/services.ts';
import type { Found } from './broken-json.ts';
import { Refusal, RefusedAndKept } from './refusals.ts';
import { sentIn } from './sent-in.ts';

/** The offices suspend through these; the kind of standing is the name of its parameter. */
const KIND_OF: Partial<Record<EndpointName, StandingRef['kind']>> = {
  appendPrescriberEvents: 'prescriber',
  appendPharmacyEvents: 'pharmacy',
};

/** True for endpoints through which a standing is stopped. */
export const isOfStanding = (name: EndpointName): boolean => KIND_OF[name] !== undefined;

const KEPT = {
  field: 'events',
  rule: 'What could only close was kept: the standing is suspended, and a task is open.',
  nextStep: 'Record what was meant; withdraw the suspension that was kept if it was none.',
};

/** A suspension in a programme that is not there would suspend nobody: refused, and then kept for each one. */
export function refuseStopElsewhere(
  { programmes }: ServiceContext,
  events: readonly WireEvent[],
): void {
  const problems = events.flatMap(({ type, data }, index) => {
    if (!STOP_TYPES.includes(type) || typeof data !== 'object' || data === null) return [];
    if (programmes.has(String(Reflect.get(data, 'programme')))) return [];
    const field = `events[${index}].data.programme`;
    const rule = 'No loaded programme has this name.';
    return [{ field, rule, nextStep: 'Name the programme as its page does.' }];
  });
  if (problems.length > 0) throw new Refusal('invalid', problems);
}

/** Whose standing the request is about, where it is about one. */
export function standingIn(name: EndpointName, params: unknown): StandingRef | undefined {
  const kind = KIND_OF[name];
  if (kind === undefined || typeof params !== 'object' || params === null) return undefined;
  const id: unknown = Reflect.get(params, kind);
  return typeof id === 'string' ? { kind, id } : undefined;
}

/** The refusal to answer, once what can only close in the body is kept. */
export function keptOfBody(
  services: ServiceContext,
  scope: Scope,
  ref: StandingRef,
  { value, looking }: Found,
  refused: unknown,
): Promise<unknown> {
  return keptOf(services, scope, ref, sentIn(value, looking), refused);
}

/** The same of events that were read as such. */
export async function keptOf(
  services: ServiceContext,
  scope: Scope,
  ref: StandingRef,
  events: readonly WireEvent[],
  refused: unknown,
): Promise<unknown> {
  // Only the office suspends, and of what others send nothing does.
  if (scope.actor.role !== 'programme_officer') return refused;
  const kept = await keepStandingReports(services, scope, ref, events);
  return kept > 0 ? new RefusedAndKept(refused, KEPT) : refused;
}
