// The forecast on a page of its own, for a prescriber with a patient; under a patient, from the course.
// Never a guess about a person: what the record does not hold stays empty, and the page says so.

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty, Loading } from '../ui/states.tsx';
import { emptyDraft } from './draft.ts';
import { draftOfCourse } from './draft-of-course.ts';
import { Forecast } from './forecast.tsx';
import { FromRecord } from './from-record.tsx';

const words = messages.forecast;

/** The page of a prescriber. */
export function ForecastPage() {
  const { role } = useAccount();
  return (
    <Page title={words.title}>
      {role === 'prescriber' ? (
        <>
          <Text className="no-print">{words.intro}</Text>
          <Forecast />
        </>
      ) : (
        <Empty title={words.forPrescribers} />
      )}
    </Page>
  );
}

/** What the record gives is read once an opening, so that nothing typed is ever replaced. */
function OfCourse({ patient }: { patient: string }) {
  const asked = useQuery({
    queryKey: ['course-plan', patient],
    queryFn: () => client('readCoursePlan', { params: { patient } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (asked.isPending) return <Loading />;
  if (asked.isError)
    return (
      <>
        <ProblemNotice error={asked.error} retry={() => asked.refetch()} />
        <Forecast patient={patient} />
      </>
    );
  const start = draftOfCourse(asked.data, emptyDraft(words.planName), words.fromRecord.planName);
  return (
    <>
      <FromRecord read={asked.data} draft={start} />
      <Forecast key="filled" patient={patient} start={start} />
    </>
  );
}

/** The same under a patient: from the course on record, and the server may run it with more people. */
export function PatientForecastPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  return (
    <>
      <Text mb="md" className="no-print">
        {words.intro}
      </Text>
      <OfCourse key={patient} patient={patient} />
    </>
  );
}
