// A new account of staff. Never a patient's: that is made for their record, and never a password kept.

import { type Organisation, STAFF_ROLES, type StaffRole } from '@aegle/api';
import { Button, PasswordInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useKept } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ACCOUNTS_KEY, AWAITING_KEY, usePlaces } from './use-access.ts';

const words = messages.access;
const MIN_PASSWORD = 12;

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  readonly organisation: string | null;
}

const NOTHING: Typed = {
  name: '',
  email: '',
  role: 'delegate',
  organisation: null,
};

interface FieldsProps {
  readonly typed: Typed;
  readonly onTyped: (part: Partial<Typed>) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly places: readonly Organisation[];
  readonly fault: string | null;
}

function Fields({ typed, onTyped, password, onPassword, places, fault }: FieldsProps) {
  return (
    <>
      <Text size="sm">{words.addHint}</Text>
      <TextInput
        label={words.personName}
        value={typed.name}
        onChange={(event) => onTyped({ name: event.currentTarget.value })}
        autoComplete="off"
        maxLength={200}
        required
        data-autofocus
      />
      <TextInput
        type="email"
        label={messages.session.email}
        value={typed.email}
        onChange={(event) => onTyped({ email: event.currentTarget.value })}
        autoComplete="off"
        maxLength={320}
        required
      />
      <Select
        label={words.role}
        data={STAFF_ROLES.map((role) => ({ value: role, label: messages.roles[role] }))}
        value={typed.role}
        onChange={(chosen) =>
          onTyped({ role: STAFF_ROLES.find((role) => role === chosen) ?? 'delegate' })
        }
        allowDeselect={false}
      />
      <Select
        label={words.organisation}
        placeholder={words.noOrganisation}
        data={places.map(({ id, name }) => ({ value: id, label: name }))}
        value={typed.organisation}
        onChange={(organisation) => onTyped({ organisation })}
        searchable
        clearable
      />
      <PasswordInput
        label={words.firstPassword}
        description={words.passwordHint}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': messages.session.showPassword }}
        value={password}
        onChange={(event) => onPassword(event.currentTarget.value)}
        error={fault}
        required
      />
    </>
  );
}

/** What is typed, and sending it. */
function useAdding(onDone: (sentence: string) => void) {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped, startAgain] = useKept('account', () => NOTHING);
  // A password is kept nowhere.
  const [password, setPassword] = useState('');
  const [wasRefused, setRefused] = useState(false);
  const close = () => {
    setOpen(false);
    setPassword('');
    setRefused(false);
  };
  const add = useMutation({
    mutationFn: ({ organisation, ...person }: Typed & { readonly password: string }) =>
      client('addAccount', {
        body: { ...person, ...(organisation === null ? {} : { organisation }) },
      }),
    gcTime: 0,
    onSuccess: async () => {
      onDone(words.added(typed.name));
      close();
      startAgain();
      await cache.invalidateQueries({ queryKey: ACCOUNTS_KEY });
      await cache.invalidateQueries({ queryKey: AWAITING_KEY });
    },
  });
  const isShort = password.length < MIN_PASSWORD;
  const act = () => {
    setRefused(isShort);
    if (!isShort) add.mutate({ ...typed, password });
  };
  const fault = wasRefused && isShort ? words.passwordShort(password.length) : null;
  return {
    ...{ isOpen, setOpen, close, add, act },
    fields: { typed, setTyped, password, setPassword, fault },
  };
}

/** The button above the list, and its dialog. */
export function AddAccount({ onDone }: { onDone: (sentence: string) => void }) {
  const places = usePlaces();
  const { isOpen, setOpen, close, add, act, fields } = useAdding(onDone);
  return (
    <>
      <Button
        w="fit-content"
        onClick={() => {
          add.reset();
          setOpen(true);
        }}
      >
        {words.addAccount}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={words.addAccount}
        yes={words.addAccount}
        isBusy={add.isPending}
        onYes={act}
        onNo={close}
      >
        <Fields
          typed={fields.typed}
          onTyped={(part) => fields.setTyped((before) => ({ ...before, ...part }))}
          password={fields.password}
          onPassword={fields.setPassword}
          places={places.data?.organisations ?? []}
          fault={fields.fault}
        />
        <ProblemNotice error={add.error} />
      </ConfirmDialog>
    </>
  );
}
