// The folded parts: every quantity with its drawing, all plans on the same axes, and its numbers.
// Never a number where the answer gives words.

import type {
  CurveAnswer,
  ForecastAnswer,
  GradeAnswer,
  Line,
  RelapseAnswer,
  Words,
} from '@aegle/forecast';
import { figure, ofHundred, raised, rangeInWords, sayInWords } from './figures-in-words.ts';
import { CertaintyBadge, EndpointHeading, SourceLinks } from './marks.tsx';
import { type ChartLine, OverlayChart } from './overlay-chart.tsx';
import { comparedWhen } from './plan-summary.tsx';
import { words } from './words-en.ts';

interface ColumnsOf {
  readonly name: string;
  readonly cell: (time: number) => string;
  readonly isKnown: (time: number) => boolean;
}

/** The numbers behind a drawing, every four weeks, a column or two for each plan. */
function NumbersBehind(props: {
  readonly what: string;
  readonly days: readonly number[];
  readonly columns: readonly ColumnsOf[];
}) {
  const { what, days, columns } = props;
  const times = days.flatMap((day, t) =>
    (day % 28 === 0 || days.length <= 16) && columns.some((column) => column.isKnown(t)) ? [t] : [],
  );
  if (times.length === 0) return null;
  return (
    <details className="fs-behind">
      <summary>{words.tableOf(what)}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
      <section className="fs-wide" tabIndex={0} aria-label={words.tableOf(what)}>
        <table className="fs-table">
          <thead>
            <tr>
              <th scope="col">{words.day}</th>
              {columns.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {times.map((t) => (
              <tr key={t}>
                <th scope="row">{days[t]}</th>
                {columns.map(({ name, cell }) => (
                  <td key={name}>{cell(t)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

const withRange = (middle: Line, low: Line, high: Line) => (t: number) =>
  middle[t] == null
    ? rangeInWords(low[t], high[t])
    : words.range(figure(middle[t]), figure(low[t]), figure(high[t]));

/** One quantity, every plan on the same axes. */
export function CurveDetail({ answer, endpoint }: { answer: ForecastAnswer; endpoint: string }) {
  const of = (curves: readonly CurveAnswer[]) => curves.find((one) => one.endpoint === endpoint);
  const curves = answer.plans.flatMap((plan) => of(plan.curves) ?? []);
  const [first] = curves;
  const untreated = of(answer.untreated.curves);
  if (first === undefined || untreated === undefined) return null;
  const isNumbers = first.form === 'numbers';
  const lines = curves.map((curve, i): ChartLine => {
    const { name, lastDoseDay } = answer.plans[i]!;
    const { median, low90, high90 } = curve;
    return { name, lastDoseDay, median, low90, high90, low: curve.low50, high: curve.high50 };
  });
  const moves = new Set(untreated.median.filter((x) => x !== null)).size > 1;
  return (
    <section className="fs-endpoint" aria-label={first.label}>
      <EndpointHeading
        answer={answer}
        marks={first}
        unit={first.unit}
        isBaseline={curves.some((one) => one.shown === 'B1')}
      />
      {isNumbers && (
        <OverlayChart
          label={first.label}
          days={answer.outputDays}
          plans={lines}
          untreated={moves ? untreated.median : null}
        />
      )}
      <CurveNotes curve={first} />
      <NumbersBehind
        what={first.label}
        days={answer.outputDays}
        columns={curves.map((curve, i) => ({
          name: answer.plans[i]!.name,
          cell: withRange(curve.median, curve.low90, curve.high90),
          isKnown: (t) => curve.low90[t] !== null,
        }))}
      />
    </section>
  );
}

function CurveNotes({ curve }: { curve: CurveAnswer }) {
  const { form, unidentifiedFromDay: from } = curve;
  if (form === 'words') return <p>{sayInWords(curve)}</p>;
  return (
    <>
      {curve.words !== null && <p>{curve.words}</p>}
      {from !== null && <p className="fs-quiet">{words.notIdentified(from)}</p>}
      {curve.unit === 'ng/mL' && <p className="fs-quiet">{words.noLater}</p>}
    </>
  );
}

/** How many have a grade, by plan, with what stands beside it. */
export function GradeDetail({ answer, endpoint }: { answer: ForecastAnswer; endpoint: string }) {
  const of = (grades: readonly GradeAnswer[]) => grades.find((one) => one.endpoint === endpoint);
  const grades = answer.plans.flatMap((plan) => of(plan.grades) ?? []);
  const [first] = grades;
  const untreated = of(answer.untreated.grades);
  if (first === undefined || untreated === undefined) return null;
  const columns = grades.flatMap((grade, i) =>
    grade.shares.map((line, g) => ({
      name: `${answer.plans[i]!.name}: ${grade.grades[g]}`,
      cell: (t: number) => figure(ofHundred(line)[t]),
      isKnown: (t: number) => line[t] !== null,
    })),
  );
  return (
    <section className="fs-endpoint" aria-label={first.label}>
      <EndpointHeading answer={answer} marks={first} />
      {grades.map((grade, i) => (
        <p key={answer.plans[i]!.name}>
          {answer.plans[i]!.name}, {grade.counted}: {grade.icons?.sentence ?? words.wordsOnly}
        </p>
      ))}
      <p className="fs-quiet">
        {untreated.icons === null ? untreated.words : words.ofUntreated(untreated.icons.sentence)}
      </p>
      <NumbersBehind what={first.label} days={answer.outputDays} columns={columns} />
    </section>
  );
}

function doseEffect({ doseEffectRange }: RelapseAnswer): string {
  const { withEffect, withNone } = doseEffectRange;
  if (withEffect === null || withNone === null) return words.doseEffectUnknown;
  const ends = [withEffect, withNone].map((share) => Math.round(100 * share));
  return words.doseEffect(Math.min(...ends), Math.max(...ends));
}

/** Acne coming back, by named endpoint, every plan equally long after its own last capsule. */
export function RelapseDetail({ answer }: { answer: ForecastAnswer }) {
  const known = answer.plans.filter((plan) => plan.relapse.length > 0);
  const open = answer.plans.filter((plan) => plan.relapse.length === 0);
  return (
    <>
      {known.length > 0 && <p>{words.comparedAt(comparedWhen(answer))}</p>}
      {known[0]?.relapse.map(({ endpoint }, e) => (
        <section key={endpoint} className="fs-endpoint" aria-label={known[0]!.relapse[e]!.label}>
          <EndpointHeading
            answer={answer}
            marks={known[0]!.relapse[e]!}
            isBaseline={known[0]!.relapse[e]!.shown === 'B1'}
          />
          {known.map((plan) => {
            const one = plan.relapse[e]!;
            return (
              <p key={plan.name}>
                {plan.name}: {one.icons?.sentence ?? one.words} {doseEffect(one)}
              </p>
            );
          })}
          <NumbersBehind
            what={known[0]!.relapse[e]!.label}
            days={answer.outputDays}
            columns={known.map((plan) => {
              const [share, low, high] = [
                plan.relapse[e]!.share,
                plan.relapse[e]!.low,
                plan.relapse[e]!.high,
              ].map(ofHundred);
              return {
                name: plan.name,
                cell: withRange(share!, low!, high!),
                isKnown: () => true,
              };
            })}
          />
        </section>
      ))}
      {known.length > 0 && <p>{words.doseIsNoTarget}</p>}
      {open.map((plan) => (
        <p key={plan.name}>
          {plan.name}: {words.backOpen}
        </p>
      ))}
    </>
  );
}

/** Statements that carry no number of this forecast. */
export function WordsList({ list }: { list: readonly Words[] }) {
  return (
    <>
      {list.map((one) => (
        <div key={one.topic} className="fs-endpoint">
          <div className="fs-heading">
            <h4>{one.topic}</h4>
            <CertaintyBadge marks={{ certainty: one.certainty, badges: [] }} />
            <SourceLinks sources={one.sources} />
          </div>
          <p>{one.statement}</p>
        </div>
      ))}
    </>
  );
}

/** How each block was checked, in the answer's own sentences. */
export function ChecksList({ answer }: { answer: ForecastAnswer }) {
  return (
    <dl className="fs-sources">
      {answer.validation.map(({ block, sentence }) => (
        <div key={block}>
          <dt>{raised(block.replaceAll(/([A-Z])/g, ' $1').toLowerCase())}</dt>
          <dd>{sentence}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What is drawn, whichever of the two libraries draws it: the diary's is not the console's. */
type Drawn = ReturnType<typeof ChecksList>;

/** A part that is opened by whoever wants it. */
export function Folded({ title, children }: { title: string; children: Drawn | Drawn[] }) {
  return (
    <details className="fs-folded">
      <summary>{title}</summary>
      <section aria-label={title}>{children}</section>
    </details>
  );
}
