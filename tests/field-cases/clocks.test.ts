// Cases from the field about clocks: three questions of time, asked of the command line as of a file.
// It must never hold anything about a real person.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runHere } from '../../packages/cli/src/testing/run-here.ts';

interface Said {
  readonly outcome?: 'granted' | 'denied';
  readonly until?: { readonly day: string; readonly at: string } | null;
  readonly reasons?: readonly { readonly code: string }[];
  readonly problems?: readonly { readonly field: string; readonly rule: string }[];
}

const textOf = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');

/** What `aegle decide` says of a text at an instant: an answer, or what it refuses. */
async function decided(text: string, at: string, ...more: readonly string[]): Promise<Said> {
  const ran = await runHere(['decide', '-', '--at', at, '--json', ...more], { input: text });
  return JSON.parse(ran.out);
}
const rulesOf = (said: Said) => said.problems?.map(({ field, rule }) => [field, rule]);
const codesOf = (said: Said) => said.reasons?.map((one) => one.code);

describe('a clinic ahead of the clock of its programme', () => {
  const folder = '01-today-east-of-the-programme-clock';
  const stopped = textOf(`${folder}/stopped-this-morning.yaml`);
  const oneDay = textOf(`${folder}/all-on-one-day.yaml`);

  it.each(['11:00', '15:00'])(
    'H-01 hears at %s that the pill was stopped at nine',
    async (time) => {
      const said = await decided(stopped, `2024-03-08T${time}:00+10:00`);
      expect(said.outcome).toBe('denied');
      expect(codesOf(said)).toContain('contraception_combination_not_accepted');
    },
  );

  it.each(['11:00', '15:00'])('counts at %s what happened this morning', async (time) => {
    const said = await decided(oneDay, `2024-03-08T${time}:00+10:00`);
    expect(said).toMatchObject({ outcome: 'granted', until: { day: '2024-03-14' } });
  });

  it('keeps the portal’s own deadline: the last day ends at its midnight', async () => {
    const last = await decided(oneDay, '2024-03-15T13:59:59+10:00');
    expect(last).toMatchObject({ outcome: 'granted', until: { at: '2024-03-15T03:59:59.999Z' } });
    const after = await decided(oneDay, '2024-03-15T14:00:00+10:00');
    expect(codesOf(after)).toContain('window_closed');
  });

  it('H-01 refuses a specimen of tomorrow by the date of the place, not of another', async () => {
    const ofTomorrow = (zone: string) =>
      oneDay
        .replace('zone: Pacific/Guam', `zone: ${zone}`)
        .replace("day: '2024-03-08'\n  id: test-1", "day: '2024-03-09'\n  id: test-1")
        .replace("resultedOn: '2024-03-08'", "resultedOn: '2024-03-09'");
    for (const zone of ['Pacific/Guam', 'America/New_York', 'Pacific/Honolulu']) {
      const said = await decided(ofTomorrow(zone), '2024-03-08T20:00:00+10:00');
      expect(rulesOf(said)).toContainEqual(['events[10].day', 'day_in_the_future']);
    }
  });
});

describe('the last day of a rule without a portal', () => {
  const martinique = textOf('02-last-day-in-an-overseas-department/martinique.yaml');
  const at = (instant: string) => decided(martinique, instant, '--programme', 'fr-ppp');

  it.each(['17:30', '18:30', '23:59'])('is open at %s at the counter', async (time) => {
    expect(await at(`2026-06-10T${time}:00-04:00`)).toMatchObject({
      outcome: 'granted',
      until: { day: '2026-06-10', at: '2026-06-11T03:59:59.999Z' },
    });
  });

  it('is over at midnight there', async () => {
    expect(codesOf(await at('2026-06-11T00:00:00-04:00'))).toContain('window_closed');
    expect(codesOf(await at('2026-06-11T08:00:00-04:00'))).toEqual(['window_closed']);
  });

  it('ends first where the day ends first: Mayotte and Réunion before Paris', async () => {
    const reunion = martinique.replace('America/Martinique', 'Indian/Reunion');
    const said = await decided(reunion, '2026-06-10T23:30:00+04:00', '--programme', 'fr-ppp');
    expect(said.until?.at).toBe('2026-06-10T19:59:59.999Z');
    const late = await decided(reunion, '2026-06-11T00:30:00+04:00', '--programme', 'fr-ppp');
    expect(codesOf(late)).toContain('window_closed');
  });
});

describe('the night of a clock change', () => {
  const folder = '09-clock-changes-in-a-patient-file';
  const skipped = textOf(`${folder}/a-time-that-did-not-exist.yaml`);
  const twice = textOf(`${folder}/an-hour-that-came-twice.yaml`);

  it('refuses a time that the clocks skipped, and takes it with its offset', async () => {
    const said = await decided(skipped, '2024-03-10T03:10:00-04:00');
    expect(rulesOf(said)).toEqual([['events[16].time', 'no_such_time']]);
    const known = skipped.replace('time: 02:30', "time: '02:30-05:00'");
    expect((await decided(known, '2024-03-10T03:29:00-04:00')).outcome).toBe('granted');
    expect((await decided(known, '2024-03-10T03:30:00-04:00')).outcome).toBe('denied');
  });

  it.each(['-04:00', '-05:00'])(
    'H-03 closes at the earlier of two readings, at %s',
    async (offset) => {
      const said = await decided(twice, `2023-11-05T01:40:00${offset}`);
      expect(codesOf(said)).toContain('hold');
    },
  );

  it('asks for the offset of what opens, and refuses one that the place did not have', async () => {
    const given = (time: string) =>
      twice
        .replace('type: SafetyHoldPlaced', 'type: MedicationGuideGiven')
        .replace('{hold: hold-1, cause: clinician}', '{}')
        .replace('time: 01:30', `time: '${time}'`);
    const at = '2023-11-05T12:00:00-05:00';
    expect(rulesOf(await decided(given('01:30'), at))).toEqual([
      ['events[16].time', 'time_came_twice'],
    ]);
    expect((await decided(given('01:30-05:00'), at)).outcome).toBe('granted');
    expect(rulesOf(await decided(given('01:30+02:00'), at))).toEqual([
      ['events[16].time', 'offset_not_of_the_zone'],
    ]);
  });

  it('reads lines in the order they were recorded', async () => {
    const inOrder = textOf(`${folder}/in-the-order-it-happened.yaml`);
    const said = await decided(inOrder, '2024-06-01T00:00:00Z', '--programme', 'us-ipledge');
    expect(said.problems).toBeUndefined();
    expect(said.outcome).toBe('denied');
  });
});

describe('a fresh certificate on an old specimen', () => {
  const folder = '03-italy-old-specimen-new-certificate';
  const at = '2026-03-06T10:00:00+01:00';

  it('is granted on a specimen of two days before', async () => {
    const said = await decided(textOf(`${folder}/specimen-two-days-before.yaml`), at);
    expect(said).toMatchObject({ outcome: 'granted', until: { day: '2026-03-11' } });
  });

  it('H-01 is asked about on a specimen of 23 days before', async () => {
    const said = await decided(textOf(`${folder}/specimen-23-days-before.yaml`), at);
    expect(said).toMatchObject({ outcome: 'denied', disposition: 'query' });
    expect(codesOf(said)).toEqual(['needs_clinician_confirmation']);
  });
});
