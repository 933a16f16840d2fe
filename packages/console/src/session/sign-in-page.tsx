// Signing in: e-mail and password, then six digits where a second factor is set up.
// Never says which of the two was wrong; the server does not tell.

import { Box, Button, Paper, PasswordInput, PinInput, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useEffect, useState } from 'react';
import { loadWire } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { WordMark } from '../ui/word-mark.tsx';
import { useSigning } from './session.ts';

const words = messages.session;

function PasswordStep({ signing }: { signing: ReturnType<typeof useSigning> }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    signing.signIn.mutate({
      email: String(given.get('email') ?? '').trim(),
      password: String(given.get('password') ?? ''),
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          name="email"
          type="email"
          label={words.email}
          autoComplete="username"
          required
          autoFocus
        />
        <PasswordInput
          name="password"
          label={words.password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': words.showPassword }}
          required
        />
        <ProblemNotice error={signing.signIn.error} />
        <Button type="submit" loading={signing.signIn.isPending}>
          {words.signIn}
        </Button>
      </Stack>
    </form>
  );
}

function CodeStep({ signing }: { signing: ReturnType<typeof useSigning> }) {
  const [code, setCode] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signing.verify.mutate(code);
      }}
    >
      <Stack gap="md">
        <Text size="sm">{words.codeHint}</Text>
        <PinInput
          length={6}
          type="number"
          oneTimeCode
          autoFocus
          value={code}
          onChange={setCode}
          getInputProps={(index) => ({ 'aria-label': `${words.code}, ${index + 1}` })}
        />
        <ProblemNotice error={signing.verify.error} />
        <Button type="submit" disabled={code.length !== 6} loading={signing.verify.isPending}>
          {words.verify}
        </Button>
        <Button variant="default" onClick={() => signing.signOut.mutate()}>
          {words.startAgain}
        </Button>
      </Stack>
    </form>
  );
}

/** Shown instead of any page while nobody is signed in; the address stays. */
export function SignInPage({ needsCode }: { needsCode: boolean }) {
  const signing = useSigning();
  useEffect(() => {
    // Once the form is painted: whoever types a password finds the rest here. Without it, the call says so.
    loadWire().catch(() => undefined);
  }, []);
  return (
    <Box maw={400} mx="auto" mt={{ base: 24, sm: 64 }} p="md" component="main" id="content">
      <Stack gap="lg">
        <Box c="aegle.8">
          <WordMark height={36} />
        </Box>
        <Text c="dimmed">{messages.tagline}</Text>
        <Paper withBorder p="lg">
          <Page title={needsCode ? words.codeTitle : words.title}>
            {needsCode ? <CodeStep signing={signing} /> : <PasswordStep signing={signing} />}
          </Page>
        </Paper>
        <Link to="/claims">{messages.claims.link}</Link>
      </Stack>
    </Box>
  );
}
