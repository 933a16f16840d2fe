// Tasks: list, close, hand on. Never free text about a patient.

import { z } from 'zod';
import { uuid } from '../wire/scalars.ts';
import * as tasks from '../wire/tasks.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofTask = z.strictObject({ task: uuid });

export const taskEndpoints = {
  listTasks: {
    method: 'GET',
    path: `${API_ROOT}/tasks`,
    tag: 'tasks',
    summary: 'Tasks of the signed-in role, by deadline',
    query: tasks.taskQuery,
    answer: tasks.tasks,
    isRecording: false,
  },
  closeTask: {
    method: 'POST',
    path: `${API_ROOT}/tasks/:task/closure`,
    tag: 'tasks',
    summary: 'Close a task with its outcome',
    params: ofTask,
    body: tasks.taskClosure,
    answer: tasks.task,
    isRecording: true,
  },
  escalateTask: {
    method: 'POST',
    path: `${API_ROOT}/tasks/:task/escalation`,
    tag: 'tasks',
    summary: 'Hand a task to its escalation now',
    params: ofTask,
    answer: tasks.task,
    isRecording: true,
  },
} as const satisfies Record<string, Endpoint>;
