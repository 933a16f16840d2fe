// The domains of one's own report: before, best, last, how it changed, and what studies say to the same.
// Never two measures joined, and never a study's figure without how sure it is.

import type { OwnReports } from '@aegle/api';
import { dayInWords, inUse, t } from '../messages/messages.ts';
import { Card } from '../ui/parts.tsx';
import {
  certaintyOf,
  changeOf,
  type Domain,
  domainName,
  measureName,
  type Published,
  type Series,
  scaleOf,
  sinceLast,
  studiesSay,
} from './report-words.ts';

interface Folded {
  readonly sources: OwnReports['sources'];
  /** True: what is folded is open, for paper. */
  readonly isOpen: boolean;
}

const inNumbers = (value: number) => new Intl.NumberFormat(inUse()).format(value);

function Value({ name, point }: { readonly name: string; readonly point: Series['baseline'] }) {
  return (
    <div>
      <dt>{name}</dt>
      {point === null ? (
        <dd class="quiet">{t('report.notMeasured')}</dd>
      ) : (
        <dd>
          <span class="big">{inNumbers(point.value)}</span>
          <span class="small quiet">{dayInWords(point.on)}</span>
        </dd>
      )}
    </div>
  );
}

function Measured({ series }: { readonly series: Series }) {
  const { measure, baseline, best, last } = series;
  return (
    <li class="measured">
      <h3>{measureName(measure)}</h3>
      <p class="small quiet">{scaleOf(series)}</p>
      <dl class="values">
        <Value name={t('report.before')} point={baseline} />
        <Value name={t('report.best')} point={best} />
        <Value name={t('report.last')} point={last} />
      </dl>
      <p>
        <strong>{changeOf(series)}</strong>
      </p>
      {last !== null && (
        <p class="small quiet">
          {t('report.lastWhen', { since: sinceLast(last.monthsAfterLastDose) })}
        </p>
      )}
    </li>
  );
}

interface StudiesProps extends Folded {
  readonly published: Published;
}

/** In plain words, with how sure it is; folded below, the evidence's own words and sources, in English. */
function Studies({ published, sources, isOpen }: StudiesProps) {
  const cited = published.sources.flatMap((key) => sources[key] ?? []);
  const plain = studiesSay(published);
  return (
    <div class="studies">
      <h3>{t('report.studies')}</h3>
      {plain === undefined ? <p lang="en">{published.known}</p> : <p>{plain}</p>}
      <p>
        <strong>{t('report.certainty')}:</strong> {certaintyOf(published)}
      </p>
      <details open={isOpen}>
        <summary>{t('report.evidence')}</summary>
        <div lang="en" class="small programme">
          <p>{published.known}</p>
          <p>{published.missing}</p>
          <ul>
            {cited.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </div>
      </details>
    </div>
  );
}

interface DomainProps extends Folded {
  readonly domain: Domain;
}

export function DomainCard({ domain: { domain, series, published }, ...folded }: DomainProps) {
  return (
    <Card title={domainName(domain)}>
      <ul>
        {series.map((one) => (
          <Measured key={one.measure} series={one} />
        ))}
      </ul>
      {published !== null && <Studies published={published} {...folded} />}
    </Card>
  );
}

interface OthersProps extends Folded {
  readonly domains: readonly Domain[];
}

/** What nobody measured: what is published about it alone, folded. */
export function OtherDomains({ domains, ...folded }: OthersProps) {
  return (
    <Card title={t('report.others')}>
      {domains.map(({ domain, published }) => (
        <details key={domain} open={folded.isOpen}>
          <summary>{domainName(domain)}</summary>
          {published !== null && <Studies published={published} {...folded} />}
        </details>
      ))}
    </Card>
  );
}
