// A place that scrolls sideways when its content is wider than the screen, also by keyboard.

import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';
import styles from './wide.module.css';

/** Holds a table; `label` is what a screen reader calls the region, another one for each of a page. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  const name = `${label}, ${messages.scrolls}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard
    <section className={styles.wide} tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}
