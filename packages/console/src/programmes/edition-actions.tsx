// What an office or a safety officer records about an edition: in force, approved for use at a site.
// Never confirms or approves by itself, and never without naming the source or the site.

import type { ProgrammeLine } from '@aegle/api';
import { Button, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newId } from '../client/new-id.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.programmes;

interface EditionActionsProps {
  readonly programme: string;
  readonly edition: ProgrammeLine['editions'][number];
  readonly isConfirmed: boolean;
  /** Ids of assumed and disputed requirements, which an approval accepts. */
  readonly assumptions: readonly string[];
}

function Confirmation({ programme, edition }: EditionActionsProps) {
  const cache = useQueryClient();
  const [{ isOpen, source, confirmedOn }, setKept, startAgain] = useKept(
    `confirm ${edition.id}`,
    () => ({ isOpen: false, source: '', confirmedOn: '' }),
  );
  const change = (part: { isOpen?: boolean; source?: string; confirmedOn?: string }) =>
    setKept((before) => ({ ...before, ...part }));
  const confirm = useMutation({
    mutationFn: () =>
      client('confirmEdition', {
        params: { programme, edition: edition.id },
        body: { id: newId(), source, confirmedOn },
      }),
    onSuccess: async () => {
      startAgain();
      await cache.invalidateQueries();
    },
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={() => change({ isOpen: true })}>
        {words.confirm}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={`${words.confirm}: ${edition.id}`}
        yes={words.confirm}
        isBusy={confirm.isPending}
        onYes={() => confirm.mutate()}
        onNo={startAgain}
      >
        <TextInput
          label={words.confirmSource}
          required
          data-autofocus
          value={source}
          onChange={(event) => change({ source: event.currentTarget.value })}
        />
        <TextInput
          label={words.confirmedOn}
          type="date"
          required
          value={confirmedOn}
          onChange={(event) => change({ confirmedOn: event.currentTarget.value })}
        />
        <ProblemNotice error={confirm.error} />
      </ConfirmDialog>
    </>
  );
}

function Assumptions({ ids }: { ids: readonly string[] }) {
  return (
    <Stack gap="xs">
      <Text size="sm">{words.approveAsk}</Text>
      <List size="sm">
        {ids.map((id) => (
          <List.Item key={id}>{id}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Approval({ programme, edition, assumptions }: EditionActionsProps) {
  const cache = useQueryClient();
  const account = useAccount();
  const [{ isOpen, site, approvedOn }, setKept, startAgain] = useKept(
    `approve ${edition.id}`,
    () => ({ isOpen: false, site: account.organisation ?? '', approvedOn: '' }),
  );
  const change = (part: { isOpen?: boolean; site?: string; approvedOn?: string }) =>
    setKept((before) => ({ ...before, ...part }));
  const approve = useMutation({
    mutationFn: () =>
      client('approveEdition', {
        params: { programme, edition: edition.id },
        body: {
          id: newId(),
          editionDigest: edition.digest,
          site,
          acceptedAssumptions: [...assumptions],
          approvedOn,
        },
      }),
    onSuccess: async () => {
      startAgain();
      await cache.invalidateQueries();
    },
  });
  return (
    <>
      <Button variant="default" size="xs" onClick={() => change({ isOpen: true })}>
        {words.approve}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={`${words.approve}: ${edition.id}`}
        yes={words.approve}
        isBusy={approve.isPending}
        onYes={() => approve.mutate()}
        onNo={startAgain}
      >
        <Assumptions ids={assumptions} />
        <TextInput
          label={words.site}
          required
          data-autofocus
          value={site}
          onChange={(event) => change({ site: event.currentTarget.value })}
        />
        <TextInput
          label={words.from}
          type="date"
          required
          value={approvedOn}
          onChange={(event) => change({ approvedOn: event.currentTarget.value })}
        />
        <ProblemNotice error={approve.error} />
      </ConfirmDialog>
    </>
  );
}

/** The actions of the signed-in role on an edition; none for most. */
export function EditionActions(props: EditionActionsProps) {
  const { role } = useAccount();
  const mayConfirm = role === 'programme_officer' && !props.isConfirmed;
  const mayApprove = role === 'safety_officer';
  if (!mayConfirm && !mayApprove) return null;
  return (
    <Group mt="sm" className="no-print">
      {mayConfirm && <Confirmation {...props} />}
      {mayApprove && <Approval {...props} />}
    </Group>
  );
}
