// Which laboratories report results of this person, for whoever has them in their care: let it, or end it today.

import type { AnswerOf } from '@aegle/api';
import { Button, Stack, Table, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { StackingTable } from '../ui/stacking-table.tsx';
import { Empty, Loading } from '../ui/states.tsx';

const words = messages.data;
const HEADINGS = [words.laboratory, words.reports, words.change];

type Line = AnswerOf<'readLaboratories'>['laboratories'][number];

function standing({ from, until }: Line): string {
  if (from === null) return words.reportsNot;
  return until === null
    ? words.reportsSince(dayInWords(from))
    : words.reportsUntil(dayInWords(until));
}

/** Every laboratory with its tie, and the one step that changes it; ended by mistake, it is let again. */
export function Laboratories({ patient }: { patient: string }) {
  const cache = useQueryClient();
  const name = ['laboratories', patient];
  const read = useQuery({
    queryKey: name,
    queryFn: () => client('readLaboratories', { params: { patient } }),
  });
  const change = useRecording('tieLaboratory', () => cache.invalidateQueries({ queryKey: name }));
  const lines = read.data?.laboratories ?? [];
  const step = (line: Line) => {
    const isTied = line.from === null || line.until !== null;
    return (
      <Button
        variant="default"
        size="compact-sm"
        aria-label={(isTied ? words.letReportOf : words.endReportingOf)(line.name)}
        loading={change.isPending && change.variables.body?.laboratory === line.laboratory}
        onClick={() =>
          change.mutate({ params: { patient }, body: { laboratory: line.laboratory, isTied } })
        }
      >
        {isTied ? words.letReport : words.endReporting}
      </Button>
    );
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{words.laboratoriesHint}</Text>
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      <ProblemNotice error={change.error} />
      {read.isSuccess && lines.length === 0 && (
        <Empty title={words.noLaboratories}>{words.noLaboratoriesStep}</Empty>
      )}
      {lines.length > 0 && (
        <StackingTable label={words.laboratories} headings={HEADINGS}>
          {lines.map((line) => (
            <Table.Tr key={line.laboratory} role="row">
              <Table.Td role="cell" fw={600}>
                {line.name}
              </Table.Td>
              <Table.Td role="cell" data-label={words.reports}>
                {standing(line)}
              </Table.Td>
              <Table.Td role="cell" data-label={words.change}>
                {step(line)}
              </Table.Td>
            </Table.Tr>
          ))}
        </StackingTable>
      )}
    </Stack>
  );
}
