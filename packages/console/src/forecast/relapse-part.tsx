// Acne coming back after each plan, by named endpoint, with the doubt whether the dose matters.
// Never a ranking of plans, never a target, and never one number without its endpoint.

import {
  type ForecastAnswer,
  type PlanAnswer,
  RELAPSE_ENDPOINTS,
  type RelapseAnswer,
  type RelapseEndpoint,
} from '@aegle/forecast';
import { Text } from '@mantine/core';
import { messages } from '../messages/messages.ts';
import { BandChart } from './band-chart.tsx';
import { figure, ofHundred, rangeInWords, topOf } from './figures-in-words.ts';
import styles from './forecast.module.css';
import { IconArray } from './icon-array.tsx';
import { EndpointHeading } from './marks.tsx';
import { TableBehind } from './table-behind.tsx';

const words = messages.forecast;

/** With the reported dose effect and with none, as a range without an order. */
function doseEffectInWords({ doseEffectRange }: RelapseAnswer): string {
  const { withEffect, withNone } = doseEffectRange;
  if (withEffect === null || withNone === null) return words.doseEffectUnknown;
  const ends = [withEffect, withNone].map((share) => Math.round(100 * share));
  return words.doseEffect(Math.min(...ends), Math.max(...ends));
}

function rowsOf(relapse: RelapseAnswer, days: readonly number[]) {
  const [share, low, high] = [relapse.share, relapse.low, relapse.high].map(ofHundred);
  return days.map((day, t) => [String(day), figure(share?.[t]), rangeInWords(low?.[t], high?.[t])]);
}

interface PlanRelapseProps {
  readonly answer: ForecastAnswer;
  readonly plan: PlanAnswer;
  readonly relapse: RelapseAnswer;
  readonly top: number;
}

function PlanRelapse({ answer, plan, relapse, top }: PlanRelapseProps) {
  const of = words.chart(relapse.label, plan.name);
  const said = relapse.icons?.sentence ?? relapse.words ?? words.nothing;
  const { tableColumns: columns } = words;
  return (
    <>
      <div className={styles.icons}>
        {relapse.icons !== null && <IconArray icons={relapse.icons} />}
        <div>
          <Text fw={600}>{said}</Text>
          {relapse.form !== 'words' && relapse.icons !== null && (
            <Text size="sm">{words.relapsedBy(relapse.icons.day)}</Text>
          )}
          <Text size="sm">{doseEffectInWords(relapse)}</Text>
        </div>
      </div>
      <BandChart
        label={`${of}. ${said}`}
        days={answer.outputDays}
        median={ofHundred(relapse.share)}
        bands={[{ holds: 'most', low: ofHundred(relapse.low), high: ofHundred(relapse.high) }]}
        untreated={null}
        top={top}
        lastDoseDay={plan.lastDoseDay}
        doubtfulFromDay={answer.fewDataFromDay}
      />
      <TableBehind
        of={of}
        columns={[columns.day, columns.share, columns.range]}
        rows={() => rowsOf(relapse, answer.outputDays)}
      />
    </>
  );
}

function Endpoint({ answer, endpoint }: { answer: ForecastAnswer; endpoint: RelapseEndpoint }) {
  const of = (plan: PlanAnswer) => plan.relapse.find((one) => one.endpoint === endpoint);
  const known = answer.plans.flatMap((plan) => of(plan) ?? []);
  const [first] = known;
  if (first === undefined) return null;
  return (
    <section className="keep-together">
      <EndpointHeading
        label={first.label}
        certainty={first.certainty}
        sources={first.sources}
        isBaseline={first.shown === 'B1'}
      />
      <div className={styles.plans}>
        {answer.plans.map((plan) => {
          const relapse = of(plan);
          return (
            <figure key={plan.name} className={styles.figure}>
              <figcaption>{plan.name}</figcaption>
              {relapse === undefined ? (
                <Text>{words.relapseOpen}</Text>
              ) : (
                <PlanRelapse
                  answer={answer}
                  plan={plan}
                  relapse={relapse}
                  top={topOf(known.map((one) => ofHundred(one.high)))}
                />
              )}
            </figure>
          );
        })}
      </div>
    </section>
  );
}

/** Every relapse endpoint for every plan that ends within the forecast. */
export function RelapsePart({ answer }: { answer: ForecastAnswer }) {
  if (answer.plans.every((plan) => plan.relapse.length === 0))
    return <Text>{words.relapseOpen}</Text>;
  return (
    <>
      <Text>{words.doseIsNoTarget}</Text>
      {RELAPSE_ENDPOINTS.map((endpoint) => (
        <Endpoint key={endpoint} answer={answer} endpoint={endpoint} />
      ))}
      <Text size="sm">{words.untreatedUnknown}</Text>
    </>
  );
}
