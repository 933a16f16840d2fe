// What to do at a warning sign, at once, with or without a connection; and the sending of it.
// Never says that it was sent before the server has it.

import findings from 'virtual:patient-findings';
import { useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { dayIn, nowMs, zoneHere } from '../client/clock.ts';
import { newId } from '../client/new-id.ts';
import type { AdviceName } from '../messages/en.ts';
import { t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Calls } from '../ui/calls.tsx';
import { Button, Notice } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';
import { flagsOf, type Sign, symptomsOf } from './signs.ts';

const adviceOf = (flag: AdviceName) => t(`advice.${flag}`);

/** The advice of every flag that these signs raise, each sentence once. */
function Advice({ signs }: { readonly signs: readonly Sign[] }) {
  const flags = flagsOf(findings.redFlags, signs).map(({ flag }) => flag as AdviceName);
  return (
    <>
      {[...new Set(flags.map(adviceOf))].map((sentence) => (
        <p key={sentence} class="big">
          <strong>{sentence}</strong>
        </p>
      ))}
    </>
  );
}

const GRADES = ['1', '2', '3'] as const;

/** Sends each symptom of the signs as one warning; a repeat is the same report. */
async function sendSigns(
  patient: string,
  reports: ReadonlyMap<string, string>,
  grade: number,
): Promise<void> {
  const occurredOn = dayIn(zoneHere(), nowMs());
  for (const [symptom, id] of reports) {
    const data = { symptom, grade, isWarningSign: true };
    const body = { id, type: 'SymptomReported', occurredOn, data } as const;
    await client('declare', { params: { patient }, body, idempotencyKey: id });
  }
}

/** Advice, numbers, and the button that tells the clinic. */
export function UrgentAdvice({ signs }: { readonly signs: readonly Sign[] }) {
  const { patient, own, refresh, isOnline } = useDiary();
  const symptoms = symptomsOf(signs);
  const [ids, setIds] = useState<ReadonlyMap<string, string>>(new Map());
  const { done, start, isBusy } = useDoing(async (grade: number) => {
    const reports = new Map(symptoms.map((one) => [one, ids.get(one) ?? newId()]));
    setIds(reports);
    await sendSigns(patient, reports, grade);
    void refresh();
  });
  const isSent = done?.state === 'answered';
  const isLost = done?.state === 'failed' || (!isOnline && !isSent);
  return (
    <Notice kind="stop" isNew>
      <Advice signs={signs} />
      {isSent && <p>{t('tell.sent')}</p>}
      {isLost && (
        <p class="big">
          <strong>{t('tell.notSent')}</strong>
        </p>
      )}
      <Calls
        clinics={own?.value.clinics ?? []}
        country={own?.value.country ?? null}
        withCrisis={flagsOf(findings.redFlags, signs).some(({ flag }) => flag === 'mood')}
      />
      {!isSent && (
        <>
          <p>{t('tell.strong')}</p>
          <div class="buttons">
            {GRADES.map((grade) => (
              <Button key={grade} isBusy={isBusy} onClick={() => void start(Number(grade))}>
                {t(`grades.${grade}`)}
              </Button>
            ))}
          </div>
        </>
      )}
    </Notice>
  );
}
