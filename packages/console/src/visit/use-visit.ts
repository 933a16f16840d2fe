// What a visit is made from: both gates as they stand now, the record, and the rules that ask.
// Never a copy that outlives the page: it is asked again after every recording.

import type { ProgrammeDetail } from '@aegle/api';
import { useQueries, useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { offeredTypes } from '../forms/offered-types.ts';
import { categoryInWords } from '../people/person-name.ts';
import { useAccount } from '../session/session.ts';
import { type VisitSource, visitPlan } from './visit-plan.ts';

const GATES = ['prescribe', 'dispense'] as const;

/** Both gates, asked as the banner asks them; the pharmacy is where the patient collects. */
function useGates(patient: string) {
  const summary = useQuery({
    queryKey: ['summary', patient],
    queryFn: () => client('readPatientSummary', { params: { patient } }),
  });
  const pharmacy = summary.data?.pharmacyId;
  return useQueries({
    queries: GATES.map((question) => {
      const body = { question, ...(pharmacy ? { pharmacy } : {}) };
      return {
        queryKey: ['ask', patient, body],
        queryFn: () => client('ask', { params: { patient }, body }),
        enabled: !summary.isPending,
      };
    }),
    combine: (answers) => ({
      reasons: answers.flatMap(({ data }) => data?.reasons ?? []),
      isPending: answers.some(({ isPending }) => isPending),
      error: summary.error ?? answers.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

/** The rules of the programmes that gave a reason. */
function useRules(programmes: readonly string[]) {
  return useQueries({
    queries: [...new Set(programmes)]
      .filter((programme) => programme !== 'aegle')
      .map((programme) => ({
        queryKey: ['programme', programme],
        queryFn: () => client('readProgramme', { params: { programme } }),
      })),
    combine: (read) => ({
      rules: read.flatMap(({ data }) => (data as ProgrammeDetail | undefined)?.requirements ?? []),
      isPending: read.some(({ isPending }) => isPending),
      error: read.find(({ error }) => error !== null)?.error ?? null,
    }),
  });
}

/** The categories that rules speak of, to choose from. */
function categoriesIn(rules: ProgrammeDetail['requirements']) {
  const known = new Set(rules.flatMap(({ categories }) => categories));
  return [...known].map((value) => ({ value, label: categoryInWords(value) }));
}

/** The plan of the visit, the record behind it, and today where the patient is treated. */
export function useVisit(patient: string) {
  const { role, actor } = useAccount();
  const gates = useGates(patient);
  const record = useQuery({
    queryKey: ['timeline', patient],
    queryFn: () => client('readTimeline', { params: { patient } }),
  });
  const rules = useRules(gates.reasons.map(({ programme }) => programme));
  const events = record.data?.events ?? [];
  const source: VisitSource = {
    reasons: gates.reasons,
    events,
    rules: rules.rules,
    offered: offeredTypes(role),
    actor,
    role,
    mayPrescribe: role === 'prescriber',
  };
  return {
    plan: visitPlan(source),
    events,
    categories: categoriesIn(rules.rules),
    today: record.data?.today ?? '',
    isPending: gates.isPending || record.isPending || rules.isPending,
    error: gates.error ?? record.error ?? rules.error,
  };
}
