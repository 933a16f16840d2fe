// One quantity over time for every plan, on one scale, in the order the plans were given.
// Never a number where the answer gives words, and never a plan marked as the better one.

import type { CurveAnswer, ForecastAnswer, PlanAnswer } from '@aegle/forecast';
import { Text } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import { BandChart } from './band-chart.tsx';
import { figure, rangeInWords, sayInWords, topOf } from './figures-in-words.ts';
import styles from './forecast.module.css';
import { EndpointHeading } from './marks.tsx';
import { TableBehind } from './table-behind.tsx';

const words = messages.forecast;
const { tableColumns: columns } = words;

interface CurvePartProps {
  readonly answer: ForecastAnswer;
  /** Place of the quantity among a plan's curves. */
  readonly place: number;
}

/** What the drawing shows where it ends, for who cannot see it. */
function spoken(curve: CurveAnswer, days: readonly number[]): string {
  const last = curve.median.findLastIndex((value) => value !== null);
  if (last < 0) return words.nothing;
  const at = [curve.median, curve.low90, curve.high90].map((line) => figure(line[last]));
  return words.chartSays(at[0]!, at[1]!, at[2]!, days[last]!);
}

function rowsOf(curve: CurveAnswer, untreated: CurveAnswer, days: readonly number[]) {
  return days.flatMap((day, t) => {
    if (curve.median[t] == null) return [];
    return [
      [
        String(day),
        figure(curve.median[t]),
        rangeInWords(curve.low50[t], curve.high50[t]),
        rangeInWords(curve.low90[t], curve.high90[t]),
        curve.monteCarloError[t]?.toPrecision(1) ?? words.notStated,
        figure(untreated.median[t]),
      ],
    ];
  });
}

/** From which day on the ground is grey: few data, or nothing that says how it goes on. */
function doubtfulFrom(curve: CurveAnswer, answer: ForecastAnswer): number | null {
  const days = [curve.unidentifiedFromDay, answer.fewDataFromDay].filter((day) => day !== null);
  const first = days.length === 0 ? null : Math.min(...days);
  return first !== null && first < (answer.outputDays.at(-1) ?? 0) ? first : null;
}

function CurveNotes({ curve, answer }: { curve: CurveAnswer; answer: ForecastAnswer }) {
  const lastDay = answer.outputDays.at(-1) ?? 0;
  const from = curve.unidentifiedFromDay;
  return (
    <>
      {curve.words !== null && curve.form === 'numbers' && <Text size="sm">{curve.words}</Text>}
      {from !== null && from <= lastDay && <Text size="sm">{words.notIdentified(from)}</Text>}
      {curve.median.at(-1) === null && curve.form === 'numbers' && (
        <Text size="sm">{words.noLater}</Text>
      )}
    </>
  );
}

interface PlanCurveProps extends CurvePartProps {
  readonly plan: PlanAnswer;
  readonly top: number;
}

function PlanCurve({ answer, place, plan, top }: PlanCurveProps) {
  const curve = plan.curves[place]!;
  const untreated = answer.untreated.curves[place]!;
  const of = words.chart(curve.label, plan.name);
  const days = answer.outputDays;
  return (
    <figure className={styles.figure}>
      <figcaption>{plan.name}</figcaption>
      {curve.form === 'words' ? (
        <Text>{sayInWords(curve)}</Text>
      ) : (
        <>
          <BandChart
            label={`${of}. ${spoken(curve, days)}`}
            days={days}
            median={curve.median}
            bands={[
              { holds: 'most', low: curve.low90, high: curve.high90 },
              { holds: 'half', low: curve.low50, high: curve.high50 },
            ]}
            untreated={untreated.median}
            top={top}
            lastDoseDay={plan.lastDoseDay}
            doubtfulFromDay={doubtfulFrom(curve, answer)}
          />
          <TableBehind
            of={of}
            columns={[
              columns.day,
              columns.median,
              columns.half,
              columns.most,
              columns.error,
              columns.untreated,
            ]}
            rows={() => rowsOf(curve, untreated, days)}
          />
        </>
      )}
      <CurveNotes curve={curve} answer={answer} />
    </figure>
  );
}

/** One quantity, all plans side by side. */
export function CurvePart({ answer, place }: CurvePartProps) {
  const curve = answer.untreated.curves[place]!;
  const shown = answer.plans.map((plan) => plan.curves[place]!);
  const lines = [...shown.flatMap((one) => [one.high90, one.median]), curve.median];
  return (
    <section className="keep-together">
      <EndpointHeading
        label={curve.label}
        unit={curve.unit}
        certainty={curve.certainty}
        sources={curve.sources}
        isBaseline={shown.some((one) => one.shown === 'B1')}
      />
      <div className={styles.plans}>
        {answer.plans.map((plan) => (
          <PlanCurve key={plan.name} answer={answer} place={place} plan={plan} top={topOf(lines)} />
        ))}
      </div>
    </section>
  );
}
