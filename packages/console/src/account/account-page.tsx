// The signed-in person's own account: who they are here, and setting up the second factor.
// Never keeps the secret or a code: they are shown once and forgotten with the page.

import {
  Alert,
  Anchor,
  Badge,
  Button,
  Code,
  Group,
  Paper,
  PasswordInput,
  PinInput,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount, useSigning } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { OwnPassword } from './own-password.tsx';

const words = messages.account;

/** The shared secret of an `otpauth:` address, in groups of four that can be typed. */
function secretIn(otpauthUri: string): string {
  const secret = new URL(otpauthUri).searchParams.get('secret') ?? '';
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}

function PasswordStep(props: { isBusy: boolean; onPassword: (password: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onPassword(String(new FormData(event.currentTarget).get('password') ?? ''));
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw={400}>
        <PasswordInput
          name="password"
          label={messages.session.password}
          description={words.passwordHint}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': messages.session.showPassword }}
          required
        />
        <Button type="submit" loading={props.isBusy} w="fit-content">
          {words.begin}
        </Button>
      </Stack>
    </form>
  );
}

function SecretStep({ otpauthUri, onDone }: { otpauthUri: string; onDone: () => void }) {
  const [code, setCode] = useState('');
  const { verify } = useSigning();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    verify.mutate(code, { onSuccess: onDone });
  };
  return (
    <Stack gap="md">
      <Text>{words.secretHint}</Text>
      <Code block fz="lg" aria-label={words.secret} style={{ overflowWrap: 'anywhere' }}>
        {secretIn(otpauthUri)}
      </Code>
      <Anchor href={otpauthUri}>{words.openAuthenticator}</Anchor>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{messages.session.codeHint}</Text>
          <PinInput
            length={6}
            type="number"
            oneTimeCode
            autoFocus
            value={code}
            onChange={setCode}
            getInputProps={(index) => ({ 'aria-label': `${messages.session.code}, ${index + 1}` })}
          />
          <ProblemNotice error={verify.error} />
          <Button
            type="submit"
            disabled={code.length !== 6}
            loading={verify.isPending}
            w="fit-content"
          >
            {words.finish}
          </Button>
        </Stack>
      </form>
    </Stack>
  );
}

function SecondFactor() {
  const { hasSecondFactor } = useAccount();
  const [wasSet, setWasSet] = useState(false);
  const begin = useMutation({
    mutationFn: (password: string) => client('setUpSecondFactor', { body: { password } }),
    gcTime: 0,
  });
  const isOn = hasSecondFactor || wasSet;
  return (
    <Paper withBorder p="lg">
      <Stack gap="md">
        <Group gap={8}>
          <Title order={2} fz="lg">
            {words.secondFactor}
          </Title>
          <Badge color={isOn ? 'green' : 'orange'}>{isOn ? words.isOn : words.isOff}</Badge>
        </Group>
        <Text>{isOn ? words.onHint : words.offHint}</Text>
        {wasSet && <Alert color="green" role="status" title={words.done} />}
        {!isOn && begin.data === undefined && (
          <>
            <PasswordStep isBusy={begin.isPending} onPassword={(typed) => begin.mutate(typed)} />
            <ProblemNotice error={begin.error} />
          </>
        )}
        {!isOn && begin.data !== undefined && (
          <SecretStep
            otpauthUri={begin.data.otpauthUri}
            onDone={() => {
              setWasSet(true);
              begin.reset();
            }}
          />
        )}
      </Stack>
    </Paper>
  );
}

/** The page behind the name in the header. */
export function AccountPage() {
  const { name, role, tenant, actor } = useAccount();
  return (
    <Page title={messages.session.account}>
      <Text>{`${name}, ${messages.roles[role]}, ${tenant}`}</Text>
      {role === 'prescriber' && (
        <Text size="sm">
          {words.ownId}: <Code style={{ overflowWrap: 'anywhere' }}>{actor}</Code>
        </Text>
      )}
      <OwnPassword />
      <SecondFactor />
    </Page>
  );
}
