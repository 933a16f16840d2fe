// The copy of one person's data, saved as a file by the browser. Never shown on the page, never named after anybody.

import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';

const words = messages.data;

function save(copy: unknown): void {
  const file = new Blob([JSON.stringify(copy, null, 2)], { type: 'application/json' });
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'copy-of-record.json';
  link.click();
  URL.revokeObjectURL(address);
}

/** The button that takes it. */
export function SaveCopy({ patient, hint }: { patient: string; hint: string }) {
  const take = useMutation({
    mutationFn: () => client('exportPatient', { params: { patient } }),
    gcTime: 0,
    onSuccess: save,
  });
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{hint}</Text>
      <Button loading={take.isPending} onClick={() => take.mutate()}>
        {words.take}
      </Button>
      <ProblemNotice error={take.error} />
      <div role="status">{take.isSuccess && <Alert color="green" title={words.taken} />}</div>
    </Stack>
  );
}
