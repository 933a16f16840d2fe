// A step that was not granted: the pharmacist's own reasons, or whom to call.
// Never another audience's words: the server has left them out already.

import type { Decision } from '@aegle/api';
import { Alert, List } from '@mantine/core';
import { messages } from '../messages/messages.ts';

/** Shown where a grant was hoped for. */
export function DeniedNotice({ answer }: { answer: Pick<Decision, 'reasons'> }) {
  return (
    <Alert color="orange" role="status" title={messages.pharmacy.denied} mt="sm">
      <List>
        {answer.reasons.map((reason) => (
          <List.Item key={`${reason.requirement}/${reason.code}`}>{reason.text}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
