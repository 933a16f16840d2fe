// The agenda of one patient over the coming sixty days, as every page of that patient reads it.
// Never asked for a role that is not in the care: the server would log the read.

import { useQuery } from '@tanstack/react-query';
import { client } from './query-client.ts';

/** Items and next pickups of one patient. */
export function useAgenda(patient: string) {
  return useQuery({
    queryKey: ['agenda', patient],
    queryFn: () => client('readAgenda', { params: { patient }, query: { days: 60 } }),
  });
}
