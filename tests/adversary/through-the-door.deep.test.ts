// H-01 The adversary at the real door: sessions, keys, access, services and log, and the truth beside them.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../packages/server/src/http/testing.ts';
import { countries } from '../reference/countries.ts';
import { drawsFrom } from './actions.ts';
import { tryTheDoor } from './through-the-door.ts';

const SEQUENCES = Number(process.env.AEGLE_DOOR_SEQUENCES ?? 450);
const LONG_MS = 1_200_000;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
}, 180_000);
afterAll(() => server?.stop());

it(
  `H-01 nobody opens at the real door what the truth keeps closed, in ${SEQUENCES} sequences`,
  async () => {
    const country = countries().find((one) => one.edition === 'us-2021')!;
    const tally = await tryTheDoor(server, country, SEQUENCES, drawsFrom(20261129));
    expect(tally.wrong.slice(0, 10)).toEqual([]);
    // Doors that refuse everything, or nothing, would prove little.
    expect(tally.accepted).toBeGreaterThan(SEQUENCES / 4);
    expect(tally.refused).toBeGreaterThan(SEQUENCES / 4);
    expect(tally.grants).toBeGreaterThan(SEQUENCES / 4);
    expect(tally.merges).toBeGreaterThan(SEQUENCES / 10);
  },
  LONG_MS,
);
