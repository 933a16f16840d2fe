// What the counter's page knows: the number typed, its one verdict with its minute, what was handed out.
// Never a verdict beside another number, and never one older than a minute.

import type { PharmacyVerdict } from '@aegle/api';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { client } from '../client/query-client.ts';

/** After this long a verdict is taken off the page: what it rests on may have changed. */
export const VERDICT_LASTS_MS = 60_000;

/** One answer and the question it answers. */
export interface Checked {
  readonly typed: string;
  readonly verdict: PharmacyVerdict;
  readonly atMs: number;
}

/** What was just dispensed, for the receipt and for taking it back. */
export interface Given {
  readonly typed: string;
  readonly patient: string;
  readonly dispense: string;
  readonly days: number;
  readonly remainingDays: number;
  readonly atMs: number;
}

type Notice = 'expired' | 'authorized' | 'reversed' | null;

/** Calls once the verdict is a minute old; not while a step is on its way. */
function useExpiry(checked: Checked | null, isBusy: boolean, onExpired: () => void): void {
  const expire = useEffectEvent(onExpired);
  useEffect(() => {
    if (checked === null || isBusy) return undefined;
    const leftMs = Math.max(0, checked.atMs + VERDICT_LASTS_MS - nowMs());
    const timer = setTimeout(() => expire(), leftMs);
    return () => clearTimeout(timer);
  }, [checked, isBusy]);
}

/** What the page shows beside the field, and how all of it is taken away. */
function useShown() {
  const [typed, setTyped] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [given, setGiven] = useState<Given | null>(null);
  const [notice, setNotice] = useState<Notice>(null);
  const begin = (value: string) => {
    setChecked(null);
    setGiven(null);
    setNotice(null);
    setTyped(value);
  };
  return { typed, checked, given, notice, begin, setChecked, setGiven, setNotice };
}

/** The page's state and its moves; every edit and every scan begins anew. `onGiven` hears of each dispense. */
export function useCounter(onGiven: (given: Given) => void) {
  const field = useRef<HTMLInputElement>(null);
  const latest = useRef('');
  const [isBusy, setBusy] = useState(false);
  const { begin, setChecked, setGiven, setNotice, ...shown } = useShown();
  const { typed, checked } = shown;
  const toField = () => {
    field.current?.focus();
    field.current?.select();
  };
  const checking = useMutation({
    mutationFn: (code: string) => client('checkAtPharmacy', { body: { code } }),
    gcTime: 0,
    onSuccess: (verdict, code) => {
      // The answer to a number that is no longer in the field is nobody's.
      if (latest.current === code) setChecked({ typed: code, verdict, atMs: nowMs() });
    },
    onSettled: toField,
  });
  const edit = (value: string) => {
    latest.current = '';
    checking.reset();
    begin(value);
  };
  const check = (code: string, after: Notice = null) => {
    if (code === '') return;
    edit(code);
    setNotice(after);
    latest.current = code;
    checking.mutate(code);
  };
  useExpiry(checked, isBusy, () => {
    setChecked(null);
    setNotice('expired');
    toField();
  });
  const handedOut = (one: Omit<Given, 'typed' | 'atMs'>) => {
    edit('');
    const handed = { ...one, typed, atMs: nowMs() };
    setGiven(handed);
    onGiven(handed);
    toField();
  };
  const takenBack = () => {
    edit('');
    setNotice('reversed');
    toField();
  };
  const denied = (verdict: PharmacyVerdict) => setChecked({ typed, verdict, atMs: nowMs() });
  const moves = { edit, check, setBusy, handedOut, takenBack, denied };
  return { field, isBusy, checking, ...shown, ...moves };
}

export type Counter = ReturnType<typeof useCounter>;

const FIELDS = new Set(['INPUT', 'TEXTAREA', 'SELECT']);

/**
 * A scanner types wherever the focus is. A sign typed outside a field begins a new number in the
 * counter's field, so that no scan ends on a button that acts for the patient before.
 */
export function useScans({ field, isBusy }: Counter): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const isSign = event.key.length === 1 && event.key !== ' ';
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const target = event.target as HTMLElement | null;
      if (isBusy || !isSign || !isPlain || FIELDS.has(target?.tagName ?? '')) return;
      // The browser then types the sign itself, into the field that has the focus now.
      field.current?.focus();
      field.current?.select();
    };
    document.addEventListener('keydown', hear, true);
    return () => document.removeEventListener('keydown', hear, true);
  }, [field, isBusy]);
}
