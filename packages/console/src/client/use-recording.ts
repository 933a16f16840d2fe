// A call that records. Sent again unchanged after a lost answer, it is the same request to the server.
// Never a second dispense because the first one's answer got lost on the way.

import type { AnswerOf, CallParts, EndpointName } from '@aegle/api';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { newId } from './new-id.ts';
import { client } from './query-client.ts';

/** A mutation whose Idempotency-Key stays until the server has answered that very request. */
export function useRecording<N extends EndpointName>(
  name: N,
  onSuccess?: (answer: AnswerOf<N>, parts: CallParts<N>) => unknown,
) {
  const kept = useRef<{ readonly text: string; readonly key: string } | null>(null);
  return useMutation({
    mutationFn: async (parts: CallParts<N>): Promise<AnswerOf<N>> => {
      const text = JSON.stringify(parts);
      if (kept.current?.text !== text) kept.current = { text, key: newId() };
      const answer = await client(name, { ...parts, idempotencyKey: kept.current.key });
      kept.current = null;
      return answer;
    },
    ...(onSuccess === undefined ? {} : { onSuccess }),
  });
}
