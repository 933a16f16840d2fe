// Above every page of one patient: who, which course, both verdicts now, what comes next and whose it is.
// Never out of sight: it stays at the top, in two lines on a telephone.

import type { PatientSummary } from '@aegle/api';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { dayInWords } from '../client/days.ts';
import { client } from '../client/query-client.ts';
import { messages } from '../messages/messages.ts';
import { categoryInWords, fullName } from '../people/person-name.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import styles from './patient-banner.module.css';

const words = messages.people;

type GateNow = PatientSummary['prescribe'];

function Gate({ label, gate }: { label: string; gate: GateNow }) {
  const isYes = gate.outcome === 'granted';
  const state = isYes ? words.may : gate.disposition === 'query' ? words.judgement : words.mayNot;
  const look = isYes ? styles.yes : gate.disposition === 'query' ? styles.query : styles.no;
  return (
    <span className={`${styles.mark} ${look}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path
          d={isYes ? 'M3 8.500l3.500 3.500L13 4.500' : 'M3 8h10'}
          fill="none"
          stroke="currentColor"
          strokeWidth="2.500"
        />
      </svg>
      {label}: {state}
      {gate.lastDay !== null && <small> {words.until(dayInWords(gate.lastDay))}</small>}
    </span>
  );
}

function whoAndWhich(summary: PatientSummary): readonly string[] {
  const { ageYears, bornOn, programmes, course } = summary;
  return [
    ...(ageYears === null ? [] : [words.years(ageYears)]),
    ...(bornOn === null ? [] : [words.bornOn(dayInWords(bornOn))]),
    ...new Set(programmes.map(({ category }) => categoryInWords(category))),
    ...(course?.hasEnded ? [words.courseEnded] : []),
    ...(course === null || course.day === null ? [] : [words.courseDay(course.day)]),
    ...(course === null || course.mgPerKg === null ? [] : [words.mgPerKg(course.mgPerKg)]),
    // Last, because a small screen cuts the line at its end.
    ...new Set(programmes.map(({ name }) => name)),
  ];
}

/** What comes next: the gravest reason of the gate that matters now, or the last day to act. */
function nextOf(summary: PatientSummary): string {
  const { prescribe, dispense, hasPrescription, pharmacy } = summary;
  const gate = hasPrescription ? dispense : prescribe;
  const { firstReason, lastDay } = gate;
  if (firstReason !== null) {
    const { clearedBy, deadline, clearableFrom, text } = firstReason;
    const when = [
      ...(clearableFrom === null ? [] : [words.from(dayInWords(clearableFrom))]),
      ...(deadline === null ? [] : [words.by(dayInWords(deadline))]),
    ];
    return `${text} ${[messages.roles[clearedBy], ...when].join(', ')}.`;
  }
  if (lastDay === null) return words.nothingNext;
  const day = dayInWords(lastDay);
  return hasPrescription ? words.toCollect(day, pharmacy ?? '') : words.toPrescribe(day);
}

function Marks({ summary }: { summary: PatientSummary }) {
  return (
    <>
      <Gate label={words.prescribe} gate={summary.prescribe} />
      <Gate label={words.dispense} gate={summary.dispense} />
      {summary.holds.map(({ cause, since }) => (
        <span key={`${cause} ${since}`} className={`${styles.mark} ${styles.held}`}>
          {words.holds[cause] ?? words.held} <small>{words.since(dayInWords(since))}</small>
        </span>
      ))}
    </>
  );
}

/** The banner; for roles that read no names only the word "Patient". */
export function PatientBanner({ patient, canRead }: { patient: string; canRead: boolean }) {
  const read = useQuery({
    queryKey: ['summary', patient],
    queryFn: () => client('readPatientSummary', { params: { patient } }),
    enabled: canRead,
    refetchInterval: 60_000,
  });
  if (read.isError) return <ProblemNotice error={read.error} retry={() => read.refetch()} />;
  const summary = read.data;
  return (
    <section className={styles.banner} aria-label={words.banner}>
      <div className={styles.line}>
        <h1 className={styles.name}>
          {summary === undefined ? messages.patients.noName : fullName(summary.name)}
        </h1>
        {summary !== undefined && (
          <span className={styles.facts}>{whoAndWhich(summary).join(' · ')}</span>
        )}
      </div>
      {summary !== undefined && (
        <div className={`${styles.line} ${styles.marks}`}>
          <Marks summary={summary} />
          <Link
            to="/patients/$patient/conditions"
            params={{ patient }}
            className={styles.next!}
            title={nextOf(summary)}
          >
            {words.next}: {nextOf(summary)}
          </Link>
        </div>
      )}
    </section>
  );
}
