// What every screen has: who is signed in, what this device keeps, and what waits on it.
// Never a session of its own: the server's cookie is the session.

import type { Account } from '@aegle/api';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { OwnData } from '../client/own-data.ts';
import type { Device } from '../device/database.ts';
import type { Placed } from '../outbox/outbox.ts';

export interface Diary {
  /** Null: this device keeps nothing, and entries go to the server or nowhere. */
  readonly device: Device | null;
  /** What the device could keep: settings, and what there is to erase. */
  readonly storage: Device | null;
  /** True: nothing is kept here, and one press leaves the page. */
  readonly isHidden: boolean;
  readonly hide: (wish: boolean) => Promise<void>;
  readonly account: Account;
  /** The patient whom the account is about. */
  readonly patient: string;
  /** False: the device has no network, or the server did not answer last time. */
  readonly isOnline: boolean;
  readonly entries: readonly Placed[];
  /** The server's last answer about the treatment, and when it was read; null: none yet. */
  readonly own: { readonly readAt: number; readonly value: OwnData } | null;
  readonly ownError: unknown;
  readonly language: string;
  /** Reads what waits, sends it, and reads the answers again. */
  readonly refresh: () => Promise<void>;
  readonly speak: (language: string) => Promise<void>;
  readonly signOut: () => Promise<void>;
  /** Nothing is kept here any more: no screen of treatment is shown again. */
  readonly onErased: () => void;
}

export const DiaryContext = createContext<Diary | null>(null);

/** The diary of the signed-in person; screens always have one. */
export function useDiary(): Diary {
  const diary = useContext(DiaryContext);
  if (diary === null) throw new Error('nobody is signed in');
  return diary;
}
