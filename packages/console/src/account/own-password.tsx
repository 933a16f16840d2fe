// A password of one's own, in place of one that others know. Never kept once it is sent.

import { Alert, Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client, SESSION_KEY } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.account;
const MIN_PASSWORD = 12;
const shown = { 'aria-label': messages.session.showPassword };

/** What is wrong with the new password before it is sent, or null. */
function faultIn(chosen: string, again: string): string | null {
  if (chosen.length < MIN_PASSWORD) return messages.access.passwordShort(chosen.length);
  return chosen === again ? null : words.notTheSame;
}

function Fields({ fault }: { fault: string | null }) {
  return (
    <>
      <PasswordInput
        name="current"
        label={words.currentPassword}
        autoComplete="current-password"
        visibilityToggleButtonProps={shown}
        required
      />
      <PasswordInput
        name="chosen"
        label={messages.access.newPassword}
        description={messages.access.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={shown}
        error={fault}
        required
      />
      <PasswordInput
        name="again"
        label={words.onceMore}
        autoComplete="new-password"
        visibilityToggleButtonProps={shown}
        required
      />
    </>
  );
}

/** The form of the account page. */
export function OwnPassword() {
  const cache = useQueryClient();
  const [fault, setFault] = useState<string | null>(null);
  const change = useMutation({
    mutationFn: (body: { current: string; chosen: string }) =>
      client('changeOwnPassword', { body }),
    gcTime: 0,
    onSuccess: () => cache.invalidateQueries({ queryKey: SESSION_KEY }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const typed = new FormData(form);
    const of = (name: string) => String(typed.get(name) ?? '');
    const found = faultIn(of('chosen'), of('again'));
    setFault(found);
    if (found !== null) return;
    change.mutate(
      { current: of('current'), chosen: of('chosen') },
      { onSuccess: () => form.reset() },
    );
  };
  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit}>
        <Stack gap="md" maw={400}>
          <Title order={2} fz="lg">
            {words.ownPassword}
          </Title>
          <Text size="sm">{words.ownPasswordHint}</Text>
          <Fields fault={fault} />
          <ProblemNotice error={change.error} />
          <div role="status">
            {change.isSuccess && <Alert color="green" title={words.passwordChosen} />}
          </div>
          <Button type="submit" loading={change.isPending} w="fit-content">
            {words.choosePassword}
          </Button>
        </Stack>
      </form>
    </Paper>
  );
}
