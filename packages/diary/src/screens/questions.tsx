// The questions of the month: a wrong answer is answered with what is right, and another try.
// Never sends anything but the complete right set, and never keeps it for later: the server dates it.

import type { MonthlyQuestions, ProgrammeDetail } from '@aegle/api';
import { useRef, useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { newId } from '../client/new-id.ts';
import { inUse, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Loading, Notice, Screen, Tick } from '../ui/parts.tsx';
import { useCall, useDoing } from '../ui/use-call.ts';

type Question = MonthlyQuestions['questions'][number];
type Spoken = Question['asks'];
type Chosen = Readonly<Record<string, string>>;

/** The programme's sentence in the language in use. */
const spoken = (said: Spoken): string => said[inUse() as keyof Spoken] ?? said.en;

const isRight = (question: Question, chosen: Chosen): boolean =>
  question.answers.some(({ id, isRight }) => isRight && id === chosen[question.id]);

interface OneProps {
  readonly question: Question;
  readonly chosen: Chosen;
  /** What was chosen when the answers were last looked at; empty: not yet. */
  readonly checked: Chosen | undefined;
  readonly choose: (answer: string) => void;
}

function One({ question, chosen, checked, choose }: OneProps) {
  const answer = chosen[question.id];
  const isLooked = checked !== undefined && checked[question.id] === answer;
  return (
    <Card>
      <Choices
        label={spoken(question.asks)}
        isList
        choices={question.answers.map(({ id, says }) => ({ value: id, label: spoken(says) }))}
        value={answer}
        onValue={choose}
      />
      {isLooked && answer === undefined && <p class="fault">{t('questions.choose')}</p>}
      {isLooked && answer !== undefined && !isRight(question, chosen) && (
        <Notice kind="warn">
          <p>
            <strong>{t('questions.notRight')}</strong>
          </p>
          <p>{spoken(question.right)}</p>
        </Notice>
      )}
    </Card>
  );
}

interface MethodsProps {
  readonly methods: ProgrammeDetail['methods'];
  readonly used: readonly string[];
  readonly isMissing: boolean;
  readonly use: (used: readonly string[]) => void;
}

/** The methods as the patient has them: the clinic enters its own, and both have to be the same. */
function Methods({ methods, used, isMissing, use }: MethodsProps) {
  const set = (id: string, isUsed: boolean) =>
    use(isUsed ? [...used, id] : used.filter((one) => one !== id));
  return (
    <Card>
      <fieldset class="list">
        <legend>{t('questions.methods')}</legend>
        <p class="quiet small">{t('questions.methodsHint')}</p>
        <div class="choices">
          {methods.map(({ id, label }) => (
            <Tick
              key={id}
              label={label}
              isTicked={used.includes(id)}
              onTick={(isUsed) => set(id, isUsed)}
            />
          ))}
        </div>
      </fieldset>
      {isMissing && <p class="fault">{t('questions.chooseMethods')}</p>}
    </Card>
  );
}

/** True where a rule of the programme compares the methods of both sides. */
const asksMethods = ({ requirements }: ProgrammeDetail) =>
  requirements.some(({ kind }) => kind === 'methods_match');

function useAnswers(programme: ProgrammeDetail, asked: readonly Question[]) {
  const { patient, refresh } = useDiary();
  // The same for every try: sent twice it is recorded once.
  const [id] = useState(newId);
  const [chosen, setChosen] = useState<Chosen>({});
  const [checked, setChecked] = useState<Chosen | undefined>(undefined);
  const [used, use] = useState<readonly string[]>([]);
  const wrong = (at: Chosen) => asked.filter((question) => !isRight(question, at)).length;
  const lacksMethods = asksMethods(programme) && used.length === 0;
  const sending = useDoing(async () => {
    const contraceptiveMethods = asksMethods(programme) ? { contraceptiveMethods: [...used] } : {};
    const data = { passed: true, ...contraceptiveMethods };
    const body = { id, type: 'ComprehensionAnswered' as const, data };
    await client('declare', { params: { patient }, body, idempotencyKey: id });
    void refresh();
  });
  const check = () => {
    setChecked(chosen);
    const isComplete = wrong(chosen) === 0 && !lacksMethods;
    if (isComplete) void sending.start();
    return isComplete;
  };
  const choose = (question: string, answer: string) =>
    setChosen((before) => ({ ...before, [question]: answer }));
  const isLacking = checked !== undefined && lacksMethods;
  const left = checked === undefined ? 0 : wrong(checked) + (isLacking ? 1 : 0);
  return { chosen, choose, checked, used, use, check, left, isLacking, ...sending };
}

interface FormProps {
  readonly programme: ProgrammeDetail;
  readonly questions: MonthlyQuestions;
}

function QuestionForm({ programme, questions: { questions, wording } }: FormProps) {
  const answers = useAnswers(programme, questions);
  const told = useRef<HTMLDivElement>(null);
  const check = () => {
    if (!answers.check()) requestAnimationFrame(() => told.current?.scrollIntoView());
  };
  if (answers.done?.state === 'answered')
    return (
      <Notice kind="done" isNew>
        <p>{t('questions.has')}</p>
        <a href="/diary/steps">{t('steps.title')}</a>
      </Notice>
    );
  return (
    <>
      {wording === 'own_words' && <p class="quiet small">{t('questions.ownWords')}</p>}
      {inUse() !== 'en' && <p class="quiet small">{t('unreviewed')}</p>}
      <div ref={told}>
        {answers.left > 0 && (
          <Notice kind="warn" isNew>
            <p>{t('questions.again', { count: answers.left })}</p>
            <p>{t('questions.talk')}</p>
          </Notice>
        )}
      </div>
      {questions.map((question) => (
        <One
          key={question.id}
          question={question}
          chosen={answers.chosen}
          checked={answers.checked}
          choose={(answer) => answers.choose(question.id, answer)}
        />
      ))}
      {asksMethods(programme) && (
        <Methods
          methods={programme.methods}
          used={answers.used}
          isMissing={answers.isLacking}
          use={answers.use}
        />
      )}
      {answers.done?.state === 'failed' && <Fault error={answers.done.error} />}
      <Button isBusy={answers.isBusy} onClick={check}>
        {t('questions.check')}
      </Button>
    </>
  );
}

/** The programmes of the patient that ask questions. */
async function askingOf(programmes: readonly string[]): Promise<readonly ProgrammeDetail[]> {
  const read = programmes.map((programme) => client('readProgramme', { params: { programme } }));
  return (await Promise.all(read)).filter(({ questions }) => questions !== null);
}

function Asked({ programme }: { readonly programme: ProgrammeDetail }) {
  const { own } = useDiary();
  const needs = (own?.value.needs ?? []).filter((need) => need.programme === programme.id);
  const isClinicFirst = needs.some(({ code }) => code === 'counselling_missing');
  if (programme.questions === null) return null;
  if (isClinicFirst)
    return (
      <Notice kind="plain">
        <p>{t('questions.clinicFirst')}</p>
      </Notice>
    );
  return <QuestionForm programme={programme} questions={programme.questions} />;
}

export function Questions() {
  const { own, isOnline } = useDiary();
  const programmes = own?.value.programmes ?? [];
  const { called } = useCall(() => askingOf(programmes), programmes.join(' '));
  return (
    <Screen title={t('questions.title')}>
      <p class="quiet">{t('questions.intro')}</p>
      {!isOnline && (
        <Notice kind="plain">
          <p>{t('questions.online')}</p>
        </Notice>
      )}
      {isOnline && called.state === 'pending' && <Loading />}
      {isOnline && called.state === 'failed' && <Fault error={called.error} />}
      {isOnline && called.state === 'answered' && called.value.length === 0 && (
        <p>{t('questions.none')}</p>
      )}
      {isOnline &&
        called.state === 'answered' &&
        called.value.map((programme) => <Asked key={programme.id} programme={programme} />)}
    </Screen>
  );
}
