// The agenda over HTTP: of one patient, and the list of everybody within the caller's reach.
// Never an item of a patient out of reach, and never a sentence for another audience.

import { formatInstant, type Instant } from '@aegle/core';
import type { Caller } from '../../access/caller.ts';
import { patientsReached, seenTasks } from '../../access/task-scope.ts';
import { agendaCalendar } from '../../documents/agenda-calendar.ts';
import type { AgendaViewer } from '../../services/agenda.ts';
import type { ShownItem } from '../../services/agenda-for.ts';
import { listAgenda, readAgenda } from '../../services/services.ts';
import type { Call, Dependencies, SomeRoutes } from '../calls/call.ts';
import { audienceOf, organisationOf } from './audience.ts';
import { colleaguesOf } from './tasks.ts';

const PATIENT_DAYS = 60;
const WORKLIST_DAYS = 7;
const WORKLIST_ITEMS = 200;
const DAY_MS = 86_400_000;

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
  { caller, reach, scope }: Pick<Call<'listAgenda'>, 'caller' | 'reach' | 'scope'>,
  patient?: string,
) {
  if (caller.role === 'patient' || caller.role === 'pharmacist') return [];
  const limit = Number.MAX_SAFE_INTEGER;
  const filter = { ...(patient === undefined ? {} : { subjectId: patient }), limit };
  const people = await colleaguesOf(authDb, scope);
  return (await seenTasks(services.store, scope, caller, reach, people, filter)).tasks;
}

const onWire = ({ isUrgent: _isUrgent, ...item }: ShownItem) => item;

export const agendaRoutes: SomeRoutes<'readAgenda' | 'readAgendaCalendar' | 'listAgenda'> = {
  async readAgenda(dependencies, call) {
    const { params, query, caller, scope } = call;
    const { services } = dependencies;
    const viewer = viewerOf(caller);
    const tasks = await tasksOf(dependencies, call, params.patient);
    const days = query.days ?? PATIENT_DAYS;
    const found = await readAgenda(services, scope, params.patient, viewer, days, tasks);
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
  async listAgenda(dependencies, call) {
    const { query, caller, reach, scope } = call;
    const { services } = dependencies;
    const days = query.days ?? WORKLIST_DAYS;
    const patients = await patientsReached(services.store, scope, caller, reach);
    const tasks = await tasksOf(dependencies, call);
    const all = await listAgenda(services, scope, patients, viewerOf(caller), days, tasks);
    const last = formatInstant((Date.parse(scope.now) + days * DAY_MS) as Instant);
    const due = all.filter((item) => isWithin(item, last));
    const items = due.slice(0, query.limit ?? WORKLIST_ITEMS).map(onWire);
    return { at: scope.now, items, total: due.length };
  },
};

/** What is to be done in these days: it opens before their end, and nobody waits for another item. */
function isWithin({ state, from, isUrgent }: ShownItem, last: string): boolean {
  return isUrgent || (state !== 'waiting' && (from === null || from <= last.slice(0, 10)));
}
