// Today's capsules in one tap: taken, how many milligrams, or not taken.
// Never a dose of its own: the milligrams are the last ones written, and the person says they are right.

import { CITED_LIMITS } from '@aegle/core';
import { useState } from 'preact/hooks';
import { dayIn, nowMs, zoneHere } from '../client/clock.ts';
import type { Dose } from '../client/own-data.ts';
import { t } from '../messages/messages.ts';
import type { Said } from '../outbox/entry.ts';
import { say } from '../outbox/say.ts';
import { type Diary, useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Field } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';

const LEAST_MG = CITED_LIMITS.smallestCapsuleMg.value;
const MOST_MG = 400;

/** What somebody typed as the milligrams of the wire; undefined where it is no such number. */
export function mgFrom(typed: string): string | undefined {
  const text = typed.trim().replace(',', '.');
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text)) return undefined;
  const mg = Number(text);
  return mg >= LEAST_MG && mg <= MOST_MG ? String(mg) : undefined;
}

interface ShownDose extends Dose {
  readonly isHere: boolean;
}

function dosesShown({ own, entries }: Diary): readonly ShownDose[] {
  const recorded = (own?.value.doses ?? []).map((dose) => ({ ...dose, isHere: false }));
  const here = entries.flatMap(({ entry }): ShownDose[] => {
    const { id, day } = entry;
    if (entry.type === 'DoseMissed') return [{ id, day, mg: null, isHere: true }];
    return entry.type === 'DoseTaken' ? [{ id, day, mg: entry.data.doseMg, isHere: true }] : [];
  });
  const waiting = here.filter(({ id }) => !recorded.some((one) => one.id === id));
  return [...recorded, ...waiting];
}

function Recorded({ doses }: { readonly doses: readonly ShownDose[] }) {
  if (doses.length === 0) return <p class="quiet">{t('today.noDose')}</p>;
  return (
    <ul aria-live="polite">
      {doses.map(({ id, mg, isHere }) => (
        <li key={id}>
          <strong>{mg === null ? t('today.notTaken') : t('today.taken', { mg })}</strong>
          {isHere && <span class="quiet"> ({t('today.onDevice')})</span>}
        </li>
      ))}
    </ul>
  );
}

/** The card with which a day's capsules are recorded. */
export function DoseCard() {
  const diary = useDiary();
  const [daysAgo, setDaysAgo] = useState(0);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [fault, setFault] = useState<string | undefined>(undefined);
  const shown = dosesShown(diary);
  const last = shown.findLast((dose) => dose.mg !== null)?.mg ?? '';
  const value = typed ?? last;
  const day = dayIn(zoneHere(), nowMs(), daysAgo);
  const { done, start, isBusy } = useDoing(async (said: Said) => {
    const { device, patient, entries, account, refresh } = diary;
    const doses = diary.own?.value.doses ?? [];
    await say({ device, patient, actor: account.actor, entries, doses }, [said], daysAgo);
    void refresh();
  });
  const took = () => {
    const doseMg = mgFrom(value);
    setFault(doseMg === undefined ? t('today.mgWrong', { least: LEAST_MG }) : undefined);
    if (doseMg !== undefined) void start({ type: 'DoseTaken', data: { doseMg } });
  };
  return (
    <Card title={t('today.capsules')}>
      <Choices
        label={t('today.which')}
        choices={[
          { value: '0', label: t('today.today') },
          { value: '1', label: t('today.yesterday') },
        ]}
        value={String(daysAgo)}
        onValue={(chosen) => setDaysAgo(Number(chosen))}
      />
      <Recorded doses={shown.filter((dose) => dose.day === day)} />
      <Field
        label={t('today.mg')}
        name="mg"
        fault={fault}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        onValue={setTyped}
      />
      <div class="buttons">
        <Button isBusy={isBusy} onClick={took}>
          {t('today.took')}
        </Button>
        <Button
          look="plain"
          isBusy={isBusy}
          onClick={() => void start({ type: 'DoseMissed', data: {} })}
        >
          {t('today.missed')}
        </Button>
      </div>
      <p class="quiet small">{t('today.meal')}</p>
      {done?.state === 'failed' && <Fault error={done.error} />}
    </Card>
  );
}
