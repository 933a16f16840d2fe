// The patient's one page: the next pickups, the course, then everything that happened, over the same days.
// Never more than the role may read: the server leaves it out.

import { useParams } from '@tanstack/react-router';
import { CourseSection } from '../course/course-section.tsx';
import { useAccount } from '../session/session.ts';
import { TimelineOf } from '../timeline/timeline-page.tsx';
import { NextPickups } from './next-pickups.tsx';

export function PatientPage() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const { role } = useAccount();
  const isPlanning = role === 'prescriber' || role === 'delegate';
  return (
    <TimelineOf
      patient={patient}
      linked
      above={(range, isNear) => (
        <>
          {isPlanning && <NextPickups patient={patient} />}
          <CourseSection {...{ patient, range, isNear }} />
        </>
      )}
    />
  );
}
