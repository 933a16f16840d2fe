// A method of contraception that was started or stopped, by the programme's own list.
// Never kept for later: a declaration counts when the server has dated it.

import type { Declaration } from '@aegle/api';
import { useId, useState } from 'preact/hooks';
import { client } from '../client/client.ts';
import { newId } from '../client/new-id.ts';
import { t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, type Choice, Choices, Notice } from '../ui/parts.tsx';
import { useCall, useDoing } from '../ui/use-call.ts';

const CHANGES = ['ContraceptionStarted', 'ContraceptionStopped'] as const;
type Change = (typeof CHANGES)[number];

/** The methods of all programmes of the patient, each once. */
async function methodsOf(programmes: readonly string[]): Promise<readonly Choice[]> {
  const read = await Promise.all(
    programmes.map((programme) => client('readProgramme', { params: { programme } })),
  );
  const all = read.flatMap(({ methods }) => methods);
  return [...new Map(all.map(({ id, label }) => [id, { value: id, label }])).values()];
}

function declarationFrom(id: string, change: Change, method: string): Declaration {
  return change === 'ContraceptionStarted'
    ? { id, type: change, data: { method, declaredBy: 'patient' } }
    : { id, type: change, data: { method } };
}

interface MethodFieldProps {
  readonly methods: readonly Choice[];
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function MethodField({ methods, value, onValue }: MethodFieldProps) {
  const field = useId();
  return (
    <div class="field">
      <label for={field}>{t('methods.method')}</label>
      <select
        id={field}
        value={value}
        onChange={({ currentTarget }) => onValue(currentTarget.value)}
      >
        <option value="">{t('methods.choose')}</option>
        {methods.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function MethodForm({ methods }: { readonly methods: readonly Choice[] }) {
  const { patient, refresh } = useDiary();
  const [id, setId] = useState(newId);
  const [change, setChange] = useState<Change | undefined>(undefined);
  const [method, setMethod] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { done, start, isBusy } = useDoing(async (body: Declaration) => {
    await client('declare', { params: { patient }, body, idempotencyKey: body.id });
    // What is said next is another declaration.
    setId(newId());
    setMethod('');
    void refresh();
  });
  const send = () => {
    setMissing(change === undefined || method === '');
    if (change !== undefined && method !== '') void start(declarationFrom(id, change, method));
  };
  return (
    <>
      <Choices
        label={t('methods.which')}
        isList
        choices={CHANGES.map((one) => ({ value: one, label: t(`methods.${one}`) }))}
        value={change}
        onValue={(value) => setChange(CHANGES.find((one) => one === value))}
      />
      {change === 'ContraceptionStopped' && (
        <Notice kind="warn" isNew>
          <p>{t('methods.stopNow')}</p>
        </Notice>
      )}
      <MethodField methods={methods} value={method} onValue={setMethod} />
      {isMissing && (
        <p class="fault" role="alert">
          {t('methods.missing')}
        </p>
      )}
      {done?.state === 'failed' && <Fault error={done.error} />}
      {done?.state === 'answered' && (
        <Notice kind="done" isNew>
          <p>{t('methods.has')}</p>
        </Notice>
      )}
      <Button isBusy={isBusy} onClick={send}>
        {t('tell.send')}
      </Button>
    </>
  );
}

/** Shown where a programme of the patient lists methods, and a connection is there. */
export function MethodCard() {
  const { own, isOnline } = useDiary();
  const programmes = own?.value.programmes ?? [];
  const { called } = useCall(() => methodsOf(programmes), programmes.join(' '));
  const methods = called.state === 'answered' ? called.value : [];
  if (!isOnline || methods.length === 0) return null;
  return (
    <Card title={t('methods.title')} place="contraception">
      <p class="quiet small">{t('methods.intro')}</p>
      <MethodForm methods={methods} />
    </Card>
  );
}
