// What went wrong, as the server says it: the field, the rule, the next step.
// Never repeats what was typed, and never a bare "error".

import { CallRefused } from '@aegle/api';
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { inWords, messages } from '../messages/messages.ts';

const words = messages.problem;

/** Shows a refusal or a lost connection; nothing when there is no error. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  if (error === null || error === undefined) return null;
  const problem = error instanceof CallRefused ? error.problem : undefined;
  return (
    <Alert role="alert" color="red" title={problem?.title ?? words.unreachable} my="sm">
      <Stack gap="xs">
        {problem === undefined && <Text size="sm">{words.unreachableStep}</Text>}
        {problem !== undefined && problem.problems.length > 0 && (
          <List size="sm" listStyleType="none" spacing="xs">
            {problem.problems.map((one) => (
              <List.Item key={`${one.field}:${one.rule}`}>
                <strong>{inWords(one.field.split('.').at(-1) ?? one.field)}</strong>: {one.rule}{' '}
                {one.nextStep}
              </List.Item>
            ))}
          </List>
        )}
        {problem !== undefined && problem.status >= 500 && (
          <Text size="xs">
            {words.instance} <code>{problem.instance}</code>
          </Text>
        )}
        {retry !== undefined && (
          <Button variant="default" size="xs" onClick={retry} w="fit-content">
            {words.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
