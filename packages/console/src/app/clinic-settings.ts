// What a clinic sets for its patients' page: the number to call. Read from the server's own origin.
// Never a number that nobody set: without one, the page says to use the patient card.

import { useQuery } from '@tanstack/react-query';

async function readPhone(): Promise<string | null> {
  const response = await fetch('/clinic.json', { credentials: 'same-origin' });
  if (!response.ok) return null;
  const settings: unknown = await response.json();
  if (typeof settings !== 'object' || settings === null || !('phone' in settings)) return null;
  return typeof settings.phone === 'string' && settings.phone !== '' ? settings.phone : null;
}

/** The clinic's number, or null while it is not known or not set. */
export function useClinicPhone(): string | null {
  const phone = useQuery({ queryKey: ['clinic-phone'], queryFn: readPhone, staleTime: 3_600_000 });
  return phone.data ?? null;
}
