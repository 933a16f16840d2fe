// When the operator last backed up, in words, and what to do where it is long ago or unknown.

import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { nowMs } from '../client/clock.ts';
import { instantInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';

const words = messages.access;
/** A day and a night: whoever backs up daily is never warned. */
const LATE_MS = 36 * 3_600_000;

export function BackupState() {
  const read = useQuery({
    queryKey: ['installation'],
    queryFn: () => client('readInstallation', {}),
  });
  if (read.isPending) return <Loading />;
  if (read.isError) return <ProblemNotice error={read.error} retry={() => read.refetch()} />;
  const at = read.data.lastBackupAt;
  if (at === null) return <Alert color="orange">{words.noBackup}</Alert>;
  const said = words.backedUp(instantInWords(at));
  if (nowMs() - Date.parse(at) < LATE_MS) return <Text size="sm">{said}</Text>;
  return (
    <Alert color="orange" title={said}>
      {words.backupLate}
    </Alert>
  );
}
