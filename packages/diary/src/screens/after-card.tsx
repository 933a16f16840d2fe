// After the course: what still holds, until when, and the follow-ups that are due.
// Never a promise: it says itself that a later capsule makes it wrong.

import { dayInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Card } from '../ui/parts.tsx';

/** Shown once the treatment has ended; the sentences with days are the server's. */
export function AfterCard() {
  const after = useDiary().own?.value.after ?? null;
  if (after === null) return null;
  return (
    <Card title={t('after.title')}>
      <p>{t('after.last', { day: dayInWords(after.lastDoseOn) })}</p>
      {after.advice.length > 0 && (
        <ul>
          {after.advice.map((text) => (
            <li key={text} lang="en" class="programme">
              {text}
            </li>
          ))}
        </ul>
      )}
      <p>
        <strong>{t('after.notValid')}</strong>
      </p>
      {after.followUps.length > 0 && (
        <>
          <h3>{t('after.followUps')}</h3>
          <ul>
            {after.followUps.map(({ from, until }) => (
              <li key={from}>
                {t('after.window', { from: dayInWords(from), until: dayInWords(until) })}
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href="/diary/report">{t('report.link')}</a>
      </p>
    </Card>
  );
}
