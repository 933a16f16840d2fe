// A patient's timeline: the drawing, then the same content as tables.
// Never shows what the role may not read: the server leaves it out.

import type { Timeline } from '@aegle/api';
import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { dayInWords, placeOf } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { useOfferedForm } from '../forms/form-link.tsx';
import { formOfReason } from '../forms/form-of.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { type Range, rangeOf } from './layout.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { DecisionTable, EventTable, WindowTable } from './timeline-tables.tsx';

const words = messages.timeline;

interface TimelineProps {
  /** True for the clinic: reasons and forms are linked. */
  readonly linked: boolean;
  /** Stands above the timeline, over the same days. */
  readonly above?: (range: Range, isNear: boolean) => ReactNode;
}

function TimelineView({ timeline, linked, above }: TimelineProps & { timeline: Timeline }) {
  const [isNear, setNear] = useState(false);
  const range = rangeOf(timeline, isNear);
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
      {above?.(range, isNear)}
      <TimelineChart timeline={timeline} range={range} />
      <Text size="sm" c="dimmed" mt={-12}>
        {words.legend}
      </Text>
      <WindowTable timeline={timeline} />
      <EventTable timeline={timeline} linked={linked} asksToConfirm={asksToConfirm} />
      {linked && <DecisionTable timeline={timeline} />}
    </Stack>
  );
}

/** The timeline of one patient. */
export function TimelineOf({ patient, ...props }: TimelineProps & { patient: string }) {
  const read = useQuery({
    queryKey: ['timeline', patient],
    queryFn: () => client('readTimeline', { params: { patient } }),
  });
  if (read.isPending) return <Loading />;
  if (read.isError) return <ProblemNotice error={read.error} retry={() => read.refetch()} />;
  if (read.data.events.length === 0) return <Empty title={words.empty}>{words.emptyStep}</Empty>;
  return <TimelineView timeline={read.data} {...props} />;
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
