// Adverse effects over time: when each began, how bad it was, when it was gone.
// Never a day between two reports: what happened between them is an interval.

import type { CourseRead } from '@aegle/api';
import { Table, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import { StackingTable } from '../ui/stacking-table.tsx';

const words = messages.course;
const HEADINGS = [words.effect, words.began, words.worst, words.lastSeen, words.gone];

export function Effects({ read }: { read: CourseRead }) {
  return (
    <section aria-labelledby="effects">
      <Title order={2} fz="lg" id="effects" mb="xs">
        {words.effects}
      </Title>
      {read.effects.length === 0 && <Text size="sm">{words.noEffects}</Text>}
      {read.effects.length > 0 && (
        <StackingTable headings={HEADINGS}>
          {read.effects.map((one) => (
            <Table.Tr key={`${one.effect}/${one.by}`} role="row">
              <Table.Td role="cell" fw={600}>
                {inWords(one.effect)}
                {one.treatments.length > 0 && (
                  <Text size="sm">{words.treated(one.treatments.join(', '))}</Text>
                )}
              </Table.Td>
              <Table.Td role="cell" data-label={words.began}>
                {one.from === null
                  ? words.beganBy(dayInWords(one.by))
                  : words.beganBetween(dayInWords(one.from), dayInWords(one.by))}
              </Table.Td>
              <Table.Td role="cell" data-label={words.worst}>
                {words.gradeOn(one.worstGrade, dayInWords(one.worstOn))}
              </Table.Td>
              <Table.Td role="cell" data-label={words.lastSeen}>
                {dayInWords(one.lastPresentOn)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.gone}>
                {one.goneBy === null ? words.notGone : words.goneBy(dayInWords(one.goneBy))}
              </Table.Td>
            </Table.Tr>
          ))}
        </StackingTable>
      )}
    </section>
  );
}
