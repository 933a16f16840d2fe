// The laboratory checks of the chosen schedule: done, due, overdue, not needed; each with why and source.
// Never a check without its reason.

import type { CourseRead } from '@aegle/api';
import { Badge, Table, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { FormLink } from '../forms/form-link.tsx';
import { inWords, messages } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Sources } from './sources.tsx';

const words = messages.course;
type Check = NonNullable<CourseRead['checks']>['tests'][number];

const COLOURS: Readonly<Record<string, string>> = {
  overdue: 'red',
  missed: 'orange',
  due: 'orange',
  done: 'green',
  done_late: 'green',
};
/** What somebody acts on first. */
const ORDER = ['overdue', 'due', 'clinician_decides', 'upcoming', 'missed'];
const rank = ({ state }: Check) => {
  const at = ORDER.indexOf(state);
  return at === -1 ? ORDER.length : at;
};

const whenOf = ({ firstDay, lastDay }: Check) =>
  firstDay === null || lastDay === null
    ? '–'
    : words.between(dayInWords(firstDay), dayInWords(lastDay));

/** The checks, what is overdue first; one that is due leads to its form. */
export function Checks({ read }: { read: CourseRead }) {
  const { checks, patient } = read;
  const tests = [...(checks?.tests ?? [])].sort((a, b) => rank(a) - rank(b));
  return (
    <section aria-labelledby="checks">
      <Title order={2} fz="lg" id="checks">
        {words.checks}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {checks === null
          ? words.noChecks
          : words.checksBy(words.monitoring[checks.policy] ?? inWords(checks.policy))}
      </Text>
      {tests.length > 0 && (
        <StackingTable headings={[words.check, words.state, words.when, words.whyColumn]}>
          {tests.map((test) => (
            <Table.Tr key={`${test.test}/${test.because}/${test.firstDay}`} role="row">
              <Table.Td role="cell" fw={600}>
                {inWords(test.test)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.state}>
                <Badge color={COLOURS[test.state] ?? 'gray'}>
                  {words.states[test.state] ?? inWords(test.state)}
                </Badge>{' '}
                {(test.state === 'due' || test.state === 'overdue') && (
                  <FormLink patient={patient} form="LabResulted">
                    {words.enter}
                  </FormLink>
                )}
              </Table.Td>
              <Table.Td role="cell" data-label={words.when}>
                {whenOf(test)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.whyColumn}>
                {words.becauses[test.because] ?? inWords(test.because)}
                <Sources sources={test.sources} text={test.text} />
              </Table.Td>
            </Table.Tr>
          ))}
        </StackingTable>
      )}
    </section>
  );
}
