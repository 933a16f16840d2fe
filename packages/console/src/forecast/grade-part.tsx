// How many of a hundred have a side effect or a grade, for every plan, beside the untreated course.
// Never a number for one person where certainty is very low.

import type { ForecastAnswer, GradeAnswer, PlanAnswer } from '@aegle/forecast';
import { Text } from '@mantine/core';
import { inWords, messages } from '../messages/messages.ts';
import { figure, ofHundred, rangeInWords } from './figures-in-words.ts';
import styles from './forecast.module.css';
import { IconArray } from './icon-array.tsx';
import { EndpointHeading } from './marks.tsx';
import { TableBehind } from './table-behind.tsx';

const words = messages.forecast;

interface GradePartProps {
  readonly answer: ForecastAnswer;
  /** Place of the endpoint among a plan's grades. */
  readonly place: number;
}

function rowsOf(grade: GradeAnswer, days: readonly number[]) {
  const shares = grade.shares.map(ofHundred);
  const [low, high] = [ofHundred(grade.low), ofHundred(grade.high)];
  return days.map((day, t) => [
    String(day),
    ...shares.map((line) => figure(line[t])),
    rangeInWords(low[t], high[t]),
  ]);
}

function PlanGrade({ answer, place, plan }: GradePartProps & { readonly plan: PlanAnswer }) {
  const grade = plan.grades[place]!;
  const { icons } = grade;
  const range = `${inWords(grade.counted)}: ${words.tableColumns.range}`;
  return (
    <figure className={styles.figure}>
      <figcaption>{plan.name}</figcaption>
      {icons === null ? (
        <Text>{words.wordsOnly}</Text>
      ) : (
        <>
          <div className={styles.icons}>
            <IconArray icons={icons} />
            <div>
              <Text fw={600}>{icons.sentence}</Text>
              <Text size="sm">{words.iconsAre(inWords(grade.counted), icons.day)}</Text>
            </div>
          </div>
          <TableBehind
            of={words.chart(grade.label, plan.name)}
            columns={[words.tableColumns.day, ...grade.grades.map(inWords), range]}
            rows={() => rowsOf(grade, answer.outputDays)}
          />
        </>
      )}
    </figure>
  );
}

/** One endpoint, all plans side by side, and below them the untreated course. */
export function GradePart({ answer, place }: GradePartProps) {
  const untreated = answer.untreated.grades[place]!;
  return (
    <section className="keep-together">
      <EndpointHeading
        label={untreated.label}
        certainty={untreated.certainty}
        sources={untreated.sources}
      />
      <div className={styles.plans}>
        {answer.plans.map((plan) => (
          <PlanGrade key={plan.name} answer={answer} place={place} plan={plan} />
        ))}
      </div>
      <Text size="sm" mt={4}>
        {untreated.icons === null ? untreated.words : words.ofUntreated(untreated.icons.sentence)}
      </Text>
    </section>
  );
}
