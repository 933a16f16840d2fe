// What the build reads from evidence/ for use without a server.

declare module 'virtual:patient-findings' {
  import type { CrisisContact, RedFlagTable } from '@aegle/core';

  const findings: {
    readonly redFlags: RedFlagTable;
    /** By country, ISO 3166-1 alpha-2 in small letters. */
    readonly contacts: Readonly<Record<string, readonly CrisisContact[]>>;
  };
  export default findings;
}
