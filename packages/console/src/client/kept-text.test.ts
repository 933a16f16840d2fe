// What is kept of a form outlives a lost session, and neither its owner nor half an hour.

import { describe, expect, it } from 'vitest';
import {
  forgetAll,
  forgetAt,
  forgetOld,
  forgetOthers,
  KEPT_MS,
  keep,
  keptAt,
} from './kept-text.ts';

/** As a browser's, as far as it is used. */
function aStorage(room = 100): Storage {
  const held = new Map<string, string>();
  return {
    get length() {
      return held.size;
    },
    key: (index) => [...held.keys()][index] ?? null,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => {
      if (held.size >= room) throw new Error('full');
      held.set(key, value);
    },
    removeItem: (key) => void held.delete(key),
    clear: () => held.clear(),
  };
}

const nurse = { actor: 'nurse', form: '/patients/1/visit visit' };
const doctor = { actor: 'doctor', form: '/patients/1/visit visit' };

describe('what is kept of a form', () => {
  it('is there again for its owner on the same page', () => {
    const storage = aStorage();
    keep(storage, nurse, { note: 'half' }, 1000);
    expect(keptAt(storage, nurse, 2000)).toEqual({ note: 'half' });
    expect(keptAt(storage, { ...nurse, form: '/patients/2/visit visit' }, 2000)).toBeUndefined();
    expect(keptAt(storage, doctor, 2000)).toBeUndefined();
  });

  it('goes when it is sent, at sign-out, and for whoever signs in next', () => {
    const storage = aStorage();
    storage.setItem('of another program', 'stays');
    for (const forget of [
      () => forgetAt(storage, nurse),
      () => forgetAll(storage),
      () => forgetOthers(storage, 'doctor'),
    ]) {
      keep(storage, nurse, 'half', 1000);
      forget();
      expect([storage.length, storage.getItem('of another program')]).toEqual([1, 'stays']);
    }
    keep(storage, nurse, 'half', 1000);
    forgetOthers(storage, 'nurse');
    expect(keptAt(storage, nurse, 1000)).toBe('half');
  });

  it.each([KEPT_MS, KEPT_MS + 1, -1])('is gone %d ms after the last change', (ms) => {
    const storage = aStorage();
    keep(storage, nurse, 'half', 5000);
    forgetOld(storage, 5000 + KEPT_MS - 1);
    expect(storage.length).toBe(1);
    forgetOld(storage, 5000 + ms);
    expect(storage.length).toBe(0);
  });

  it('is nothing where it was cut, or where there was no room', () => {
    const storage = aStorage();
    storage.setItem('aegle.kept nurse /patients/1/visit visit', '{"at":1');
    expect(keptAt(storage, nurse, 2)).toBeUndefined();
    expect(storage.length).toBe(0);
    const full = aStorage(0);
    keep(full, nurse, 'half', 1);
    expect(keptAt(full, nurse, 2)).toBeUndefined();
  });
});
