// What stands around every view of one patient: the banner, and the ways between the views.
// Never a name in the address or in the document's title.

import { Stack } from '@mantine/core';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { PatientBanner } from './patient-banner.tsx';
import styles from './patient-frame.module.css';

const words = messages.patients;
const READS_PERSON = new Set(['prescriber', 'delegate', 'safety_officer']);

function Views({ patient, isClinic }: { patient: string; isClinic: boolean }) {
  const { role } = useAccount();
  const isVisiting = role === 'prescriber' || role === 'delegate';
  return (
    <nav className={`${styles.tabs} no-print`} aria-label={words.area}>
      {isClinic && (
        <Link
          to="/patients/$patient"
          params={{ patient }}
          activeOptions={{ exact: true }}
          className={styles.tab!}
        >
          {words.tabs.timeline}
        </Link>
      )}
      {isVisiting && (
        <Link to="/patients/$patient/visit" params={{ patient }} className={styles.tab!}>
          {messages.visit.tab}
        </Link>
      )}
      <Link to="/patients/$patient/conditions" params={{ patient }} className={styles.tab!}>
        {words.tabs.conditions}
      </Link>
      {role === 'prescriber' && (
        <Link to="/patients/$patient/prescribe" params={{ patient }} className={styles.tab!}>
          {words.tabs.prescribe}
        </Link>
      )}
      {role === 'prescriber' && (
        <Link to="/patients/$patient/forecast" params={{ patient }} className={styles.tab!}>
          {words.tabs.forecast}
        </Link>
      )}
      {role !== 'programme_officer' && (
        <Link to="/patients/$patient/record" params={{ patient }} className={styles.tab!}>
          {words.tabs.record}
        </Link>
      )}
      {(isVisiting || role === 'safety_officer') && (
        <Link to="/patients/$patient/data" params={{ patient }} className={styles.tab!}>
          {messages.data.tab}
        </Link>
      )}
    </nav>
  );
}

/** Banner and views; the views of a role that the policy refuses are not offered. */
export function PatientFrame() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const isClinic = READS_PERSON.has(useAccount().role);
  useEffect(() => {
    document.title = `${words.noName} · ${messages.product}`;
  }, []);
  return (
    <Stack gap="md">
      <PatientBanner patient={patient} canRead={isClinic} />
      <Views patient={patient} isClinic={isClinic} />
      <Outlet />
    </Stack>
  );
}
