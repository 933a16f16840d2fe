// The slow reference for Italy, written from evidence §5: seven days from a certificate of non-pregnancy.
// Numbers stand here as the sources print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Add, EuropeanLife, type Stage } from './europe.ts';
import { oneMonthAfter } from './one-month.ts';

export class ItalianLife extends EuropeanLife {
  rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    const doctors = this.isStarting ? ['dermatologist'] : ['dermatologist', 'general_practitioner'];
    if (!doctors.includes(this.specialty ?? '')) add('prescriber_not_specialist');
    this.limit(stage, asked, add);
    const isOnPaper = ['electronic', 'paper'].includes(this.prescription?.medium ?? '');
    if (stage === 'dispense' && this.prescription !== undefined && !isOnPaper)
      add('prescription_medium_not_accepted');
    if (this.isChildbearing) {
      this.contraceptionFaults(today, add, oneMonthAfter, false);
      if (this.tests.length === 0) add('test_missing');
      this.testAge(stage, today, add);
      // Seven days from the day of certification; whether that day counts is not stated.
      this.certified(stage, 7, today, add, until, false);
      this.certified(stage, 6, today, add, until, true);
      // One source counts from the issue: past seven days from it a clinician is asked.
      if (stage === 'dispense') this.fillWithin(7, today, add, until, true);
      if (stage === 'dispense' && !this.papers.has('diary')) add('document_not_shown');
    } else if (stage === 'dispense' && this.category?.id === 'others') {
      this.fillWithin(7, today, add, until);
      this.fillWithin(6, today, add, until, true);
    }
  }

  private certified(
    stage: Stage,
    days: number,
    today: CalendarDay,
    add: Add,
    until: (day: number) => void,
    asks: boolean,
  ): void {
    // The certificate is that on which the prescription rests: a later one needs a new prescription.
    const written = stage === 'dispense' ? this.prescription?.on : undefined;
    const restedOn =
      written === undefined
        ? this.tests
        : this.tests.filter((one) => one.certifiedOn !== undefined && one.certifiedOn <= written);
    const certified = restedOn.at(-1)?.certifiedOn;
    if (certified === undefined || certified > today) {
      add('window_not_open', asks);
      return;
    }
    if (today > certified + days) add('window_closed', asks);
    else until(certified + days);
  }
}
