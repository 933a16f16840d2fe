// Arrow keys among the links of a list's rows.

import type { KeyboardEvent } from 'react';

const ROW = 'a[data-row]';

/** Moves the focus to the row below (1) or above (-1), or to the first from anywhere else. */
export function moveFocus(event: KeyboardEvent<HTMLElement>, by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLAnchorElement>(ROW)];
  const next = rows[rows.indexOf(event.currentTarget as HTMLAnchorElement) + by];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
