// A new key of a system, shown once. Never kept by the page after it was confirmed to be kept elsewhere.

import { KEY_KINDS, type KeyKind } from '@aegle/api';
import { Alert, Button, Code, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useKept } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { KEYS_KEY, usePlaces } from './use-access.ts';

const words = messages.access;

interface Typed {
  readonly name: string;
  readonly kind: KeyKind;
  readonly organisation: string | null;
}

const NOTHING: Typed = { name: '', kind: 'clinic_system', organisation: null };

function Fields({ typed, onTyped }: { typed: Typed; onTyped: (part: Partial<Typed>) => void }) {
  const places = usePlaces();
  return (
    <>
      <TextInput
        label={words.addKeyName}
        value={typed.name}
        onChange={(event) => onTyped({ name: event.currentTarget.value })}
        maxLength={200}
        required
        data-autofocus
      />
      <Select
        label={words.kind}
        data={KEY_KINDS.map((kind) => ({ value: kind, label: words.keyKinds[kind] ?? kind }))}
        value={typed.kind}
        onChange={(chosen) =>
          onTyped({ kind: KEY_KINDS.find((kind) => kind === chosen) ?? 'clinic_system' })
        }
        allowDeselect={false}
      />
      <Select
        label={words.organisation}
        placeholder={words.noOrganisation}
        data={(places.data?.organisations ?? []).map(({ id, name }) => ({
          ...{ value: id, label: name },
        }))}
        value={typed.organisation}
        onChange={(organisation) => onTyped({ organisation })}
        searchable
        clearable
      />
    </>
  );
}

function Shown(props: { name: string; secret: string; onKept: () => void }) {
  return (
    <Alert color="orange" role="alert" title={words.keyShown(props.name)}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{words.keyShownHint}</Text>
        <Code block w="100%" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {props.secret}
        </Code>
        <Button size="xs" onClick={props.onKept}>
          {words.keyKept}
        </Button>
      </Stack>
    </Alert>
  );
}

/** The button above the list of keys, its dialog, and the key until it is kept. */
export function AddKey() {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped, startAgain] = useKept('key', () => NOTHING);
  const add = useMutation({
    mutationFn: ({ organisation, ...named }: Typed) =>
      client('addKey', { body: { ...named, ...(organisation === null ? {} : { organisation }) } }),
    gcTime: 0,
    onSuccess: async () => {
      setOpen(false);
      await cache.invalidateQueries({ queryKey: KEYS_KEY });
    },
  });
  return (
    <>
      {add.data === undefined ? (
        <Button w="fit-content" onClick={() => setOpen(true)}>
          {words.addKey}
        </Button>
      ) : (
        <Shown
          name={typed.name}
          secret={add.data.secret}
          onKept={() => {
            add.reset();
            startAgain();
          }}
        />
      )}
      <ConfirmDialog
        isOpen={isOpen}
        question={words.addKey}
        yes={words.addKey}
        isBusy={add.isPending}
        onYes={() => add.mutate(typed)}
        onNo={() => setOpen(false)}
      >
        <Fields typed={typed} onTyped={(part) => setTyped((before) => ({ ...before, ...part }))} />
        <ProblemNotice error={add.error} />
      </ConfirmDialog>
    </>
  );
}
