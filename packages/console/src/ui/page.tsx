// A page's frame: its heading and the document's title. Never a patient's name in a title.

import { Group, Stack, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { messages } from '../messages/messages.ts';

interface PageProps {
  readonly title: string;
  /** Stands beside the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One page with one first-level heading. */
export function Page({ title, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · ${messages.product}`;
  }, [title]);
  return (
    <Stack gap="md">
      <Group justify="space-between" align="baseline" gap="sm">
        <Title order={1} fz={{ base: 24, sm: 28 }}>
          {title}
        </Title>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}
