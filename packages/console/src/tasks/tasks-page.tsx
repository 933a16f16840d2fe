// The tasks of the signed-in role by deadline; closing one names an outcome.
// Never free text about a patient: outcomes are codes.

import type { Task } from '@aegle/api';
import { Badge, Button, Group, Paper, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';

const words = messages.tasks;
const OUTCOMES = Object.entries(words.outcomes).map(([value, label]) => ({ value, label }));

function CloseTask({ task }: { task: Task }) {
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const [isCancelled, setCancelled] = useState(false);
  const close = useMutation({
    mutationFn: () =>
      client('closeTask', {
        params: { task: task.id },
        body: { state: isCancelled ? 'cancelled' : 'done', outcome: outcome ?? '' },
      }),
    onSuccess: async () => {
      setOpen(false);
      await cache.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.closeTask}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={`${words.closeTitle}: ${inWords(task.kind)}`}
        yes={isCancelled ? words.closeCancelled : words.closeDone}
        isBusy={close.isPending}
        onYes={() => close.mutate()}
        onNo={() => setOpen(false)}
      >
        <SegmentedControl
          value={isCancelled ? 'cancelled' : 'done'}
          onChange={(value) => setCancelled(value === 'cancelled')}
          data={[
            { value: 'done', label: words.done },
            { value: 'cancelled', label: words.cancelled },
          ]}
        />
        <Select
          label={words.outcome}
          data={OUTCOMES}
          value={outcome}
          onChange={setOutcome}
          required
          data-autofocus
        />
        <ProblemNotice error={close.error} />
      </ConfirmDialog>
    </>
  );
}

function EscalateTask({ task }: { task: Task }) {
  const cache = useQueryClient();
  const escalate = useMutation({
    mutationFn: () => client('escalateTask', { params: { task: task.id } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['tasks'] }),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        loading={escalate.isPending}
        onClick={() => escalate.mutate()}
      >
        {words.escalate}
      </Button>
      <ProblemNotice error={escalate.error} />
    </>
  );
}

function TaskCard({ task }: { task: Task }) {
  const isOpen = task.state === 'open';
  const isOverdue = isOpen && Date.parse(task.deadline) < nowMs();
  const reachesPatients = placesOf(useAccount()).some((place) => place.path === '/patients');
  return (
    <Paper withBorder p="md" component="li" className="keep-together">
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={600}>{inWords(task.kind)}</Text>
          <Text size="sm">
            {words.deadline}: {instantInWords(task.deadline)}
          </Text>
          <Text size="sm" c="dimmed">
            {words.owner}: {messages.roles[task.ownerRole]} · {words.deputy}:{' '}
            {messages.roles[task.deputyRole]} · {words.escalation}:{' '}
            {messages.roles[task.escalationRole]}, {instantInWords(task.escalateAt)}
          </Text>
          {task.outcome !== null && (
            <Text size="sm">
              {words.outcome}: {words.outcomes[task.outcome] ?? inWords(task.outcome)}
            </Text>
          )}
        </div>
        <Stack gap="xs" align="flex-end">
          <Group gap={6}>
            {isOverdue && <Badge color="red">{words.overdue}</Badge>}
            {isOpen && task.isEscalated && <Badge color="orange">{words.escalated}</Badge>}
          </Group>
          <Group gap="xs" className="no-print">
            {task.patient !== null && reachesPatients && (
              <Link to="/patients/$patient" params={{ patient: task.patient }}>
                {words.patient}
              </Link>
            )}
            {isOpen && !task.isEscalated && <EscalateTask task={task} />}
            {isOpen && <CloseTask task={task} />}
          </Group>
        </Stack>
      </Group>
    </Paper>
  );
}

/** Page after page: no open task is hidden behind others. */
async function everyOpenTask(): Promise<readonly Task[]> {
  const all: Task[] = [];
  let after: string | null = null;
  do {
    const query: { state: 'open'; limit: number; after?: string } = { state: 'open', limit: 500 };
    if (after !== null) query.after = after;
    const page = await client('listTasks', { query });
    all.push(...page.tasks);
    after = page.next;
  } while (after !== null);
  return all;
}

async function latest(state: Task['state']): Promise<readonly Task[]> {
  return (await client('listTasks', { query: { state, limit: 200 } })).tasks;
}

/** Tasks that the role owns, deputises for or has to catch. */
export function TasksPage() {
  const [state, setState] = useState<Task['state']>('open');
  const tasks = useQuery({
    queryKey: ['tasks', state],
    queryFn: () => (state === 'open' ? everyOpenTask() : latest(state)),
    refetchInterval: 60_000,
  });
  const listed = tasks.data ?? [];
  return (
    <Page
      title={words.title}
      aside={
        <SegmentedControl
          className="no-print"
          aria-label={words.show}
          value={state}
          onChange={(value) => setState(value as Task['state'])}
          data={[
            { value: 'open', label: words.open },
            { value: 'done', label: words.done },
            { value: 'cancelled', label: words.cancelled },
          ]}
        />
      }
    >
      {tasks.isPending && <Loading />}
      <ProblemNotice error={tasks.error} retry={() => tasks.refetch()} />
      {tasks.isSuccess && listed.length === 0 && <Empty title={words.none}>{words.noneStep}</Empty>}
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {listed.map((task) => (
          <TaskCard key={task.id} task={task} />
        ))}
      </Stack>
    </Page>
  );
}
