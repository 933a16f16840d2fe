// Laboratory results as the tables read them: value, grade by version, what is advised, from where.
// Never an advice as an order, and never a grade without its scale's version.

import type { CourseRead } from '@aegle/api';
import { Badge, Table, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { inWords, messages, numberInWords } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Sources } from './sources.tsx';

const words = messages.course;
type Result = CourseRead['results'][number];

const COLOURS: Readonly<Record<string, string>> = {
  stop: 'red',
  hold: 'red',
  act: 'orange',
  continue: 'green',
};

function resultInWords({ value, unit, comparator, low, high, isFasting }: Result): string {
  if (value === null || unit === null) return words.unreadResult;
  const number = `${comparator ?? ''}${numberInWords(value)} ${unit}`;
  const limit = (one: number | null) => (one === null ? '–' : numberInWords(one));
  return [
    number,
    ...(low === null && high === null ? [] : [words.limits(limit(low), limit(high))]),
    ...(isFasting === true ? [words.fasting] : []),
  ].join(', ');
}

function gradesOf({ grades }: Result): string {
  return grades
    .map(({ version, grade, mayBeHigher, because }) => {
      if (grade === null)
        return words.ctcae(version, words.ungraded[because ?? ''] ?? inWords(because ?? ''));
      return words.ctcae(version, mayBeHigher ? words.orHigher(String(grade)) : String(grade));
    })
    .join('; ');
}

function Advice({ result }: { result: Result }) {
  const { action, advice, reviews, questions } = result;
  const isToday = reviews.some(({ urgency }) => urgency === 'same_day');
  return (
    <>
      {action !== null && (
        <Badge color={COLOURS[action] ?? 'gray'} mr={6}>
          {words.actions[action] ?? inWords(action)}
        </Badge>
      )}
      {isToday && <Badge color="red">{words.sameDay}</Badge>}
      {advice.map((part) => (
        <Text key={part.advice} size="sm">
          {part.advice}
        </Text>
      ))}
      {reviews.map(({ reason }) => (
        <Text key={reason} size="sm">
          {words.reviews[reason] ?? inWords(reason)}
        </Text>
      ))}
      {questions.map(({ doubt, otherUnit }) =>
        otherUnit === null ? null : (
          <Text key={doubt} size="sm">
            {words.otherUnit(otherUnit)}
          </Text>
        ),
      )}
      <Sources sources={advice.flatMap(({ sources }) => sources)} />
    </>
  );
}

/** The results, the newest first, then how each analyte goes. */
export function Findings({ read }: { read: CourseRead }) {
  const { results, trends, unread, redFlags } = read;
  return (
    <section aria-labelledby="findings">
      <Title order={2} fz="lg" id="findings" mb="xs">
        {words.findings}
      </Title>
      {results.length === 0 && <Text size="sm">{words.noFindings}</Text>}
      {trends.map(({ analyte, unit, direction }) => (
        <Text key={`${analyte}/${unit}`} size="sm">
          {inWords(analyte)}, {unit}: {words.trends[direction] ?? inWords(direction)}.
        </Text>
      ))}
      {results.length > 0 && (
        <StackingTable
          headings={[messages.timeline.day, words.check, words.result, words.grade, words.advice]}
        >
          {[...results].reverse().map((result) => (
            <Table.Tr key={result.event} role="row">
              <Table.Td role="cell">{result.on === null ? '–' : dayInWords(result.on)}</Table.Td>
              <Table.Td role="cell" fw={600}>
                {result.analyte === null ? '–' : inWords(result.analyte)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.result}>
                {resultInWords(result)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.grade}>
                {gradesOf(result)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.advice}>
                <Advice result={result} />
              </Table.Td>
            </Table.Tr>
          ))}
        </StackingTable>
      )}
      {unread > 0 && <Text size="sm">{words.unread(unread)}</Text>}
      {redFlags.length > 0 && (
        <Text fw={600} mt="xs">
          {words.redFlags}
        </Text>
      )}
      {redFlags.map(({ on, flag, advice }) => (
        <Text key={`${on}/${flag}`} size="sm">
          {words.flagOn(dayInWords(on), inWords(flag))}. {words.toPatient} {advice}
        </Text>
      ))}
    </section>
  );
}
