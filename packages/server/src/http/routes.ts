// The one table: every endpoint and the handler that answers it. Access is in access/policy.ts.
// Never an endpoint without a handler: the table does not compile with one missing.

import type { Routes } from './calls/call.ts';
import { accessLogRoutes } from './handlers/access-log.ts';
import { administrationRoutes } from './handlers/administration.ts';
import { agendaRoutes } from './handlers/agenda.ts';
import { claimRoutes } from './handlers/claims.ts';
import { courseRoutes } from './handlers/course.ts';
import { eventRoutes } from './handlers/events.ts';
import { forecastRoutes } from './handlers/forecasts.ts';
import { gateRoutes } from './handlers/gates.ts';
import { organisationRoutes } from './handlers/organisations.ts';
import { patientRoutes } from './handlers/patients.ts';
import { personDataRoutes } from './handlers/person-data.ts';
import { pharmacyCheckRoutes } from './handlers/pharmacy-check.ts';
import { programmeRoutes } from './handlers/programmes.ts';
import { sessionRoutes } from './handlers/session.ts';
import { taskRoutes } from './handlers/tasks.ts';

export const ROUTES: Routes = {
  signIn: sessionRoutes.signIn,
  verifySecondFactor: sessionRoutes.verifySecondFactor,
  setUpSecondFactor: sessionRoutes.setUpSecondFactor,
  changeOwnPassword: sessionRoutes.changeOwnPassword,
  confirmAccessNotices: sessionRoutes.confirmAccessNotices,
  readSession: sessionRoutes.readSession,
  signOut: sessionRoutes.signOut,
  enrolPatient: patientRoutes.enrolPatient,
  enrolAgain: patientRoutes.enrolAgain,
  tieLaboratory: patientRoutes.tieLaboratory,
  readLaboratories: patientRoutes.readLaboratories,
  findPatient: patientRoutes.findPatient,
  listPatients: patientRoutes.listPatients,
  readPatientSummary: patientRoutes.readPatientSummary,
  readPatient: patientRoutes.readPatient,
  appendEvents: eventRoutes.appendEvents,
  declare: eventRoutes.declare,
  readOwnForms: patientRoutes.readOwnForms,
  readTimeline: eventRoutes.readTimeline,
  readCourse: courseRoutes.readCourse,
  readOwnReports: courseRoutes.readOwnReports,
  readCoursePlan: courseRoutes.readCoursePlan,
  exportPatient: personDataRoutes.exportPatient,
  erasePatient: personDataRoutes.erasePatient,
  ask: gateRoutes.ask,
  authorizePrescribing: gateRoutes.authorizePrescribing,
  authorizeDispense: gateRoutes.authorizeDispense,
  reverseAuthorization: gateRoutes.reverseAuthorization,
  dispense: gateRoutes.dispense,
  reverseDispense: gateRoutes.reverseDispense,
  explainDecision: gateRoutes.explainDecision,
  replayDecision: gateRoutes.replayDecision,
  checkAtPharmacy: pharmacyCheckRoutes.checkAtPharmacy,
  listTasks: taskRoutes.listTasks,
  closeTask: taskRoutes.closeTask,
  escalateTask: taskRoutes.escalateTask,
  readAgenda: agendaRoutes.readAgenda,
  readAgendaCalendar: agendaRoutes.readAgendaCalendar,
  readAgendaPage: agendaRoutes.readAgendaPage,
  listAgendaPage: agendaRoutes.listAgendaPage,
  listAgenda: agendaRoutes.listAgenda,
  listProgrammes: programmeRoutes.listProgrammes,
  readProgramme: programmeRoutes.readProgramme,
  confirmEdition: programmeRoutes.confirmEdition,
  approveEdition: programmeRoutes.approveEdition,
  appendProgrammeEvents: programmeRoutes.appendProgrammeEvents,
  readClaims: claimRoutes.readClaims,
  listOrganisations: organisationRoutes.listOrganisations,
  listPrescribers: organisationRoutes.listPrescribers,
  addOrganisation: organisationRoutes.addOrganisation,
  appendPharmacyEvents: organisationRoutes.appendPharmacyEvents,
  appendPrescriberEvents: organisationRoutes.appendPrescriberEvents,
  listAccounts: administrationRoutes.listAccounts,
  disableAccount: administrationRoutes.disableAccount,
  endAccountSessions: administrationRoutes.endAccountSessions,
  removeAccountSecondFactor: administrationRoutes.removeAccountSecondFactor,
  resetAccountPassword: administrationRoutes.resetAccountPassword,
  addAccount: administrationRoutes.addAccount,
  readInstallation: administrationRoutes.readInstallation,
  reopenAccount: administrationRoutes.reopenAccount,
  vouchForAccount: administrationRoutes.vouchForAccount,
  listAccountsToVouchFor: administrationRoutes.listAccountsToVouchFor,
  addKey: administrationRoutes.addKey,
  listKeys: administrationRoutes.listKeys,
  revokeKey: administrationRoutes.revokeKey,
  readAccessLog: accessLogRoutes.readAccessLog,
  readPatientAccessLog: accessLogRoutes.readPatientAccessLog,
  requestForecast: forecastRoutes.requestForecast,
  readForecast: forecastRoutes.readForecast,
  readOwnForecast: forecastRoutes.readOwnForecast,
};
