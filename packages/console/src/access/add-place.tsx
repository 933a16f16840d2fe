// A new clinic, pharmacy, laboratory or office, with its number and hours. Never a certificate.

import type { Organisation } from '@aegle/api';
import { Alert, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../client/new-id.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useKept } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.access;
const KINDS: readonly Organisation['kind'][] = ['clinic', 'pharmacy', 'laboratory', 'office'];

interface Typed {
  readonly kind: Organisation['kind'];
  readonly name: string;
  readonly phone: string;
  readonly openingHours: string;
}

const NOTHING: Typed = { kind: 'clinic', name: '', phone: '', openingHours: '' };

function Fields({ typed, onTyped }: { typed: Typed; onTyped: (part: Partial<Typed>) => void }) {
  return (
    <>
      <Select
        label={words.placeKind}
        data={KINDS.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        value={typed.kind}
        onChange={(chosen) => onTyped({ kind: KINDS.find((one) => one === chosen) ?? 'clinic' })}
        allowDeselect={false}
      />
      <TextInput
        label={words.name}
        value={typed.name}
        onChange={(event) => onTyped({ name: event.currentTarget.value })}
        maxLength={200}
        required
        data-autofocus
      />
      <TextInput
        type="tel"
        label={words.phone}
        description={words.phoneHint}
        value={typed.phone}
        onChange={(event) => onTyped({ phone: event.currentTarget.value })}
        maxLength={40}
      />
      <TextInput
        label={words.openingHours}
        description={words.openingHoursHint}
        value={typed.openingHours}
        onChange={(event) => onTyped({ openingHours: event.currentTarget.value })}
        maxLength={200}
      />
    </>
  );
}

/** Without what was left empty. */
function written({ phone, openingHours }: Pick<Typed, 'phone' | 'openingHours'>) {
  const [number, hours] = [phone.trim(), openingHours.trim()];
  return {
    ...(number === '' ? {} : { phone: number }),
    ...(hours === '' ? {} : { openingHours: hours }),
  };
}

/** The button above the list of organisations, and its dialog. */
export function AddPlace() {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped, startAgain] = useKept('place', () => NOTHING);
  const [id, setId] = useState(newId);
  const [done, setDone] = useState('');
  const onTyped = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const add = useMutation({
    mutationFn: ({ kind, name, ...said }: Typed) =>
      client('addOrganisation', { body: { id, kind, name, ...written(said) } }),
    onSuccess: async () => {
      setOpen(false);
      setDone(words.addedPlace(typed.name));
      startAgain();
      setId(newId());
      await cache.invalidateQueries({ queryKey: ['organisations'] });
    },
  });
  return (
    <>
      <Button w="fit-content" onClick={() => setOpen(true)}>
        {words.addPlace}
      </Button>
      <div role="status">{done !== '' && <Alert color="green" title={done} />}</div>
      <ConfirmDialog
        isOpen={isOpen}
        question={words.addPlace}
        yes={words.addPlace}
        isBusy={add.isPending}
        onYes={() => add.mutate(typed)}
        onNo={() => setOpen(false)}
      >
        <Fields typed={typed} onTyped={onTyped} />
        <ProblemNotice error={add.error} />
      </ConfirmDialog>
    </>
  );
}
