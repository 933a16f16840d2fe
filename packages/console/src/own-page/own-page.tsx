// A patient's own page: what is needed, from whom, by when; or to stop and to speak with the clinic.
// Never a result, a cause or anything else beside a reason that the clinic has to tell in person.

import type { Decision, Reason, Timeline } from '@aegle/api';
import { Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { CallClinic } from './call-clinic.tsx';
import { contactReason, earliestLastDay, inOrderOfDeadline, ownReasons } from './own-reasons.ts';

const words = messages.own;

function whoActs(reason: Reason): string {
  switch (reason.clearedBy) {
    case 'patient':
    case 'guardian':
      return words.you;
    case 'pharmacist':
      return words.pharmacy;
    case 'programme_officer':
      return words.office;
    default:
      return words.clinic;
  }
}

/** The one sentence and the number, alone. */
function SpeakWithClinic({ reason, patient }: { reason: Reason; patient: string }) {
  return (
    <Paper withBorder p="xl">
      <Stack gap="lg">
        <Title order={1} fz={{ base: 24, sm: 30 }} lh={1.3}>
          {reason.text}
        </Title>
        <CallClinic patient={patient} />
      </Stack>
    </Paper>
  );
}

function Needed({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <section aria-labelledby="needed">
      <Title order={2} id="needed" fz="lg" mb="sm">
        {words.toDo}
      </Title>
      <Stack gap="sm" component="ol" p={0} m={0} style={{ listStyle: 'none' }}>
        {reasons.map((reason) => (
          <Paper
            key={`${reason.programme}/${reason.requirement}/${reason.code}`}
            withBorder
            p="md"
            component="li"
            className="keep-together"
          >
            <Group gap={8} mb={6}>
              <Badge color="gray">{whoActs(reason)}</Badge>
              {reason.clearableFrom !== null && (
                <Badge color="blue">{words.from(dayInWords(reason.clearableFrom))}</Badge>
              )}
              {reason.deadline !== null && (
                <Badge color="orange">{words.by(dayInWords(reason.deadline))}</Badge>
              )}
            </Group>
            <Text fz="lg">{reason.text}</Text>
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function Clear({ day }: { day: string | null }) {
  return (
    <Paper withBorder p="xl">
      <Text fz="xl" fw={700}>
        {words.clear}
      </Text>
      {day !== null && (
        <Text fz="lg" mt="xs">
          {words.clearUntil(dayInWords(day))}
        </Text>
      )}
      <Text mt="xs">{words.pharmacyChecks}</Text>
    </Paper>
  );
}

interface Own {
  readonly answer: Decision;
  readonly timeline: Timeline;
}

async function readOwn(patient: string): Promise<Own> {
  const params = { patient };
  const [answer, timeline] = await Promise.all([
    client('ask', { params, body: { question: 'dispense' } }),
    client('readTimeline', { params }),
  ]);
  return { answer, timeline };
}

function Answer({ answer, timeline, patient }: Own & { patient: string }) {
  const contact = contactReason(answer.reasons);
  if (contact !== undefined) return <SpeakWithClinic reason={contact} patient={patient} />;
  const reasons = ownReasons(answer.reasons);
  return (
    <Page title={words.title}>
      {reasons.length > 0 ? (
        <Needed reasons={inOrderOfDeadline(reasons)} />
      ) : (
        <Clear day={answer.until?.day ?? earliestLastDay(timeline)} />
      )}
    </Page>
  );
}

function OwnAnswer({ patient }: { patient: string }) {
  const own = useQuery({
    queryKey: ['own', patient],
    queryFn: () => readOwn(patient),
    refetchInterval: 300_000,
  });
  if (own.isPending) return <Loading />;
  // An old answer is never left standing beside a failed new one.
  if (own.isError) return <ProblemNotice error={own.error} retry={() => own.refetch()} />;
  return <Answer {...own.data} patient={patient} />;
}

/** The page of the signed-in patient. */
export function OwnPage() {
  const { patient } = useAccount();
  if (patient !== null) return <OwnAnswer patient={patient} />;
  return (
    <Page title={words.title}>
      <Empty title={words.notPatient} />
    </Page>
  );
}
