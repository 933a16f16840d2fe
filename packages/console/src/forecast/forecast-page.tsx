// The forecast on a page of its own, for a prescriber with a patient.
// Never tied to a record: nothing is read from one and nothing is written to one.

import { Text } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { Empty } from '../ui/states.tsx';
import { Forecast } from './forecast.tsx';

const words = messages.forecast;

/** The page of a prescriber. */
export function ForecastPage() {
  const { role } = useAccount();
  return (
    <Page title={words.title}>
      {role === 'prescriber' ? (
        <>
          <Text>{words.intro}</Text>
          <Forecast />
        </>
      ) : (
        <Empty title={words.forPrescribers} />
      )}
    </Page>
  );
}
