// Who read anybody's record from outside the care, for the safety officer: the latest first, page by page.
// Never a name, of a reader or of a patient: each entry leads to the record whose log it is of.

import { Text } from '@mantine/core';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { LogEntries } from './log-entries.tsx';

const words = messages.safety.log;

/** The whole access log of the tenant. */
export function AccessLogPage() {
  const { role } = useAccount();
  return (
    <Page title={words.title}>
      {role === 'safety_officer' ? (
        <>
          <Text size="sm">{words.hint}</Text>
          <LogEntries
            label={words.title}
            nothing={words.nothing}
            name={['access-log']}
            read={(query) => client('readAccessLog', { query })}
            leadsToPatients
          />
        </>
      ) : (
        <Empty title={words.forOfficer} />
      )}
    </Page>
  );
}
