// One's own after-course report: what changed, what is still there, what studies say about the same.
// Never kept on the device, never a cause, and nothing beside the one sentence when one has to stop.

import type { OwnReports } from '@aegle/api';
import { useState } from 'preact/hooks';
import { client, failureOf } from '../client/client.ts';
import { dayInWords, t } from '../messages/messages.ts';
import { useDiary } from '../session/diary.ts';
import { Fault } from '../session/sign-in.tsx';
import { Button, Card, Choices, Loading, Notice, Screen } from '../ui/parts.tsx';
import { useCall } from '../ui/use-call.ts';
import { Stop } from './gate-line.tsx';
import { DomainCard, OtherDomains } from './report-domains.tsx';
import {
  backState,
  effectName,
  gradeName,
  type Report,
  rungName,
  sinceLast,
  visitState,
} from './report-words.ts';

function Back({ report }: { readonly report: Report }) {
  return (
    <Card title={t('report.back')}>
      <p>
        <strong>{backState(report)}</strong>
      </p>
      <ul>
        {report.relapse.map(({ rung, state, days }) => (
          <li key={rung}>
            {t(state === 'relapsed' ? 'report.relapsed' : 'report.free', {
              what: rungName(rung),
              count: days,
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Effects({ effects }: Pick<Report, 'effects'>) {
  return (
    <Card title={t('report.effects')}>
      {effects.length === 0 && <p>{t('report.noEffects')}</p>}
      <ul>
        {effects.map(({ effect, worstGrade, lastPresentOn, goneBy, presentMonthsAfter }) => (
          <li key={`${effect} ${lastPresentOn}`}>
            <strong>{effectName(effect)}</strong>
            <p>
              {t('report.effectLast', {
                day: dayInWords(lastPresentOn),
                since: sinceLast(presentMonthsAfter),
                grade: gradeName(worstGrade),
              })}{' '}
              {goneBy === null
                ? t('report.effectOpen')
                : t('report.effectGone', { day: dayInWords(goneBy) })}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Visits({ visits }: Pick<Report, 'visits'>) {
  return (
    <Card title={t('report.visits')}>
      <ul>
        {visits.map(({ month, state, bestDay }) => (
          <li key={month}>
            {t('report.visitLine', {
              when: month === 0 ? t('report.visitEnd') : t('report.visitMonths', { count: month }),
              day: dayInWords(bestDay),
              state: visitState(state),
            })}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface WholeProps {
  readonly report: Report;
  readonly sources: OwnReports['sources'];
}

/** One report. Printed it shows what is folded too. */
function Whole({ report, sources }: WholeProps) {
  const [isWhole, setWhole] = useState(false);
  const print = () => {
    setWhole(true);
    requestAnimationFrame(() => window.print());
  };
  const measured = report.domains.filter(({ series }) => series.length > 0);
  const others = report.domains.filter(({ series }) => series.length === 0);
  const since = sinceLast(report.monthsSinceLastDose);
  return (
    <>
      <p>
        <strong>
          {t('report.course', {
            from: dayInWords(report.startedOn),
            to: dayInWords(report.lastDoseOn),
          })}
        </strong>
        <br />
        {t('report.asOf', { day: dayInWords(report.asOf), since })}
      </p>
      <Notice kind="plain">
        <p>
          <strong>{t('report.cannotShow')}</strong>
        </p>
        <p>{t('report.silent')}</p>
        <p>
          <a href="/diary/tell">{t('report.talk')}</a>
        </p>
      </Notice>
      <Back report={report} />
      <Effects effects={report.effects} />
      {measured.map((domain) => (
        <DomainCard key={domain.domain} domain={domain} sources={sources} isOpen={isWhole} />
      ))}
      {others.length > 0 && <OtherDomains domains={others} sources={sources} isOpen={isWhole} />}
      <Visits visits={report.visits} />
      <Button look="plain" onClick={print}>
        {t('report.print')}
      </Button>
    </>
  );
}

function Reports({ reports, sources }: Pick<OwnReports, 'reports' | 'sources'>) {
  const [chosen, setChosen] = useState('0');
  const report = reports[Number(chosen)];
  if (report === undefined)
    return (
      <Card>
        <p>{t('report.none')}</p>
      </Card>
    );
  return (
    <>
      {reports.length > 1 && (
        <Choices
          label={t('report.which')}
          isList
          choices={reports.map(({ startedOn, lastDoseOn }, index) => ({
            value: String(index),
            label: t('report.course', { from: dayInWords(startedOn), to: dayInWords(lastDoseOn) }),
          }))}
          value={chosen}
          onValue={setChosen}
        />
      )}
      <Whole key={chosen} report={report} sources={sources} />
    </>
  );
}

function OwnReport() {
  const { patient } = useDiary();
  const { called } = useCall(() => client('readOwnReports', { params: { patient } }), patient);
  if (called.state === 'pending') return <Loading />;
  if (called.state === 'answered') return <Reports {...called.value} />;
  if (failureOf(called.error) !== 'unreached') return <Fault error={called.error} />;
  return (
    <Notice kind="plain">
      <p>{t('report.online')}</p>
    </Notice>
  );
}

export function ReportPage() {
  const { own, ownError } = useDiary();
  return (
    <Screen title={t('report.title')}>
      {own === null && ownError === undefined && <Loading />}
      {own === null && ownError !== undefined && (
        <Notice kind="plain">
          <p>{t('report.online')}</p>
        </Notice>
      )}
      {own?.value.mustStop === true && <Stop />}
      {own?.value.mustStop === false && <OwnReport />}
    </Screen>
  );
}
