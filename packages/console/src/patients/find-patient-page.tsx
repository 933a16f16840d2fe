// Finding a patient by a number that was issued to them. Never by name, and never in an address.

import { PATIENT_CARD_SYSTEM } from '@aegle/api';
import { Alert, Button, Group, Paper, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { placesOf } from '../session/places.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { cardSystems } from './card-systems.ts';

const words = messages.patients;

/** The one field, and the way to the patient. */
export function FindPatientPage() {
  const navigate = useNavigate();
  const account = useAccount();
  const systems = cardSystems(account.isDemonstration);
  const [system, setSystem] = useState(systems[0]?.value ?? PATIENT_CARD_SYSTEM);
  const find = useMutation({
    mutationFn: (value: string) => client('findPatient', { body: { system, value } }),
    onSuccess: ({ patient }) =>
      patient === null ? undefined : navigate({ to: '/patients/$patient', params: { patient } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    find.mutate(String(new FormData(event.currentTarget).get('value') ?? '').trim());
  };
  const mayEnrol = placesOf(account).some((place) => place.path === '/enrol');
  return (
    <Page title={words.title} aside={mayEnrol && <Link to="/enrol">{words.enrol}</Link>}>
      <Paper withBorder p="lg" maw={560}>
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              {words.hint}
            </Text>
            {systems.length > 1 && (
              <Select
                label={words.system}
                data={[...systems]}
                value={system}
                allowDeselect={false}
                onChange={(value) => setSystem(value ?? PATIENT_CARD_SYSTEM)}
              />
            )}
            <TextInput name="value" label={words.value} required autoFocus />
            <Group>
              <Button type="submit" loading={find.isPending}>
                {words.find}
              </Button>
            </Group>
          </Stack>
        </form>
        <ProblemNotice error={find.error} />
        {find.data?.patient === null && (
          <Alert role="status" color="orange" mt="md" title={words.notFound}>
            {words.notFoundStep}
          </Alert>
        )}
      </Paper>
    </Page>
  );
}
