// How lips, skin, eyes, joints and mood are, a tap each. What is left out is not recorded.
// Never keeps low mood for later: it is a warning sign, sent at once or said not to be sent.

import { useState } from 'preact/hooks';
import { dayIn, nowMs, zoneHere } from '../client/clock.ts';
import { t } from '../messages/messages.ts';
import type { Said } from '../outbox/entry.ts';
import { say } from '../outbox/say.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Notice } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';
import { UrgentAdvice } from './urgent-advice.tsx';

/** The words of the evidence's symptom grades (CTCAE), by the name that the page has for them. */
const FELT = {
  cheilitis: 'cheilitis',
  drySkin: 'dry-skin',
  dryEye: 'dry-eye',
  arthralgia: 'arthralgia',
} as const;
type FeltName = keyof typeof FELT;
const NAMES = Object.keys(FELT) as readonly FeltName[];
const GRADES = ['0', '1', '2', '3'] as const;

type Answers = Readonly<Record<string, string>>;

function saidOf(answers: Answers): readonly Said[] {
  const felt = NAMES.flatMap((name): Said[] => {
    const grade = answers[name];
    if (grade === undefined) return [];
    const data = { symptom: FELT[name], grade: Number(grade), isWarningSign: false };
    return [{ type: 'SymptomReported', data }];
  });
  if (answers.mood !== 'no') return felt;
  const noLowMood = { symptom: 'low-mood', grade: 0, isWarningSign: false };
  return [...felt, { type: 'SymptomReported', data: noLowMood }];
}

function Rows({ answers, answer }: { answers: Answers; answer: (n: string, v: string) => void }) {
  return (
    <>
      {NAMES.map((name) => (
        <Choices
          key={name}
          label={t(`felt.${name}`)}
          choices={GRADES.map((grade) => ({ value: grade, label: t(`grades.${grade}`) }))}
          value={answers[name]}
          onValue={(value) => answer(name, value)}
        />
      ))}
      <Choices
        label={t('today.low')}
        choices={[
          { value: 'no', label: t('today.no') },
          { value: 'yes', label: t('today.yes') },
        ]}
        value={answers.mood}
        onValue={(value) => answer('mood', value)}
      />
    </>
  );
}

/** What was said of today, here or on another device: it stands there again after a reload. */
function SaidToday() {
  const { own, entries } = useDiary();
  const today = dayIn(zoneHere(), nowMs());
  const said = new Map<string, number>();
  for (const { day, symptom, grade } of own?.value.felt ?? [])
    if (day === today) said.set(symptom, grade);
  for (const { entry } of entries)
    if (entry.type === 'SymptomReported' && entry.day === today)
      said.set(entry.data.symptom, entry.data.grade);
  const lines = NAMES.flatMap((name) => {
    const grade = said.get(FELT[name]);
    const word = GRADES.find((one) => Number(one) === grade);
    return word === undefined ? [] : [`${t(`felt.${name}`)}: ${t(`grades.${word}`)}`];
  });
  if (lines.length === 0) return null;
  return (
    <div aria-live="polite">
      <p>
        <strong>{t('today.said')}</strong> {lines.join('; ')}.
      </p>
      <p class="quiet small">{t('today.sayAgain')}</p>
    </div>
  );
}

/** The card with which a day's complaints are recorded. */
export function FeltCard() {
  const diary = useDiary();
  const [answers, setAnswers] = useState<Answers>({});
  const { done, start, isBusy, reset } = useDoing(async () => {
    const { device, patient, entries, account, refresh } = diary;
    const writer = { device, patient, actor: account.actor, entries, doses: [] };
    await say(writer, saidOf(answers), 0);
    setAnswers(answers.mood === 'yes' ? { mood: 'yes' } : {});
    void refresh();
  });
  const answer = (name: string, value: string) => {
    reset();
    setAnswers((before) => ({ ...before, [name]: value }));
  };
  return (
    <Card title={t('today.how')}>
      <p class="quiet small">{t('today.howHint')}</p>
      <SaidToday />
      <Rows answers={answers} answer={answer} />
      {answers.mood === 'yes' && <UrgentAdvice signs={['mood']} />}
      {saidOf(answers).length > 0 && (
        <Button isBusy={isBusy} onClick={() => void start()}>
          {t('today.save')}
        </Button>
      )}
      {done?.state === 'failed' && <Fault error={done.error} />}
      {done?.state === 'answered' && (
        <Notice kind="done" isNew>
          <p>{diary.isOnline ? t('today.savedThere') : t('today.savedHere')}</p>
        </Notice>
      )}
    </Card>
  );
}
