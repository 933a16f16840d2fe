// One cold visit of one page on a slow line and a slow processor, measured by the browser's own clock.
// Never with anything kept from an earlier visit but the session's cookie.

import type { Browser, BrowserContext, Page } from 'playwright-core';

/** The line and the processor of the goal. */
export const SLOW = { bitsPerSecond: 1_600_000, roundTripMs: 150, cpuSlowdown: 4 } as const;

const VIEWPORT = { width: 412, height: 823 } as const;

export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

export interface Visit {
  /** Until text or a picture was painted, in milliseconds from the navigation's start. */
  readonly firstPaintMs: number;
  /** Until the page's own heading, or the form of signing in, stood there. */
  readonly readyMs: number;
  /** Compressed script that had arrived at the first paint, in bytes. */
  readonly scriptBytes: number;
  /** Compressed script that had arrived once the page was ready, in bytes. */
  readonly readyScriptBytes: number;
}

/** Notes when the page's first heading stands there. */
const noteHeading = () => {
  const noted = globalThis as { headingAt?: number };
  new MutationObserver(() => {
    if (document.querySelector('h1') !== null) noted.headingAt ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
};

/** Runs in the page, so that it holds no function with a name: the loader would mark it. */
const readTimes = () => ({
  firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  readyMs: (globalThis as { headingAt?: number }).headingAt ?? 0,
  scripts: performance
    .getEntriesByType('resource')
    .filter((entry): entry is PerformanceResourceTiming => /\.js$/.test(entry.name))
    .map(({ responseEnd, encodedBodySize }) => ({ arrivedMs: responseEnd, encodedBodySize })),
});

function bytesBy(ms: number, { scripts }: ReturnType<typeof readTimes>): number {
  return scripts
    .filter(({ arrivedMs }) => arrivedMs <= ms)
    .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
}

async function slowDown(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: SLOW.roundTripMs,
    downloadThroughput: SLOW.bitsPerSecond / 8,
    uploadThroughput: SLOW.bitsPerSecond / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpuSlowdown });
}

/** Opens an address with nothing kept but the given session. */
export async function visit(
  browser: Browser,
  address: string,
  session: Session | undefined,
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    timezoneId: 'America/New_York',
    ...(session === undefined ? {} : { storageState: session }),
  });
  const page = await context.newPage();
  await page.addInitScript(noteHeading);
  await slowDown(page);
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('h1').first().waitFor({ timeout: 60_000 });
  // The paint that shows the heading is noted a frame later.
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  const times = await page.evaluate(readTimes);
  await context.close();
  const { firstPaintMs, readyMs } = times;
  if (firstPaintMs === 0 || readyMs === 0) throw new Error(`nothing was painted at ${address}`);
  return {
    firstPaintMs,
    readyMs,
    scriptBytes: bytesBy(firstPaintMs, times),
    readyScriptBytes: bytesBy(readyMs, times),
  };
}

/** Signs somebody in at a usual speed; the cookie is what the measured visits bring. */
export async function sessionOf(
  browser: Browser,
  address: string,
  person: string,
  password: string,
): Promise<Session> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator('input[name=email]').fill(`${person}@demonstration.example`);
  await page.locator('input[name=password]').fill(password);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.locator('button[type=submit]').click();
  if (!(await answer).ok()) throw new Error(`${person} could not sign in`);
  const session = await context.storageState();
  await context.close();
  return session;
}
