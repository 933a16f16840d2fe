// Enrolling a patient: who, in which programmes, and the number on the card.
// Never a search for the same person by name: a number that is in use is refused.

import { type Enrolment, PATIENT_CARD_SYSTEM } from '@aegle/api';
import { Alert, Button, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { ProgrammeSelect } from './programme-select.tsx';

const words = messages.enrolling;

function readEnrolment(
  given: FormData,
  programmes: readonly string[],
  prescriber: string | null,
): Enrolment {
  const text = (name: string) => String(given.get(name) ?? '').trim();
  const present = <K extends string>(name: K) => {
    const value = text(name);
    return (value === '' ? {} : { [name]: value }) as { [P in K]?: string };
  };
  return {
    details: {
      givenName: text('givenName'),
      familyName: text('familyName'),
      ...present('phone'),
      ...present('email'),
    },
    identifiers: [{ system: PATIENT_CARD_SYSTEM, value: text('card') }],
    programmes: [...programmes],
    ...present('bornOn'),
    ...(prescriber === null ? {} : { prescriber }),
  };
}

interface PrescriberSelectProps {
  readonly value: string | null;
  readonly onChange: (prescriber: string | null) => void;
}

/** Who treats: a colleague of the clinic, by name. */
function PrescriberSelect(props: PrescriberSelectProps) {
  const colleagues = useQuery({
    queryKey: ['prescribers'],
    queryFn: () => client('listPrescribers', {}),
  });
  const data = (colleagues.data?.prescribers ?? []).map(({ prescriber, name }) => ({
    value: prescriber,
    label: name,
  }));
  return (
    <Select
      {...props}
      label={words.prescriber}
      data={data}
      nothingFoundMessage={words.nobody}
      searchable
      clearable
    />
  );
}

/** The page of the clinic's staff. */
export function EnrolPage() {
  const account = useAccount();
  const [programmes, setProgrammes] = useState<string[]>([]);
  const enrol = useRecording('enrolPatient');
  const own = account.role === 'prescriber' ? account.actor : null;
  const [chosen, setChosen] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    enrol.mutate({ body: readEnrolment(given, programmes, own ?? chosen) });
  };
  return (
    <Page title={words.title}>
      <Paper withBorder p="lg">
        <form onSubmit={submit}>
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput name="givenName" label={words.givenName} required />
              <TextInput name="familyName" label={words.familyName} required />
              <TextInput name="bornOn" type="date" label={words.bornOn} />
              <TextInput name="card" label={words.card} description={words.cardHint} required />
              <TextInput name="phone" type="tel" label={words.phone} />
              <TextInput name="email" type="email" label={words.email} />
              {own === null && <PrescriberSelect value={chosen} onChange={setChosen} />}
              <ProgrammeSelect value={programmes} onChange={setProgrammes} />
            </SimpleGrid>
            <ProblemNotice error={enrol.error} />
            <Button type="submit" loading={enrol.isPending} w="fit-content">
              {words.submit}
            </Button>
          </Stack>
        </form>
        {enrol.data !== undefined && (
          <Alert role="status" color="green" title={words.done} mt="md">
            <Link to="/patients/$patient/visit" params={{ patient: enrol.data.patient }}>
              {words.open}
            </Link>
          </Alert>
        )}
      </Paper>
    </Page>
  );
}
