// A call of the server as a screen sees it: pending, answered, failed.
// Never leaves an old answer standing for a new question.

import { useCallback, useEffect, useState } from 'preact/hooks';

export type Called<T> =
  | { readonly state: 'pending' }
  | { readonly state: 'answered'; readonly value: T }
  | { readonly state: 'failed'; readonly error: unknown };

/** Asks at once and whenever `about` changes; `again` asks once more. */
export function useCall<T>(ask: () => Promise<T>, about: string) {
  const [called, setCalled] = useState<Called<T>>({ state: 'pending' });
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    const settle = (next: Called<T>) => isCurrent && setCalled(next);
    ask().then(
      (value) => settle({ state: 'answered', value }),
      (error: unknown) => settle({ state: 'failed', error }),
    );
    return () => {
      isCurrent = false;
    };
  }, [about, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { called, again };
}

/** Something that is done once on a press: what came of it, and whether it is still under way. */
export function useDoing<A extends readonly unknown[], T>(run: (...given: A) => Promise<T>) {
  const [done, setDone] = useState<Called<T> | undefined>(undefined);
  const start = async (...given: A) => {
    setDone({ state: 'pending' });
    try {
      setDone({ state: 'answered', value: await run(...given) });
    } catch (error) {
      setDone({ state: 'failed', error });
    }
  };
  return { done, start, isBusy: done?.state === 'pending', reset: () => setDone(undefined) };
}
