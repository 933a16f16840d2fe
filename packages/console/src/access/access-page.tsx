// The administrator's page about access: accounts, keys, places. The server's policy decides.

import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { AccountList } from './account-list.tsx';
import { AwaitingList } from './awaiting-list.tsx';
import { BackupState } from './backup-state.tsx';
import { FirstDay } from './first-day.tsx';
import { KeyList } from './key-list.tsx';
import { PlaceList } from './place-list.tsx';

const words = messages.access;

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'lg' }} component="section" aria-label={title}>
      <Title order={2} fz={20} mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  );
}

/** Who may act here, and taking it away. */
export function AccessPage() {
  const { administers } = useAccount();
  return (
    <Page title={words.title}>
      {!administers ? (
        <Empty title={words.forOffice} />
      ) : (
        <>
          <FirstDay />
          <Part title={words.awaiting}>
            <AwaitingList />
          </Part>
          <Part title={words.accounts}>
            <AccountList />
          </Part>
          <Part title={words.keys}>
            <KeyList />
          </Part>
          <Part title={words.backup}>
            <BackupState />
          </Part>
          <Part title={words.places}>
            <PlaceList />
          </Part>
        </>
      )}
    </Page>
  );
}
