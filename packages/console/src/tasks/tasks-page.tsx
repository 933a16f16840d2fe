// The tasks of the signed-in role by deadline; closing one names an outcome.
// Never free text about a patient: outcomes are codes.

import type { PatientLine, Task } from '@aegle/api';
import { Badge, Button, Group, Paper, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { nowMs } from '../client/clock.ts';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { FormLink } from '../forms/form-link.tsx';
import { formOfTask } from '../forms/form-of.ts';
import { inWords, messages } from '../messages/messages.ts';
import { fullName } from '../people/person-name.ts';
import { usePeople } from '../people/use-people.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';

const words = messages.tasks;

/** What the task asks for, in words; of a kind without words its code. */
const whatOf = ({ kind }: Task) => messages.today.tasks[kind]?.what ?? inWords(kind);

const OUTCOMES = Object.entries(words.outcomes).map(([value, label]) => ({ value, label }));

interface Closing {
  readonly isOpen: boolean;
  readonly outcome: string | null;
  readonly isCancelled: boolean;
}

function CloseTask({ task }: { task: Task }) {
  const cache = useQueryClient();
  const [{ isOpen, outcome, isCancelled }, setKept, startAgain] = useKept<Closing>(
    `close ${task.id}`,
    () => ({ isOpen: false, outcome: null, isCancelled: false }),
  );
  const change = (part: Partial<Closing>) => setKept((before) => ({ ...before, ...part }));
  const close = useMutation({
    mutationFn: () =>
      client('closeTask', {
        params: { task: task.id },
        body: { state: isCancelled ? 'cancelled' : 'done', outcome: outcome ?? '' },
      }),
    onSuccess: async () => {
      startAgain();
      await cache.invalidateQueries({ queryKey: ['tasks'] });
    },
  });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => change({ isOpen: true })}>
        {words.closeTask}
      </Button>
      <ConfirmDialog
        isOpen={isOpen}
        question={`${words.closeTitle}: ${whatOf(task)}`}
        yes={isCancelled ? words.closeCancelled : words.closeDone}
        isBusy={close.isPending}
        onYes={() => close.mutate()}
        onNo={startAgain}
      >
        <SegmentedControl
          value={isCancelled ? 'cancelled' : 'done'}
          onChange={(value) => change({ isCancelled: value === 'cancelled' })}
          data={[
            { value: 'done', label: words.done },
            { value: 'cancelled', label: words.cancelled },
          ]}
        />
        <Select
          label={words.outcome}
          data={OUTCOMES}
          value={outcome}
          onChange={(chosen) => change({ outcome: chosen })}
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

/** Whose it is, for a role that opens patients, and the way to the form that ends it. */
function TaskPatient({ task, person }: { task: Task; person: PatientLine | undefined }) {
  const account = useAccount();
  const reachesPatients = placesOf(account).some((place) => place.path === '/patients');
  if (task.patient === null) return null;
  const { patient } = task;
  // An office acts on the conditions, which say what is missing and never who it is.
  if (account.role === 'programme_officer')
    return (
      <Link to="/patients/$patient/conditions" params={{ patient }}>
        {words.unnamedPatient}
      </Link>
    );
  if (!reachesPatients) return null;
  return (
    <Group gap="md">
      <Link to="/patients/$patient" params={{ patient }}>
        {person === undefined ? words.patient : fullName(person.name)}
      </Link>
      {task.state === 'open' && (
        <FormLink patient={patient} form={formOfTask(task.kind)}>
          {words.toForm}
        </FormLink>
      )}
    </Group>
  );
}

function TaskCard({ task, person }: { task: Task; person: PatientLine | undefined }) {
  const isOpen = task.state === 'open';
  const isOverdue = isOpen && Date.parse(task.deadline) < nowMs();
  return (
    <Paper withBorder p="md" component="li" className="keep-together">
      <Group justify="space-between" align="flex-start">
        <div style={{ flex: '1 1 320px' }}>
          <Text fw={600}>{whatOf(task)}</Text>
          <TaskPatient task={task} person={person} />
          <Text size="sm">{messages.today.tasks[task.kind]?.why}</Text>
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
  const people = usePeople();
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
          <TaskCard key={task.id} task={task} person={people.get(task.patient ?? '')} />
        ))}
      </Stack>
    </Page>
  );
}
