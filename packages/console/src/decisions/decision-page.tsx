// One stored decision: what was answered, what each requirement was found to be, and the replay.
// Never answers from the stored text alone: the server decides it again and compares.

import type { Explanation, Replay } from '@aegle/api';
import { Alert, Badge, Button, Group, List, Stack, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { Wide } from '../ui/wide.tsx';
import { DecisionAnswer } from './decision-answer.tsx';

const words = messages.decisions;
const COLOURS = { met: 'green', unmet: 'orange', unknown: 'blue' } as const;

function Trace({ trace }: { trace: Explanation['trace'] }) {
  if (trace.length === 0) return null;
  return (
    <section aria-labelledby="trace">
      <Title order={2} fz="lg" id="trace" mb="xs">
        {words.trace}
      </Title>
      <Wide label={words.trace}>
        <Table fz="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{messages.timeline.requirement}</Table.Th>
              <Table.Th>{messages.timeline.state}</Table.Th>
              <Table.Th>{words.evidence}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {trace.map((line) => (
              <Table.Tr key={`${line.programme}/${line.edition}/${line.requirement}`}>
                <Table.Td>
                  {inWords(line.requirement)}
                  <Text size="xs" c="dimmed">
                    {line.programme}, {line.edition}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Badge color={COLOURS[line.truth]}>{words.truth[line.truth]}</Badge>
                </Table.Td>
                <Table.Td>{line.evidence.length}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Wide>
    </section>
  );
}

function ReplayResult({ replay }: { replay: Replay }) {
  const text = {
    same: words.replaySame,
    different: words.replayDifferent,
    erased: words.replayErased,
  }[replay.state];
  return (
    <Alert role="status" color={replay.state === 'same' ? 'green' : 'orange'} title={text}>
      {replay.differences.length > 0 && (
        <List size="sm">
          {replay.differences.map((part) => (
            <List.Item key={part}>{inWords(part)}</List.Item>
          ))}
        </List>
      )}
      <Text size="sm">
        {words.engine}: {replay.engineVersionThen} → {replay.engineVersionNow}
      </Text>
    </Alert>
  );
}

const MAY_REPLAY = new Set(['prescriber', 'programme_officer', 'safety_officer']);

/** The page of one decision, under its patient. */
export function DecisionPage() {
  const params = useParams({ from: '/patients/$patient/decisions/$decision' });
  const { role } = useAccount();
  const explained = useQuery({
    queryKey: ['decision', params.patient, params.decision],
    queryFn: () => client('explainDecision', { params }),
  });
  const replay = useMutation({ mutationFn: () => client('replayDecision', { params }) });
  if (explained.isPending) return <Loading />;
  if (explained.isError)
    return <ProblemNotice error={explained.error} retry={() => explained.refetch()} />;
  const { question, askedFor, knownAt, engineVersion, decision, trace } = explained.data;
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={2} fz="lg">
            {words.title}: {inWords(question)}
          </Title>
          <Text size="sm" c="dimmed">
            {words.askedFor} {instantInWords(askedFor)} · {words.knownAt} {instantInWords(knownAt)}{' '}
            · {words.engine} {engineVersion}
          </Text>
        </div>
        {MAY_REPLAY.has(role) && (
          <Button
            variant="default"
            className="no-print"
            title={words.replayHint}
            loading={replay.isPending}
            onClick={() => replay.mutate()}
          >
            {words.replay}
          </Button>
        )}
      </Group>
      <ProblemNotice error={replay.error} />
      {replay.data !== undefined && <ReplayResult replay={replay.data} />}
      {decision === null ? <Empty title={words.erased} /> : <DecisionAnswer answer={decision} />}
      <Trace trace={trace} />
    </Stack>
  );
}
