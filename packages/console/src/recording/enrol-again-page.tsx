// Enrolling a known patient: in another programme beside, or in a new course. The number stays.
// Never a new course by itself: nothing of the earlier one counts for it, and the page says so first.

import { Alert, Button, Paper, Radio, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { FormEvent } from 'react';
import { useRecording } from '../client/use-recording.ts';
import { mayOpen } from '../forms/may-open.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { useKept } from '../session/use-kept.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { Empty } from '../ui/states.tsx';
import { ProgrammeSelect } from './programme-select.tsx';

const words = messages.enrolling;

interface CourseChoiceProps {
  readonly course: string;
  readonly onCourse: (course: string) => void;
}

function CourseChoice({ course, onCourse }: CourseChoiceProps) {
  return (
    <Radio.Group label={words.course} value={course} onChange={onCourse} required>
      <Stack gap={8} mt={6}>
        <Radio value="same" label={words.sameCourse} description={words.sameCourseHint} required />
        <Radio value="new" label={words.newCourse} description={words.newCourseHint} required />
      </Stack>
    </Radio.Group>
  );
}

function EnrolAgainForm({ patient }: { patient: string }) {
  const cache = useQueryClient();
  const [programmes, setProgrammes, withoutProgrammes] = useKept<string[]>('programmes', () => []);
  const [course, setCourse, withoutCourse] = useKept('course', () => '');
  const enrol = useRecording('enrolAgain', () => {
    withoutProgrammes();
    withoutCourse();
    return cache.invalidateQueries();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enrol.mutate({ params: { patient }, body: { programmes, isNewCourse: course === 'new' } });
  };
  return (
    <Paper withBorder p="lg">
      <form onSubmit={submit}>
        <Stack gap="md">
          <Title order={2} fz="lg">
            {words.againTitle}
          </Title>
          <Text size="sm">{words.againHint}</Text>
          <ProgrammeSelect value={programmes} onChange={setProgrammes} />
          <CourseChoice course={course} onCourse={setCourse} />
          <ProblemNotice error={enrol.error} />
          <Button type="submit" loading={enrol.isPending} w="fit-content">
            {words.submit}
          </Button>
        </Stack>
      </form>
      {enrol.data !== undefined && (
        <Alert role="status" color="green" title={words.done} mt="md">
          <Link to="/patients/$patient/conditions" params={{ patient }}>
            {words.seeConditions}
          </Link>
        </Alert>
      )}
    </Paper>
  );
}

/** A view of one patient, for whoever enrols. */
export function EnrolAgainPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const { role } = useAccount();
  if (!mayOpen(role, 'enrol')) return <Empty title={words.forClinic} />;
  return <EnrolAgainForm key={patient} patient={patient} />;
}
