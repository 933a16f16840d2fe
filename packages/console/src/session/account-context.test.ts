// A session that ends below a mounted page: the page finishes its render as the account that it was
// shown to, and the frame shows the sign-in page after it.

import type { Account, SignedIn } from '@aegle/api';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { createElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it } from 'vitest';
import { queryClient, SESSION_KEY } from '../client/query-client.ts';
import { Shell } from '../routes/shell.tsx';
import { useAccount } from './session.ts';

const NURSE: Account = {
  actor: '00000000-0000-4000-8000-000000000001',
  name: 'Nora Invented',
  role: 'delegate',
  tenant: 'tenant',
  organisation: null,
  patient: null,
  administers: false,
  isDemonstration: false,
  hasSecondFactor: false,
  waitsForSecondPerson: false,
  notices: [],
};

const IN: SignedIn = { state: 'signed_in', account: NURSE };
const OUT: SignedIn = { state: 'signed_out', account: null };

/** A page of the nurse's, in whose render the session ends. */
function EndingPage() {
  queryClient.setQueryData(SESSION_KEY, OUT);
  return createElement('p', null, `${useAccount().name} reads this.`);
}

/** What stands on the screen with a page inside the frame. */
async function shown(page: () => ReactNode): Promise<string> {
  const frame = createRootRoute({ component: Shell });
  const here = createRoute({ getParentRoute: () => frame, path: '/', component: page });
  const router = createRouter({
    routeTree: frame.addChildren([here]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });
  await router.load();
  const pages = createElement(RouterProvider, { router: router as never });
  const withAnswers = createElement(QueryClientProvider, { client: queryClient }, pages);
  return renderToString(createElement(MantineProvider, null, withAnswers));
}

describe('the account of a mounted page', () => {
  afterEach(() => queryClient.clear());

  it('outlives the session for the render in which that ends', async () => {
    queryClient.setQueryData(SESSION_KEY, IN);
    expect(await shown(EndingPage)).toContain('Nora Invented reads this.');
  });

  it('is nobody once the session has ended: the frame shows no page', async () => {
    queryClient.setQueryData(SESSION_KEY, OUT);
    const text = await shown(EndingPage);
    expect(text).not.toContain('reads this');
    expect(text).toContain('Sign in');
  });
});
