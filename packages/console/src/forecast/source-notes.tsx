// The sources that an answer names, each with its citation, and what may be said only in words.
// Never a citation made up for a key that the evidence does not list.

import citations from 'virtual:evidence-sources';
import type { ForecastAnswer, Words } from '@aegle/forecast';
import { Group, Stack, Text, Title } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import { CertaintyBadge, SourceLinks, sourceAnchor } from './marks.tsx';

const words = messages.forecast;

/** Statements that carry no number of this forecast. */
export function WordsList({ list }: { list: readonly Words[] }) {
  return (
    <Stack gap="sm">
      {list.map((one) => (
        <div key={one.topic} className="keep-together">
          <Group gap={8} align="baseline">
            <Title order={3} fz="md">
              {one.topic}
            </Title>
            <CertaintyBadge certainty={one.certainty} />
            <SourceLinks sources={one.sources} />
          </Group>
          <Text>{one.statement}</Text>
        </div>
      ))}
    </Stack>
  );
}

/** Every key that the answer names, once, in order. */
export function keysIn(answer: ForecastAnswer): readonly string[] {
  const plans = [...answer.plans, answer.untreated];
  const parts = plans.flatMap((plan) => [...plan.curves, ...plan.grades, ...plan.relapse]);
  const said = [answer.alternative, ...answer.lastingEffects, ...answer.notForecast];
  return [...new Set([...parts, ...said].flatMap((part) => part.sources))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
}

/** The list to which the keys lead. */
export function SourceNotes({ answer }: { answer: ForecastAnswer }) {
  return (
    <dl>
      {keysIn(answer).map((key) => (
        <div key={key} id={sourceAnchor(key)}>
          <Text component="dt" fw={600} size="sm">
            {key}
          </Text>
          <Text component="dd" size="sm" ml="md">
            {citations[key] ?? words.sourceUnknown}
          </Text>
        </div>
      ))}
    </dl>
  );
}
