// Telling the clinic: warning signs, what bears on pregnancy, what became of capsules.
// Never queued: each is sent at once, or it says that it was not sent and whom to call.

import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Button, Card, Choices, Screen } from '../ui/parts.tsx';
import { SIGN_NAMES, type Sign } from './signs.ts';
import { Statement } from './statement.tsx';
import { STATEMENTS_OF, type StatementGroup } from './statements.ts';
import { UrgentAdvice } from './urgent-advice.tsx';

function Signs() {
  const [signs, setSigns] = useState<readonly Sign[]>([]);
  const advice = useRef<HTMLDivElement>(null);
  const isAny = signs.length > 0;
  // What to do stands above the list; whoever has scrolled down must not miss it.
  useEffect(() => {
    if (isAny) advice.current?.scrollIntoView({ block: 'start' });
  }, [isAny]);
  const toggle = (sign: Sign) =>
    setSigns((now) => (now.includes(sign) ? now.filter((one) => one !== sign) : [...now, sign]));
  return (
    <Card title={t('tell.signs')}>
      <div ref={advice}>{isAny && <UrgentAdvice signs={signs} />}</div>
      <fieldset class="list">
        <legend>{t('tell.signsHint')}</legend>
        <div class="choices">
          {SIGN_NAMES.map((sign) => (
            <label key={sign} class="choice">
              <input type="checkbox" checked={signs.includes(sign)} onChange={() => toggle(sign)} />
              <span>{t(`signs.${sign}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </Card>
  );
}

type Topic = 'signs' | StatementGroup;

/** What each role may tell here; a guardian sees to logistics. */
const TOPICS: Readonly<Record<'patient' | 'guardian', readonly Topic[]>> = {
  patient: ['signs', 'pregnancy', 'capsules', 'other'],
  guardian: ['capsules'],
};

function Statements({ group }: { readonly group: StatementGroup }) {
  const { account } = useDiary();
  const types = STATEMENTS_OF[group].filter(
    (type) => account.role === 'patient' || type !== 'CapsulesShared',
  );
  const [type, setType] = useState<(typeof types)[number] | undefined>(undefined);
  return (
    <Card>
      <Choices
        label={t(`tell.${group}`)}
        isList
        choices={types.map((one) => ({ value: one, label: t(`statements.${one}`) }))}
        value={type}
        onValue={(value) => setType(types.find((one) => one === value))}
      />
      {type !== undefined && <Statement key={type} type={type} />}
    </Card>
  );
}

export function Tell() {
  const { account } = useDiary();
  const topics = TOPICS[account.role === 'guardian' ? 'guardian' : 'patient'];
  const [topic, setTopic] = useState<Topic | undefined>(
    topics.length === 1 ? topics[0] : undefined,
  );
  return (
    <Screen title={t('tell.title')}>
      <p class="quiet">{t('tell.intro')}</p>
      {topic === undefined && (
        <ul>
          {topics.map((one) => (
            <li key={one} class="wide-button">
              <Button look="plain" onClick={() => setTopic(one)}>
                {t(`tell.${one}`)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {topic === 'signs' && <Signs />}
      {topic !== undefined && topic !== 'signs' && <Statements group={topic} />}
      {topic !== undefined && topics.length > 1 && (
        <Button look="plain" onClick={() => setTopic(undefined)}>
          {t('tell.another')}
        </Button>
      )}
    </Screen>
  );
}
