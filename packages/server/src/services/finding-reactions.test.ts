// What follows at once from a result or a symptom of the record, on a real database.

import { randomUUID } from 'node:crypto';
import { type EventType, type Instant, parseInstant, type WireEvent } from '@aegle/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../../store/src/contract/store.ts';
import { demonstrationId, loadNetwork } from '../demonstration/load-network.ts';
import { listTasks, recordEvents, timeline } from './services.ts';
import { copyOfReady, NETWORK, startTestServices, type TestServices } from './testing.ts';

const NOW = '2025-06-18T15:00:00.000Z';
let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const at = parseInstant(NOW) as Instant;
  await loadNetwork(services.context, services.tenant.id, NETWORK, at, () => undefined);
}, 120_000);
afterAll(() => services?.stop());

const scope = (role: string): Scope => ({
  tenantId: services.tenant.id,
  actor: { id: `${role}-1`, role },
  now: NOW,
});
const event = (type: EventType, data: object, occurredOn = '2025-06-17'): WireEvent => ({
  id: randomUUID(),
  type,
  v: type === 'LabResulted' ? 2 : 1,
  occurredOn,
  data,
});
const record = (patient: string, ...sent: readonly WireEvent[]) =>
  recordEvents(services.context, scope('prescriber'), patient, sent);
const tasksOf = async (patient: string) =>
  (await listTasks(services.context, scope('prescriber'), { subjectId: patient, state: 'open' }))
    .map((task) => task.kind)
    .sort();
const holdsOf = async (patient: string) =>
  (await timeline(services.context, scope('prescriber'), patient)).events.filter(
    (one) => one.type === 'SafetyHoldPlaced',
  ).length;
const fresh = async (name: string) => {
  await copyOfReady(services, name);
  return demonstrationId(name);
};
const lab = (loinc: string, value: string, unit: string, more: object = {}) =>
  event('LabResulted', { loinc, value, unit, ...more });

describe('a laboratory result', () => {
  it('that asks for nothing opens no task', async () => {
    const patient = await fresh('lab-quiet');
    await record(patient, lab('2571-8', '120', 'mg/dL'));
    expect(await tasksOf(patient)).toEqual([]);
  });

  it.each([
    [
      'that the table acts on waits for the next visit',
      ['2571-8', '450', 'mg/dL'],
      'review_result',
    ],
    ['that holds is looked at today', ['2571-8', '900', 'mg/dL'], 'review_result_today'],
    [
      'in a unit that may be another is asked about today',
      ['2571-8', '4.2', 'mg/dL'],
      'review_result_today',
    ],
    [
      'beyond the absolute limit, without limits, too',
      ['1742-6', '95', 'U/L'],
      'review_result_today',
    ],
    [
      'of a code that is not known goes to a person',
      ['2951-2', '140', 'mmol/L'],
      'review_result_today',
    ],
  ] as const)('%s', async (says, [loinc, value, unit], task) => {
    const patient = await fresh(`lab-${says.length}-${loinc}`);
    await record(patient, lab(loinc, value, unit));
    expect(await tasksOf(patient)).toEqual([task]);
    expect(await holdsOf(patient)).toBe(0);
  });

  it('is read with the symptoms and the bilirubin of the same days', async () => {
    const patient = await fresh('lab-hy');
    await record(patient, lab('1975-2', '2.5', 'mg/dL', { referenceHigh: '1.2' }));
    const before = await tasksOf(patient);
    await record(patient, lab('1742-6', '125', 'U/L', { referenceHigh: '40' }));
    expect((await tasksOf(patient)).length).toBeGreaterThan(before.length);
    expect(await tasksOf(patient)).toContain('review_result_today');
  });

  it('that a correction turns into one to act on opens the task then', async () => {
    const patient = await fresh('lab-corrected');
    const quiet = lab('2571-8', '120', 'mg/dL');
    await record(patient, quiet);
    await record(
      patient,
      event('Corrected', {
        event: quiet.id,
        field: 'value',
        value: '1200',
        isWithdrawn: false,
        reason: 'typed wrongly',
      }),
    );
    expect(await tasksOf(patient)).toContain('review_result_today');
  });
});

describe('a symptom', () => {
  const symptom = (name: string, isWarningSign = false, grade = 1) =>
    event('SymptomReported', { symptom: name, grade, isWarningSign });

  it('H-06 that is a red flag holds, whatever the sender called it', async () => {
    const patient = await fresh('flag-alone');
    await record(patient, symptom('abdominal_pain'));
    expect(await holdsOf(patient)).toBe(1);
    expect(await tasksOf(patient)).toContain('review_hold');
  });

  it('H-06 that is one only together with another holds when the second is heard', async () => {
    const patient = await fresh('flag-together');
    await record(patient, symptom('headache'));
    expect(await holdsOf(patient)).toBe(0);
    await record(patient, symptom('visual-change'));
    expect(await holdsOf(patient)).toBe(1);
  });

  it('that is none, or is gone, holds nothing', async () => {
    const patient = await fresh('flag-none');
    await record(patient, symptom('dry_lips'), symptom('rash', false, 0));
    expect(await holdsOf(patient)).toBe(0);
  });
});

describe('an answered instrument', () => {
  const links = ['69725-0', '68509-9', '69733-4', '69734-2', '69735-9', '69689-8', '69736-7'];
  const gad = (score: number | undefined, answers: readonly string[]) =>
    event('InstrumentAnswered', {
      instrument: 'gad-7',
      ...(score === undefined ? {} : { score }),
      hasPositiveSelfHarmItem: false,
      answers,
    });

  it('is taken with the score of its items', async () => {
    const patient = await fresh('gad-right');
    const ones = links.map((link) => `${link}=1`);
    expect((await record(patient, gad(7, ones))).tasksOpened).toBe(0);
  });

  it.each([
    ['another score', 8, links.map((link) => `${link}=1`), 'data.score'],
    ['no score', undefined, links.map((link) => `${link}=1`), 'data.score'],
    ['a missing item', 6, links.slice(1).map((link) => `${link}=1`), 'data.answers.69725-0'],
    ['an item that is no answer', 7, links.map((link) => `${link}=one`), 'data.answers[0]'],
  ] as const)('is refused with %s, naming the field', async (says, score, answers, field) => {
    const patient = await fresh(`gad-${says.length}`);
    await expect(record(patient, gad(score, answers))).rejects.toMatchObject({
      fault: { kind: 'invalid', field },
    });
  });

  it('H-10 with a positive item said to be none is heard, also when it is refused', async () => {
    const patient = await fresh('phq-denied');
    const answered = event('InstrumentAnswered', {
      instrument: 'phq-9',
      hasPositiveSelfHarmItem: false,
      answers: ['44260-8=2'],
    });
    await expect(record(patient, answered)).rejects.toMatchObject({ fault: {} });
    expect(await tasksOf(patient)).toContain('self_harm_answer');
  });
});
