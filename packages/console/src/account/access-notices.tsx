// What others did to the account, told to its owner on every page until it is confirmed to have been read.
// Never dismissed by itself: a password that the owner did not ask for is how somebody else comes in.

import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { instantInWords } from '../client/days.ts';
import { client, SESSION_KEY } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.account;

function Waits() {
  return (
    <Text size="sm">
      {words.waits} <Link to="/account">{words.toAccount}</Link>
    </Text>
  );
}

/** Nothing where nothing was done. */
export function AccessNotices() {
  const { notices, waitsForSecondPerson } = useAccount();
  const cache = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => client('confirmAccessNotices', {}),
    onSuccess: () => cache.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  if (notices.length === 0 && !waitsForSecondPerson) return null;
  return (
    <Alert color="orange" radius={0} title={words.noticesTitle} className="no-print">
      <Stack gap="xs" align="flex-start">
        {notices.length > 0 && (
          <List size="sm">
            {notices.map(({ what, at, by }) => (
              <List.Item key={`${what} ${at}`}>
                {words.notices[what](by ?? words.operator, instantInWords(at))}
              </List.Item>
            ))}
          </List>
        )}
        {waitsForSecondPerson && <Waits />}
        {notices.length > 0 && (
          <>
            <Text size="sm">{words.notMine}</Text>
            <ProblemNotice error={confirm.error} />
            <Button
              size="xs"
              variant="default"
              loading={confirm.isPending}
              onClick={() => confirm.mutate()}
            >
              {words.haveRead}
            </Button>
          </>
        )}
      </Stack>
    </Alert>
  );
}
