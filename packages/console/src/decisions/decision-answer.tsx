// One answer of the gate: outcome, until when, what is missing, who can clear it, from which source.
// Never rounds a judgement to a refusal: "blocked" and "needs a judgement" look different.

import type { Decision, Reason } from '@aegle/api';
import { Badge, Group, List, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dayInWords, instantInWords, placeOf } from '../client/days.ts';
import { FormLink, useOfferedForm } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { inWords, messages } from '../messages/messages.ts';
import { type KnownNames, useKnownNames } from './known-names.ts';

const words = messages.decisions;

type Beside = 'eligibility' | 'isForClinicalUse' | 'dryRun' | 'decision' | 'authorization';

/** The kernel of an answer; a stored decision carries nothing of what stood beside it. */
export type AnswerParts = Omit<Decision, Beside> & Partial<Pick<Decision, Beside>>;

/** Editions by the names of their programmes; an edition's own id is for the folded part. */
function editionsInWords(editions: readonly string[], names: KnownNames): string {
  const programmes = editions.map((one) => {
    const [programme = one] = one.split(/[/@ ]/);
    return names.get(programme) ?? inWords(programme);
  });
  return [...new Set(programmes)].join(', ');
}

function outcomeOf(answer: AnswerParts): { readonly text: string; readonly colour: string } {
  if (answer.outcome === 'granted') return { text: words.granted, colour: 'green' };
  if (answer.disposition === 'query') return { text: words.query, colour: 'blue' };
  return { text: words.blocked, colour: 'orange' };
}

/** Which rule of which programme says so; its ids and the keys of its sources stand folded away. */
function Citation({ reason }: { reason: Reason }) {
  const names = useKnownNames();
  const { programme, edition, requirement, citation } = reason;
  const ids = [programme, edition, requirement, ...citation.sources].join(', ');
  const isOwn = programme === 'aegle';
  return (
    <>
      <Text size="sm" c="dimmed">
        {words.rule}: {isOwn ? messages.product : (names.get(programme) ?? inWords(programme))}.{' '}
        {!isOwn && (
          <Link to="/programmes/$programme" params={{ programme }} hash="sources">
            {citation.section === undefined ? words.source : `${words.source}, ${citation.section}`}
          </Link>
        )}
      </Text>
      <details className="no-print">
        <summary>{messages.timeline.identifiers}</summary>
        <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
          {ids}
        </Text>
      </details>
    </>
  );
}

/** The form that ends the reason, for a role that is offered it. */
function EndLink({ reason, patient }: { reason: Reason; patient: string }) {
  const { code, requirement, programme, evidence } = reason;
  const form = formOfReason(code);
  if (useOfferedForm(form) === null) return null;
  const isJudged = form === 'DiscretionExercised';
  return (
    <Text size="sm" className="no-print">
      <FormLink
        patient={patient}
        form={form}
        about={evidence?.at(-1)}
        typed={isJudged ? { requirement, programme } : undefined}
      >
        {code === 'unconfirmed_correction' ? words.confirmsIt : words.endsIt}
      </FormLink>
    </Text>
  );
}

interface ReasonProps {
  readonly reason: Reason;
  /** Of an answer of now: its reasons can be ended. */
  readonly patient?: string | undefined;
}

function ReasonCard({ reason, patient }: ReasonProps) {
  return (
    <Paper withBorder p="md" component="li" className="keep-together">
      <Group gap={6} mb={4}>
        <Badge color={reason.disposition === 'query' ? 'blue' : 'orange'}>
          {reason.disposition === 'query' ? words.query : words.blocked}
        </Badge>
        {reason.clearableFrom !== null && (
          <Badge color="gray">
            {words.clearableFrom} {dayInWords(reason.clearableFrom)}
          </Badge>
        )}
        {reason.deadline !== null && (
          <Badge color="orange">
            {words.deadline} {dayInWords(reason.deadline)}
          </Badge>
        )}
      </Group>
      <Text>{reason.text}</Text>
      {reason.missing !== undefined && (
        <List size="sm">
          {reason.missing.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      )}
      {reason.clearableFrom === null && <Text size="sm">{reason.when}</Text>}
      {reason.disposition === 'query' && (
        <Text size="sm">
          {words.judgeable}
          {reason.underlying !== undefined && ` (${inWords(reason.underlying)})`}
        </Text>
      )}
      <Text size="sm" c="dimmed">
        {words.clearedBy}: {messages.roles[reason.clearedBy]} ({words.deputy}:{' '}
        {messages.roles[reason.deputy]})
      </Text>
      {patient !== undefined && <EndLink reason={reason} patient={patient} />}
      <Citation reason={reason} />
    </Paper>
  );
}

/** Keys of sources, for whoever looks them up in the programme. */
function Keys({ keys }: { keys: readonly string[] }) {
  return (
    <details className="no-print">
      <summary>{words.source}</summary>
      <Text size="xs" component="span" style={{ overflowWrap: 'anywhere' }}>
        {keys.join(', ')}
      </Text>
    </details>
  );
}

type Finding = Decision['eligibility']['findings'][number];
const EFFECTS = ['blocked', 'caution', 'not_assessed'] as const;

function Findings(props: { effect: Finding['effect']; findings: readonly Finding[] }) {
  if (props.findings.length === 0) return null;
  return (
    <>
      <Text fw={600} mt="xs">
        {words.effects[props.effect]}
      </Text>
      <List size="sm">
        {props.findings.map((finding) => (
          <List.Item key={`${finding.code}:${finding.text}`}>
            {finding.text} <Keys keys={finding.citation.sources} />
          </List.Item>
        ))}
      </List>
    </>
  );
}

function Eligibility({ eligibility }: { eligibility: Decision['eligibility'] }) {
  return (
    <section aria-labelledby="eligibility">
      <Title order={2} fz="lg" id="eligibility" mb="xs">
        {words.eligibility}
      </Title>
      <Text>{words.eligibilityState[eligibility.state]}</Text>
      {EFFECTS.map((effect) => (
        <Findings
          key={effect}
          effect={effect}
          findings={eligibility.findings.filter((finding) => finding.effect === effect)}
        />
      ))}
    </section>
  );
}

interface ReasonListProps {
  readonly reasons: readonly Reason[];
  readonly patient?: string | undefined;
}

function ReasonList({ reasons, patient }: ReasonListProps) {
  return (
    <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
      {reasons.map((reason) => (
        <ReasonCard
          key={`${reason.programme}/${reason.edition}/${reason.requirement}/${reason.code}`}
          reason={reason}
          patient={patient}
        />
      ))}
    </Stack>
  );
}

/** A pending edition and the one before it disagree: what each says by itself. */
function UnderEditions({ editions }: { editions: NonNullable<Decision['underEditions']> }) {
  return (
    <section aria-labelledby="under-editions">
      <Title order={2} fz="lg" id="under-editions" mb="xs">
        {words.underEditions}
      </Title>
      <Stack gap="md">
        {editions.map(({ programme, edition, outcome, reasons }) => (
          <Stack key={`${programme}/${edition}`} gap="xs">
            <Title order={3} fz="md">
              {edition}: {words[outcome]}
            </Title>
            {reasons.length > 0 && <ReasonList reasons={reasons} />}
          </Stack>
        ))}
      </Stack>
    </section>
  );
}

interface DecisionAnswerProps {
  readonly answer: AnswerParts;
  /** Whose answer of now it is; absent where a stored one is looked at. */
  readonly patient?: string;
}

/** The whole answer, for those who read reasons. */
export function DecisionAnswer({ answer, patient }: DecisionAnswerProps) {
  const outcome = outcomeOf(answer);
  const names = useKnownNames();
  return (
    <Stack gap="lg">
      <Paper withBorder p="md">
        <Group gap="md" align="center">
          <Badge size="xl" color={outcome.colour}>
            {outcome.text}
          </Badge>
          {answer.until !== null && (
            <Text>
              {words.until} <strong>{dayInWords(answer.until.day)}</strong>,{' '}
              {placeOf(answer.until.zone)} ({instantInWords(answer.until.at, answer.until.zone)})
            </Text>
          )}
          {answer.maxDaysSupply !== null && (
            <Text>
              {words.supply} <strong>{messages.pharmacy.days(answer.maxDaysSupply)}</strong>
            </Text>
          )}
          {answer.isForClinicalUse === false && (
            <Badge color="gray">{messages.notForClinicalUse}</Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed" mt="xs">
          {words.editions}: {editionsInWords(answer.editions, names) || messages.none}
          {answer.dryRun === true && `. ${words.dryRun}`}
        </Text>
      </Paper>
      {answer.reasons.length > 0 && (
        <section aria-labelledby="reasons">
          <Title order={2} fz="lg" id="reasons" mb="xs">
            {words.reasons}
          </Title>
          <ReasonList reasons={answer.reasons} patient={patient} />
        </section>
      )}
      {answer.underEditions !== undefined && answer.underEditions.length > 0 && (
        <UnderEditions editions={answer.underEditions} />
      )}
      {answer.eligibility !== undefined && <Eligibility eligibility={answer.eligibility} />}
      {answer.advice.length > 0 && (
        <section aria-labelledby="advice">
          <Title order={2} fz="lg" id="advice" mb="xs">
            {words.advice}
          </Title>
          {answer.advice.map((one) => (
            <Text key={`${one.programme}/${one.requirement}`} size="sm" component="div">
              {one.text} <Keys keys={one.sources} />
            </Text>
          ))}
        </section>
      )}
    </Stack>
  );
}
