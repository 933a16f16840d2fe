// Keeps the diary of a signed-in person true: what waits is sent when the network is there, and the
// answers are read again after that. Never shows an answer without the moment at which it was read.

import type { Account } from '@aegle/api';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { client, failureOf } from '../client/client.ts';
import { type OwnData, readOwnData } from '../client/own-data.ts';
import { type KeptAnswer, keepAnswer, keptAnswer } from '../device/answers.ts';
import type { Device } from '../device/database.ts';
import { entriesOf, type Placed, sync } from '../outbox/outbox.ts';

const EVERY_MS = 300_000;

interface Known {
  readonly isOnline: boolean;
  readonly entries: readonly Placed[];
  readonly own: KeptAnswer<OwnData> | null;
  readonly ownError: unknown;
}

const NOTHING: Known = { isOnline: true, entries: [], own: null, ownError: undefined };

/** One's own data, of the server, or as last kept. */
async function readOwn(device: Device | null, account: Account, patient: string, now: number) {
  const name = `own, fourth form, ${account.actor}`;
  try {
    const own = { readAt: now, value: await readOwnData(account, patient) };
    await keepAnswer(device, name, own);
    return { own, ownError: undefined };
  } catch (error) {
    const isUnreached = failureOf(error) === 'unreached';
    const own = isUnreached ? await keptAnswer<OwnData>(device, name) : null;
    return { own, ownError: error };
  }
}

/** What is known, and how to ask again. `onEnd`: the session is over. */
export function useKnown(
  device: Device | null,
  account: Account,
  patient: string,
  now: () => number,
  onEnd: () => Promise<void>,
) {
  const [known, setKnown] = useState(NOTHING);
  const running = useRef<Promise<void> | null>(null);
  const round = useCallback(async () => {
    const { actor } = account;
    const waiting = await entriesOf(device, actor);
    setKnown((before) => ({ ...before, entries: waiting }));
    const isSending = device !== null && navigator.onLine && waiting.length > 0;
    if (isSending) await sync(client, device, actor);
    const { own, ownError } = await readOwn(device, account, patient, now());
    if (ownError !== undefined && failureOf(ownError) === 'signed_out') return onEnd();
    const isOnline =
      navigator.onLine && (ownError === undefined || failureOf(ownError) !== 'unreached');
    setKnown({ own, ownError, isOnline, entries: await entriesOf(device, actor) });
  }, [device, account, patient, now, onEnd]);
  // A round that is asked for during another comes after it.
  const refresh = useCallback(() => {
    const next = (running.current ?? Promise.resolve()).then(round);
    running.current = next;
    return next;
  }, [round]);
  useEffect(() => {
    const again = () => void refresh();
    const seen = () => document.visibilityState === 'visible' && again();
    again();
    window.addEventListener('online', again);
    window.addEventListener('offline', again);
    document.addEventListener('visibilitychange', seen);
    const timer = setInterval(again, EVERY_MS);
    return () => {
      window.removeEventListener('online', again);
      window.removeEventListener('offline', again);
      document.removeEventListener('visibilitychange', seen);
      clearInterval(timer);
    };
  }, [refresh]);
  return { ...known, refresh };
}
