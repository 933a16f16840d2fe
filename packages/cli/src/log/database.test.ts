// The commands on a database, on a real embedded PostgreSQL: histories in and out, whole or not.
// Never on a folder that anything else uses.

import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHere } from '../testing/run-here.ts';

const folder = mkdtempSync(join(tmpdir(), 'aegle-cli-'));
const data = join(folder, 'data');
const env = { AEGLE_DEMONSTRATION: 'no' };
const at = (name: string) => join(folder, name);
let minute = 0;

/** Each command a minute after the one before, as a clock would have it. */
function aegle(args: readonly string[], input?: string, dataFolder = data) {
  minute += 1;
  const now = new Date(Date.parse('2026-11-22T10:00:00Z') + minute * 60_000).toISOString();
  const place = ['--data-folder', dataFolder];
  return runHere([...args, ...place], { env, now, ...(input === undefined ? {} : { input }) });
}

interface Line {
  patient?: string;
  events: { id: string; type: string; day: string; data: Record<string, unknown> }[];
  [key: string]: unknown;
}

const enrolment = (day = '2026-09-01') => ({
  id: randomUUID(),
  type: 'PatientEnrolled',
  day,
  by: 'prescriber:dr-1',
  data: { programme: 'de-amvv', course: 'course-1', bornOn: '1996-05-05' },
});
const test = (result: string, day = '2026-11-20') => ({
  id: randomUUID(),
  type: 'PregnancyTestReported',
  day,
  by: 'delegate:nurse-1',
  data: { result, sample: 'urine', setting: 'office', readBy: 'clinician' },
});
const line = (events: object[], patient: string = randomUUID()): Line =>
  ({ patient, zone: 'Europe/Berlin', events, complete: true }) as Line;
const write = (name: string, ...lines: unknown[]) => {
  const text = lines.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
  writeFileSync(at(name), `${text.join('\n')}\n`);
  return at(name);
};
const linesOf = (text: string): Line[] =>
  text
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one));

/** A line without what the log adds: when and in which zone it was recorded. */
const content = ({ zone: _zone, events, ...rest }: Line) => ({
  ...rest,
  events: events.map(({ recordedAt: _at, ...event }: Record<string, unknown>) => event),
});

beforeAll(async () => {
  expect((await aegle(['migrate'])).code).toBe(0);
  expect((await aegle(['tenant', 'add', 'network', 'A network'])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the access log', () => {
  it('is empty where nobody has read from outside the care, and refuses a limit of nothing', async () => {
    const ran = await aegle(['access-log', '--json']);
    expect([ran.code, JSON.parse(ran.out)]).toEqual([0, { version: 1, entries: [] }]);
    expect((await aegle(['access-log', '--limit', '0'])).code).toBe(1);
  });
});

describe('import and export', () => {
  const good = line([enrolment(), test('negative')]);
  const prescriber = {
    stream: 'prescriber',
    id: randomUUID(),
    zone: 'UTC',
    events: [
      {
        id: randomUUID(),
        type: 'PrescriberCertified',
        day: '2026-01-01',
        by: 'programme_officer',
        data: { programme: 'de-amvv' },
      },
    ],
    complete: true,
  };

  it('stores whole lines, refuses the others by number, and stores nothing of those', async () => {
    const impossible = line([enrolment(), test('negative', '2026-02-30')]);
    const foreign = line([enrolment(), test('negative')], 'not-a-uuid');
    const cut = JSON.stringify(line([enrolment()])).slice(0, 80);
    const file = write('in.ndjson', prescriber, good, impossible, foreign, cut);
    const ran = await aegle(['import', file, '--json']);
    expect(ran.code).toBe(1);
    const report = JSON.parse(ran.out);
    expect(report).toMatchObject({ stored: 2, known: 0, refused: 3 });
    const rules = report.refusals.map((one: { line: number; problems: { rule: string }[] }) => [
      one.line,
      one.problems[0]!.rule,
    ]);
    expect(rules).toEqual([
      [3, 'not_a_calendar_day'],
      [4, 'not_a_uuid'],
      [5, 'not_json'],
    ]);
    const exported = linesOf((await aegle(['export'])).out);
    expect(exported.map((one) => one.patient ?? one.stream)).toEqual(['prescriber', good.patient]);
  });

  it('changes nothing when the same lines come again', async () => {
    const ran = await aegle(['import', write('again.ndjson', good), '--json']);
    expect(JSON.parse(ran.out)).toMatchObject({ stored: 0, known: 1, refused: 0 });
  });

  it('refuses another history under a known id, but keeps what can only close a gate', async () => {
    const other = line([enrolment(), { ...test('positive'), day: 'yesterday' }], good.patient);
    const ran = await aegle(['import', write('other.ndjson', other)]);
    expect(ran.code).toBe(1);
    expect(ran.error).toContain('kept all the same: 1');
    const second = line([enrolment()], good.patient);
    const refused = await aegle(['import', write('second.ndjson', second), '--json']);
    expect(JSON.parse(refused.out).refusals[0].problems[0].rule).toBe('conflict');
    const [, patient] = linesOf((await aegle(['export'])).out);
    expect(patient!.events.map((event) => event.type)).toEqual([
      'PatientEnrolled',
      'PregnancyTestReported',
      'ReportUnresolved',
    ]);
  });

  it('brings the same histories back out after an export into an empty database', async () => {
    expect((await aegle(['export', at('all.ndjson')])).code).toBe(0);
    const second = at('second');
    await aegle(['migrate'], undefined, second);
    await aegle(['tenant', 'add', 'copy', 'A copy'], undefined, second);
    expect((await aegle(['import', at('all.ndjson')], undefined, second)).code).toBe(0);
    const [first, copy] = [
      linesOf(readFileSync(at('all.ndjson'), 'utf8')),
      linesOf((await aegle(['export'], undefined, second)).out),
    ];
    expect(copy.map(content)).toEqual(first.map(content));
    expect((await aegle(['export', at('all.ndjson')])).code).toBe(1);
  });

  it('is refused a folder that is not there, and a folder in place of a file, in a sentence', async () => {
    const key = at('backup.key');
    writeFileSync(key, Buffer.alloc(32, 3).toString('base64'));
    for (const args of [
      ['export', at('missing/all.ndjson')],
      ['export', at('all.ndjson/x')],
      ['import', at('')],
      ['backup', '--key-file', key, at('missing/all.backup')],
      ['backup', '--key-file', at(''), at('some.backup')],
      ['restore', '--key-file', key, at('missing/all.backup')],
    ]) {
      const ran = await aegle(args);
      expect([args, ran.code, ran.error]).toEqual([args, 1, expect.stringMatching(/^Refused/)]);
      expect(ran.error).not.toMatch(/\n\s+at /);
    }
  });

  it('answers a file of an export as the log answers: a kept report closes', async () => {
    const [, patient] = readFileSync(at('all.ndjson'), 'utf8').trim().split('\n');
    const ran = await runHere(
      ['decide', '--question', 'dispense', '--at', '2026-11-23T10:00:00Z', '-', '--json'],
      { input: patient! },
    );
    expect(ran.code).toBe(2);
    expect(JSON.parse(ran.out).reasons[0].code).toBe('unresolved_report');
  });

  it('places the hold of a warning sign that comes without one, once', async () => {
    const sign = {
      id: randomUUID(),
      type: 'SymptomReported',
      day: '2026-11-20',
      by: 'patient',
      data: { symptom: 'severe-headache', grade: 3, isWarningSign: true },
    };
    const signed = line([enrolment(), sign]);
    const file = write('sign.ndjson', signed);
    expect((await aegle(['import', file])).code).toBe(0);
    expect(JSON.parse((await aegle(['import', file, '--json'])).out)).toMatchObject({ known: 1 });
    const exported = linesOf((await aegle(['export'])).out).find(
      (one) => one.patient === signed.patient,
    )!;
    expect(exported.events.filter((event) => event.type === 'SafetyHoldPlaced')).toHaveLength(1);
  });
});

describe('the log', () => {
  it('verifies, replays, and is read through by rebuild', async () => {
    const verified = await aegle(['verify', '--json']);
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ isWhole: true, chains: { findings: [] } });
    expect((await aegle(['replay'])).code).toBe(0);
    expect((await aegle(['rebuild'])).out).toMatch(/subjects read, \d+ projections written/);
  });

  it('is sealed for a day that has ended, once, and never for one that has not', async () => {
    const day = ['--day', '2026-11-21'];
    expect((await aegle(['seal', ...day])).code).toBe(0);
    expect((await aegle(['seal', ...day])).code).toBe(1);
    expect((await aegle(['seal', '--day', '2026-11-22'])).code).toBe(1);
    expect(JSON.parse((await aegle(['verify', '--json'])).out).seals).toMatchObject({ seals: 1 });
  });

  it('goes into an encrypted file and back into an empty database', async () => {
    writeFileSync(at('key'), Buffer.alloc(32, 5).toString('base64'));
    const key = ['--key-file', at('key')];
    expect((await aegle(['backup', at('backup'), ...key])).code).toBe(0);
    expect((await aegle(['backup', at('backup'), ...key])).code).toBe(1);
    const master = JSON.parse(readFileSync(join(data, 'installation-secrets.json'), 'utf8'));
    const third = at('third');
    const restored = await runHere(['restore', at('backup'), ...key, '--data-folder', third], {
      env: { ...env, AEGLE_MASTER_KEY: master.masterKey },
    });
    expect(restored.error).toBe('');
    expect(restored.code).toBe(0);
    const copy = await runHere(['export', '--data-folder', third], {
      env: { ...env, AEGLE_MASTER_KEY: master.masterKey },
    });
    expect(copy.out).toBe((await aegle(['export'])).out);
  });
});

describe('one person', () => {
  const officer = ['--by', 'officer-1', '--basis', 'request of the patient'];

  it('is merged: the merged record is closed, the survivor held', async () => {
    const [a, b] = [line([enrolment()]), line([enrolment(), test('positive')])];
    await aegle(['import', write('two.ndjson', a, b)]);
    const args = ['merge', a.patient!, b.patient!, ...officer];
    expect((await aegle(args)).error).toContain('--yes');
    expect((await aegle([...args, '--yes'])).code).toBe(0);
    const exported = linesOf((await aegle(['export'])).out);
    const typesOf = (id: string) =>
      exported.find((one) => one.patient === id)!.events.map((event) => event.type);
    expect(typesOf(a.patient!)).toContain('SafetyHoldPlaced');
    expect(typesOf(b.patient!)).toContain('PatientsMerged');
    expect((await aegle([...args, '--yes'])).code).toBe(1);
  });

  it('is erased: the chain verifies, the export leaves the person out', async () => {
    const gone = line([enrolment()]);
    await aegle(['import', write('gone.ndjson', gone)]);
    const user = ['user', 'add', 'gone@example.org', '--name', 'Gone', '--role', 'patient'];
    const made = await aegle([...user, '--patient', gone.patient!], 'an invented password\n');
    expect([made.code, made.error]).toEqual([0, expect.any(String)]);
    const ran = await aegle(['erase', gone.patient!, ...officer, '--yes']);
    expect([ran.code, ran.out]).toEqual([0, 'Erased: all classes. Accounts taken away: 1.\n']);
    expect((await aegle(['account', 'list'])).out).not.toContain('gone@example.org');
    const exported = await aegle(['export']);
    expect(exported.out).not.toContain(gone.patient);
    expect(exported.error).toContain('1 left out, erased');
    expect((await aegle(['verify'])).code).toBe(0);
    expect((await aegle(['erase', randomUUID(), ...officer, '--yes'])).code).toBe(1);
  });
});

describe('accounts', () => {
  it('are added with a password from standard input, and change their role', async () => {
    const user = ['user', 'add', 'nurse@clinic.example', '--name', 'Nurse', '--role', 'delegate'];
    expect((await aegle(user, 'short\n')).code).toBe(1);
    const added = await aegle(user, 'a long enough password\n');
    expect(added.error).toBe('');
    expect(added.code).toBe(0);
    const changed = await aegle(['role', 'add', 'prescriber', '--email', 'nurse@clinic.example']);
    expect(changed.out).toMatch(/was delegate, is prescriber/);
    const last = await aegle(['role', 'add', 'researcher', '--email', 'nurse@clinic.example']);
    expect([last.code, last.error]).toEqual([1, expect.stringContaining('last account')]);
    expect((await aegle(['account', 'disable', 'nurse@clinic.example'])).code).toBe(1);
    expect((await aegle(['role', 'add', 'king', '--email', 'nurse@clinic.example'])).code).toBe(1);
  });

  it('give a system its key once', async () => {
    const key = [
      'role',
      'add',
      'system_client',
      '--name',
      'Pharmacy software',
      '--kind',
      'pharmacy_system',
    ];
    const missing = await aegle(key);
    expect([missing.code, missing.error]).toEqual([
      1,
      expect.stringContaining('organisation list'),
    ]);
    expect((await aegle([...key, '--organisation', randomUUID()])).code).toBe(1);
    const organisation = (
      await aegle(['organisation', 'add', 'pharmacy', 'Lighthouse'])
    ).out.trim();
    const listed = await aegle(['organisation', 'list']);
    expect(listed.out).toContain(`${organisation}  pharmacy  Lighthouse`);
    const ran = await aegle([...key, '--organisation', organisation]);
    expect(ran.out).toMatch(/^aegle_[0-9a-f]{32}_[A-Za-z0-9_-]{43}\n$/);
  });
});

describe('what was given', () => {
  it('is taken away again: access, password, second factor, sessions, keys', async () => {
    const email = 'leaver@clinic.example';
    const user = ['user', 'add', email, '--name', 'Leaver', '--role', 'delegate'];
    expect((await aegle(user, 'a long enough password\n')).code).toBe(0);
    const reset = ['account', 'reset-password', email];
    expect((await aegle(reset, 'short\n')).code).toBe(1);
    expect((await aegle(reset, 'another long password\n')).out).toContain('password reset');
    for (const change of ['end-sessions', 'remove-second-factor', 'disable'])
      expect((await aegle(['account', change, email])).code).toBe(0);
    expect((await aegle(['account', 'disable', 'nobody@clinic.example'])).code).toBe(1);
    expect((await aegle(['account', 'list'])).out).toMatch(/leaver@.*delegate {2}until \d{4}-/);
    const [id = ''] = (await aegle(['key', 'list'])).out.split(' ');
    expect((await aegle(['key', 'revoke', id])).code).toBe(0);
    expect((await aegle(['key', 'list'])).out).toContain('revoked');
    expect((await aegle(['key', 'revoke', randomUUID()])).code).toBe(1);
  });
});

describe('a tenant for demonstration', () => {
  it('is refused beside a real one, with the next step', async () => {
    const ran = await aegle(['tenant', 'add', 'show', 'A show', '--demonstration']);
    expect([ran.code, ran.error]).toEqual([1, expect.stringContaining('beside_a_real_tenant')]);
  });
});

describe('a folder without an installation', () => {
  it('is refused, and nothing is made in it', async () => {
    const ran = await aegle(['export'], undefined, at('nothing'));
    expect(ran.code).toBe(1);
    expect(ran.error).toContain('no_installation');
    expect(existsSync(at('nothing'))).toBe(false);
  });

  it('is refused where the settings are wrong, by name', async () => {
    const ran = await runHere(['verify'], { env: { DATABASE_URL: 'nonsense' } });
    expect(ran.code).toBe(1);
    expect(ran.error).toContain('DATABASE_URL');
  });
});
