// Enrolling a patient: who, in which programmes, and the number on the card.
// Never a search for the same person by name: a number that is in use is refused.

import { type Enrolment, PATIENT_CARD_SYSTEM } from '@aegle/api';
import { Alert, Button, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { client } from '../client/query-client.ts';
import { useRecording } from '../client/use-recording.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { useKept, useKeptFields } from '../session/use-kept.ts';
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

/** Name, birth date, number and contact, as they were last typed. */
function WhoFields({ of }: { of: (field: string) => string }) {
  return (
    <>
      <TextInput name="givenName" defaultValue={of('givenName')} label={words.givenName} required />
      <TextInput
        name="familyName"
        defaultValue={of('familyName')}
        label={words.familyName}
        required
      />
      <TextInput name="bornOn" defaultValue={of('bornOn')} type="date" label={words.bornOn} />
      <TextInput
        name="card"
        defaultValue={of('card')}
        label={words.card}
        description={words.cardHint}
        required
      />
      <TextInput name="phone" defaultValue={of('phone')} type="tel" label={words.phone} />
      <TextInput name="email" defaultValue={of('email')} type="email" label={words.email} />
    </>
  );
}

/** The page of the clinic's staff. */
export function EnrolPage() {
  const account = useAccount();
  const fields = useKeptFields('who');
  const [programmes, setProgrammes, withoutProgrammes] = useKept<string[]>('programmes', () => []);
  const [chosen, setChosen, withoutPrescriber] = useKept<string | null>('prescriber', () => null);
  const enrol = useRecording('enrolPatient', () => {
    fields.startAgain();
    withoutProgrammes();
    withoutPrescriber();
  });
  const own = account.role === 'prescriber' ? account.actor : null;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    enrol.mutate({ body: readEnrolment(given, programmes, own ?? chosen) });
  };
  return (
    <Page title={words.title}>
      <Paper withBorder p="lg">
        <form key={enrol.data?.patient ?? ''} onSubmit={submit} onInput={fields.onInput}>
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <WhoFields of={fields.of} />
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
