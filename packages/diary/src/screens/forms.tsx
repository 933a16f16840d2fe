// The forms that somebody is asked to sign, and which of them are signed.
// Never a form's state of another person: a guardian sees what guardians signed.

import type { OwnForm } from '@aegle/api';
import { useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { dayInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Loading, Notice, Screen } from '../ui/parts.tsx';
import { useCall } from '../ui/use-call.ts';
import { FormSheet, titleOf } from './form-sheet.tsx';

function Line({ form, read }: { readonly form: OwnForm; readonly read: () => void }) {
  return (
    <li>
      <Card title={titleOf(form)}>
        <div class="tags">
          {form.isNeeded && <span class="tag">{t('forms.toSign')}</span>}
          {form.signed !== null && !form.isNeeded && (
            <span class="tag">{t('forms.signedOn', { day: dayInWords(form.signed.on) })}</span>
          )}
        </div>
        <Button look={form.isNeeded ? 'main' : 'plain'} onClick={read}>
          {form.isNeeded ? t('forms.read') : t('forms.readAgain')}
        </Button>
      </Card>
    </li>
  );
}

function List({
  forms,
  again,
}: {
  readonly forms: readonly OwnForm[];
  readonly again: () => void;
}) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [isSigned, setSigned] = useState(false);
  const keyOf = ({ programme, form }: OwnForm) => `${programme} ${form}`;
  const read = forms.find((one) => keyOf(one) === open);
  const leave = (hasSigned: boolean) => {
    setOpen(undefined);
    setSigned(hasSigned);
    if (hasSigned) again();
  };
  if (read !== undefined)
    return <FormSheet form={read} onSigned={() => leave(true)} onLeft={() => leave(false)} />;
  return (
    <>
      {isSigned && (
        <Notice kind="done" isNew>
          <p>{t('forms.has')}</p>
        </Notice>
      )}
      {forms.length === 0 && <p>{t('forms.none')}</p>}
      <ul>
        {forms.map((form) => (
          <Line key={keyOf(form)} form={form} read={() => setOpen(keyOf(form))} />
        ))}
      </ul>
    </>
  );
}

export function Forms() {
  const { patient, account, isOnline } = useDiary();
  const { called, again } = useCall(() => client('readOwnForms', { params: { patient } }), patient);
  return (
    <Screen title={t('forms.title')}>
      <p class="quiet">
        {account.role === 'guardian' ? t('forms.introGuardian') : t('forms.intro')}
      </p>
      {!isOnline && (
        <Notice kind="plain">
          <p>{t('forms.online')}</p>
        </Notice>
      )}
      {isOnline && called.state === 'pending' && <Loading />}
      {isOnline && called.state === 'failed' && <Fault error={called.error} />}
      {isOnline && called.state === 'answered' && <List forms={called.value.forms} again={again} />}
    </Screen>
  );
}
