// What this device keeps, the language, and the ways out.
// Never erases what was not sent without saying how much that is.

import { useState } from 'preact/hooks';
import { eraseDevice } from '../device/database.ts';
import { dayInWords, LANGUAGES, languageName, t } from '../messages/messages.ts';
import type { Entry } from '../outbox/entry.ts';
import { dropEntry, type Placed, sendAfterAll } from '../outbox/outbox.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Notice, Screen } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';
import { OwnRecord } from './own-record.tsx';

const FELT_KEYS = {
  cheilitis: 'felt.cheilitis',
  'dry-skin': 'felt.drySkin',
  'dry-eye': 'felt.dryEye',
  arthralgia: 'felt.arthralgia',
  'low-mood': 'today.low',
} as const;

function wordsOf(entry: Entry): string {
  const day = dayInWords(entry.day);
  if (entry.type === 'DoseMissed') return t('more.doseMissed', { day });
  if (entry.type === 'DoseTaken') return t('more.dose', { day, mg: entry.data.doseMg });
  const { symptom, grade } = entry.data;
  const key = FELT_KEYS[symptom as keyof typeof FELT_KEYS];
  const name = key === undefined ? symptom : t(key);
  const strength = t(`grades.${String(grade) as '0' | '1' | '2' | '3'}`);
  return t('more.symptom', { day, what: `${name}: ${strength}` });
}

function WaitingEntry({ placed }: { readonly placed: Placed }) {
  const { device, own, refresh } = useDiary();
  const { entry } = placed;
  const seen = (own?.value.doses ?? []).filter(({ day }) => day === entry.day).map(({ id }) => id);
  const settle = async (run: Promise<void>) => {
    await run;
    await refresh();
  };
  if (device === null) return null;
  return (
    <li>
      <p>{wordsOf(entry)}</p>
      {entry.state === 'refused' && (
        <p class="fault">{t('more.refused', { why: entry.why ?? '' })}</p>
      )}
      {entry.state === 'asks' && <p>{t('more.asks')}</p>}
      <div class="buttons">
        {entry.state === 'asks' && (
          <Button onClick={() => void settle(sendAfterAll(device, placed, seen))}>
            {t('more.another')}
          </Button>
        )}
        {entry.state !== 'waiting' && (
          <Button look="plain" onClick={() => void settle(dropEntry(device, placed))}>
            {entry.state === 'asks' ? t('more.same') : t('more.drop')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Waiting() {
  const { entries, refresh } = useDiary();
  return (
    <Card title={t('more.waiting')}>
      {entries.length === 0 ? (
        <p class="quiet">{t('more.none')}</p>
      ) : (
        <>
          <ul>
            {entries.map((placed) => (
              <WaitingEntry key={placed.place} placed={placed} />
            ))}
          </ul>
          <Button look="plain" onClick={() => void refresh()}>
            {t('more.sendNow')}
          </Button>
        </>
      )}
    </Card>
  );
}

function ThisDevice() {
  const { storage, entries, signOut, onErased, isHidden, hide } = useDiary();
  const [isSure, setSure] = useState(false);
  const erase = useDoing(async () => {
    // Without a connection the session ends by itself; the device is emptied all the same.
    await signOut().catch(() => undefined);
    await eraseDevice(storage);
    onErased();
  });
  const leave = useDoing(signOut);
  return (
    <Card title={t('more.device')}>
      <p class="quiet small">{t('more.eraseHint')}</p>
      {storage !== null && entries.length === 0 && (
        <>
          <Button look="plain" onClick={() => void hide(!isHidden)}>
            {isHidden ? t('hidden.off') : t('hidden.on')}
          </Button>
          <p class="quiet small">{t('hidden.hint')}</p>
        </>
      )}
      {isSure && (
        <Notice kind="warn" isNew>
          {entries.length > 0 && <p>{t('more.eraseUnsent', { count: entries.length })}</p>}
          <div class="buttons">
            <Button look="stop" isBusy={erase.isBusy} onClick={() => void erase.start()}>
              {t('more.eraseSure')}
            </Button>
            <Button look="plain" onClick={() => setSure(false)}>
              {t('more.cancel')}
            </Button>
          </div>
        </Notice>
      )}
      {!isSure && (
        <Button look="stop" onClick={() => setSure(true)}>
          {t('more.erase')}
        </Button>
      )}
      {leave.done?.state === 'failed' && <Fault error={leave.done.error} />}
      <Button look="plain" isBusy={leave.isBusy} onClick={() => void leave.start()}>
        {t('signIn.out')}
      </Button>
    </Card>
  );
}

export function More() {
  const { language, speak, account } = useDiary();
  return (
    <Screen title={t('more.title')}>
      <Waiting />
      {LANGUAGES.length > 1 && (
        <Card>
          <Choices
            label={t('more.language')}
            isLanguages
            isList
            choices={LANGUAGES.map((one) => ({ value: one, label: languageName(one) }))}
            value={language}
            onValue={(chosen) => void speak(chosen)}
          />
          {language !== 'en' && <p class="quiet small">{t('unreviewed')}</p>}
        </Card>
      )}
      {account.role === 'patient' && (
        <>
          <p>
            <a href="/diary/forecast">{t('forecast.title')}</a>
          </p>
          <OwnRecord />
        </>
      )}
      <ThisDevice />
    </Screen>
  );
}
