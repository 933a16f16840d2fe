// After the course: what changed, what is still there, and what is published about the same question.
// Never a cause: the report says itself what it cannot show.

import type { CourseRead } from '@aegle/api';
import { List, Table, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { inWords, messages, numberInWords } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Sources } from './sources.tsx';

const words = messages.course;
type ReportRead = NonNullable<CourseRead['report']>;
type Domain = ReportRead['domains'][number];
type Series = Domain['series'][number];

const pointInWords = (point: Series['baseline']) =>
  point === null ? '–' : numberInWords(point.value);

function changeOf({ direction, isBeyondError }: Series): string {
  if (direction === null) return '–';
  const error = words.beyondError[isBeyondError ?? 'unknown'] ?? '';
  return `${words.changes[direction] ?? inWords(direction)}, ${error}`;
}

function Domains({ domains }: { domains: readonly Domain[] }) {
  const measured = domains.flatMap(({ series }) => series);
  if (measured.length === 0) return null;
  return (
    <StackingTable headings={[words.measure, words.before, words.best, words.last, words.change]}>
      {measured.map((series) => (
        <Table.Tr key={series.measure} role="row">
          <Table.Td role="cell" fw={600}>
            {inWords(series.measure)}
          </Table.Td>
          {(['baseline', 'best', 'last'] as const).map((what) => (
            <Table.Td
              key={what}
              role="cell"
              data-label={what === 'baseline' ? words.before : words[what]}
            >
              {pointInWords(series[what])}
            </Table.Td>
          ))}
          <Table.Td role="cell" data-label={words.change}>
            {changeOf(series)}
          </Table.Td>
        </Table.Tr>
      ))}
    </StackingTable>
  );
}

/** The report; nothing while the course goes on. */
export function Report({ read }: { read: CourseRead }) {
  const { report } = read;
  if (report === null) return null;
  return (
    <section aria-labelledby="report">
      <Title order={2} fz="lg" id="report">
        {words.report}: {words.reportTitle(report.monthsSinceLastDose)}
      </Title>
      <Text fw={600}>{report.isInRemission ? words.remission : words.notRemission}</Text>
      <List size="sm" mb="xs">
        {report.relapse.map(({ rung, state, days }) => (
          <List.Item key={rung}>
            {words.rungs[rung] ?? inWords(rung)}: {words.rungStates[state] ?? inWords(state)}{' '}
            {words.days(days)}
          </List.Item>
        ))}
        {report.visits.map(({ month, state, bestDay }) => (
          <List.Item key={month}>
            {words.visits}, {words.month(month)} ({dayInWords(bestDay)}):{' '}
            {words.states[state] ?? inWords(state)}
          </List.Item>
        ))}
        {report.effects.map(({ effect, state }) => (
          <List.Item key={effect}>
            {inWords(effect)}: {words.effectStates[state] ?? inWords(state)}
          </List.Item>
        ))}
      </List>
      <Domains domains={report.domains} />
      {report.domains.map(({ domain, published }) =>
        published === null ? null : (
          <details key={domain}>
            <summary>
              {words.published}: {inWords(domain)}
            </summary>
            <Text size="sm">{published.known}</Text>
            <Sources sources={published.sources} />
          </details>
        ),
      )}
      {report.statements.map((one) => (
        <Text key={one} size="sm" c="dimmed">
          {one}
        </Text>
      ))}
    </section>
  );
}
