// Where a number comes from: the citation of each key, folded away until somebody asks.
// Never a key alone where its citation is known.

import { List } from '@mantine/core';
import { createContext, useContext } from 'react';
import { messages } from '../messages/messages.ts';

/** Citation by key, of the answer that is shown. */
export const Citations = createContext<Readonly<Record<string, string>>>({});

/** The citations as a list; nothing where none is named. */
export function SourceList({ sources }: { sources: readonly string[] }) {
  const citations = useContext(Citations);
  if (sources.length === 0) return null;
  return (
    <List size="sm" style={{ overflowWrap: 'anywhere' }}>
      {[...new Set(sources)].map((key) => (
        <List.Item key={key}>{citations[key] ?? key}</List.Item>
      ))}
    </List>
  );
}

/** The same, opened by whoever asks. */
export function Sources({ sources, text }: { sources: readonly string[]; text?: string }) {
  if (sources.length === 0 && text === undefined) return null;
  return (
    <details>
      <summary>{messages.course.sources}</summary>
      {text}
      <SourceList sources={sources} />
    </details>
  );
}
