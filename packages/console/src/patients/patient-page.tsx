// The patient's one page: the course, then everything that happened, over the same days.
// Never more than the role may read: the server leaves it out.

import { useParams } from '@tanstack/react-router';
import { CourseSection } from '../course/course-section.tsx';
import { TimelineOf } from '../timeline/timeline-page.tsx';

export function PatientPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  return (
    <TimelineOf
      patient={patient}
      linked
      above={(range, isNear) => <CourseSection {...{ patient, range, isNear }} />}
    />
  );
}
