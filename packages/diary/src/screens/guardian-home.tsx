// What a guardian sees: visits, supplies and their own signatures, by day.
// Never a test, a method, a mood or a cause: those are the ward's.

import { dayInWords, momentInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Card, Loading, Screen } from '../ui/parts.tsx';

export function GuardianHome() {
  const { own, ownError, isOnline } = useDiary();
  const logistics = own?.value.logistics ?? [];
  return (
    <Screen title={t('guardian.title')}>
      <p class="quiet">{t('guardian.intro')}</p>
      <p>
        <a href="/diary/forms">{t('guardian.forms')}</a>
      </p>
      {own === null && ownError === undefined && <Loading />}
      {own === null && ownError !== undefined && <Fault error={ownError} />}
      {own !== null && (
        <Card>
          {logistics.length === 0 && <p>{t('guardian.none')}</p>}
          <ul>
            {logistics.map(({ id, what, day }) => (
              <li key={id}>
                <strong>{dayInWords(day)}</strong>: {t(`guardian.${what}`)}
              </li>
            ))}
          </ul>
          {!isOnline && (
            <p class="quiet small">{t('gate.asOf', { when: momentInWords(own.readAt) })}</p>
          )}
        </Card>
      )}
    </Screen>
  );
}
