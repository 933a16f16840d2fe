// H-06 Whatever a patient or a guardian reports that closes a gate is answered with what to do, and calls the clinic.
// Every type that may be declared stands here with its worst content: a new one does not compile without.

import { randomUUID } from 'node:crypto';
import { DECLARATION_TYPES, type DeclarationType } from '@aegle/api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayAppend } from '../access/policy.ts';
import { demonstrationId } from '../demonstration/load-network.ts';
import { startTestServer, type TestServer } from './testing.ts';
import { call, type World, worldOf } from './testing-worlds.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const FORM = {
  form: 'ipledge-consent-general',
  edition: '2020-12-09',
  agrees: false,
  signer: 'patient',
};
const WORST: Readonly<Record<DeclarationType, object>> = {
  FormSigned: FORM,
  TreatmentConsentWithdrawn: {},
  RegistryConsentGiven: { edition: '1' },
  RegistryConsentWithdrawn: {},
  ContraceptionStarted: { method: 'withdrawal', declaredBy: 'patient' },
  ContraceptionStopped: { method: 'combination_pill' },
  UnprotectedContactReported: {},
  EmergencyContraceptionUsed: {},
  PeriodMissed: {},
  ComprehensionAnswered: { passed: false },
  PregnancyTestReported: { result: 'unclear', setting: 'home' },
  PregnancyReported: { reportedBy: 'patient' },
  CapsulesLost: { count: 30 },
  CapsulesReturned: { count: 30 },
  CapsulesDestroyed: { count: 30 },
  CapsulesShared: {},
  BloodDonationReported: {},
  DoseTaken: { doseMg: '40' },
  DoseMissed: {},
  SymptomReported: { symptom: 'severe_headache', grade: 3, isWarningSign: true },
};

/** Closes, and is answered where it is given: the questions are asked again until they are passed. */
const ASKED_AGAIN: readonly DeclarationType[] = ['ComprehensionAnswered'];

const declare = (world: World, type: DeclarationType, data: object) =>
  call(server, world, 'declare', {
    params: { patient: world.patient },
    body: { id: randomUUID(), type, data },
  });

async function isOpen({ patient }: World): Promise<boolean> {
  const body = { question: 'dispense', pharmacy: demonstrationId('pharmacy-lighthouse') };
  const clinic = { name: '', patient, headers: server.as.prescriber };
  const answer = await call(server, clinic, 'ask', { params: { patient }, body });
  return JSON.parse(answer.slice(4)).outcome === 'granted';
}

async function tasksOf({ patient }: World): Promise<number> {
  const tasks = await server.services.context.store.inTransaction(
    {
      tenantId: server.services.tenant.id,
      actor: { id: 'o', role: 'safety_officer' },
      now: server.dependencies.now(),
    },
    (tx) => tx.tasks({ state: 'open', subjectId: patient }),
  );
  return tasks.length;
}

describe('H-06 every report that closes a gate is answered, and calls the clinic', () => {
  it.each(DECLARATION_TYPES)('%s', async (type) => {
    const world = await worldOf(server, 'patient');
    expect(await isOpen(world)).toBe(true);
    const before = await tasksOf(world);
    const answer = await declare(world, type, WORST[type]);
    if (await isOpen(world)) return;
    if (ASKED_AGAIN.includes(type)) return;
    expect(answer).toMatch(/^200 /);
    expect(JSON.parse(answer.slice(4)).advice).toMatch(/^Do not take more capsules.* 212-555-0142/);
    expect(await tasksOf(world)).toBeGreaterThan(before);
  });

  it.each(DECLARATION_TYPES.filter((type) => mayAppend('guardian', type)))(
    'a guardian is told what to do and nothing of the gate: %s',
    async (type) => {
      const world = await worldOf(server, 'guardian');
      const data = type === 'FormSigned' ? { ...FORM, signer: 'guardian' } : WORST[type];
      const before = await tasksOf(world);
      const answer = await declare(world, type, data);
      expect(answer).toMatch(/^200 /);
      if (type !== 'FormSigned') return;
      expect(JSON.parse(answer.slice(4)).advice).toMatch(/^Do not take more capsules/);
      expect(await tasksOf(world)).toBeGreaterThan(before);
    },
  );
});
