// Pictures of screens for docs/screens, kept only when somebody asks: KEEP_SCREENS=yes.
// Never a person's data: only the demonstration's invented people are photographed.

import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join(import.meta.dirname, '../../docs/screens');

/** Keeps the whole page under a name; does nothing in a plain run of the tests. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  if (process.env.KEEP_SCREENS !== 'yes') return;
  const before = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  // As high as the page, so that what is fixed to the window's edge covers nothing.
  if (before !== null) await page.setViewportSize({ ...before, height });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
  if (before !== null) await page.setViewportSize(before);
}
