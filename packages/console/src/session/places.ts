// Which pages a role is led to, and which comes first. It leads; the server's policy decides.

import type { Account } from '@aegle/api';
import type { Role } from '@aegle/core';
import { messages } from '../messages/messages.ts';

export type PlacePath =
  | '/own'
  | '/today'
  | '/declare'
  | '/own-data'
  | '/report'
  | '/pharmacy'
  | '/patients'
  | '/enrol'
  | '/tasks'
  | '/certify'
  | '/people'
  | '/safety'
  | '/access-log'
  | '/office'
  | '/forecast'
  | '/programmes'
  | '/claims'
  | '/timeline';

export interface Place {
  readonly path: PlacePath;
  readonly label: string;
}

const PLACES_OF: Readonly<Record<Role, readonly PlacePath[]>> = {
  patient: ['/own', '/report', '/declare', '/own-data'],
  guardian: ['/timeline', '/programmes'],
  prescriber: ['/today', '/patients', '/enrol', '/tasks', '/forecast', '/programmes'],
  delegate: ['/today', '/patients', '/enrol', '/tasks', '/programmes'],
  pharmacist: ['/pharmacy', '/tasks', '/programmes'],
  programme_officer: ['/office', '/tasks', '/certify', '/people', '/programmes'],
  administrator: ['/people', '/programmes'],
  safety_officer: ['/safety', '/tasks', '/patients', '/access-log', '/programmes'],
  researcher: ['/claims', '/programmes'],
  system_client: ['/programmes'],
};

const LABELS: Readonly<Record<PlacePath, string>> = {
  '/claims': messages.places.claims,
  '/own': messages.places.own,
  '/declare': messages.places.declare,
  '/own-data': messages.data.own,
  '/report': messages.places.report,
  '/pharmacy': messages.places.pharmacy,
  '/today': messages.places.today,
  '/patients': messages.places.patients,
  '/enrol': messages.places.enrol,
  '/tasks': messages.places.tasks,
  '/certify': messages.places.certify,
  '/people': messages.places.people,
  '/safety': messages.places.safety,
  '/access-log': messages.safety.log.title,
  '/office': messages.places.office,
  '/forecast': messages.places.forecast,
  '/programmes': messages.places.programmes,
  '/timeline': messages.places.timeline,
};

/** The places of an account, the first one first. */
export function placesOf(account: Account): readonly Place[] {
  const isLed = (path: PlacePath) => path !== '/people' || account.administers;
  return PLACES_OF[account.role].filter(isLed).map((path) => ({ path, label: LABELS[path] }));
}
