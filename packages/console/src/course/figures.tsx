// The course in figures: day, what was taken in mg/kg by three weights, its end, its target, supply.
// Never one figure over classes of capsules, and never an end without the rule that gives it.

import type { CourseRead } from '@aegle/api';
import { List, Paper, SimpleGrid, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayInWords } from '../client/days.ts';
import { inWords, messages, numberInWords } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import type { Course } from './course-layout.ts';
import { SourceList } from './sources.tsx';

const words = messages.course;
const CONVENTIONS = ['baseline_weight', 'current_weight', 'per_period'] as const;

interface FigureProps {
  readonly title: string;
  readonly value: string;
  readonly children?: ReactNode;
}

function Figure({ title, value, children }: FigureProps) {
  return (
    <Paper withBorder p="sm">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fw={650} fz="lg">
        {value}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Paper>
  );
}

function dayNote({ startedOn, lastDoseOn, pauses }: Course): string {
  if (lastDoseOn !== null) return words.ended(dayInWords(lastDoseOn));
  const paused = pauses.find(({ to }) => to === null);
  if (paused !== undefined) return words.paused(dayInWords(paused.from));
  return startedOn === null ? words.notStarted : words.since(dayInWords(startedOn));
}

const policyOf = ({ end }: Course) =>
  end.policy === null
    ? words.noPolicy
    : words.by(words.policies[end.policy] ?? inWords(end.policy).toLowerCase());

function Taken({ course }: { course: Course }) {
  const { doses, end } = course;
  const taken = doses.filter((one) => one.taken.mg > 0);
  if (taken.length === 0) return <Figure title={words.taken} value={words.mg('0')} />;
  return taken.map(({ doseClass, takenPerKg, taken: amount }) => {
    const main = CONVENTIONS.find((one) => one === end.convention) ?? 'baseline_weight';
    const value = takenPerKg[main];
    return (
      <Figure
        key={doseClass}
        title={
          taken.length === 1
            ? words.taken
            : `${words.taken}: ${words.classes[doseClass] ?? inWords(doseClass)}`
        }
        value={value === null ? words.noWeight : words.mgPerKg(value.toFixed(1))}
      >
        {words.mg(numberInWords(amount.mg))}
        {words.short(amount.unstated)}
        {CONVENTIONS.map((one) => {
          const perKg = takenPerKg[one];
          if (perKg === null) return null;
          return (
            <div key={one}>
              {words.mgPerKg(perKg.toFixed(1))} {words.conventions[one]}
              {one === main && ` (${words.chosen})`}
            </div>
          );
        })}
      </Figure>
    );
  });
}

/** The figures of the course. */
export function Figures({ read, course }: { read: CourseRead; course: Course }) {
  const { end, day, lastsUntil } = course;
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 5 }} spacing="xs">
        <Figure title={words.day} value={day === null ? '–' : String(day)}>
          {dayNote(course)}
        </Figure>
        <Taken course={course} />
        <Figure
          title={words.target}
          value={
            end.targetMgPerKg === null
              ? words.noTarget
              : words.targetOf(numberInWords(end.targetMgPerKg))
          }
        >
          {end.targetMgPerKg !== null &&
            (end.targetReachedOn === null
              ? words.targetNoDay
              : words.targetOn(dayInWords(end.targetReachedOn)))}
          {end.remainingMg !== null && (
            <div>{words.remaining(numberInWords(Math.round(end.remainingMg)))}</div>
          )}
        </Figure>
        <Figure
          title={words.ends}
          value={end.endsOn === null ? words.endsUnknown : dayInWords(end.endsOn)}
        >
          {policyOf(course)}
        </Figure>
        <Figure
          title={words.supply}
          value={
            lastsUntil === null ? words.supplyUnknown : words.lastsUntil(dayInWords(lastsUntil))
          }
        />
      </SimpleGrid>
      <Reasons read={read} course={course} />
    </Stack>
  );
}

function Reasons({ read, course }: { read: CourseRead; course: Course }) {
  const { end, adherence, doses } = course;
  const share =
    adherence.share === null
      ? words.adherenceNone
      : words.adherence(
          `${numberInWords(adherence.share * 100)} %`,
          adherence.reportedDays,
          adherence.silentDays,
        );
  return (
    <details>
      <summary>{words.why}</summary>
      <Stack gap="xs" mt="xs">
        <List size="sm">
          <List.Item>{share}</List.Item>
          {end.notes.map((note) => (
            <List.Item key={note}>{words.notes[note] ?? inWords(note)}</List.Item>
          ))}
        </List>
        {doses.length > 0 && (
          <StackingTable
            label={words.amounts}
            headings={[words.amounts, words.prescribed, words.dispensed, words.takenMg]}
          >
            {doses.map((one) => (
              <Table.Tr key={one.doseClass} role="row">
                <Table.Td role="cell" fw={600}>
                  {words.classes[one.doseClass] ?? inWords(one.doseClass)}
                </Table.Td>
                {(['prescribed', 'dispensed', 'taken'] as const).map((what) => (
                  <Table.Td
                    key={what}
                    role="cell"
                    data-label={what === 'taken' ? words.takenMg : words[what]}
                  >
                    {words.mg(numberInWords(one[what].mg))}
                    {words.short(one[what].unstated)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </StackingTable>
        )}
        {read.basis.length > 0 && <Text size="sm">{words.basis}:</Text>}
        {read.basis.map(({ parameter, low, high, unit, sources }) => (
          <div key={parameter}>
            <Text size="sm" fw={600}>
              {words.parameters[parameter] ?? inWords(parameter)}:{' '}
              {words.range(numberInWords(low), numberInWords(high), words.units[unit] ?? unit)}
            </Text>
            <SourceList sources={sources} />
          </div>
        ))}
      </Stack>
    </details>
  );
}
