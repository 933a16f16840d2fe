// H-09 What a forecast refuses over HTTP: the field, and what to write instead, in words of that field.
// Never a value that was sent, and nothing kept.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { aForecast, aPersonsForecast } from '../forecast-work/testing.ts';
import { startTestServer, type TestServer } from './testing.ts';
import {
  type Case,
  noAcne,
  OF_A_PERSON,
  OF_MEANING,
  OF_SHAPE,
  ofSchedule,
  UNKNOWN,
} from './testing-refusals.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

const patient = demonstrationId('patient-ready');
const WHERE = 'and send it again; /openapi.json has every field.';

async function ask(as: 'researcher' | 'prescriber', payload: object | string) {
  const headers = { ...server.as[as], 'content-type': 'application/json' };
  const sent = { method: 'POST', url: '/api/v1/forecasts', headers, payload } as const;
  const answer = await server.app.inject(sent);
  return { status: answer.statusCode, body: answer.json(), text: answer.payload };
}

describe('H-09 a forecast that is refused says what to write', () => {
  const shapes = OF_SHAPE.map(([wrong, change, field, step]) => [
    ...[wrong, change, field],
    `Write ${step}, ${WHERE}`,
  ]);
  const unknown = UNKNOWN.map(([wrong, change, field, step]) => [
    ...[wrong, change, field],
    `${step}, ${WHERE}`,
  ]);
  it.each([...shapes, ...unknown, ...OF_MEANING] as readonly Case[])(
    '%s',
    async (_, change, field, nextStep) => {
      const { status, body } = await ask('researcher', aForecast(change));
      expect([status, body.type]).toEqual([422, 'urn:aegle:problem:invalid']);
      expect(body.problems[0]).toMatchObject({ field, nextStep });
    },
  );

  it.each(OF_A_PERSON)('of a person: %s', async (_, change, field, step) => {
    const sent = { ...aPersonsForecast({}, change), patient };
    const { status, body } = await ask('prescriber', sent);
    expect([status, body.problems.length]).toEqual([422, 1]);
    const nextStep = `Write ${step}, ${WHERE}`;
    expect(body.problems[0]).toMatchObject({ field: `subject.profile.${field}`, nextStep });
  });

  it('holds the dose of one person against the weight', async () => {
    const plan = ofSchedule({ kind: 'constant', doseMg: 80 });
    const sent = { ...aPersonsForecast(plan, { weightKg: 35 }), patient };
    const { body } = await ask('prescriber', sent);
    expect(body.problems).toEqual([
      {
        field: 'plans.0.regimen.periods.0.schedule',
        rule: "no day above the label's 2 mg/kg: a day's dose for 35 kg is at most 70 mg",
        nextStep: 'write 70 or less, or correct the weight',
      },
    ]);
    const clear = { ...aPersonsForecast({}, noAcne), patient };
    expect((await ask('prescriber', clear)).body.problems[0]).toMatchObject({
      nextStep: 'count the lesions before treatment and write at least one',
    });
  });

  const whole = JSON.stringify(aForecast());
  it.each([
    ['cut short', whole.slice(0, 90), 400, 'Send all of it again.'],
    ['nothing', '', 400, 'Send a JSON object.'],
    ['not a number', whole.replace('640', 'NaN'), 400, 'Send all of it again.'],
    ['beyond numbers', whole.replace('640', '1e400'), 422, /^Write a whole number from 64 /],
    [
      'the same name twice',
      whole.replace('640', '640,"patients":640'),
      422,
      /^Write a whole number/,
    ],
    ['below nothing', whole.replace('640', '-0'), 422, /^Write a whole number from 64 /],
    ['a prototype', whole.replace('{', '{"__proto__":{"seed":1},'), 422, /^Leave it out/],
    ['a megabyte', whole.replace('"A"', `"${'a'.repeat(1_100_000)}"`), 413, 'Split it.'],
    [
      'three thousand brackets',
      '['.repeat(3000) + ']'.repeat(3000),
      422,
      /^Write a group of fields/,
    ],
  ])('refuses a body: %s', async (_, payload, status, step) => {
    const refused = await ask('researcher', payload);
    expect(refused.status).toBe(status);
    expect(refused.body.problems[0].nextStep).toMatch(step);
  });

  it('repeats no name that could be a person’s', async () => {
    const refused = await ask('researcher', aForecast({ 'Jane Doe, 1990-01-01': 1 }));
    expect([refused.status, refused.body.problems[0].field]).toEqual([422, 'body']);
    expect(refused.text).not.toContain('Jane');
  });
});
