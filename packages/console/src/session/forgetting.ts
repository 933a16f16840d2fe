// When what was kept of forms goes: signing out in any tab, another account, time.
// Never at a lost session: that is what it is kept for.

import { useEffect } from 'react';
import { nowMs } from '../client/clock.ts';
import { forgetAll, forgetOld, forgetOthers } from '../client/kept-text.ts';

const SWEEP_MS = 60_000;
const tabs = new BroadcastChannel('aegle.signed-out');
tabs.onmessage = () => forgetAll(sessionStorage);

/** Somebody signed out here: every tab forgets. */
export function forgetEverywhere(): void {
  forgetAll(sessionStorage);
  tabs.postMessage('signed out');
}

/** Somebody is signed in: nothing of another account stays in this tab. */
export function keepOnlyOf(actor: string): void {
  forgetOthers(sessionStorage, actor);
}

/** While the pages stand open, what is too old goes by itself, at the sign-in page too. */
export function useForgetting(): void {
  useEffect(() => {
    const sweep = setInterval(() => forgetOld(sessionStorage, nowMs()), SWEEP_MS);
    return () => clearInterval(sweep);
  }, []);
}
