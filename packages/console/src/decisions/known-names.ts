// What the ids of programmes, places and prescribers are called, as far as this role may read it.
// Never a guess: an id without a name stays behind "identifiers".

import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { useAccount } from '../session/session.ts';

/** Name by id. */
export type KnownNames = ReadonlyMap<string, string>;

const CLINIC = new Set(['prescriber', 'delegate', 'safety_officer', 'programme_officer']);

/** Names of programmes for everybody; of places and prescribers for those who work with them. */
export function useKnownNames(): KnownNames {
  const reads = CLINIC.has(useAccount().role);
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const organisations = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
    enabled: reads,
  });
  const prescribers = useQuery({
    queryKey: ['prescribers'],
    queryFn: () => client('listPrescribers', {}),
    enabled: reads,
  });
  return new Map([
    ...(programmes.data?.programmes ?? []).map(({ id, name }) => [id, name] as const),
    ...(organisations.data?.organisations ?? []).map(({ id, name }) => [id, name] as const),
    ...(prescribers.data?.prescribers ?? []).map((one) => [one.prescriber, one.name] as const),
  ]);
}
