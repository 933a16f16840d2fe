// Names and ages beside ids, joined in the browser from the list that the clinic's pages share.
// Never asked for a role that reads no list of names.

import type { PatientLine } from '@aegle/api';
import { completedYears, parseCalendarDay } from '@aegle/core';
import { useQuery } from '@tanstack/react-query';
import { todayIn } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { useAccount } from '../session/session.ts';

const READS_NAMES = new Set(['prescriber', 'delegate']);

/** The patients in the clinic's care by id; empty for a role without names, and while they load. */
export function usePeople(): ReadonlyMap<string, PatientLine> {
  const { role } = useAccount();
  const all = useQuery({
    queryKey: ['patients'],
    queryFn: () => client('listPatients', { body: {} }),
    enabled: READS_NAMES.has(role),
  });
  return new Map(all.data?.patients.map((one) => [one.patient, one]));
}

/** Completed years on the day that it is in `zone`; null when the birth date is not known. */
export function ageIn(bornOn: string | null, zone: string, now: number): number | null {
  const born = bornOn === null ? undefined : parseCalendarDay(bornOn);
  const today = parseCalendarDay(todayIn(zone, now));
  if (born === undefined || today === undefined || born > today) return null;
  return completedYears(born, today);
}
