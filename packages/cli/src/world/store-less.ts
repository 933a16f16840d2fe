// The service context of commands that open no database.
// Never a store: whatever reaches for it is refused, so that nothing can be read or written.

import { randomUUID } from 'node:crypto';
import type { ServiceContext } from '@aegle/server';
import type { Store } from '@aegle/store';
import { refuse } from '@aegle/store';
import type { Rules } from './rules.ts';

const noStore = new Proxy({} as Store, {
  get() {
    throw refuse(
      'unavailable',
      'database',
      'This command opens no database.',
      'Name a data folder.',
    );
  },
});

/** A context for rules alone. */
export function contextWithoutStore(rules: Rules): ServiceContext {
  return {
    store: noStore,
    programmes: rules.compiled,
    loaded: rules.loaded,
    clockOf: rules.clockOf,
    findings: rules.findings,
    courseData: rules.courseData,
    newId: randomUUID,
    isDemonstration: () => false,
  };
}
