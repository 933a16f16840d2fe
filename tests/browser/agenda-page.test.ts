// The printed agenda in a browser: axe finds nothing, and a phone need not be scrolled sideways.

import { expect, it } from 'vitest';
import { example } from '../../packages/cli/src/testing/run-aegle.ts';
import { runHere } from '../../packages/cli/src/testing/run-here.ts';
import { hasChromium, startChromium } from './chromium.ts';
import { keepScreen } from './keep-screen.ts';
import { faultsOf } from './people.ts';

const FILES = ['us-can-get-pregnant', 'course-to-report'].map(example);

it.runIf(hasChromium())('can be read by everybody, of a patient and of a clinic', async () => {
  const browser = await startChromium();
  try {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    for (const files of [FILES.slice(0, 1), FILES]) {
      const at = ['--at', '2024-03-13T12:00:00-04:00', '--html'];
      const { out } = await runHere(['agenda', ...at, ...files]);
      await page.setContent(out);
      expect(await page.locator('li').count()).toBeGreaterThan(0);
      expect(await faultsOf(page)).toEqual([]);
      await keepScreen(page, files.length === 1 ? 'agenda-printed' : 'agenda-printed-clinic');
    }
  } finally {
    await browser.close();
  }
});
