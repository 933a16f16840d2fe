// State of a form that outlives a lost session: whoever signs in again finds the same page, the same text.
// Never a password, a key or a code, and never anything that another account could read.

import { useLocation } from '@tanstack/react-router';
import {
  type Dispatch,
  type FormEvent,
  type SetStateAction,
  useEffect,
  useRef,
  useState,
} from 'react';
import { nowMs } from '../client/clock.ts';
import { forgetAt, keep, keptAt } from '../client/kept-text.ts';
import { useAccount } from './session.ts';

/**
 * As `useState`, kept for the signed-in account on this page under the form's name while it differs from
 * `empty()`. The third begins anew, as after sending. What is kept is plain JSON.
 */
export function useKept<T>(
  name: string,
  empty: () => T,
): readonly [T, Dispatch<SetStateAction<T>>, () => void] {
  const { actor } = useAccount();
  const path = useLocation({ select: ({ pathname }) => pathname });
  const place = useRef({ actor, form: `${path} ${name}` }).current;
  const [fresh, setFresh] = useState(empty);
  // Written by this very form, under its own name: it has the shape that it was given.
  const [value, setValue] = useState(
    () => (keptAt(sessionStorage, place, nowMs()) as T | undefined) ?? fresh,
  );
  useEffect(() => {
    if (JSON.stringify(value) === JSON.stringify(fresh)) forgetAt(sessionStorage, place);
    else keep(sessionStorage, place, value, nowMs());
  }, [value, fresh, place]);
  const startAgain = () => {
    const next = empty();
    setFresh(next);
    setValue(next);
    forgetAt(sessionStorage, place);
  };
  return [value, setValue, startAgain];
}

/** Named fields that the browser holds: what each begins with, and what the form is told of a change. */
export function useKeptFields(name: string) {
  const [fields, setFields, startAgain] = useKept<Readonly<Record<string, string>>>(
    name,
    () => ({}),
  );
  const onInput = ({ target }: FormEvent<HTMLFormElement>) => {
    if (!(target instanceof HTMLInputElement) || target.name === '') return;
    const { name: field, value } = target;
    setFields((before) => ({ ...before, [field]: value }));
  };
  return { of: (field: string) => fields[field] ?? '', onInput, startAgain };
}
