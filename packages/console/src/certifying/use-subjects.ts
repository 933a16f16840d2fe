// Whom the office certifies, by name. Never an address of a person.

import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import type { Choice } from '../recording/choices.ts';
import type { Certified } from './certified-types.ts';

/** Pharmacies by name; prescribers by name and clinic. */
export function useSubjects(kind: Certified): readonly Choice[] {
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => client('listOrganisations', {}),
  });
  const prescribers = useQuery({
    queryKey: ['prescribers'],
    queryFn: () => client('listPrescribers', {}),
    enabled: kind === 'prescriber',
  });
  const listed = places.data?.organisations ?? [];
  if (kind === 'pharmacy')
    return listed
      .filter((one) => one.kind === 'pharmacy')
      .map(({ id, name }) => ({ value: id, label: name }));
  const clinics = new Map(listed.map(({ id, name }) => [id, name]));
  return (prescribers.data?.prescribers ?? []).map(({ prescriber, name, organisation }) => {
    const clinic = clinics.get(organisation ?? '');
    return { value: prescriber, label: clinic === undefined ? name : `${name}, ${clinic}` };
  });
}
