// Enrolling a patient: who, in which programmes, and the number on the card.
// Never a search for the same person by name: a number that is in use is refused.

import { type Enrolment, PATIENT_CARD_SYSTEM } from '@aegle/api';
import { Alert, Button, MultiSelect, Paper, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';

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
  const named = prescriber ?? text('prescriber');
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
    ...(named === '' ? {} : { prescriber: named }),
  };
}

/** The page of the clinic's staff. */
export function EnrolPage() {
  const account = useAccount();
  const listed = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const [programmes, setProgrammes] = useState<string[]>([]);
  const enrol = useRecording('enrolPatient');
  const own = account.role === 'prescriber' ? account.actor : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    enrol.mutate({ body: readEnrolment(given, programmes, own) });
  };
  const choices = (listed.data?.programmes ?? []).map(({ id, name, completeness }) => ({
    value: id,
    label: `${name} (${messages.programmes.completeness[completeness]})`,
  }));
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
              {own === null && <TextInput name="prescriber" label={words.prescriber} />}
              <MultiSelect
                label={words.programme}
                data={choices}
                value={programmes}
                onChange={setProgrammes}
                required
                maxValues={5}
                searchable
              />
            </SimpleGrid>
            <ProblemNotice error={enrol.error ?? listed.error} />
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
