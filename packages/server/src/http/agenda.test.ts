// The agenda over HTTP: what each role is told of the demonstration's patients, and in which order.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demonstrationId } from '../demonstration/load-network.ts';
import { recordEvents } from '../services/record-events.ts';
import { copyOfReady } from '../services/testing.ts';
import { type SignedIn, startTestServer, TEST_NOW, type TestServer } from './testing.ts';

const clock = { now: TEST_NOW };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer('embedded', clock);
}, 180_000);
afterAll(() => server?.stop());

const get = async (headers: SignedIn, url: string) => {
  const answer = await server.app.inject({ method: 'GET', url, headers });
  return { status: answer.statusCode, body: answer.json() };
};
const agendaOf = (headers: SignedIn, patient: string) =>
  get(headers, `/api/v1/patients/${demonstrationId(patient)}/agenda`);

interface Item {
  readonly id: string;
  readonly patient: string;
  readonly what: string;
  readonly state: string;
  readonly until: { readonly at: string } | null;
  readonly why: { readonly code: string; readonly text: string };
  readonly ifMissed: { readonly code: string } | null;
}

describe('H-07 of whom something was recorded', () => {
  it('is a clinic’s to ask', async () => {
    const { prescriber, delegate, pharmacist, programme_officer } = server.as;
    const url = '/api/v1/agenda?whose=recent';
    for (const as of [prescriber, delegate]) expect((await get(as, url)).status).toBe(200);
    for (const as of [pharmacist, programme_officer]) {
      const { status, body } = await get(as, url);
      expect([status, body.problems[0].field]).toEqual([403, 'whose']);
    }
  });
});

describe('the agenda of one patient', () => {
  it('names the window that is open now, until when, and what is said once it has closed', async () => {
    const { body } = await agendaOf(server.as.prescriber, 'patient-ready');
    const [item] = body.items as Item[];
    expect(item).toMatchObject({
      id: 'dispense',
      what: 'dispense',
      state: 'now',
      who: ['pharmacist', 'patient'],
      from: '2025-06-18',
      until: { day: '2025-06-22', zone: 'America/New_York', at: '2025-06-23T03:59:59.999Z' },
      why: { code: 'conditions_met', programme: 'us-ipledge' },
    });
    expect(item?.ifMissed).toMatchObject({ code: 'missed_first_window' });
    // It is Wednesday; Thursday is Juneteenth, and the window closes on Sunday: Friday is the last day.
    expect(item).toMatchObject({
      workingDaysLeft: 2,
      lastWorkingDay: '2025-06-20',
      warning: 'three_days',
      warnOn: ['2025-06-18', '2025-06-20'],
      holidaysOf: 'US',
    });
  });

  it('is right one second before and after midnight on the programme’s clock, with no write between', async () => {
    const before = { now: '2025-06-23T03:59:59.000Z' };
    const after = { now: '2025-06-23T04:00:01.000Z' };
    clock.now = before.now;
    const open = await agendaOf(server.as.prescriber, 'patient-ready');
    clock.now = after.now;
    const closed = await agendaOf(server.as.prescriber, 'patient-ready');
    clock.now = TEST_NOW;
    const act = (items: Item[]) => items.find(({ id }) => id === 'dispense');
    expect(act(open.body.items)).toMatchObject({ state: 'now' });
    expect(act(closed.body.items)).toMatchObject({ state: 'waiting', until: null });
    expect(closed.body.items.map(({ what }: Item) => what)).toContain('pregnancy_test');
  });

  it('a patient who must stop reads that and nothing beside it; a pharmacy only whom to ask', async () => {
    const { as } = server;
    const { body } = await agendaOf(as.prescriber, 'patient-held');
    expect(body.items[0]).toMatchObject({
      what: 'contact_patient',
      why: { code: 'positive_test' },
    });
    // The task to speak with the patient is not a second line: it is the deadline of the first.
    const [urgent] = body.items;
    expect(urgent.tasks).toHaveLength(1);
    expect(urgent).toMatchObject({ task: urgent.tasks[0], until: { zone: 'UTC' } });
    expect(urgent.alsoWhy.map(({ code }: { code: string }) => code)).toContain(
      'speak_with_patient',
    );
    expect(body.items.filter(({ what }: Item) => what === 'contact_patient')).toHaveLength(1);
    const pharmacy = await agendaOf(as.pharmacist, 'patient-held');
    expect(JSON.stringify(pharmacy.body)).not.toMatch(/positive|pregnan/i);
    expect(pharmacy.body.items.map(({ what }: Item) => what)).toEqual(['dispense']);
    expect(pharmacy.body.items[0].why).toMatchObject({ code: 'contact_prescriber' });
  });

  it('names dated advice and follow-ups once the course is over', async () => {
    await copyOfReady(server.services, 'course-over');
    const patient = demonstrationId('course-over');
    const { context, tenant } = server.services;
    const actor = { id: demonstrationId('dr-okafor'), role: 'prescriber' };
    const scope = { tenantId: tenant.id, actor, now: TEST_NOW };
    const said = (type: string, occurredOn: string, data: object) => ({
      ...{ id: randomUUID(), v: 1, type, occurredOn, data },
    });
    await recordEvents(context, scope, patient, [
      said('CourseStarted', '2025-06-10', { course: demonstrationId('course-over/course-1') }),
      said('CourseEnded', '2025-06-18', {
        course: demonstrationId('course-over/course-1'),
        lastDoseOn: '2025-06-17',
      }),
    ]);
    const url = `/api/v1/patients/${patient}/agenda?days=400`;
    const { body } = await get(server.as.prescriber, url);
    const days = new Map(body.items.map((item: Item & { from: string }) => [item.id, item.from]));
    // The last day of the month is inside; the label's months for the skin begin with the last dose.
    expect(days.get('after_advice/blood_donation')).toBe('2025-07-18');
    expect(days.get('after_advice/dermabrasion')).toBe('2025-12-17');
    expect(days.has('follow_up/month-3')).toBe(true);
    const week = await get(server.as.prescriber, `/api/v1/patients/${patient}/agenda?days=7`);
    expect(week.body.items.map(({ id }: Item) => id)).not.toContain('after_advice/dermabrasion');
  });

  it('plans the next pickups for the clinic and the patient: this visit, its window, the next', async () => {
    const { as } = server;
    const { pickups } = (await agendaOf(as.prescriber, 'patient-ready')).body;
    expect(pickups.earliest).toMatchObject({
      visitOn: '2025-06-18',
      pickupOn: '2025-06-18',
      until: { day: '2025-06-22', zone: 'America/New_York' },
    });
    // The month after is a visit of its own, after this pickup and with no day without a capsule.
    expect(pickups.next.visitOn > pickups.best.pickupOn).toBe(true);
    expect(pickups.next.deeds).toContain('PregnancyTestReported');
    expect(pickups.next.lostDays).toBe(0);
    expect(pickups.ifADayLater.lostDays).toBeGreaterThanOrEqual(pickups.best.lostDays);
    expect((await agendaOf(as.patient, 'patient-ready')).body.pickups).toEqual(pickups);
    expect((await agendaOf(as.pharmacist, 'patient-ready')).body.pickups).toBeNull();
    const held = (await agendaOf(as.prescriber, 'patient-held')).body.pickups;
    expect(held).toMatchObject({ earliest: null, best: null, next: null });
    expect(held.inTheWay[0]).toMatchObject({ code: 'positive_test' });
  });

  it('is answered to the patient about themself and to nobody else', async () => {
    const { as } = server;
    const own = await agendaOf(as.patient, 'patient-ready');
    expect(own.body.items[0].why.text).toBe('Everything is in place.');
    expect((await agendaOf(as.patient, 'patient-held')).status).toBe(404);
    expect((await agendaOf(as.researcher, 'patient-ready')).status).toBe(403);
    expect((await agendaOf(server.elsewhere.prescriber, 'patient-ready')).status).toBe(404);
  });
});

describe('the calendar of one patient', () => {
  const calendarOf = (headers: SignedIn, patient: string) =>
    server.app.inject({
      method: 'GET',
      url: `/api/v1/patients/${demonstrationId(patient)}/agenda.ics`,
      headers,
    });

  it('is text of the window that the agenda names, the same for patient and clinic', async () => {
    const answer = await calendarOf(server.as.patient, 'patient-ready');
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(answer.body).toContain('SUMMARY:Aegle: pickup');
    expect(answer.body).toContain('DTEND;TZID=America/New_York:20250623T000000');
    expect((await calendarOf(server.as.prescriber, 'patient-ready')).body).toBe(answer.body);
  });

  it('H-07 is empty for a patient who must stop, and nobody else’s', async () => {
    const stopped = await calendarOf(server.as.prescriber, 'patient-held');
    expect([stopped.statusCode, stopped.body]).toEqual([
      200,
      expect.not.stringContaining('VEVENT'),
    ]);
    expect((await calendarOf(server.as.patient, 'patient-held')).statusCode).toBe(404);
    expect((await calendarOf(server.as.pharmacist, 'patient-ready')).statusCode).toBe(403);
  });
});

describe('the page to print', () => {
  const pageOf = async (headers: SignedIn, path: string) => {
    const url = `/api/v1${path}`;
    const answer = await server.app.inject({ method: 'GET', url, headers });
    return [answer.statusCode, answer.headers['content-type'], answer.body] as const;
  };

  it('says of a patient what their agenda says, to each audience its own', async () => {
    const patient = `/patients/${demonstrationId('patient-ready')}`;
    const [status, type, page] = await pageOf(server.as.patient, `${patient}/agenda.html`);
    expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page).toContain('until the end of 2025-06-22, America/New York');
    expect(page).toContain('2 working days are left; the last is 2025-06-20.');
    expect(page).toContain('Why: Everything is in place.');
    const held = `/patients/${demonstrationId('patient-held')}`;
    const [, , seen] = await pageOf(server.as.pharmacist, `${held}/agenda.html`);
    expect(seen).not.toMatch(/positive|pregnan/i);
  });

  it('lists a clinic’s week with the items of its worklist, and goes to nobody outside the care', async () => {
    const { body } = await get(server.as.prescriber, '/api/v1/agenda');
    const [, , page] = await pageOf(server.as.prescriber, '/agenda.html');
    expect(page.match(/<li>/g)).toHaveLength(body.items.length);
    expect(page.indexOf('At once')).toBeLessThan(page.indexOf('Now'));
    expect((await pageOf(server.as.patient, '/agenda.html'))[0]).toBe(403);
    expect((await pageOf(server.as.programme_officer, '/agenda.html'))[0]).toBe(403);
  });
});

describe('the worklist', () => {
  it('lists what the clinic reaches: what cannot wait, then what closes first', async () => {
    const { body } = await get(server.as.prescriber, '/api/v1/agenda');
    const items = body.items as Item[];
    expect(body.total).toBe(items.length);
    const held = demonstrationId('patient-held');
    expect(items[0]).toMatchObject({ patient: held, what: 'contact_patient' });
    const ends = items
      .filter(({ what }) => what !== 'contact_patient')
      .map(({ until }) => (until === null ? Number.POSITIVE_INFINITY : Date.parse(until.at)));
    expect(ends).toEqual([...ends].sort((left, right) => left - right));
    expect(ends.filter(Number.isFinite).length).toBeGreaterThan(1);
    expect(items.find(({ what }) => what === 'dispense')).toMatchObject({
      patient: demonstrationId('patient-ready'),
    });
  });

  it('has as many items as asked for, says how many there are, and is empty elsewhere', async () => {
    const all = await get(server.as.prescriber, '/api/v1/agenda');
    const two = await get(server.as.prescriber, '/api/v1/agenda?limit=2');
    expect(two.body.items).toEqual(all.body.items.slice(0, 2));
    expect(two.body.total).toBe(all.body.total);
    expect((await get(server.elsewhere.prescriber, '/api/v1/agenda')).body.items).toEqual([]);
    expect((await get(server.as.patient, '/api/v1/agenda')).status).toBe(403);
  });
});
