// One form as its signer reads it: every statement ticked, the edition named, signed for oneself.
// Never another's signature, never one that is kept for later: it counts once the server has dated it.

import type { OwnForm } from '@aegle/api';
import { useId, useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { newId } from '../client/new-id.ts';
import { inUse, languageName, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Tick } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';

type FormText = NonNullable<OwnForm['text']>;

/** A form whose words are not here is called by its programme and its name there. */
export const titleOf = ({ text, programmeName, form }: OwnForm) =>
  text?.title ?? `${programmeName}: ${form.replaceAll(/[-_]/g, ' ')}`;

interface StatementProps {
  readonly says: string;
  readonly language: string;
  readonly isTicked: boolean;
  readonly tick: (isTicked: boolean) => void;
}

function Statement({ says, language, isTicked, tick }: StatementProps) {
  const id = useId();
  return (
    <li>
      <p id={id} lang={language} class="programme">
        {says}
      </p>
      <Tick label={t('forms.agree')} isTicked={isTicked} onTick={tick} about={id} />
    </li>
  );
}

interface WholeProps {
  readonly text: FormText;
  readonly ticked: readonly string[];
  readonly set: (point: string, isTicked: boolean) => void;
}

function Whole({ text, ticked, set }: WholeProps) {
  const { intro, statements, language } = text;
  return (
    <>
      {language !== inUse() && (
        <p class="quiet small">{t('forms.language', { language: languageName(language) })}</p>
      )}
      <p lang={language} class="programme">
        {intro}
      </p>
      <ol class="statements">
        {statements.map(({ id, says }) => (
          <Statement
            key={id}
            says={says}
            language={language}
            isTicked={ticked.includes(id)}
            tick={(isTicked) => set(id, isTicked)}
          />
        ))}
      </ol>
    </>
  );
}

const ITSELF = 'the form itself';

/** What has to be ticked before this form is signed. */
function pointsOf({ text }: OwnForm): readonly string[] {
  const itself = text?.wording === 'official' ? [] : [ITSELF];
  return [...(text?.statements ?? []).map(({ id }) => id), ...itself];
}

interface FormSheetProps {
  readonly form: OwnForm;
  readonly onSigned: () => void;
  readonly onLeft: () => void;
}

function useSigning(form: OwnForm, onSigned: () => void) {
  const { patient, account, refresh } = useDiary();
  // The same for every try: sent twice it is signed once.
  const [id] = useState(newId);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [edition, setEdition] = useState<string | undefined>(undefined);
  const [isTried, setTried] = useState(false);
  const left = pointsOf(form).filter((one) => !ticked.includes(one)).length;
  const missing = left + (edition === undefined ? 1 : 0);
  const sending = useDoing(async (chosen: string) => {
    const signer = account.role === 'guardian' ? ('guardian' as const) : ('patient' as const);
    const data = { form: form.form, edition: chosen, signer, agrees: true };
    const body = { id, type: 'FormSigned' as const, data };
    await client('declare', { params: { patient }, body, idempotencyKey: id });
    void refresh();
    onSigned();
  });
  const sign = () => {
    setTried(true);
    if (missing === 0 && edition !== undefined) void sending.start(edition);
  };
  const set = (point: string, isTicked: boolean) =>
    setTicked((now) => (isTicked ? [...now, point] : now.filter((one) => one !== point)));
  return { ticked, set, edition, setEdition, sign, missing: isTried ? missing : 0, ...sending };
}

/** One form, from its first word to the signature. */
export function FormSheet({ form, onSigned, onLeft }: FormSheetProps) {
  const { account } = useDiary();
  const { ticked, set, edition, setEdition, sign, missing, done, isBusy } = useSigning(
    form,
    onSigned,
  );
  const { text, editions } = form;
  return (
    <Card title={titleOf(form)}>
      {text === null && <p>{t('forms.onPaper')}</p>}
      {text?.wording === 'own_words' && (
        <p class="quiet small">{t('forms.ownWords', { edition: text.readFrom })}</p>
      )}
      {text !== null && <Whole text={text} ticked={ticked} set={set} />}
      <Choices
        label={t('forms.edition')}
        isList
        choices={editions.toReversed().map((one) => ({ value: one, label: one }))}
        value={edition}
        onValue={setEdition}
      />
      {text?.wording !== 'official' && (
        <Tick
          label={t('forms.haveRead')}
          isTicked={ticked.includes(ITSELF)}
          onTick={(isTicked) => set(ITSELF, isTicked)}
        />
      )}
      <p class="quiet small">{t('forms.unclear')}</p>
      {missing > 0 && (
        <p class="fault" role="alert">
          {t('forms.missing', { count: missing })}
        </p>
      )}
      {done?.state === 'failed' && <Fault error={done.error} />}
      <div class="buttons">
        <Button isBusy={isBusy} onClick={sign}>
          {account.role === 'guardian' ? t('forms.signAsGuardian') : t('forms.sign')}
        </Button>
        <Button look="plain" onClick={onLeft}>
          {t('forms.notNow')}
        </Button>
      </div>
    </Card>
  );
}
