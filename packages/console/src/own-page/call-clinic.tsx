// Whom a patient calls: the clinic's numbers to tap, and what to do without one.
// Never an empty place: without a number it says what to do all the same.

import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';

const words = messages.own;

function useClinics(patient: string) {
  const contact = useQuery({
    queryKey: ['contact', patient],
    queryFn: async () => (await client('readPatient', { params: { patient } })).contact,
    staleTime: 3_600_000,
  });
  return contact.data?.clinics ?? [];
}

/** The clinic's numbers to tap; nothing where none is registered. */
export function ClinicNumbers({ patient }: { patient: string }) {
  return useClinics(patient).map(({ name, phone }) =>
    phone === null ? null : (
      <Anchor
        key={`${name} ${phone}`}
        href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}
        fz="xl"
        fw={700}
      >
        {words.call(name, phone)}
      </Anchor>
    ),
  );
}

/** The numbers, and the sentence that says what to do without one. */
export function CallClinic({ patient }: { patient: string }) {
  const hasPhone = useClinics(patient).some((one) => one.phone !== null);
  return (
    <Stack gap="xs">
      <ClinicNumbers patient={patient} />
      <Text fz="lg">{hasPhone ? words.callUrgent : words.callCard}</Text>
    </Stack>
  );
}
