// The one line of the gate on the first screen: to stop, or until when, or how much is missing.
// Never a yes of another moment without saying of which.

import { dayInWords, momentInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Calls } from '../ui/calls.tsx';
import { Loading, Notice } from '../ui/parts.tsx';

function Missing() {
  const { own } = useDiary();
  const needs = own?.value.needs ?? [];
  const by = needs.find((need) => need.by !== null)?.by;
  const from = needs.find((need) => need.from !== null)?.from;
  return (
    <>
      <p class="big">{t('gate.missing', { count: needs.length })}</p>
      {by != null && <p>{t('gate.by', { day: dayInWords(by) })}</p>}
      {by == null && from != null && <p>{t('gate.from', { day: dayInWords(from) })}</p>}
      <p>
        <a href="/diary/steps">{t('gate.why')}</a>
      </p>
    </>
  );
}

function Clear({ until }: { readonly until: string | null }) {
  return (
    <>
      <p class="big">{t('gate.clear')}</p>
      {until !== null && <p>{t('gate.collectUntil', { day: dayInWords(until) })}</p>}
      <p class="quiet small">{t('gate.pharmacy')}</p>
    </>
  );
}

/** The sentence to show alone, with whom to call. */
export function Stop() {
  const { own } = useDiary();
  return (
    <Notice kind="stop" isNew>
      <p class="big">
        <strong>{t('gate.stop')}</strong>
      </p>
      <Calls clinics={own?.value.clinics ?? []} country={own?.value.country ?? null} />
    </Notice>
  );
}

/** The line, with the moment it is of where that is not now. */
export function GateLine() {
  const { own, isOnline, ownError } = useDiary();
  if (own === null)
    return ownError === undefined ? (
      <Loading />
    ) : (
      <Notice kind="plain">
        <p>{t('gate.unknown')}</p>
      </Notice>
    );
  const { needs, until, nextTest } = own.value;
  return (
    <Notice kind={needs.length > 0 ? 'warn' : 'plain'}>
      {needs.length > 0 ? <Missing /> : <Clear until={until} />}
      {nextTest !== null && (
        <p>
          {t('gate.nextTest', {
            from: dayInWords(nextTest.from),
            until: dayInWords(nextTest.until),
          })}
        </p>
      )}
      {!isOnline && (
        <p class="quiet small">{t('gate.asOf', { when: momentInWords(own.readAt) })}</p>
      )}
    </Notice>
  );
}
