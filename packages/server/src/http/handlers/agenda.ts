// The agenda over HTTP: of one patient, and the list of everybody within the caller's reach.
// Never an item of a patient out of reach, and never a sentence for another audience.

import type { EndpointName } from '@aegle/api';
import type { Instant } from '@aegle/core';
import type { Caller } from '../../access/caller.ts';
import { patientsReached, seenTasks } from '../../access/task-scope.ts';
import { agendaCalendar } from '../../documents/agenda-calendar.ts';
import { agendaPage } from '../../documents/agenda-page.ts';
import type { ShownItem } from '../../services/agenda-for.ts';
import {
  type AgendaViewer,
  readAgenda,
  readPlannedAgenda,
  readWorklist,
  type Worklist,
} from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { refusal } from '../calls/refusals.ts';
import { audienceOf, organisationOf } from './audience.ts';
import { colleaguesOf } from './tasks.ts';

const PATIENT_DAYS = 60;
const WORKLIST_DAYS = 7;
const WORKLIST_ITEMS = 200;

function viewerOf(caller: Caller): AgendaViewer {
  return {
    role: caller.role,
    audience: audienceOf(caller),
    ...(caller.role === 'pharmacist' ? { pharmacy: organisationOf(caller) } : {}),
    ...(caller.role === 'prescriber' ? { prescriber: caller.actorId } : {}),
  };
}

/** Open tasks that concern the caller; a patient has none. */
async function tasksOf(
  { services, authDb }: Dependencies,
  { caller, reach, scope }: Pick<Call<EndpointName>, 'caller' | 'reach' | 'scope'>,
  patient?: string,
) {
  if (caller.role === 'patient' || caller.role === 'pharmacist') return [];
  const limit = Number.MAX_SAFE_INTEGER;
  const filter = { ...(patient === undefined ? {} : { subjectId: patient }), limit };
  const people = await colleaguesOf(authDb, scope);
  return (await seenTasks(services.store, scope, caller, reach, people, filter)).tasks;
}

const onWire = ({ isUrgent: _isUrgent, ...item }: ShownItem) => item;

/** What one patient's agenda is read with: as the caller's audience, with their tasks. */
async function ofPatient(
  dependencies: Dependencies,
  call: Call<'readAgenda' | 'readAgendaPage'>,
): Promise<Parameters<typeof readAgenda>> {
  const { params, query, caller, scope } = call;
  const tasks = await tasksOf(dependencies, call, params.patient);
  const days = query.days ?? PATIENT_DAYS;
  return [dependencies.services, scope, params.patient, viewerOf(caller), days, tasks];
}

/** That something was recorded of somebody, and when, is a clinic's to know, whatever it was. */
function refuseRecent(whose: string | undefined, caller: Caller): void {
  if (whose !== 'recent' || audienceOf(caller) === 'prescriber') return;
  const rule = 'Only a clinic asks of whom something was recorded.';
  throw refusal('forbidden', 'whose', rule, 'Leave it out: every patient within reach is listed.');
}

/** What is to be done within the days asked for, of everybody within reach: the page asked for. */
async function withinReach(
  dependencies: Dependencies,
  { query, caller, reach, scope }: Call<'listAgenda' | 'listAgendaPage'>,
): Promise<Worklist> {
  const { services } = dependencies;
  refuseRecent(query.whose, caller);
  const { days = WORKLIST_DAYS, limit = WORKLIST_ITEMS, ...chosen } = query;
  const patients = await patientsReached(services.store, scope, caller, reach);
  const tasks = await tasksOf(dependencies, { caller, reach, scope });
  const asked = { ...chosen, days, limit };
  return readWorklist(services, scope, patients, viewerOf(caller), asked, tasks);
}

/** A pseudonym as a list on paper has it; the pages say who that is. */
const shortName = ({ patient, subject }: ShownItem) =>
  patient?.slice(0, 8) ?? subject?.id.slice(0, 8) ?? 'organisation';

type Name =
  | 'readAgenda'
  | 'readAgendaCalendar'
  | 'readAgendaPage'
  | 'listAgenda'
  | 'listAgendaPage';

export const agendaRoutes: SomeRoutes<Name> = {
  async readAgenda(dependencies, call) {
    const found = await readPlannedAgenda(...(await ofPatient(dependencies, call)));
    return { ...found, items: found.items.map(onWire) };
  },
  async readAgendaCalendar({ services }, { params: { patient }, query, caller, scope }) {
    // Whoever asks, a calendar holds what the patient reads.
    const viewer = { ...viewerOf(caller), audience: 'patient' } as const;
    const days = query.days ?? PATIENT_DAYS;
    const { items, at } = await readAgenda(services, scope, patient, viewer, days, []);
    const { clockOf } = services;
    return agendaCalendar({ patient, items, madeAt: Date.parse(at) as Instant, clockOf });
  },
  async readAgendaPage(dependencies, call) {
    const { items, at, pickups } = await readPlannedAgenda(
      ...(await ofPatient(dependencies, call)),
    );
    return agendaPage({ of: 'patient', items, at, pickups });
  },
  async listAgenda(dependencies, call) {
    const { items, ...counts } = await withinReach(dependencies, call);
    return { at: call.scope.now, items: items.map(onWire), ...counts };
  },
  async listAgendaPage(dependencies, call) {
    const { items } = await withinReach(dependencies, call);
    return agendaPage({ of: 'clinic', items, at: call.scope.now, patientOf: shortName });
  },
};
