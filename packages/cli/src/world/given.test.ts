// What a command is given and cannot use: a sentence with the next step, never a stack.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const american = example('us-can-get-pregnant');
const german = example('de-can-become-pregnant');
const history = parse(readFileSync(american, 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'aegle-given-'));
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'binary'), Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28]));
  writeFileSync(join(folder, 'cut.json'), JSON.stringify(history).slice(0, 200));
});
afterAll(() => rmSync(folder, { recursive: true }));

const COMMANDS = [
  ['decide', '--question', 'dispense'],
  ['calendar', '--question', 'dispense'],
  ['agenda'],
  ['course'],
  ['findings'],
  ['forecast'],
];

describe('a file that a command cannot use', () => {
  for (const command of COMMANDS)
    it.each(['missing/file', 'empty/file', '', 'empty', 'binary', 'cut.json'])(
      `aegle ${command[0]} is refused "%s" by field and next step`,
      async (name) => {
        const ran = await runHere([...command, join(folder, name)]);
        expect(ran.code).toBe(1);
        expect(ran.error).toMatch(/: [a-z_0-9]+\. [A-Z].*\./);
        expect(ran.out + ran.error).not.toMatch(/\n\s+at |Error:/);
      },
    );

  it('broken JSON is called JSON, and broken YAML YAML', async () => {
    const json = await runHere(['decide', '--question', 'dispense', join(folder, 'cut.json')]);
    expect(json.error).toContain('not_json');
    const yaml = join(folder, 'cut.yaml');
    writeFileSync(yaml, `a: [1\nb: }`);
    expect((await runHere(['agenda', yaml])).error).toContain('not_yaml');
  });
});

describe('an argument that a command cannot use', () => {
  it.each(COMMANDS.slice(0, 5))(
    'aegle %s: an instant of no year that is known',
    async (...args) => {
      const file =
        args[0] === 'findings' || args[0] === 'course' ? 'course-to-report' : 'us-can-get-pregnant';
      for (const at of ['9999-12-31T00:00:00Z', '0001-01-01T00:00:00Z', '2200-01-01T00:00:00Z']) {
        const ran = await runHere([...args, '--at', at, example(file)]);
        expect([at, ran.code, ran.error]).toEqual([at, 1, expect.stringContaining('not_in_range')]);
      }
    },
  );

  it('an unknown command or option is told where all stand', async () => {
    for (const args of [['decid'], ['decide', '--nonsense', american], ['agenda'], ['log', 'x']]) {
      const ran = await runHere(args);
      expect([args, ran.code, ran.error]).toEqual([
        args,
        1,
        expect.stringContaining('aegle --help'),
      ]);
    }
    expect((await runHere(['--help'])).error).toBe('');
  });
});

describe('aegle agenda', () => {
  it('reads one history a line, and makes a calendar of one patient only', async () => {
    const lines = join(folder, 'patients.ndjson');
    const one = JSON.stringify({ ...history, complete: true });
    writeFileSync(lines, `${one}\n\n${one}\n`);
    const at = ['--at', '2024-03-10T23:00:00-04:00'];
    const ran = await runHere(['agenda', ...at, '--json', lines]);
    expect(ran.code).toBe(0);
    const places = JSON.parse(ran.out).items.map(({ place }: { place: string }) => place);
    expect(new Set(places)).toEqual(new Set([`${lines}:1`, `${lines}:3`]));
    expect((await runHere(['agenda', ...at, '--ical', lines])).error).toContain('one_patient');
  });
});

describe('a supply for which nothing was prescribed', () => {
  it('is not said to have been dispensed, to anybody', async () => {
    const written = parse(readFileSync(german, 'utf8'));
    const events = written.events.filter(
      ({ type }: { type: string }) => type !== 'PrescriptionWritten',
    );
    const input = JSON.stringify({ ...written, events, question: { daysSupply: 30 } });
    for (const audience of ['patient', 'prescriber', 'pharmacist', 'programme']) {
      const asked = ['decide', '--question', 'dispense', '--audience', audience];
      const ran = await runHere([...asked, '--at', '2026-03-02T12:00:00+01:00', '-'], { input });
      expect([audience, ran.code]).toEqual([audience, 2]);
      expect(ran.out).not.toMatch(/dispensed or authorised already|used up/);
    }
    const ran = await runHere(['decide', '--question', 'dispense', '-'], { input });
    expect(ran.out).toContain('No active prescription is recorded.');
  });
});
