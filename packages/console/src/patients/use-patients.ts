// Patients within reach by what somebody types: names are sought here, a number only the server knows.
// Never typed text in an address, and never a number asked for that a name here already answers.

import { isSought, type PatientLine } from '@aegle/api';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';

/** Whoever has this whole number, birth date or name, as the server says: within the caller's reach alone. */
export async function readPatientsBy(text: string): Promise<readonly PatientLine[]> {
  return (await client('listPatients', { body: { text } })).patients;
}

/**
 * Everybody within reach and those of them who are looked for. `isAsked` false reads nothing;
 * `mayBeNumber` false: what is typed means something else.
 */
export function usePatients(text: string, isAsked = true, mayBeNumber = true) {
  const all = useQuery({
    queryKey: ['patients'],
    queryFn: () => client('listPatients', { body: {} }),
    enabled: isAsked,
  });
  const listed = all.data?.patients ?? [];
  const named = text === '' ? listed : listed.filter((one) => isSought(one, text));
  const [settled] = useDebouncedValue(text, 250);
  const isSettled = all.isSuccess && settled !== '' && settled === text;
  const isNumber = mayBeNumber && isSettled && named.length === 0;
  const byNumber = useQuery({
    queryKey: ['patients', settled],
    queryFn: () => readPatientsBy(settled),
    enabled: isAsked && isNumber,
    gcTime: 0,
  });
  return {
    all,
    listed,
    isName: named.length > 0,
    found: named.length > 0 ? named : isNumber ? (byNumber.data ?? []) : [],
    isLooking: all.isPending || (named.length === 0 && text !== '' && !byNumber.isSuccess),
    error: all.error ?? byNumber.error,
  };
}
