// The drawing of the course as tables: planned doses, weeks taken, weights, scores.
// Never less than the drawing shows: results and effects have their own tables beside it.

import type { CourseRead } from '@aegle/api';
import { formatCalendarDay } from '@aegle/core';
import { Table, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { dayInWords } from '../client/days.ts';
import { inWords, messages, numberInWords } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import { type Course, weeksOf } from './course-layout.ts';

const words = messages.course;

interface TwinProps {
  readonly title: string;
  readonly headings: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

function Twin({ title, headings, rows }: TwinProps) {
  if (rows.length === 0) return null;
  return (
    <div>
      <Title order={3} fz="sm" mt="sm">
        {title}
      </Title>
      <StackingTable label={title} headings={headings}>
        {rows.map(({ key, cells }) => (
          <Table.Tr key={key} role="row">
            {cells.map((cell, index) => (
              <Table.Td key={headings[index]} role="cell" data-label={headings[index]}>
                {cell}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </StackingTable>
    </div>
  );
}

function CourseTwins({ course }: { course: Course }) {
  return (
    <>
      <Twin
        title={words.plan}
        headings={[words.from, words.to, words.dailyDose]}
        rows={course.plan.map(({ from, to, mg }) => ({
          key: from,
          cells: [dayInWords(from), dayInWords(to), mg === 0 ? words.break : numberInWords(mg)],
        }))}
      />
      <Twin
        title={words.weeks}
        headings={[words.week, words.from, words.takenMg, words.missed]}
        rows={weeksOf(course).map(({ week, from, mg, days, missed }) => ({
          key: String(week),
          cells: [
            week,
            dayInWords(formatCalendarDay(from)),
            `${words.mg(numberInWords(mg))}, ${words.days(days)}`,
            missed,
          ],
        }))}
      />
      <Twin
        title={words.weights}
        headings={[messages.timeline.day, words.weight]}
        rows={course.weights.map(({ on, kg }) => ({
          key: `${on}/${kg}`,
          cells: [dayInWords(on), numberInWords(kg)],
        }))}
      />
    </>
  );
}

/** The tables, folded under the drawing. */
export function CourseTables({ read }: { read: CourseRead }) {
  const scores = read.severity.length > 0 || read.symptoms.length > 0;
  if (read.course === null && !scores) return null;
  return (
    <details>
      <summary>{words.tables}</summary>
      {read.course !== null && <CourseTwins course={read.course} />}
      <Twin
        title={words.scores}
        headings={[messages.timeline.day, words.scale, words.score]}
        rows={read.severity.map(({ on, scale, score }) => ({
          key: `${on}/${scale}/${score}`,
          cells: [dayInWords(on), inWords(scale), score],
        }))}
      />
      <Twin
        title={words.lanes.symptoms}
        headings={[messages.timeline.day, words.effect, words.grade]}
        rows={read.symptoms.map(({ on, symptom, grade, heardFrom }, index) => ({
          key: `${on}/${symptom}/${index}`,
          cells: [dayInWords(on), inWords(symptom), `${grade} (${inWords(heardFrom)})`],
        }))}
      />
    </details>
  );
}
