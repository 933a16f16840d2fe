// The same question with more people, on the server: asked for, watched, and its answer shown.
// Never sent before somebody chose to, and never for a patient whose page this is not.

import type { Forecast as StoredForecast } from '@aegle/api';
import { grouped } from '@aegle/figures';
import type { ForecastAnswer } from '@aegle/forecast';
import { Alert, Button, Paper, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { client } from '../client/query-client.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.forecast;
const PEOPLE = 200_000;
const POLL_MS = 1000;

/** The wire's answer is the package's own, checked by its schema on the way. */
function answerIn(stored: StoredForecast | undefined): ForecastAnswer | null {
  return (stored?.answer ?? null) as ForecastAnswer | null;
}

const isOver = (stored: StoredForecast | undefined) =>
  stored?.state === 'done' || stored?.state === 'failed';

function Running({ stored }: { stored: StoredForecast }) {
  const { chunksDone, chunks } = stored.progress;
  const percent = Math.round((100 * chunksDone) / Math.max(1, chunks));
  return (
    <>
      <Text size="sm" role="status">
        {words.onServer(`${percent} %`)}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={words.progress} />
      </Progress.Root>
    </>
  );
}

interface ServerRunProps {
  /** Whose forecast this is; the server asks for it. */
  readonly patient: string;
  /** The accepted request, as JSON text. */
  readonly request: string;
  /** What stands below: the server's answer, or null while there is none. */
  readonly children: (answer: ForecastAnswer | null) => ReactNode;
}

/** A button, then progress; the answer with so many people takes the place of this device's. */
export function ServerRun({ patient, request, children }: ServerRunProps) {
  const [id, setId] = useState<string | null>(null);
  const ask = useRecording('requestForecast', (stored) => setId(stored.id));
  const read = useQuery({
    queryKey: ['forecast', id],
    queryFn: () => client('readForecast', { params: { forecast: id ?? '' } }),
    enabled: id !== null && !isOver(ask.data),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  });
  const stored = read.data ?? ask.data;
  const start = () => ask.mutate({ body: { ...JSON.parse(request), patients: PEOPLE, patient } });
  return (
    <>
      <Paper withBorder p="lg">
        <Stack gap="md">
          <Title order={2} fz="lg">
            {words.serverTitle}
          </Title>
          {stored === undefined && (
            <>
              <Text size="sm">{words.serverHint}</Text>
              <Button variant="default" w="fit-content" loading={ask.isPending} onClick={start}>
                {words.runOnServer(grouped(PEOPLE))}
              </Button>
            </>
          )}
          <ProblemNotice error={ask.error ?? read.error} />
          {stored !== undefined && !isOver(stored) && <Running stored={stored} />}
          {stored?.failure != null && (
            <Alert color="red" role="alert" title={words.failed}>
              {stored.failure.rule} {stored.failure.nextStep}
            </Alert>
          )}
          {stored?.state === 'done' && <Text role="status">{words.doneOnServer}</Text>}
        </Stack>
      </Paper>
      {children(answerIn(stored))}
    </>
  );
}
