// `aegle decide` over many histories in one process, and over the rest of a part-dispensed supply.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';

const file = example('us-can-get-pregnant');
const text = readFileSync(file, 'utf8');
const us = ['decide', '--programme', 'us-ipledge', '--question', 'dispense'];
const IN_WINDOW = '2024-03-10T23:00:00-04:00';

describe('aegle decide', () => {
  it('answers many files and lines in one process; one refused keeps no other from its answer', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aegle-decide-'));
    const lines = join(folder, 'patients.ndjson');
    const whole = JSON.stringify({ ...parse(text), complete: true });
    writeFileSync(lines, `${whole}\n\n{"patient": 1}\n${whole}\n`);
    const ran = await runHere([...us, '--at', IN_WINDOW, '--json', file, lines]);
    const answers = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ place, outcome }) => [place, outcome])).toEqual([
      [file, 'granted'],
      [`${lines}:1`, 'granted'],
      [`${lines}:3`, 'refused'],
      [`${lines}:4`, 'granted'],
    ]);
    expect(ran.code).toBe(1);
    expect((await runHere([...us, '--at', IN_WINDOW, file, file])).code).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('names a file that cannot be read, or holds nothing, and answers the others', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'aegle-decide-'));
    const [gone, empty] = ['gone.yaml', 'empty.ndjson'].map((name) => join(folder, name));
    writeFileSync(empty!, '\n');
    const ran = await runHere([...us, '--at', IN_WINDOW, '--json', gone!, empty!, folder, file]);
    const answers = ran.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(answers.map(({ place, outcome }) => [place, outcome])).toEqual([
      [gone, 'refused'],
      [empty, 'refused'],
      [folder, 'refused'],
      [file, 'granted'],
    ]);
    expect(ran.code).toBe(1);
    rmSync(folder, { recursive: true });
  });

  it('says in a sentence what the machine refused', async () => {
    const report = join(tmpdir(), 'aegle-no-such-folder', 'report.pdf');
    const findings = join(file, '../../courses/first-capsule-to-five-years.yaml');
    const ran = await runHere(['findings', findings, '--pdf', report]);
    expect([ran.code, ran.error]).toEqual([
      1,
      expect.stringMatching(/^Refused \(ENOENT\): .* make the folder/),
    ]);
  });

  it('asks about the rest of a part that was dispensed', async () => {
    const written = parse(text) as { events: object[]; question: { prescription?: string } };
    const prescription = written.question?.prescription ?? 'rx-1';
    const by = 'pharmacist:p-1';
    const at = { day: '2024-03-10', recorded: '2024-03-10', by };
    const authorization = 'a-1';
    const events = [
      ...written.events,
      {
        ...at,
        type: 'DispenseAuthorized',
        time: '20:00',
        data: {
          authorization,
          prescription,
          pharmacy: 'p',
          daysSupply: 30,
          lastDay: '2024-03-14',
          decision: 'd',
        },
      },
      {
        ...at,
        type: 'DispensedPartially',
        time: '20:10',
        data: {
          dispense: 'x-1',
          authorization,
          prescription,
          pharmacy: 'p',
          daysSupply: 10,
          remainingDays: 20,
        },
      },
    ];
    const asking = (question: object) => JSON.stringify({ ...written, events, question });
    const whole = await runHere([...us, '--at', IN_WINDOW, '-', '--json'], {
      input: asking({ prescription, daysSupply: 20 }),
    });
    const rest = await runHere([...us, '--at', IN_WINDOW, '-', '--json'], {
      input: asking({ prescription, authorization, daysSupply: 20 }),
    });
    expect([whole.out, rest.out].map((out) => JSON.parse(out).outcome)).toEqual([
      'denied',
      'granted',
    ]);
  });
});
