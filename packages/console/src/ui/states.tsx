// The states between answers: loading, empty, offline. Never an empty page without a next step.

import { Alert, Center, Loader, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { messages } from '../messages/messages.ts';

/** Waiting for the server. */
export function Loading() {
  return (
    <Center mih={160} role="status">
      <Loader color="aegle" />
      <VisuallyHidden>{messages.loading}</VisuallyHidden>
    </Center>
  );
}

/** Nothing is there yet, and what to do about it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <Center mih={140}>
      <Stack gap={4} align="center">
        <Text fw={600}>{title}</Text>
        {children !== undefined && (
          <Text c="dimmed" size="sm" ta="center" component="div">
            {children}
          </Text>
        )}
      </Stack>
    </Center>
  );
}

/** Says so while the device has no connection. */
export function OfflineNotice() {
  const { online } = useNetwork();
  return (
    <div role="status">
      {!online && (
        <Alert color="orange" radius={0} py="xs">
          {messages.offline}
        </Alert>
      )}
    </div>
  );
}
