// A person's data over HTTP: a copy of all that may be read, and erasing it.
// Never an erasure that was not confirmed, and never in a copy what the reader may not read.

import type { RecordedEvent } from '@aegle/api';
import type { Role } from '@aegle/core';
import { mayRead, scopeOn } from '../../access/policy.ts';
import { erasePerson } from '../../auth/erase-person.ts';
import { classesOf, type Erasure, patientExport } from '../../services/services.ts';
import type { SomeRoutes } from '../calls/call.ts';
import { refusal } from '../calls/refusals.ts';
import { shownEntries } from './access-log.ts';
import { wireOutcome } from './events.ts';

const PATIENTS_NOTE =
  'Your clinic tells you some results itself. Ask it for the whole copy, and for decisions in full.';
const WHOLE_NOTE =
  'Decisions are listed; each in full is read by its id. Forecasts, and copies kept elsewhere, are not in it.';

const noteFor = (role: Role) => (role === 'patient' ? PATIENTS_NOTE : WHOLE_NOTE);

export const personDataRoutes: SomeRoutes<'exportPatient' | 'erasePatient'> = {
  async exportPatient({ services }, { params, caller: { role }, scope }) {
    const whole = await patientExport(services, scope, params.patient);
    const mayKnowReaders = scopeOn('readPatientAccessLog', role) !== 'none';
    return {
      ...whole,
      events: whole.events.filter((event) => mayRead(role, event)) as RecordedEvent[],
      decisions: whole.decisions.map((one) => ({ ...one, outcome: wireOutcome(one.outcome) })),
      accessLog: mayKnowReaders ? shownEntries(whole.accessLog, role) : null,
      note: noteFor(role),
    };
  },
  async erasePatient({ services, authDb, knownSessions }, { params, body, scope }) {
    if (!body.isConfirmed)
      throw refusal(
        'invalid',
        'isConfirmed',
        'An erasure is confirmed: nothing brings it back.',
        'Take a copy where one is owed, then send it again with true.',
      );
    const { patient } = params;
    const { id, basis, classes = 'all' as const } = body;
    const erasure: Erasure = { patient, id, basis, classes };
    const { records, users } = await erasePerson(services, authDb, scope, erasure);
    for (const user of users) knownSessions.forget(user);
    return { erased: records, classes: classesOf(erasure), accounts: users.length };
  },
};
