// What a forecast's form took from the record, and what it left empty, in words.
// Never a name or a birthday: what is told of the person stands in the form already.

import type { CoursePlanRead } from '@aegle/api';
import { addDays, type CalendarDay, formatCalendarDay, parseCalendarDay } from '@aegle/core';
import { Alert, List, Paper, Text, Title } from '@mantine/core';
import { dayInWords } from '../client/days.ts';
import { messages, numberInWords } from '../messages/messages.ts';
import type { ForecastDraft } from './draft.ts';
import { BEFORE, drawnBlood, leftEmpty } from './draft-of-course.ts';

const words = messages.forecast.fromRecord;

type Plan = NonNullable<CoursePlanRead['plan']>;

/** How the plan was read: what was told, what is ahead, where it stops. */
function planSentences(
  { startsOn, periods, reportedDays, silentDays, adherence }: Plan,
  { course, today }: CoursePlanRead,
): readonly string[] {
  const from = dayInWords(startsOn);
  const { firstDay, lengthDays } = periods.at(-1)!;
  const first = parseCalendarDay(startsOn)!;
  const now = parseCalendarDay(today)! - first;
  const isUnderWay = reportedDays + silentDays > 0;
  const isAhead = isUnderWay && firstDay + lengthDays > now;
  const share = adherence === null ? null : numberInWords(Math.round(adherence * 100));
  return [
    isUnderWay ? words.underWay(from, reportedDays, silentDays) : words.planned(from),
    ...(isAhead ? [share === null ? words.ahead : words.aheadShare(share)] : []),
    ...stopSentences(course, addDays(first, firstDay + lengthDays - 1)),
  ];
}

/** Where the plan stops: with the last capsule, by the course's rule, or where nothing more was planned. */
function stopSentences(
  course: CoursePlanRead['course'],
  lastPlanned: CalendarDay,
): readonly string[] {
  if (course === null) return [];
  const { lastDoseOn, endsOn } = course;
  if (lastDoseOn !== null) return [words.ended(dayInWords(lastDoseOn))];
  if (endsOn === null) return [];
  const byRule = dayInWords(endsOn);
  return parseCalendarDay(endsOn)! > lastPlanned
    ? [words.short(dayInWords(formatCalendarDay(lastPlanned)), byRule)]
    : [words.until(byRule)];
}

/** One sentence a fact that was filled in. */
function takenOf(read: CoursePlanRead): readonly string[] {
  const { ageYears, weightKg, on, weighedOn, sex } = read.person;
  return [
    ...(read.plan === null ? [] : planSentences(read.plan, read)),
    ...(ageYears === null ? [] : [words.age(ageYears, dayInWords(on))]),
    ...(weightKg === null || weighedOn === null
      ? []
      : [words.weight(numberInWords(weightKg), dayInWords(weighedOn))]),
    ...(sex === null ? [] : [words.sex[sex.value](dayInWords(sex.on))]),
    ...BEFORE.flatMap((name) => {
      const known = read.person[name];
      if (known === null) return [];
      const field = messages.forecast.fields[name];
      return words.before(field, numberInWords(known.value), dayInWords(known.on));
    }),
  ];
}

/** Above the form of a patient; `draft` is the form as it was filled in. */
export function FromRecord({ read, draft }: { read: CoursePlanRead; draft: ForecastDraft }) {
  const { course, plan, refusals } = read;
  const taken = takenOf(read);
  const empty = leftEmpty(draft).map((name) => messages.forecast.fields[name]);
  const drawn = drawnBlood(draft).map((name) => messages.forecast.fields[name]);
  const isTreatToClear = course?.endPolicy === 'clear_plus_weeks' && course.endsOn === null;
  return (
    <Paper
      withBorder
      p="md"
      mb="lg"
      className="no-print"
      component="section"
      aria-labelledby="taken"
    >
      <Title order={2} fz="md" id="taken" mb="xs">
        {taken.length === 0 ? words.nothing : words.title}
      </Title>
      {taken.length > 0 && (
        <List size="sm" mb="xs">
          {taken.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      )}
      {plan === null && (
        <Alert color="orange" title={words.noPlan} mb="xs">
          {refusals.map(({ field, rule, nextStep }) => (
            <Text size="sm" key={`${field}:${rule}`}>
              {words.because(rule, nextStep)}
            </Text>
          ))}
        </Alert>
      )}
      {empty.length > 0 && <Text size="sm">{words.empty(empty.join('; '))}</Text>}
      {drawn.length > 0 && <Text size="sm">{words.drawn(drawn.join('; '))}</Text>}
      {isTreatToClear && <Text size="sm">{words.clearPlusWeeks}</Text>}
      {plan !== null && <Text size="sm">{words.dayZero(dayInWords(plan.startsOn))}</Text>}
      <Text size="sm">{words.yours}</Text>
    </Paper>
  );
}
