// Why am I waiting, and what ends it: each thing that is needed, whose it is, from when and by when.
// Never a list of another moment: the steps hold when they are asked.

import type { Need } from '../client/own-data.ts';
import { dayInWords, momentInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Card, Notice, Screen } from '../ui/parts.tsx';
import { AfterCard } from './after-card.tsx';
import { GateLine, Stop } from './gate-line.tsx';
import { MethodCard } from './method-card.tsx';
import { isFormPlace, PLACE_OF, wayOf } from './ways.ts';

function LaterList() {
  const { own } = useDiary();
  const later = own?.value.later ?? [];
  if (later.length === 0) return null;
  return (
    <Card title={t('steps.later')}>
      <ol>
        {later.map(({ text, from, until }) => (
          <li key={text}>
            <div class="tags">
              <span class="tag">{t('steps.from', { day: dayInWords(from) })}</span>
              {until !== null && (
                <span class="tag">{t('steps.by', { day: dayInWords(until) })}</span>
              )}
            </div>
            <p>{text}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** The form that ends it, or why none here does. */
function End({ need }: { readonly need: Need }) {
  const { account } = useDiary();
  const way = wayOf(need.code, account.role);
  if (way === undefined) return null;
  if (!isFormPlace(way)) return <p class="quiet">{t(`ways.${way}`)}</p>;
  return (
    <p>
      <a href={PLACE_OF[way]}>{t(`ways.${way}`)}</a>
    </p>
  );
}

function Step({ need }: { readonly need: Need }) {
  return (
    <li>
      <Card>
        <div class="tags">
          <span class="tag">{t(`steps.${need.who}`)}</span>
          {need.from !== null && (
            <span class="tag">{t('steps.from', { day: dayInWords(need.from) })}</span>
          )}
          {need.by !== null && (
            <span class="tag">{t('steps.by', { day: dayInWords(need.by) })}</span>
          )}
        </div>
        <p>{need.text}</p>
        {need.from === null && need.by === null && <p class="quiet small">{need.when}</p>}
        <End need={need} />
      </Card>
    </li>
  );
}

export function Steps() {
  const { own, isOnline } = useDiary();
  if (own?.value.mustStop === true)
    return (
      <Screen title={t('steps.title')}>
        <Stop />
      </Screen>
    );
  const needs = own?.value.needs ?? [];
  return (
    <Screen title={t('steps.title')}>
      <p class="quiet">{t('steps.intro')}</p>
      {!isOnline && (
        <Notice kind="plain">
          <p>{t('steps.online')}</p>
          {own !== null && <p>{t('gate.asOf', { when: momentInWords(own.readAt) })}</p>}
        </Notice>
      )}
      {needs.length === 0 && <GateLine />}
      {needs.length > 0 && (
        <ol>
          {needs.map((need) => (
            <Step key={`${need.text} ${need.by} ${need.from}`} need={need} />
          ))}
        </ol>
      )}
      <AfterCard />
      <LaterList />
      <p>
        <a href="/diary/forms">{t('forms.title')}</a>
      </p>
      <MethodCard />
    </Screen>
  );
}
