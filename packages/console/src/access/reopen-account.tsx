// Taking back that an access was ended: the undo of the row above. Never of one that ran out by itself.

import { Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ACCOUNTS_KEY, type AccountLine } from './use-access.ts';

const words = messages.access;

export function ReopenAccount(props: { one: AccountLine; onDone: (sentence: string) => void }) {
  const { one, onDone } = props;
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const reopen = useMutation({
    mutationFn: () => client('reopenAccount', { params: { account: one.account } }),
    onSuccess: async () => {
      setOpen(false);
      onDone(words.reopened(one.name));
      await cache.invalidateQueries({ queryKey: ACCOUNTS_KEY });
    },
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={words.reopenOf(one.name)}
        onClick={() => setOpen(true)}
      >
        {words.reopen}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={words.reopenAsk(one.name)}
        yes={words.reopen}
        isBusy={reopen.isPending}
        onYes={() => reopen.mutate()}
        onNo={() => setOpen(false)}
      >
        <Text size="sm">{words.reopenNext}</Text>
        <ProblemNotice error={reopen.error} />
      </ConfirmDialog>
    </>
  );
}
