// A forecast for two people at one screen: sentences and a picture a plan, one drawing, one table.
// Never a probability about mood, a level of drug after the last capsule, or a plan marked as better.

import type { CurveAnswer, ForecastAnswer, ForecastRequest } from '@aegle/forecast';
import { GROUPS, groupOf } from './detail-groups.ts';
import {
  ChecksList,
  CurveDetail,
  Folded,
  GradeDetail,
  RelapseDetail,
  WordsList,
} from './details.tsx';
import { dayInWords, grouped } from './figures-in-words.ts';
import { CertaintyBadge, Check, sourceAnchor } from './marks.tsx';
import { type ChartLine, OverlayChart, PlanLegend } from './overlay-chart.tsx';
import { PlanSummary } from './plan-summary.tsx';
import { PlanTable } from './plan-table.tsx';
import { words } from './words-en.ts';

export interface ForecastSheetProps {
  readonly answer: ForecastAnswer;
  readonly request: Pick<ForecastRequest, 'subject' | 'plans'>;
  /** Citation of each source key, where it is known. */
  readonly citations: Readonly<Record<string, string>>;
  /** Milliseconds that this device took; null where another one answered. */
  readonly tookMs?: number | null;
}

function whoInWords({ subject }: Pick<ForecastRequest, 'subject'>): string {
  if (subject.kind === 'population')
    return subject.baseline === undefined ? words.population : words.ownPopulation;
  const { profile } = subject;
  return [
    words.sexes[profile.sex],
    words.years(String(profile.ageYears)),
    words.kg(String(profile.weightKg)),
    words.counts(
      String(profile.inflammatoryLesions),
      String(profile.nonInflammatoryLesions),
      String(profile.nodules),
    ),
    ...(profile.isTruncal ? [words.truncal] : []),
  ].join(', ');
}

function Head({ answer, request }: ForecastSheetProps) {
  const isPerson = request.subject.kind === 'patient';
  return (
    <header>
      <h2>{answer.plans.length === 1 ? words.titleOne : words.title}</h2>
      <p className="fs-who">{whoInWords(request)}</p>
      <p className="fs-quiet">{isPerson ? words.about : words.aboutPopulation}</p>
      {answer.warnings.length > 0 && (
        <ul className="fs-warnings" aria-label={words.warning}>
          {answer.warnings.map(({ code, plan, text }) => (
            <li key={`${code} ${plan}`}>
              {plan !== null && `${plan}: `}
              {text}
            </li>
          ))}
        </ul>
      )}
    </header>
  );
}

/** The picture that all plans share: inflammatory lesions. */
function Overlay({ answer }: { answer: ForecastAnswer }) {
  const of = (curves: readonly CurveAnswer[]) =>
    curves.find((one) => one.endpoint === 'inflammatoryLesions');
  const [plan] = answer.plans;
  const first = plan === undefined ? undefined : of(plan.curves);
  const untreated = of(answer.untreated.curves);
  if (first === undefined || first.form === 'words') return null;
  const lines = answer.plans.flatMap(({ name, lastDoseDay, curves }): ChartLine[] => {
    const curve = of(curves);
    if (curve === undefined) return [];
    const { median, low50: low, high50: high, low90, high90 } = curve;
    return [{ name, lastDoseDay, median, low, high, low90, high90 }];
  });
  const { noNumberFromDay: until } = first;
  return (
    <section aria-label={words.overlay} className="fs-block fs-drawing">
      <h3>{words.overlay}</h3>
      <PlanLegend names={lines.map(({ name }) => name)} hasUntreated={untreated !== undefined} />
      <OverlayChart
        label={words.overlay}
        days={answer.outputDays}
        plans={lines}
        untreated={untreated?.median ?? null}
      />
      <p className="fs-quiet">
        {words.overlayLegend} <CertaintyBadge marks={first} />{' '}
        <Check answer={answer} marks={first} />
      </p>
      {until !== null && until > 0 && (
        <p className="fs-quiet">{words.endsHere(dayInWords(until))}</p>
      )}
    </section>
  );
}

/** Every key that the answer names, once, in order. */
export function keysIn(answer: ForecastAnswer): readonly string[] {
  const plans = [...answer.plans, answer.untreated];
  const parts = plans.flatMap((plan) => [
    ...[...plan.curves, ...plan.grades, ...plan.relapse],
    ...(plan.flare === null ? [] : [plan.flare]),
  ]);
  const said = [answer.alternative, ...answer.lastingEffects, ...answer.notForecast];
  return [...new Set([...parts, ...said].flatMap((part) => part.sources))].sort((a, b) =>
    a.localeCompare(b, 'en', { numeric: true }),
  );
}

function Sources({ answer, citations }: Pick<ForecastSheetProps, 'answer' | 'citations'>) {
  return (
    <dl className="fs-sources">
      {keysIn(answer).map((key) => (
        <div key={key} id={sourceAnchor(key)}>
          <dt>{key}</dt>
          <dd>{citations[key] ?? words.sourceUnknown}</dd>
        </div>
      ))}
    </dl>
  );
}

function Details({ answer, citations }: Pick<ForecastSheetProps, 'answer' | 'citations'>) {
  const { curves, grades } = answer.untreated;
  return (
    <section aria-label={words.details} className="fs-block">
      <h3>{words.details}</h3>
      {GROUPS.map((group) => {
        const isHere = ({ endpoint }: { readonly endpoint: string }) => groupOf(endpoint) === group;
        const parts = [
          ...curves
            .filter(isHere)
            .map(({ endpoint }) => (
              <CurveDetail key={endpoint} answer={answer} endpoint={endpoint} />
            )),
          ...grades
            .filter(isHere)
            .map(({ endpoint }) => (
              <GradeDetail key={endpoint} answer={answer} endpoint={endpoint} />
            )),
        ];
        return parts.length === 0 ? null : (
          <Folded key={group} title={words.groups[group]}>
            {parts}
          </Folded>
        );
      })}
      <Folded title={words.groups.relapse}>
        <RelapseDetail answer={answer} />
      </Folded>
      <Folded title={words.groups.alternative}>
        <WordsList list={[answer.alternative]} />
      </Folded>
      <Folded title={words.groups.lasting}>
        <WordsList list={answer.lastingEffects} />
      </Folded>
      <Folded title={words.groups.notForecast}>
        <WordsList list={answer.notForecast} />
      </Folded>
      <Folded title={words.groups.checks}>
        <ChecksList answer={answer} />
      </Folded>
      <Folded title={words.groups.sources}>
        <Sources answer={answer} citations={citations} />
      </Folded>
    </section>
  );
}

function Foot({ answer, tookMs = null }: Pick<ForecastSheetProps, 'answer' | 'tookMs'>) {
  const { release } = answer;
  return (
    <footer className="fs-quiet">
      {words.model(release.name, release.digest.slice(0, 12))};{' '}
      {words.drawn(grouped(answer.patients), answer.seed)}
      {tookMs !== null && `; ${words.took(Math.round(tookMs))}`}.
      {answer.fewDataFromDay !== null && ` ${words.fewDataFrom(answer.fewDataFromDay)}`}
    </footer>
  );
}

/** The same on the console, in the report and in the diary. It needs `SHEET_STYLE` beside it. */
export function ForecastSheet(props: ForecastSheetProps) {
  const { answer, request } = props;
  return (
    <article className="forecast-sheet">
      <Head {...props} />
      <div className="fs-plans">
        {answer.plans.map((plan, place) => (
          <PlanSummary
            key={plan.name}
            answer={answer}
            plan={plan}
            requested={request.plans[place]}
            place={place}
          />
        ))}
      </div>
      <Overlay answer={answer} />
      <PlanTable answer={answer} />
      <Details answer={answer} citations={props.citations} />
      <Foot {...props} />
    </article>
  );
}
