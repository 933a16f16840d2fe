// Where a run stands: its share while it takes longer than a blink, or why it broke off.
// Never a bare spinner for a run that can say how far it is.

import { Alert, Progress, Text, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { messages } from '../messages/messages.ts';
import type { ForecastRun } from './use-forecast.ts';

const words = messages.forecast;
/** Shorter runs show nothing in between. */
const BLINK_MS = 300;

function RunningBar({ share }: { share: number }) {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const wait = setTimeout(() => setLong(true), BLINK_MS);
    return () => clearTimeout(wait);
  }, []);
  if (!isLong) return null;
  const percent = Math.round(100 * share);
  return (
    <>
      <Text size="sm">{words.running(`${percent} %`)}</Text>
      <Progress.Root size="lg">
        <Progress.Section value={percent} aria-label={words.progress} />
      </Progress.Root>
    </>
  );
}

/** Shown between the form and the answer; read out when the answer is there. */
export function RunProgress({ run }: { run: ForecastRun }) {
  return (
    <div>
      {run.state === 'running' && <RunningBar share={run.share} />}
      {run.state === 'failed' && (
        <Alert color="red" role="alert" title={words.failed}>
          <Text size="sm">{run.reason}</Text>
          <Text size="sm">{words.failedStep}</Text>
        </Alert>
      )}
      <VisuallyHidden role="status">{run.state === 'done' && words.done}</VisuallyHidden>
    </div>
  );
}
