// One statement: what to do at once, whom to call, and the sending of it.
// Never an answer that only says "recorded" to somebody who has to act.

import type { Receipts } from '@aegle/api';
import { useState } from 'preact/hooks';
import { client, failureOf } from '../client/client.ts';
import { newId } from '../client/new-id.ts';
import { t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Calls } from '../ui/calls.tsx';
import { Button, Field, Notice } from '../ui/parts.tsx';
import { type Called, useDoing } from '../ui/use-call.ts';
import {
  countOf,
  isUrgentType,
  type StatementType,
  statementFrom,
  type UrgentType,
} from './statements.ts';

type Sent = Called<Receipts> | undefined;

/** What to do now stands there from the moment of choosing, sent or not. */
function DoNow({ type, sent }: { readonly type: UrgentType; readonly sent: Sent }) {
  const { own, isOnline } = useDiary();
  const isSent = sent?.state === 'answered';
  const isLost = sent?.state === 'failed' || (!isOnline && !isSent);
  return (
    <Notice kind="stop" isNew>
      <h2>{t('tell.doNow')}</h2>
      <p class="big">
        <strong>{t(`doNow.${type}`)}</strong>
      </p>
      {isSent && (
        <p>
          {t('tell.sent')} {t('tell.doNotWait')}
        </p>
      )}
      {isLost && (
        <p class="big">
          <strong>{t('tell.notSent')}</strong>
        </p>
      )}
      <Calls clinics={own?.value.clinics ?? []} country={own?.value.country ?? null} />
    </Notice>
  );
}

function Outcome({ sent, isUrgent }: { readonly sent: Sent; readonly isUrgent: boolean }) {
  const { own } = useDiary();
  if (sent?.state === 'failed' && failureOf(sent.error) !== 'unreached')
    return <Fault error={sent.error} />;
  if (isUrgent) return null;
  if (sent?.state === 'failed')
    return (
      <Notice kind="warn" isNew>
        <p>{t('tell.notSentPlain')}</p>
      </Notice>
    );
  if (sent?.state !== 'answered') return null;
  return (
    <Notice kind="done" isNew>
      <p>{t('tell.sent')}</p>
      {sent.value.advice !== null && (
        <>
          <p>
            <strong>{t('gate.stop')}</strong>
          </p>
          <Calls clinics={own?.value.clinics ?? []} country={own?.value.country ?? null} />
        </>
      )}
    </Notice>
  );
}

/** One statement, from what it asks to what came of it. */
export function Statement({ type }: { readonly type: StatementType }) {
  const { patient, refresh } = useDiary();
  // The same for every try: sent twice it is recorded once.
  const [id] = useState(newId);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | undefined>(undefined);
  const isUrgent = isUrgentType(type);
  const asked = countOf(type);
  const { done, start, isBusy } = useDoing(async () => {
    const body = statementFrom(type, id, typed)!;
    const receipts = await client('declare', { params: { patient }, body, idempotencyKey: id });
    void refresh();
    return receipts;
  });
  const send = () => {
    const isRight = statementFrom(type, id, typed) !== undefined;
    setFault(isRight ? undefined : t('tell.countWrong'));
    if (isRight) void start();
  };
  return (
    <>
      {isUrgent && <DoNow type={type} sent={done} />}
      {asked !== 'none' && (
        <Field
          label={asked === 'needed' ? t('tell.count') : t('tell.countIfKnown')}
          name="count"
          fault={fault}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onValue={setTyped}
        />
      )}
      <Outcome sent={done} isUrgent={isUrgent} />
      {done?.state !== 'answered' && (
        <Button isBusy={isBusy} onClick={send}>
          {t('tell.send')}
        </Button>
      )}
    </>
  );
}
