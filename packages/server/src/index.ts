// The face of server: everything another package may use. Never re-export from elsewhere.

export { SYSTEM_KINDS, type SystemKind } from './access/system-kinds.ts';
export { awaiting, SECOND_PERSON_ROLES, vouchFor } from './auth/access-changes.ts';
export { addAccount } from './auth/accounts.ts';
export { erasePerson } from './auth/erase-person.ts';
export { type InstallationSecrets, secretsIn } from './auth/installation-secrets.ts';
export { noteBackup } from './auth/last-done.ts';
export { changeRole } from './auth/last-reader.ts';
export { migrateAuth } from './auth/migrate-auth.ts';
export { makeSignIn } from './auth/sign-in.ts';
export { addSystemClient, revokeSystemClient } from './auth/system-clients.ts';
export { ACCOUNT_TABLES, type AuthDatabase, authDatabaseOn } from './auth/tables.ts';
export {
  accountOf,
  disableAccount,
  endSessions,
  removeSecondFactor,
  reopenAccount,
  resetPassword,
} from './auth/taking-away.ts';
export { type Config, readConfig, roleIn } from './config.ts';
export { afterCoursePdf } from './documents/after-course-pdf.ts';
export { agendaCalendar } from './documents/agenda-calendar.ts';
export { agendaPage } from './documents/agenda-page.ts';
export { releaseIn } from './forecast-work/release-file.ts';
export { runOnThreads } from './forecast-work/run-on-threads.ts';
export { lastEndedDay } from './jobs/daily.ts';
export { migrateJobs, openQueue, PENDING_JOBS } from './jobs/queue.ts';
export { queueingStore } from './jobs/queueing-store.ts';
export { itemsFor } from './services/agenda-for.ts';
export { rebuildAgendas } from './services/agenda-keeping.ts';
export { shownPickups } from './services/agenda-pickups.ts';
export { type AnswerReason, answerFor } from './services/answer.ts';
export { type CalendarEntry, calendarOf } from './services/calendar.ts';
export { programmeSubject, type ServiceContext } from './services/context.ts';
export { assessEligibility } from './services/eligibility.ts';
export { replayDecision } from './services/explain.ts';
export { importHistory } from './services/import-history.ts';
export { appendOf } from './services/log-events.ts';
export { foldSubject } from './services/projection.ts';
export { recordEvents } from './services/record-events.ts';
export { mergePatients } from './services/services.ts';
