// The course on the patient's page: figures, drawing, checks, findings, effects, the report after it.
// Never a dose changed here: the entries lead to forms, which the server judges.

import type { CourseRead } from '@aegle/api';
import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../client/query-client.ts';
import { FormLink } from '../forms/form-link.tsx';
import { messages } from '../messages/messages.ts';
import type { Range } from '../timeline/layout.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Loading } from '../ui/states.tsx';
import { Checks } from './checks.tsx';
import { CourseChart } from './course-chart.tsx';
import { rangeWithCourse } from './course-layout.ts';
import { CourseTables } from './course-tables.tsx';
import { Effects } from './effects.tsx';
import { Figures } from './figures.tsx';
import { Findings } from './findings.tsx';
import { Report } from './report.tsx';
import { Citations } from './sources.tsx';

const words = messages.course;

const ENTRIES = [
  ['LabResulted', words.enterLab],
  ['AdverseEventRecorded', words.enterEffect],
  ['SeverityAssessed', words.enterSeverity],
  ['DosePlanned', words.enterDose],
  ['WeightMeasured', words.enterWeight],
] as const;

function Entries({ patient }: { patient: string }) {
  return (
    <Group gap="md" className="no-print">
      <Text size="sm">{words.enter}:</Text>
      {ENTRIES.map(([form, label]) => (
        <FormLink key={form} patient={patient} form={form}>
          {label}
        </FormLink>
      ))}
    </Group>
  );
}

function CourseView({ read, range, isNear }: SectionProps & { read: CourseRead }) {
  const { course } = read;
  return (
    <Citations.Provider value={read.sources}>
      <Stack gap="md">
        <section aria-labelledby="course">
          <Title order={2} fz="lg" id="course" mb="xs">
            {words.title}
          </Title>
          {course === null ? (
            <Text size="sm">
              {words.none} {words.noneStep}
            </Text>
          ) : (
            <Figures read={read} course={course} />
          )}
        </section>
        <Entries patient={read.patient} />
        {course?.isPlanUnreadable && <Alert color="orange">{words.unreadable}</Alert>}
        <CourseChart read={read} range={isNear ? range : rangeWithCourse(range, course)} />
        <CourseTables read={read} />
        <Checks read={read} />
        <Findings read={read} />
        <Effects read={read} />
        <Report read={read} />
      </Stack>
    </Citations.Provider>
  );
}

interface SectionProps {
  /** The days of the timeline beside it. */
  readonly range: Range;
  readonly isNear: boolean;
}

/** The course of one patient. */
export function CourseSection({ patient, ...section }: SectionProps & { patient: string }) {
  const asked = useQuery({
    queryKey: ['course', patient],
    queryFn: () => client('readCourse', { params: { patient } }),
  });
  if (asked.isPending) return <Loading />;
  if (asked.isError) return <ProblemNotice error={asked.error} retry={() => asked.refetch()} />;
  return <CourseView read={asked.data} {...section} />;
}
