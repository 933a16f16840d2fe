// Beside every figure: how certain it is, on which sources it rests, whether a baseline is shown.
// Never a figure without them.

import type { CurveAnswer } from '@aegle/forecast';
import { Anchor, Badge, Group, Text, Title } from '@mantine/core';
import { messages } from '../messages/messages.ts';

const words = messages.forecast;
const COLOURS = { high: 'green', moderate: 'blue', low: 'orange', veryLow: 'red' } as const;

type Certainty = CurveAnswer['certainty'];

/** Where a source stands in the list at the end of the page. */
export function sourceAnchor(key: string): string {
  return `source-${key.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

export function CertaintyBadge({ certainty }: { certainty: Certainty }) {
  return (
    <Badge color={COLOURS[certainty]} title={words.certaintyMeans[certainty]}>
      {words.certaintyIs(words.certainty[certainty])}
    </Badge>
  );
}

/** Links to the page's own list of sources. */
export function SourceLinks({ sources }: { sources: readonly string[] }) {
  return (
    <Text component="span" size="sm">
      {words.sources}:{' '}
      {sources.map((key, i) => (
        <span key={key}>
          {i > 0 && ', '}
          <Anchor href={`#${sourceAnchor(key)}`} size="sm">
            {key}
          </Anchor>
        </span>
      ))}
    </Text>
  );
}

interface EndpointHeadingProps {
  readonly label: string;
  readonly unit?: string;
  readonly certainty: Certainty;
  readonly sources: readonly string[];
  readonly isBaseline?: boolean;
}

/** The name of an endpoint with all its marks. */
export function EndpointHeading(props: EndpointHeadingProps) {
  const { label, unit, certainty, sources, isBaseline = false } = props;
  return (
    <Group gap={8} align="baseline" mb={4}>
      <Title order={3} fz="md">
        {label}
        {unit !== undefined && (
          <Text component="span" size="sm" fw={400}>
            {' '}
            ({unit})
          </Text>
        )}
      </Title>
      <CertaintyBadge certainty={certainty} />
      {isBaseline && (
        <Badge color="gray" title={words.baselineMeans}>
          {words.baseline}
        </Badge>
      )}
      <SourceLinks sources={sources} />
    </Group>
  );
}
