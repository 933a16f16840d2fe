// Names of prescribers and pharmacies beside the ids of an agenda, read where the role may read them.
// Never a name in an address: the lists are asked for whole, and joined here.

import type { AgendaItem } from '@aegle/api';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { useAccount } from '../session/session.ts';

type Subject = NonNullable<AgendaItem['subject']>;

const READS_PRESCRIBERS = new Set([
  'prescriber',
  'delegate',
  'programme_officer',
  'safety_officer',
]);

/** The name of a subject among these items; `undefined` where it is not read, or not yet. */
export function useSubjectNames(
  items: readonly AgendaItem[],
): (subject: Subject) => string | undefined {
  const { role } = useAccount();
  const isAsked = items.some(({ subject }) => subject !== null);
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
    enabled: isAsked,
  });
  const prescribers = useQuery({
    queryKey: ['prescribers'],
    queryFn: () => client('listPrescribers', {}),
    enabled: isAsked && READS_PRESCRIBERS.has(role),
  });
  return ({ kind, id }) =>
    kind === 'pharmacy'
      ? places.data?.organisations.find((one) => one.id === id)?.name
      : prescribers.data?.prescribers.find(({ prescriber }) => prescriber === id)?.name;
}
