// A plan in three sentences and one picture: the skin at the end, on the way, and afterwards.
// Never a plan marked as the better one.

import type { ForecastAnswer, PlanAnswer, RequestedPlan } from '@aegle/forecast';
import { DAYS_PER_MONTH, dayInWords, raised } from './figures-in-words.ts';
import { Beneath } from './marks.tsx';
import { PeopleIcons } from './people-icons.tsx';
import { regimenInWords } from './regimen-in-words.ts';
import { words } from './words-en.ts';

const gradeOf = (plan: PlanAnswer, endpoint: string) =>
  plan.grades.find((one) => one.endpoint === endpoint);

/** How long after the last capsule plans are compared. */
export function comparedWhen({ comparedAfterStopDays }: ForecastAnswer): string {
  return words.months(Math.round((comparedAfterStopDays ?? 0) / DAYS_PER_MONTH));
}

function clearSentence(plan: PlanAnswer): string {
  const success = gradeOf(plan, 'igaSuccess');
  const icons = success?.icons ?? null;
  if (icons === null) return words.nothing;
  return words.clear(dayInWords(icons.day), icons.count, words.somewhere(icons.low, icons.high));
}

function onTheWay(plan: PlanAnswer): string {
  const { flare } = plan;
  const severe = flare?.shares.find((one) => one.grade === 'severe')?.share ?? 0;
  const lips = gradeOf(plan, 'cheilitis')?.icons ?? null;
  const { icons } = flare ?? { icons: null };
  const worse =
    icons === null
      ? words.flareUnknown
      : words.flare(icons.count, words.somewhere(icons.low, icons.high), Math.round(100 * severe));
  const dry =
    lips === null ? '' : ` ${words.lips(lips.count, words.somewhere(lips.low, lips.high))}`;
  return worse + dry;
}

function afterwards(answer: ForecastAnswer, plan: PlanAnswer): string {
  const back = plan.relapse.find((one) => one.endpoint === 'anyPrescription');
  if (back === undefined) return words.backOpen;
  const when = comparedWhen(answer);
  if (back.icons === null) return words.backWords(when, back.words ?? words.nothing);
  const { count, low, high } = back.icons;
  return words.back(raised(when), count, words.somewhere(low, high));
}

interface PlanSummaryProps {
  readonly answer: ForecastAnswer;
  readonly plan: PlanAnswer;
  readonly requested: RequestedPlan | undefined;
  readonly place: number;
}

export function PlanSummary({ answer, plan, requested, place }: PlanSummaryProps) {
  const success = gradeOf(plan, 'igaSuccess');
  const back = plan.relapse.find((one) => one.endpoint === 'anyPrescription');
  return (
    <section className="fs-plan" aria-label={plan.name}>
      <h3 className={`fs-name fs-plan-${place}`}>{plan.name}</h3>
      {requested !== undefined && <p className="fs-quiet">{raised(regimenInWords(requested))}</p>}
      {success?.icons != null && <PeopleIcons icons={success.icons} what={words.picture} />}
      <p>
        {clearSentence(plan)} {success !== undefined && <Beneath answer={answer} marks={success} />}
      </p>
      <p>
        {onTheWay(plan)} {plan.flare !== null && <Beneath answer={answer} marks={plan.flare} />}
      </p>
      <p>
        {afterwards(answer, plan)} {back !== undefined && <Beneath answer={answer} marks={back} />}
      </p>
    </section>
  );
}
