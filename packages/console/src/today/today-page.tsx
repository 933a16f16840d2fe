// The day of a clinic: one worklist over everybody in its care, from the agenda.
// Never a list of its own: what is due, until when and why is the server's word.

import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useKept } from '../session/use-kept.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { Listed, MOST } from './worklist.tsx';
import {
  chosenInWords,
  EVERYTHING,
  queryOf,
  type WorklistFilter,
  WorklistFilters,
} from './worklist-filters.tsx';

const words = messages.today;
const STEP = 100;
const NOTHING_COUNTED = { programmes: [], kinds: [] };

/** Names of programmes by id; an id stands for one whose name is not here yet. */
function useProgrammeNames(): (id: string) => string {
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const names = new Map((programmes.data?.programmes ?? []).map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** The list for a filter, up to `limit`; while another is asked for, the last one stays. */
function useWorklist(filter: WorklistFilter, limit: number) {
  const query = { ...queryOf(filter), limit };
  return useQuery({
    queryKey: ['agenda', query],
    queryFn: () => client('listAgenda', { query }),
    refetchInterval: 300_000,
    placeholderData: keepPreviousData,
  });
}

/** Nothing is to do, or nothing of what was chosen. */
function None({ onEverything }: { readonly onEverything: (() => void) | null }) {
  if (onEverything === null) return <Empty title={words.none}>{words.noneStep}</Empty>;
  return (
    <Empty title={words.noneChosen}>
      <Button variant="default" size="xs" mt="xs" onClick={onEverything}>
        {words.everything}
      </Button>
    </Empty>
  );
}

/** The home of a prescriber and of a nurse. */
export function TodayPage() {
  const navigate = useNavigate();
  // Back from a form, the list is as it was left.
  const [filter, setFilter] = useKept('today', () => EVERYTHING);
  const [limit, setLimit] = useState(STEP);
  const programmeName = useProgrammeNames();
  const agenda = useWorklist(filter, limit);
  // A function key, since a letter alone would take what somebody dictates or types elsewhere.
  useHotkeys([['F2', () => navigate({ to: '/patients' })]]);
  const list = agenda.data;
  const chosen = chosenInWords(filter, programmeName);
  const isNarrowed = chosen.length > 0;
  // The last list under another filter: its counts may stand beside the choices, its rows may not.
  const isOfBefore = agenda.isPlaceholderData && limit === STEP;
  const choose = (to: WorklistFilter) => {
    setFilter(to);
    setLimit(STEP);
  };
  return (
    <Page title={words.title} aside={<Link to="/patients">{messages.places.patients}</Link>}>
      {(agenda.isPending || isOfBefore) && <Loading />}
      <ProblemNotice error={agenda.error} retry={() => agenda.refetch()} />
      {(isNarrowed || (list !== undefined && list.total > 0)) && (
        <WorklistFilters
          filter={filter}
          onFilter={choose}
          list={list ?? NOTHING_COUNTED}
          programmeName={programmeName}
        />
      )}
      {list?.total === 0 && !isOfBefore && (
        <None onEverything={isNarrowed ? () => choose(EVERYTHING) : null} />
      )}
      {list !== undefined && list.total > 0 && !isOfBefore && (
        <Listed
          key={JSON.stringify(filter)}
          list={list}
          chosen={chosen}
          onMore={() => setLimit((last) => Math.min(MOST, last * 3))}
        />
      )}
    </Page>
  );
}
