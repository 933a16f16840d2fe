// The work that people owe: listed, taken, closed, handed on when a deadline passes.
// Never closes itself: a task is closed by a named person with an outcome.

import type { Scope, Task, TaskFilter } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { ServiceContext } from './context.ts';

/** Tasks of a filter, in order of deadline. */
export function listTasks(
  context: ServiceContext,
  scope: Scope,
  filter: TaskFilter,
): Promise<readonly Task[]> {
  return context.store.inTransaction(scope, (tx) => tx.tasks(filter));
}

/** Takes a task (null gives it back). */
export function assignTask(
  context: ServiceContext,
  scope: Scope,
  task: string,
  assignee: string | null,
): Promise<null> {
  return context.store.inTransaction(scope, async (tx) => {
    await tx.assignTask(task, assignee);
    return null;
  });
}

/** Closes a task with an outcome code. Faults: not_found, conflict. */
export function closeTask(
  context: ServiceContext,
  scope: Scope,
  task: string,
  state: 'done' | 'cancelled',
  outcome: string,
): Promise<null> {
  return context.store.inTransaction(scope, async (tx) => {
    await tx.closeTask(task, state, outcome);
    return null;
  });
}

/** Hands an open task on to its escalation role now. Fault: not_found when none is open. */
export function escalateTask(context: ServiceContext, scope: Scope, task: string): Promise<null> {
  return context.store.inTransaction(scope, async (tx) => {
    if ((await tx.escalateTask(task)) !== null) return null;
    throw refuse('not_found', 'task', 'There is no such open task.', 'Read the list again.');
  });
}
