// Erasing one person's data in two steps: the ground and what goes, then the number on the card.
// Never at one press, never without saying what is destroyed and what stays, and never kept half done.

import {
  Alert,
  Button,
  Checkbox,
  List,
  NativeSelect,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { newId } from '../client/new-id.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.data;

type PayloadClass = keyof typeof words.classes;
const CLASSES = Object.keys(words.classes) as readonly PayloadClass[];
const BASES = Object.entries(words.bases).map(([value, label]) => ({ value, label }));

interface Wanted {
  readonly basis: string;
  readonly isAll: boolean;
  readonly classes: readonly PayloadClass[];
}

interface ErasureRequest extends Wanted {
  readonly patient: string;
  readonly id: string;
  readonly card: string;
}

/** Whose number it is is asked of the server: who reaches every patient finds one by a number alone. */
async function erase({ patient, id, card, basis, isAll, classes }: ErasureRequest) {
  const held = await client('listPatients', { body: { text: card } });
  if (!held.patients.some((one) => one.patient === patient)) return null;
  return client('erasePatient', {
    params: { patient },
    body: { id, basis, isConfirmed: true, ...(isAll ? {} : { classes: [...classes] }) },
  });
}

/** What is destroyed and what stays, in full, before the last question. */
function Consequences({ isAll, classes }: Pick<Wanted, 'isAll' | 'classes'>) {
  return (
    <>
      <Text fw={600}>{words.destroyed}</Text>
      {isAll ? (
        <Text size="sm">{words.destroyedAll}</Text>
      ) : (
        <>
          <Text size="sm">{words.destroyedSome}</Text>
          <List size="sm">
            {classes.map((one) => (
              <List.Item key={one}>{words.classes[one]}</List.Item>
            ))}
          </List>
        </>
      )}
      <Text fw={600}>{words.kept}</Text>
      <Text size="sm">{words.keptHint}</Text>
      <Alert color="orange">{words.closes}</Alert>
    </>
  );
}

interface WhatProps {
  readonly wanted: Wanted;
  readonly onWanted: (part: Partial<Wanted>) => void;
}

function What({ wanted, onWanted }: WhatProps) {
  return (
    <>
      <Radio.Group
        label={words.what}
        value={wanted.isAll ? 'all' : 'some'}
        onChange={(value) => onWanted({ isAll: value === 'all' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label={words.all} />
          <Radio value="some" label={words.some} />
        </Stack>
      </Radio.Group>
      {!wanted.isAll && (
        <Checkbox.Group
          aria-label={words.some}
          value={[...wanted.classes]}
          onChange={(chosen) =>
            onWanted({ classes: CLASSES.filter((one) => chosen.includes(one)) })
          }
        >
          <Stack gap={6}>
            {CLASSES.map((one) => (
              <Checkbox key={one} value={one} label={words.classes[one]} />
            ))}
          </Stack>
        </Checkbox.Group>
      )}
    </>
  );
}

/** The last question, with the number. */
function useLastQuestion(patient: string, wanted: Wanted) {
  const cache = useQueryClient();
  const [id] = useState(newId);
  const [card, setCard] = useState('');
  const [isOpen, setOpen] = useState(false);
  const sent = useMutation({
    mutationFn: erase,
    onSuccess: async (erased) => {
      if (erased === null) return;
      setOpen(false);
      await cache.invalidateQueries();
    },
  });
  const open = () => {
    sent.reset();
    setCard('');
    setOpen(true);
  };
  const act = () => sent.mutate({ patient, id, card: card.trim(), ...wanted });
  return { isOpen, open, close: () => setOpen(false), card, setCard, sent, act };
}

interface GroundProps extends WhatProps {
  readonly onGoOn: () => void;
}

/** The first step: the ground and what goes. */
function Ground({ wanted, onWanted, onGoOn }: GroundProps) {
  const [isRefused, setRefused] = useState(false);
  const lacksClass = !wanted.isAll && wanted.classes.length === 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setRefused(lacksClass);
    if (!lacksClass) onGoOn();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" align="flex-start">
        <Text size="sm">{words.eraseHint}</Text>
        <NativeSelect
          label={words.basis}
          data={[{ value: '', label: messages.recording.choose }, ...BASES]}
          value={wanted.basis}
          onChange={(event) => onWanted({ basis: event.currentTarget.value })}
          required
        />
        <What wanted={wanted} onWanted={onWanted} />
        {isRefused && lacksClass && (
          <Alert color="red" role="alert">
            {words.chooseClass}
          </Alert>
        )}
        <Button type="submit" color="red" variant="outline">
          {words.goOn}
        </Button>
      </Stack>
    </form>
  );
}

/** The two steps, for a safety officer. */
export function EraseRecord({ patient }: { patient: string }) {
  const [wanted, setWanted] = useState<Wanted>({ basis: '', isAll: true, classes: [] });
  const { sent, ...last } = useLastQuestion(patient, wanted);
  if (sent.data)
    return (
      <Alert
        color="green"
        role="status"
        title={words.erased(sent.data.erased.length, sent.data.accounts)}
      >
        {words.erasedNext}
      </Alert>
    );
  return (
    <>
      <Ground
        wanted={wanted}
        onWanted={(part) => setWanted((before) => ({ ...before, ...part }))}
        onGoOn={last.open}
      />
      {/* Beside the form: what is sent in the dialog would be sent in a form around it too. */}
      <ConfirmDialog
        isOpen={last.isOpen}
        question={words.sure}
        yes={words.eraseNow}
        isBusy={sent.isPending}
        onYes={last.act}
        onNo={last.close}
      >
        <Consequences {...wanted} />
        <TextInput
          label={words.typeCard}
          description={words.typeCardHint}
          value={last.card}
          onChange={(event) => last.setCard(event.currentTarget.value)}
          error={sent.data === null ? words.wrongCard : null}
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          required
          data-autofocus
        />
        <ProblemNotice error={sent.error} />
      </ConfirmDialog>
    </>
  );
}
