// Signing in: e-mail and password, then six digits where a second factor is set up.
// Never says which of the two was wrong; the server does not tell.

import { refusalText } from '../client/client.ts';
import { t } from '../messages/messages.ts';
import { Button, Card, Field, Notice, Screen } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';
import type { Signing } from './use-session.ts';

/** What went wrong, in the server's words, or that nobody answered. */
export function Fault({ error }: { readonly error: unknown }) {
  return (
    <Notice kind="warn" isNew>
      <p>{refusalText(error) || t('state.unreached')}</p>
    </Notice>
  );
}

function PasswordStep({ signing }: { readonly signing: Signing }) {
  const { done, start, isBusy } = useDoing(signing.signIn);
  return (
    <Screen title={t('signIn.title')}>
      <Card>
        <form
          class="card-form"
          onSubmit={(event) => {
            event.preventDefault();
            const given = new FormData(event.currentTarget);
            void start(String(given.get('email')).trim(), String(given.get('password')));
          }}
        >
          <Field
            label={t('signIn.email')}
            name="email"
            type="email"
            autoComplete="username"
            required
          />
          <Field
            label={t('signIn.password')}
            name="password"
            type="password"
            autoComplete="current-password"
            required
          />
          {done?.state === 'failed' && <Fault error={done.error} />}
          <Button type="submit" isBusy={isBusy}>
            {t('signIn.go')}
          </Button>
        </form>
      </Card>
    </Screen>
  );
}

function CodeStep({ signing }: { readonly signing: Signing }) {
  const { done, start, isBusy } = useDoing(signing.verify);
  return (
    <Screen title={t('signIn.codeTitle')}>
      <Card>
        <form
          class="card-form"
          onSubmit={(event) => {
            event.preventDefault();
            void start(String(new FormData(event.currentTarget).get('code')).trim());
          }}
        >
          <Field
            label={t('signIn.code')}
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9]{6}"
            required
          />
          {done?.state === 'failed' && <Fault error={done.error} />}
          <Button type="submit" isBusy={isBusy}>
            {t('signIn.next')}
          </Button>
          <Button look="plain" onClick={() => void signing.signOut()}>
            {t('signIn.again')}
          </Button>
        </form>
      </Card>
    </Screen>
  );
}

/** Shown instead of any screen while nobody is signed in; the address stays. */
export function SignIn({ signing }: { readonly signing: Signing }) {
  if (signing.session.state === 'unreached')
    return (
      <Screen title={t('signIn.title')}>
        <Notice kind="warn">
          <p>{t('signIn.unreached')}</p>
          <Button onClick={() => void signing.open()}>{t('signIn.retry')}</Button>
        </Notice>
      </Screen>
    );
  const Step = signing.session.state === 'code' ? CodeStep : PasswordStep;
  return <Step signing={signing} />;
}
