// Plans side by side, a row a question: the figure with its range, what stands beside it, how sure.
// Never a row sorted by who does better, and never a contrast that nobody counted.

import type {
  CurveAnswer,
  ForecastAnswer,
  GradeAnswer,
  Icons,
  Marks,
  PlanAnswer,
} from '@aegle/forecast';
import { dayInWords, figure, monthInWords, timeAt } from './figures-in-words.ts';
import { CertaintyBadge, shortCheck, validationIn } from './marks.tsx';
import { comparedWhen } from './plan-summary.tsx';
import { words } from './words-en.ts';

interface Row {
  readonly label: string;
  /** A cell a plan. */
  readonly cells: readonly string[];
  readonly beside: string;
  readonly marks: Marks;
}

const WEEK_12 = 84;

function iconsCell(icons: Icons | null, said: string | null): string {
  if (icons === null) return said ?? words.notStated;
  return words.range(String(icons.count), String(icons.low), String(icons.high));
}

function gradeRow(answer: ForecastAnswer, endpoint: string, label?: string): Row | null {
  const of = (plan: PlanAnswer) => plan.grades.find((one) => one.endpoint === endpoint);
  const untreated = of(answer.untreated);
  const first = answer.plans[0] === undefined ? undefined : of(answer.plans[0]);
  if (untreated === undefined || first === undefined) return null;
  return {
    label: label ?? untreated.label,
    cells: answer.plans.map((plan) => iconsCell(of(plan)?.icons ?? null, words.tooUncertain)),
    beside: besideGrade(untreated),
    marks: first,
  };
}

function besideGrade(untreated: GradeAnswer): string {
  const { icons, endpoint } = untreated;
  if (icons === null) return words.withoutNone;
  const count = String(icons.count);
  return endpoint.endsWith('Grade') ? words.withoutBefore(count) : count;
}

function curveRow(answer: ForecastAnswer, endpoint: string, day: number | null, label: string) {
  const of = (plan: PlanAnswer) => plan.curves.find((one) => one.endpoint === endpoint);
  const first = answer.plans[0] === undefined ? undefined : of(answer.plans[0]);
  if (first === undefined) return null;
  const at = (curve: CurveAnswer | undefined, on: number): string => {
    if (curve === undefined) return words.notStated;
    const t = timeAt(answer.outputDays, on);
    const line = [curve.median[t], curve.low90[t], curve.high90[t]].map(figure);
    if (curve.median[t] == null)
      return curve.low90[t] == null ? words.notStated : `${line[1]}–${line[2]}`;
    return words.range(line[0]!, line[1]!, line[2]!);
  };
  const untreated = of(answer.untreated);
  const moves =
    untreated !== undefined && endpoint !== 'cumulativeDose' && untreated.form === 'numbers';
  const common = day ?? answer.plans[0]?.lastDoseDay ?? 0;
  return {
    label,
    cells: answer.plans.map((plan) => at(of(plan), day ?? plan.lastDoseDay ?? 0)),
    beside: moves ? figure(untreated.median[timeAt(answer.outputDays, common)]) : words.withoutNone,
    marks: first,
  };
}

function flareRow({ plans }: ForecastAnswer): Row | null {
  const marks = plans[0]?.flare ?? null;
  if (marks === null) return null;
  const cells = plans.map(({ flare }) => {
    const [mild, moderate, severe] = (flare?.shares ?? []).map((one) =>
      Math.round(100 * one.share),
    );
    const any = iconsCell(flare?.icons ?? null, words.tooUncertain);
    return mild === undefined ? any : `${any}: ${mild}, ${moderate}, ${severe}`;
  });
  return { label: words.flareRow, cells, beside: words.withoutNone, marks };
}

function relapseRows(answer: ForecastAnswer): Row[] {
  const first = answer.plans.find((plan) => plan.relapse.length > 0);
  return (first?.relapse ?? []).map((marks) => {
    const cells = answer.plans.map((plan) => {
      const one = plan.relapse.find(({ endpoint }) => endpoint === marks.endpoint);
      if (one === undefined) return words.notStated;
      const t = timeAt(answer.outputDays, one.comparedOnDay);
      const ends = [one.low[t], one.high[t]].map((x) => String(Math.round(100 * (x ?? 0))));
      return one.icons === null ? words.to(ends[0]!, ends[1]!) : iconsCell(one.icons, null);
    });
    const label = words.backRow(marks.label, comparedWhen(answer));
    return { label, cells, beside: words.withoutNone, marks };
  });
}

const EFFECTS = [
  ...['cheilitis', 'drySkin', 'eye', 'backPain', 'myalgia', 'fatigue', 'eczema', 'sunburn'],
  ...['hairThinning', 'triglyceridesGrade', 'triglyceridesEver', 'altGrade', 'altEver'],
] as const;

/** Every row of the table, in the order in which people ask. */
export function tableRows(answer: ForecastAnswer): readonly Row[] {
  const life = answer.plans[0]?.curves.find((one) => one.endpoint === 'qualityOfLife');
  const rows = [
    gradeRow(answer, 'igaSuccess', words.clearRow),
    curveRow(answer, 'inflammatoryLesions', WEEK_12, words.lesionsAt(dayInWords(WEEK_12))),
    curveRow(answer, 'inflammatoryLesions', null, words.lesionsAtEnd),
    flareRow(answer),
    ...relapseRows(answer),
    ...EFFECTS.map((endpoint) => gradeRow(answer, endpoint)),
    life === undefined
      ? null
      : curveRow(answer, life.endpoint, null, `${life.label}, ${life.unit}`),
    curveRow(answer, 'cumulativeDose', null, words.cumulative),
  ];
  return rows.filter((row) => row !== null);
}

/** Which release was checked, and when. */
function checkedAbout({ validation }: ForecastAnswer): string {
  const known = validation.find((one) => one.release !== null && one.checkedIn !== null);
  if (known?.release == null || known.checkedIn === null) return words.unchecked;
  const release = known.release.replace(/^aegle-/, '');
  return words.checkedAbout(release, monthInWords(known.checkedIn));
}

export function PlanTable({ answer }: { answer: ForecastAnswer }) {
  const rows = tableRows(answer);
  return (
    <section aria-label={words.table} className="fs-block">
      <h3>{words.table}</h3>
      <p className="fs-quiet">
        {words.tableAbout} {checkedAbout(answer)}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls is reached by keyboard */}
      <section className="fs-wide" tabIndex={0} aria-label={words.scrolls(words.table)}>
        <table className="fs-table">
          <thead>
            <tr>
              <td />
              {answer.plans.map(({ name }) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
              <th scope="col">{words.without}</th>
              <th scope="col">{words.sure}</th>
              <th scope="col">{words.checkedColumn}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, cells, beside, marks }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                {cells.map((cell, i) => (
                  <td key={answer.plans[i]!.name}>{cell}</td>
                ))}
                <td>{beside}</td>
                <td>
                  <CertaintyBadge marks={marks} isShort />
                </td>
                <td>{shortCheck(validationIn(answer, marks))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}
