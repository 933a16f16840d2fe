// All programmes: where, who regulates, how complete, which editions. Never an opinion about one.

import type { ProgrammeLine } from '@aegle/api';
import { Badge, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';

const words = messages.programmes;
const COLOURS = { gate: 'green', advisory: 'blue', reference: 'gray' } as const;

function ProgrammeCard({ programme }: { programme: ProgrammeLine }) {
  const pending = programme.editions.filter((edition) => !edition.isConfirmed).length;
  return (
    <Paper withBorder p="md" className="keep-together">
      <Stack gap={6}>
        <Text fw={600} component="h2" fz="md" m={0}>
          <Link to="/programmes/$programme" params={{ programme: programme.id }}>
            {programme.name}
          </Link>
        </Text>
        <Badge color={COLOURS[programme.completeness]}>
          {words.completeness[programme.completeness]}
        </Badge>
        <Text size="sm" c="dimmed">
          {programme.jurisdiction} · {programme.regulator}
        </Text>
        <Text size="sm">
          {words.editions}: {programme.editions.length}
          {pending > 0 && `, ${pending} ${words.isPending}`}
        </Text>
      </Stack>
    </Paper>
  );
}

/** The list of programmes; those with full rules first. */
export function ProgrammeListPage() {
  const programmes = useQuery({
    queryKey: ['programmes'],
    queryFn: () => client('listProgrammes', {}),
  });
  const order = { gate: 0, advisory: 1, reference: 2 } as const;
  const sorted = [...(programmes.data?.programmes ?? [])].sort(
    (a, b) => order[a.completeness] - order[b.completeness] || a.id.localeCompare(b.id),
  );
  return (
    <Page title={words.title}>
      <Text maw={640}>{words.intro}</Text>
      {programmes.isPending && <Loading />}
      <ProblemNotice error={programmes.error} retry={() => programmes.refetch()} />
      {programmes.isSuccess && sorted.length === 0 && <Empty title={words.none} />}
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {sorted.map((programme) => (
          <ProgrammeCard key={programme.id} programme={programme} />
        ))}
      </SimpleGrid>
    </Page>
  );
}
