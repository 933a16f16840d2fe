// A forecast's answer: warnings first, then each part with its marks, the alternative, the sources.
// Never a probability about mood, a level of drug after the last capsule, or a shorter wait.

import type { ForecastAnswer } from '@aegle/forecast';
import { Alert, Anchor, List, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import { messages } from '../messages/messages.ts';
import { CurvePart } from './curve-part.tsx';
import { GROUPS, type Group, groupOf } from './endpoint-groups.ts';
import { grouped } from './figures-in-words.ts';
import styles from './forecast.module.css';
import { GradePart } from './grade-part.tsx';
import { RelapsePart } from './relapse-part.tsx';
import { SourceNotes, WordsList } from './source-notes.tsx';

const words = messages.forecast;

function Warnings({ answer }: { answer: ForecastAnswer }) {
  if (answer.warnings.length === 0) return null;
  return (
    <Alert color="orange" title={words.warning}>
      <List size="sm">
        {answer.warnings.map(({ code, plan, text }) => (
          <List.Item key={`${code}/${plan ?? ''}`}>
            {plan !== null && <strong>{plan}: </strong>}
            {text}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function ModelLine({ answer, tookMs }: { answer: ForecastAnswer; tookMs: number | null }) {
  const { name, digest } = answer.release;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {words.model(name, digest.slice(0, 12))}; {words.drawn(grouped(answer.patients), answer.seed)}
      {tookMs !== null && `; ${words.took(Math.round(tookMs))}`}.
    </Text>
  );
}

function GroupParts({ answer, group }: { answer: ForecastAnswer; group: Group }) {
  const { curves, grades } = answer.untreated;
  return (
    <>
      {curves.map((curve, place) =>
        groupOf(curve) === group ? (
          <CurvePart key={curve.endpoint} answer={answer} place={place} />
        ) : null,
      )}
      {grades.map((grade, place) =>
        groupOf(grade) === group ? (
          <GradePart key={grade.endpoint} answer={answer} place={place} />
        ) : null,
      )}
    </>
  );
}

/** The parts in their order, each with its name. */
function partsOf(answer: ForecastAnswer): readonly (readonly [string, ReactNode])[] {
  const [skin, ...others] = GROUPS.map((group) => {
    const parts = <GroupParts key={group} answer={answer} group={group} />;
    return [words.groups[group], parts] as const;
  });
  return [
    ...(skin === undefined ? [] : [skin]),
    [words.groups.alternative, <WordsList key="other" list={[answer.alternative]} />],
    [words.groups.relapse, <RelapsePart key="relapse" answer={answer} />],
    ...others,
    [words.groups.lasting, <WordsList key="lasting" list={answer.lastingEffects} />],
    [words.groups.notForecast, <WordsList key="not" list={answer.notForecast} />],
    [words.groups.sources, <SourceNotes key="sources" answer={answer} />],
  ];
}

interface AnswerViewProps {
  readonly answer: ForecastAnswer;
  /** Milliseconds on this device; null where it was computed elsewhere. */
  readonly tookMs: number | null;
}

/** The whole answer; it can stand on any page. */
export function AnswerView({ answer, tookMs }: AnswerViewProps) {
  const id = useId();
  const parts = partsOf(answer);
  return (
    <Stack gap="lg">
      <div>
        <Text fw={600}>{words.aboutStudies}</Text>
        <ModelLine answer={answer} tookMs={tookMs} />
        {answer.fewDataFromDay !== null && (
          <Text size="sm">{words.fewDataFrom(answer.fewDataFromDay)}</Text>
        )}
      </div>
      <Warnings answer={answer} />
      <nav aria-label={words.contents} className="no-print">
        <ul className={styles.contents}>
          {parts.map(([title], i) => (
            <li key={title}>
              <Anchor href={`#${id}-${i}`}>{title}</Anchor>
            </li>
          ))}
        </ul>
      </nav>
      <Text size="sm">{words.legend}</Text>
      {parts.map(([title, content], i) => (
        <section key={title} aria-labelledby={`${id}-${i}`}>
          <Title order={2} fz="lg" id={`${id}-${i}`} mb="xs" tabIndex={-1}>
            {title}
          </Title>
          <Stack gap="md">{content}</Stack>
        </section>
      ))}
    </Stack>
  );
}
