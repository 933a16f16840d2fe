// The sources of a programme, and the short links that lead to them from every figure.
// Never fetches a source: the reader opens it, in a new window, without telling where from.

import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { inWords, messages } from '../messages/messages.ts';
import { addressOf, type Source } from './figures.ts';

const words = messages.programmes;

/** Step one: from a figure to its sources on this page. */
export function SourceLinks({ ids }: { ids: readonly string[] }) {
  return (
    <Group gap={6}>
      {ids.map((id) => (
        <Anchor key={id} href={`#source-${id}`} size="sm">
          {id}
        </Anchor>
      ))}
    </Group>
  );
}

function SourceCard({ source }: { source: Source }) {
  const url = addressOf(source);
  const dated = [
    source.issuer,
    inWords(source.kind).toLowerCase(),
    source.published === undefined ? undefined : dayInWords(source.published),
    `${words.retrieved} ${dayInWords(source.retrieved)}`,
  ].filter((part) => part !== undefined);
  return (
    <Paper withBorder p="sm" id={`source-${source.id}`} tabIndex={-1} className="keep-together">
      <Text fw={600} size="sm">
        {source.title}
      </Text>
      <Text size="sm" c="dimmed">
        {source.id} · {dated.join(' · ')}
      </Text>
      {source.note !== undefined && <Text size="sm">{source.note}</Text>}
      {url === null ? (
        <Text size="sm" c="dimmed">
          {words.noLink}
        </Text>
      ) : (
        <Anchor
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          size="sm"
          aria-label={`${words.openSource}: ${source.title}`}
        >
          {words.openSource}
        </Anchor>
      )}
    </Paper>
  );
}

/** Step two: from the source to where it stands. */
export function SourceList({ sources }: { sources: readonly Source[] }) {
  return (
    <section aria-labelledby="sources">
      <Title order={2} id="sources" fz="lg" mb="xs">
        {words.sources}
      </Title>
      <Stack gap="xs">
        {sources.map((source) => (
          <SourceCard key={source.id} source={source} />
        ))}
      </Stack>
    </section>
  );
}
