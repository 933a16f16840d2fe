// What a question reads: the patient, and of the others only those that its answer rests on.

import { join } from 'node:path';
import { type Instant, parseInstant } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { programmeSubject } from './context.ts';
import { eventsOf } from './log-events.ts';
import { ownEvent } from './new-events.ts';
import { reversalsAfter } from './reactions.ts';
import { readCase } from './read-case.ts';
import { authorizeDispense } from './services.ts';
import { startTestServices, type TestServices } from './testing.ts';

const NETWORK = join(import.meta.dirname, '../demonstration/network.yaml');
const NOW = '2025-06-18T15:00:00.000Z';
const at = parseInstant(NOW) as Instant;
const patient = demonstrationId('patient-ready');
const pharmacy = demonstrationId('pharmacy-lighthouse');
let services: TestServices;
let scope: Scope;

describe('what a question reads', () => {
  beforeAll(async () => {
    services = await startTestServices();
    scope = {
      tenantId: services.tenant.id,
      actor: { id: 'pharmacist-1', role: 'pharmacist' },
      now: NOW,
    };
    await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
  });
  afterAll(() => services.stop());

  it('reads patient, pharmacy, the programme of the enrolment and the prescriber; no other', async () => {
    const request = {
      patient,
      prescription: demonstrationId('patient-ready/rx-1'),
      pharmacy,
      daysSupply: 30,
    };
    const answer = await authorizeDispense(services.context, scope, request, 'pharmacist');
    expect(answer.outcome).toBe('granted');
    const stored = await services.context.store.inTransaction(scope, (tx) =>
      tx.decision(patient, answer.decision!),
    );
    expect(stored?.versionsRead.map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ['patient-gate', patient],
      ['pharmacy', pharmacy],
      ['programme', programmeSubject('us-ipledge')],
      ['prescriber', demonstrationId('dr-okafor')],
    ]);
  });

  it('reads the programme that an event of the same request enrols in', async () => {
    const heads = await services.context.store.inTransaction(scope, async (tx) => {
      const known = await readCase(services.context, tx, { patient }, at);
      const enrolled = ownEvent(scope, services.context.newId(), 'PatientEnrolled', '2025-06-18', {
        programme: 'de-amvv',
        course: known.facts.patient.course!.id,
      });
      const { versionsRead } = await reversalsAfter(services.context, tx, known, [enrolled]);
      return versionsRead.map((head) => head.subjectId);
    });
    expect(heads).toContain(programmeSubject('us-ipledge'));
    expect(heads).toContain(programmeSubject('de-amvv'));
  });

  it('parses a stream once, however often it is asked for', async () => {
    await services.context.store.inTransaction(scope, async (tx) => {
      const [read] = await tx.readStreams([{ subjectId: patient, kind: 'patient-gate' }]);
      const [again] = await tx.readStreams([{ subjectId: patient, kind: 'patient-gate' }]);
      expect(eventsOf(again!)).toBe(eventsOf(read!));
      expect(eventsOf(read!, 2)).toHaveLength(2);
    });
  });

  it('refuses a stream name that is none before it asks the database', async () => {
    const reading = { ...scope, reads: [{ subjectId: 'nobody', kind: 'pharmacy' as const }] };
    const asked = services.context.store.inTransaction(reading, async () => null);
    await expect(asked).rejects.toMatchObject({ fault: { kind: 'invalid' } });
  });
});
