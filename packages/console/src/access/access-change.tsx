// One change of one account's access: what should happen, what follows, and the answer that acts.
// Never a password kept after the dialog, and never one that the server would refuse for its length.

import { Button, PasswordInput, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ACCOUNTS_KEY, type AccountLine } from './use-access.ts';

const words = messages.access;

type Action = keyof typeof words.actions;
const ACTIONS: readonly Action[] = ['sessions', 'password', 'second_factor', 'access'];
const MIN_PASSWORD = 12;

interface Change {
  readonly account: string;
  readonly action: Action;
  readonly password: string;
}

function send({ account, action, password }: Change) {
  const params = { account };
  switch (action) {
    case 'sessions':
      return client('endAccountSessions', { params });
    case 'password':
      return client('resetAccountPassword', { params, body: { password } });
    case 'second_factor':
      return client('removeAccountSecondFactor', { params });
    case 'access':
      return client('disableAccount', { params });
  }
}

interface ChoiceProps {
  readonly one: AccountLine;
  readonly action: Action;
  readonly onAction: (action: Action) => void;
}

function ActionChoice({ one, action, onAction }: ChoiceProps) {
  const offered = ACTIONS.filter((name) => name !== 'second_factor' || one.hasSecondFactor);
  return (
    <>
      <Radio.Group
        label={words.what}
        value={action}
        onChange={(value) => onAction(offered.find((name) => name === value) ?? 'sessions')}
      >
        <Stack gap={8} mt={6}>
          {offered.map((name) => (
            <Radio
              key={name}
              value={name}
              label={words.actions[name].label}
              {...(name === action ? { 'data-autofocus': true } : {})}
            />
          ))}
        </Stack>
      </Radio.Group>
      <Text size="sm" role="status">
        {words.actions[action].next}
      </Text>
    </>
  );
}

interface AccessChangeProps {
  readonly one: AccountLine;
  /** Called with the sentence that says what was done. */
  readonly onDone: (sentence: string) => void;
}

/** What is chosen and typed in the dialog of one account; forgotten when it closes. */
function useChange({ one, onDone }: AccessChangeProps) {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [action, setAction] = useState<Action>('sessions');
  const [password, setPassword] = useState('');
  const [wasRefused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const close = () => {
    setOpen(false);
    setAction('sessions');
    setPassword('');
    setRefused(false);
  };
  const change = useMutation({
    mutationFn: send,
    gcTime: 0,
    onSuccess: async () => {
      close();
      onDone(words.actions[action].done(one.name));
      await cache.invalidateQueries({ queryKey: ACCOUNTS_KEY });
    },
  });
  const isShort = password.length < MIN_PASSWORD;
  const act = () => {
    if (action === 'password' && isShort) {
      setRefused(true);
      field.current?.focus();
      return;
    }
    change.mutate({ account: one.account, action, password });
  };
  const open = () => {
    change.reset();
    setOpen(true);
  };
  const refused = wasRefused && isShort ? words.passwordShort(password.length) : null;
  return {
    isOpen,
    open,
    close,
    action,
    setAction,
    password,
    setPassword,
    field,
    refused,
    change,
    act,
  };
}

/** The button of a row, and its dialog. */
export function AccessChange(props: AccessChangeProps) {
  const { one } = props;
  const { action, setAction, change, ...dialog } = useChange(props);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        aria-label={words.changeOf(one.name)}
        onClick={dialog.open}
      >
        {words.change}
      </Button>
      <ConfirmDialog
        isOpen={dialog.isOpen}
        question={words.changeOf(one.name)}
        yes={words.actions[action].label}
        isBusy={change.isPending}
        onYes={dialog.act}
        onNo={dialog.close}
      >
        <ActionChoice one={one} action={action} onAction={setAction} />
        {action === 'password' && (
          <PasswordInput
            ref={dialog.field}
            label={words.newPassword}
            description={words.passwordHint}
            autoComplete="new-password"
            visibilityToggleButtonProps={{ 'aria-label': messages.session.showPassword }}
            value={dialog.password}
            onChange={(event) => dialog.setPassword(event.currentTarget.value)}
            error={dialog.refused}
          />
        )}
        <ProblemNotice error={change.error} />
      </ConfirmDialog>
    </>
  );
}
