// The forecast on a page of its own, for a prescriber with a patient.
// Never fills anything in from a record: what is forecast is what was typed.

import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
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

/** The same under a patient, where the server may run it with more people. */
export function PatientForecastPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  return (
    <>
      <Text mb="md">{words.intro}</Text>
      <Forecast patient={patient} />
    </>
  );
}
