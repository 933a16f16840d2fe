// The slow reference for France, written from evidence §5 and its update, §1.3.
// Numbers stand here as the sources print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Add, EuropeanLife, type Stage } from './europe.ts';
import { oneMonthAfter } from './one-month.ts';

export class FrenchLife extends EuropeanLife {
  rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    const isDermatologist = this.specialty === 'dermatologist';
    if (this.isStarting && !isDermatologist) add('prescriber_not_specialist');
    if (
      stage === 'dispense' &&
      !this.isStarting &&
      !isDermatologist &&
      !this.papers.has('original')
    )
      add('document_not_shown');
    if (!this.isChildbearing) {
      if (this.category?.id === 'others') {
        this.limit(stage, asked, add, true);
        this.prescriptionAge(stage, today, add);
      }
      return;
    }
    this.testWithinThreeDays(stage, today, add, until);
    this.testMadeIn(['laboratory'], add);
    this.contraceptionFaults(today, add, oneMonthAfter, false);
    this.limit(stage, asked, add);
    const agreement = this.signatures.fault(
      'care_and_contraception_agreement',
      ['fr-agreement'],
      ['patient'],
    );
    if (stage === 'prescribe' && agreement !== undefined) add(agreement);
    if (stage !== 'dispense') return;
    if (!this.papers.has('carnet_patiente')) add('document_not_shown');
    this.fillWithin(7, today, add, until);
  }
}
