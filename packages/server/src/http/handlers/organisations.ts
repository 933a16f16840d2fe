// Organisations and the standing of prescribers and pharmacies. Never patient data.

import type { WireEvent as ApiEvent } from '@aegle/api';
import type { EventType, Role, WireEvent } from '@aegle/core';
import { type Appended, refuse, type Scope, StoreFault } from '@aegle/store';
import { reachesOrganisation } from '../../access/access-scope.ts';
import type { Caller } from '../../access/caller.ts';
import { mayCorrect } from '../../access/policy.ts';
import { prescribersKnownTo } from '../../auth/prescriber-names.ts';
import {
  openingHoursOf,
  phoneIn,
  recordOrganisationEvents,
  type StandingRef,
} from '../../services/services.ts';
import type { Dependencies, SomeRoutes } from '../calls/call.ts';
import { keptOf, refuseStopElsewhere } from '../calls/keep-standing-refused.ts';
import { refuseOwnGate } from '../calls/own-gate.ts';
import { Refusal, refusal } from '../calls/refusals.ts';
import { refuseUnregistered } from '../calls/registered.ts';
import { refuseBeyondRole } from './events.ts';

/** Receipts of an organisation's or a programme's stream; only the offices read where it stands. */
export function receiptsOf(appended: readonly Appended[], role: Role) {
  const isOffice = role === 'programme_officer' || role === 'safety_officer';
  return {
    receipts: appended.map(({ id, version, recorded }, index) => ({
      id,
      version: isOffice ? version : index + 1,
      recorded,
      isUnresolved: false,
    })),
  };
}

/** Which types of event this role may correct in an organisation's stream. */
export function correctableBy(role: Role): (type: EventType) => boolean {
  return (type) => mayCorrect(role, type);
}

/** Core reads the same fields that the schema checked. */
export function toCore(events: readonly ApiEvent[]): readonly WireEvent[] {
  // Their two types are written in two ways.
  return events as unknown as readonly WireEvent[];
}

type Names =
  | 'listOrganisations'
  | 'listPrescribers'
  | 'addOrganisation'
  | 'appendPharmacyEvents'
  | 'appendPrescriberEvents';

function outOfReach(field: string) {
  return refusal('not_found', field, 'It lies within your reach.', 'Check its id.');
}

async function recordStanding(
  { services }: Dependencies,
  { role }: Caller,
  scope: Scope,
  ref: StandingRef,
  events: readonly ApiEvent[],
) {
  const isTheirs = correctableBy(role);
  return receiptsOf(
    await recordOrganisationEvents(services, scope, ref, toCore(events), isTheirs),
    role,
  );
}

/** Does it, or keeps of what is refused what can only close; a failure of ours is no refusal. */
async function orKept<T>(
  { services }: Dependencies,
  scope: Scope,
  ref: StandingRef,
  events: readonly ApiEvent[],
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const isRefused =
      error instanceof Refusal ||
      (error instanceof StoreFault && error.fault.kind !== 'unavailable');
    throw isRefused ? await keptOf(services, scope, ref, toCore(events), error) : error;
  }
}

export const organisationRoutes: SomeRoutes<Names> = {
  async listOrganisations(dependencies, { scope }) {
    const { store } = dependencies.services;
    const all = await store.inTransaction(scope, (tx) => tx.organisations());
    return {
      organisations: all.map(({ id, kind, name, detail }) => {
        const phone = phoneIn(detail);
        const openingHours = openingHoursOf(detail);
        return {
          ...{ id, kind, name },
          ...(phone === null ? {} : { phone }),
          ...(openingHours === null ? {} : { openingHours }),
        };
      }),
    };
  },
  async listPrescribers({ authDb }, { caller, scope }) {
    return { prescribers: await prescribersKnownTo(authDb, caller, scope.now) };
  },
  async addOrganisation(dependencies, { body, scope }) {
    return dependencies.services.store.inTransaction(scope, async (tx) => {
      const { phone, openingHours, ...named } = body;
      const detail = {
        ...(phone === undefined ? {} : { phone }),
        ...(openingHours === undefined ? {} : { openingHours }),
      };
      const known = (await tx.organisations()).find((one) => one.id === body.id);
      // What may be dispensed and reported from there rests on it.
      if (known !== undefined && known.kind !== body.kind)
        throw refuse(
          'conflict',
          'kind',
          'An organisation keeps its kind.',
          'Add the other one under an id of its own.',
        );
      await tx.putOrganisation({ ...named, detail });
      return body;
    });
  },
  async appendPharmacyEvents(dependencies, { params: { pharmacy }, body, caller, reach, scope }) {
    if (!reachesOrganisation(caller, reach, pharmacy)) throw outOfReach('pharmacy');
    const ref = { kind: 'pharmacy' as const, id: pharmacy };
    return orKept(dependencies, scope, ref, body.events, async () => {
      refuseBeyondRole(caller, body.events);
      refuseStopElsewhere(dependencies.services, toCore(body.events));
      await refuseOwnGate(dependencies, caller, scope, body.events);
      await refuseUnregistered(dependencies, caller, scope, body.events, { pharmacy });
      return recordStanding(dependencies, caller, scope, ref, body.events);
    });
  },
  async appendPrescriberEvents(
    dependencies,
    { params: { prescriber }, body, caller, reach, scope },
  ) {
    if (!reachesOrganisation(caller, reach, prescriber)) throw outOfReach('prescriber');
    const ref = { kind: 'prescriber' as const, id: prescriber };
    return orKept(dependencies, scope, ref, body.events, async () => {
      refuseBeyondRole(caller, body.events);
      refuseStopElsewhere(dependencies.services, toCore(body.events));
      await refuseOwnGate(dependencies, caller, scope, body.events);
      await refuseUnregistered(dependencies, caller, scope, body.events);
      return recordStanding(dependencies, caller, scope, ref, body.events);
    });
  },
};
