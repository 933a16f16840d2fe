// Who has read one's record from outside the care, and a file of everything that one may read.
// Never sent anywhere: the file is made on the device, of what the server tells its patient.

import { client } from '../client/client.ts';
import { momentInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card } from '../ui/parts.tsx';
import { useDoing } from '../ui/use-call.ts';

const ROLES = [
  'prescriber',
  'delegate',
  'pharmacist',
  'programme_officer',
  'safety_officer',
] as const;

const roleName = (role: string) => t(`roles.${ROLES.find((one) => one === role) ?? 'other'}`);

function WhoSaw() {
  const { patient } = useDiary();
  const { done, start, isBusy } = useDoing(async () => {
    const { entries } = await client('readPatientAccessLog', { params: { patient } });
    return entries;
  });
  return (
    <>
      <Button look="plain" isBusy={isBusy} onClick={() => void start()}>
        {t('record.who')}
      </Button>
      <p class="quiet small">{t('record.whoHint')}</p>
      {done?.state === 'failed' && <Fault error={done.error} />}
      {done?.state === 'answered' && (
        <ul aria-live="polite">
          {done.value.length === 0 && <li>{t('record.nobody')}</li>}
          {done.value.map(({ id, at, role }) => (
            <li key={id}>
              {t('record.line', { when: momentInWords(Date.parse(at)), role: roleName(role) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Everything that the server tells its patient, as one file. */
async function ownFile(patient: string): Promise<Blob> {
  const params = { patient };
  const [page, timeline, agenda, access] = await Promise.all([
    client('readPatient', { params }),
    client('readTimeline', { params }),
    client('readAgenda', { params }),
    client('readPatientAccessLog', { params }),
  ]);
  const all = { ...page, timeline, agenda, access };
  return new Blob([JSON.stringify(all, null, 2)], { type: 'application/json' });
}

function save(file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = 'diary.json';
  link.click();
  URL.revokeObjectURL(address);
}

/** The card of one's own record. */
export function OwnRecord() {
  const { patient } = useDiary();
  const take = useDoing(async () => save(await ownFile(patient)));
  return (
    <Card title={t('record.title')}>
      <p>
        <a href="/diary/report">{t('report.link')}</a>
      </p>
      <WhoSaw />
      <Button look="plain" isBusy={take.isBusy} onClick={() => void take.start()}>
        {t('record.take')}
      </Button>
      <p class="quiet small">{t('record.takeHint')}</p>
      {take.done?.state === 'failed' && <Fault error={take.done.error} />}
    </Card>
  );
}
