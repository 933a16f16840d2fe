// What a new installation still lacks before others can work in it, told to its administrator.
// Never shown once all of it that can be seen here is done.

import { List, Paper, Title } from '@mantine/core';
import { nowMs } from '../client/clock.ts';
import { messages } from '../messages/messages.ts';
import { type AccountLine, useAccounts, usePlaces } from './use-access.ts';

const words = messages.access;
const OFFICES: readonly AccountLine['role'][] = [
  'administrator',
  'programme_officer',
  'safety_officer',
];

type Step = keyof typeof words.firstDaySteps;

/** Which steps are done, of those that the lists show. */
export function stepsDone(accounts: readonly AccountLine[], places: number): ReadonlySet<Step> {
  const active = accounts.filter(({ endsAt }) => endsAt === null || Date.parse(endsAt) > nowMs());
  const done = new Set<Step>();
  const inRole = (...roles: AccountLine['role'][]) =>
    active.filter(({ role }) => roles.includes(role)).length;
  if (places > 0) done.add('places');
  if (inRole('administrator', 'programme_officer') > 1) done.add('second');
  if (inRole('safety_officer') > 0) done.add('readers');
  if (active.every((one) => !OFFICES.includes(one.role) || one.hasSecondFactor))
    done.add('factors');
  return done;
}

const STEPS: readonly Step[] = ['places', 'second', 'readers', 'factors', 'backup'];

/** The steps that are left, until only what this page cannot see is. */
export function FirstDay() {
  const accounts = useAccounts();
  const places = usePlaces();
  if (!accounts.isSuccess || !places.isSuccess) return null;
  const done = stepsDone(accounts.data.accounts, places.data.organisations.length);
  if (done.size === STEPS.length - 1) return null;
  return (
    <Paper withBorder p={{ base: 'sm', sm: 'lg' }} component="section" aria-label={words.firstDay}>
      <Title order={2} fz={20} mb="sm">
        {words.firstDay}
      </Title>
      <List type="ordered" size="sm">
        {STEPS.map((step) => (
          <List.Item key={step}>
            {words.firstDaySteps[step]}
            {done.has(step) && <strong>{` ${words.firstDayDone}`}</strong>}
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}
