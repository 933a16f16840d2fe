// The slow reference for Korea (RetiCheck), written from the update of the evidence, §1.3.
// Numbers stand here as the sources print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Add, EuropeanLife, type Stage } from './europe.ts';
import { oneMonthAfter } from './one-month.ts';
import { MEDICAL } from './tests-read.ts';

export class KoreanLife extends EuropeanLife {
  rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    if (!this.isChildbearing) {
      // Whether the thirty days hold for them, and how long a prescription does, is not known.
      if (this.category?.id === 'others') {
        this.limit(stage, asked, add, true);
        this.prescriptionAge(stage, today, add);
      }
      return;
    }
    const consent = this.signatures.fault('kr_consent', ['kr-consent'], ['patient']);
    if (stage === 'prescribe' && consent !== undefined) add(consent);
    // Not pregnant before the prescription; how old the test may be is not stated.
    if (this.tests.length === 0) add('test_missing');
    this.testAge(stage, today, add);
    this.testMadeIn(MEDICAL, add);
    // One month before; which methods count is not known, nor whether the month is theirs too.
    this.contraceptionFaults(today, add, oneMonthAfter, true, false);
    this.limit(stage, asked, add);
    if (stage !== 'dispense') return;
    // And confirmed once more before the capsules are dispensed.
    if (!this.papers.has('non_pregnancy_confirmation')) add('document_not_shown');
    // Seven days; whether the day of the prescription is one of them is not stated.
    this.fillWithin(7, today, add, until);
    this.fillWithin(6, today, add, until, true);
  }
}
