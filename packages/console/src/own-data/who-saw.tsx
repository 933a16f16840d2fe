// Who read one record from outside the care: when, in which role, why. Read when asked, page by page.
// Never who it was by name: the log holds pseudonyms, and a patient reads roles alone.

import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { LogEntries } from './log-entries.tsx';

const words = messages.data;

function Entries({ patient }: { patient: string }) {
  return (
    <LogEntries
      label={words.log}
      nothing={words.noLog}
      name={['access-log', patient]}
      read={(query) => client('readPatientAccessLog', { params: { patient }, query })}
    />
  );
}

/** The button, then the list. */
export function WhoSaw({ patient, hint }: { patient: string; hint: string }) {
  const [isShown, setShown] = useState(false);
  return (
    <Stack gap="sm">
      <Text size="sm">{hint}</Text>
      {isShown ? (
        <Entries patient={patient} />
      ) : (
        <Button variant="default" w="fit-content" onClick={() => setShown(true)}>
          {words.showLog}
        </Button>
      )}
    </Stack>
  );
}
