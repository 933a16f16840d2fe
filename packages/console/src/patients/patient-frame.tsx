// What stands around every view of one patient: who it is, and the ways between the views.
// Never a name in the address or in the document's title.

import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useParams } from '@tanstack/react-router';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { useAccount } from '../session/session.ts';
import { Page } from '../ui/page.tsx';
import styles from './patient-frame.module.css';

const words = messages.patients;
const READS_PERSON = new Set(['prescriber', 'delegate', 'safety_officer']);

function textOf(person: Readonly<Record<string, unknown>> | null, key: string): string {
  const value = person?.[key];
  return typeof value === 'string' ? value : '';
}

function PersonName({ patient }: { patient: string }) {
  const read = useQuery({
    queryKey: ['patient', patient],
    queryFn: () => client('readPatient', { params: { patient } }),
  });
  const person = read.data?.person ?? null;
  const name = [textOf(person, 'givenName'), textOf(person, 'familyName')].join(' ').trim();
  return <Text c="dimmed">{name || textOf(person, 'label')}</Text>;
}

/** Heading and views; the views of a role that the policy refuses are not offered. */
export function PatientFrame() {
  const { patient } = useParams({ from: '/patients/$patient' });
  const { role } = useAccount();
  const isClinic = READS_PERSON.has(role);
  return (
    <Page title={words.noName} aside={isClinic && <PersonName patient={patient} />}>
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
      </nav>
      <Outlet />
    </Page>
  );
}
