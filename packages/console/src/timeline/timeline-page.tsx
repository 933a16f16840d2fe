// A patient's timeline: the drawing, then the same content as tables.
// Never shows what the role may not read: the server leaves it out.

import type { Timeline } from '@aegle/api';
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { dayInWords, placeOf } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { useOfferedForm } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { rangeOf } from './layout.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { DecisionTable, EventTable, WindowTable } from './timeline-tables.tsx';

const words = messages.timeline;

function TimelineView({ timeline, linked }: { timeline: Timeline; linked: boolean }) {
  const [isNear, setNear] = useState(false);
  const { patient } = timeline;
  const mayConfirm = useOfferedForm(formOfReason('unconfirmed_correction')) !== null;
  const summary = useQuery({
    queryKey: ['summary', patient],
    queryFn: () => client('readPatientSummary', { params: { patient } }),
    enabled: linked && mayConfirm,
  });
  const asksToConfirm =
    summary.data?.holds.some(({ cause }) => cause === 'unconfirmed_correction') ?? false;
  return (
    <Stack gap="lg">
      <Group justify="space-between">
        <Text>{words.todayIs(dayInWords(timeline.today), placeOf(timeline.zone))}</Text>
        <SegmentedControl
          className="no-print"
          aria-label={words.range}
          value={isNear ? 'near' : 'all'}
          onChange={(value) => setNear(value === 'near')}
          data={[
            { value: 'all', label: words.rangeAll },
            { value: 'near', label: words.rangeNear },
          ]}
        />
      </Group>
      <TimelineChart timeline={timeline} range={rangeOf(timeline, isNear)} />
      <Text size="sm" c="dimmed" mt={-12}>
        {words.legend}
      </Text>
      <WindowTable timeline={timeline} />
      <EventTable timeline={timeline} linked={linked} asksToConfirm={asksToConfirm} />
      {linked && <DecisionTable timeline={timeline} />}
    </Stack>
  );
}

function TimelineOf({ patient, linked }: { patient: string; linked: boolean }) {
  const read = useQuery({
    queryKey: ['timeline', patient],
    queryFn: () => client('readTimeline', { params: { patient } }),
  });
  if (read.isPending) return <Loading />;
  if (read.isError) return <ProblemNotice error={read.error} retry={() => read.refetch()} />;
  if (read.data.events.length === 0) return <Empty title={words.empty}>{words.emptyStep}</Empty>;
  return <TimelineView timeline={read.data} linked={linked} />;
}

/** Under a patient, for the clinic. */
export function TimelinePage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  return <TimelineOf patient={patient} linked />;
}

/** For a guardian, who has no other patient to choose. */
export function OwnTimelinePage() {
  const { patient } = useAccount();
  return (
    <Page title={words.title}>
      {patient === null ? (
        <Empty title={messages.own.notPatient} />
      ) : (
        <TimelineOf patient={patient} linked={false} />
      )}
    </Page>
  );
}
