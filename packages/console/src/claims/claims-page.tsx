// The nine claims about lasting effects: what is said, what is known, how certain, from which sources.
// Never a ranking and never a figure without its certainty.

import type { Claims } from '@aegle/api';
import { Badge, Group, List, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { inWords, messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';
import { Wide } from '../ui/wide.tsx';

const words = messages.claims;
type Claim = Claims['claims'][number];
type Figure = Claim['figures'][number];

function Certainty({ certainty }: { certainty: string }) {
  const colour = { high: 'green', moderate: 'blue' }[certainty] ?? 'orange';
  return (
    <Badge color={colour}>
      {words.certainty}: {words.certainties[certainty] ?? inWords(certainty)}
    </Badge>
  );
}

const valueInWords = ({ low, high, unit }: Figure) =>
  `${low === high ? low : `${low} to ${high}`} ${words.units[unit] ?? unit}`;

function Figures({ figures, title }: { figures: readonly Figure[]; title: string }) {
  if (figures.length === 0) return null;
  return (
    <Wide label={`${words.figures}: ${title}`}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {[words.figure, words.value, words.certainty].map((heading) => (
              <Table.Th key={heading}>{heading}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {figures.map((figure) => (
            <Table.Tr key={figure.words}>
              <Table.Td>{figure.words}</Table.Td>
              <Table.Td>{valueInWords(figure)}</Table.Td>
              <Table.Td>{words.certainties[figure.certainty] ?? figure.certainty}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Wide>
  );
}

function Sources({ claim, sources }: { claim: Claim; sources: Claims['sources'] }) {
  const keys = new Set([...claim.sources, ...claim.figures.flatMap((one) => one.sources)]);
  return (
    <details>
      <summary>{words.sources}</summary>
      <List size="sm" style={{ overflowWrap: 'anywhere' }}>
        {[...keys].map((key) => (
          <List.Item key={key}>{sources[key] ?? key}</List.Item>
        ))}
      </List>
    </details>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text>{text}</Text>
    </div>
  );
}

function ClaimCard({ claim, sources }: { claim: Claim; sources: Claims['sources'] }) {
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby={claim.id}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {words.said}
        </Text>
        <Title order={2} fz="lg" id={claim.id}>
          “{claim.claim.replace(/\.$/, '')}”
        </Title>
        <Group gap="xs">
          <Certainty certainty={claim.certainty} />
          <Badge color="gray">{words.statuses[claim.status] ?? inWords(claim.status)}</Badge>
        </Group>
        <Part title={words.known} text={claim.known} />
        <Part title={words.missing} text={claim.missing} />
        <Figures figures={claim.figures} title={claim.claim} />
        {!claim.hasOwnFigures && (
          <Text size="sm" c="dimmed">
            {words.noOwn}
          </Text>
        )}
        <Sources claim={claim} sources={sources} />
      </Stack>
    </Paper>
  );
}

/** For everybody, signed in or not. */
export function ClaimsPage() {
  const read = useQuery({ queryKey: ['claims'], queryFn: () => client('readClaims', {}) });
  return (
    <Page title={words.title}>
      <Text maw={720}>{words.about}</Text>
      {read.isPending && <Loading />}
      <ProblemNotice error={read.error} retry={() => read.refetch()} />
      {read.data?.claims.map((claim) => (
        <ClaimCard key={claim.id} claim={claim} sources={read.data.sources} />
      ))}
    </Page>
  );
}
