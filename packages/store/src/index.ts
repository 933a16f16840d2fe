// The face of store: everything another package may use. Never re-export from elsewhere.

export { backup } from './backup/backup.ts';
export { type RestoreProgress, restore } from './backup/restore.ts';
export type { FoldSubject, Scope, Store, StoreTransaction, Tenant } from './contract/store.ts';
export { openEmbedded } from './embedded/open-embedded.ts';
export type { ServerState } from './embedded/supervise.ts';
export {
  type FaultKind,
  faultFrom,
  httpStatusOfFault,
  refuse,
  StoreFault,
} from './faults/faults.ts';
export { makeFolder } from './faults/make-folder.ts';
export { addTenant, prepareInstallation } from './installation/installation.ts';
export { makeKeyring } from './keys/keyring.ts';
export { isUuid } from './log/canonical.ts';
export type { StreamPlace } from './log/changed-streams.ts';
export {
  type Appended,
  type AppendRequest,
  type Damage,
  type Json,
  type LogEvent,
  type NewEvent,
  type PayloadClass,
  payloadClasses,
  type ReadableEvent,
  type StreamKind,
  type StreamRead,
  type StreamRef,
  type StreamVersion,
} from './log/types.ts';
export { admitOnly, isInATenant, ownerOnly } from './migrations/admit-only.ts';
export { ensurePlainRole, migrate } from './migrations/migrate.ts';
export { tenantSetting } from './migrations/tenant-isolation.ts';
export { openStore } from './open-store.ts';
export type {
  AccessLogEntry,
  AccessLogFilter,
  DueProjection,
  ForecastFailure,
  NewTask,
  Person,
  PersonIdentifier,
  Projection,
  ReadDecision,
  StoredForecast,
  Task,
  TaskFilter,
} from './schema/types.ts';
export { sealDay, verifySeals } from './seal/daily-seal.ts';
export { HANDED_OVER } from './tables/registry.ts';
export { hearErrors } from './wire/hear-errors.ts';
