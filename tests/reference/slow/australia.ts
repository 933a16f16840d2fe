// The slow reference for the Australian Capital Territory, written from evidence §5 and the regulation.
// What the regulation does not state it only asks about.

import type { CalendarDay } from '@aegle/core';
import { type Complaint, Life, type TestLine, type Told } from './life.ts';
import { faultOf } from './tests-read.ts';

/** A patient of the Territory; `specialty` is that of the prescriber, as far as it is recorded. */
export class TerritoryLife extends Life {
  readonly programme = 'au-act';
  readonly acceptable = {};
  readonly specialty: string | undefined;
  /** Days of negative tests that no doubt has voided and that no dispense has used. */
  tests: CalendarDay[] = [];
  toldOn: CalendarDay | undefined;
  approvals: { readonly on: CalendarDay; readonly isApproved: boolean }[] = [];

  constructor(specialty: string | undefined) {
    super();
    this.specialty = specialty;
  }

  negativeTest(test: TestLine, day: CalendarDay): void {
    if (faultOf(test, {}) === undefined) this.tests.push(day);
  }

  doubt(): void {
    this.tests = [];
  }

  newMonth(): void {
    this.tests = [];
  }

  hear(event: Told, day: CalendarDay): void {
    if (event.type === 'CounsellingGiven' && event.data.topics.includes('avoid_pregnancy'))
      this.toldOn = day;
    if (event.type === 'SpecialistApprovalRecorded')
      this.approvals.push({ on: day, isApproved: event.data.approved });
  }

  anew(): void {
    this.tests = [];
    this.toldOn = undefined;
    this.approvals = [];
  }

  complaints(
    stage: 'prescribe' | 'dispense',
    today: CalendarDay,
    asked: number | undefined,
  ): { inTheWay: Complaint[]; lastDay: CalendarDay } {
    const inTheWay: Complaint[] = this.lapseAsked(today);
    const add = (code: string, asks = false) => inTheWay.push({ code, asks });
    if (this.enrolledOn === undefined) add('not_enrolled');
    this.categoryFault(add);
    // Whoever is named is of no register here: a clinician is asked for the paper, however old it is.
    if (this.specialty !== 'dermatologist')
      add('specialist_approval_missing', this.hasPaper && !this.isRefused);
    if (this.category?.id === 'childbearing') {
      if (this.isStarting && this.tests.length === 0) add('test_missing', true);
      if (this.isStarting) this.testAge(stage, today, add);
      if (stage === 'prescribe' && this.toldOn === undefined) add('counselling_missing');
    }
    // How much may be supplied is not known: more than thirty days is asked about.
    const days = stage === 'dispense' ? (this.prescription?.days ?? 0) : 0;
    if (Math.max(days, asked ?? 0) > 30) add('supply_exceeds_limit', true);
    if (stage === 'dispense') {
      if (this.prescription === undefined) add('prescription_missing');
      else if ((asked ?? 1) > this.daysLeft) add('supply_exceeds_prescription');
      const written = this.prescription?.on;
      if (written !== undefined && today > written + 30) add('window_closed', true);
      // Not a rule of the Territory: the house asks before capsules pile up.
      if (this.holdsTooMuch(asked ?? 1, today)) add('supply_still_held', true);
    }
    return { inTheWay, lastDay: today };
  }

  /** No source says how old the test may be: more than three days before the prescription asks. */
  private testAge(
    stage: 'prescribe' | 'dispense',
    today: CalendarDay,
    add: (code: string, asks?: boolean) => void,
  ): void {
    const written = stage === 'prescribe' ? today : this.prescription?.on;
    if (written === undefined || this.tests.length === 0) return;
    if (!this.tests.some((day) => day <= written && written <= day + 3)) add('test_too_old', true);
  }

  private get hasPaper(): boolean {
    return this.approvals.at(-1)?.isApproved === true;
  }

  /** On the day of the latest paper somebody refused: which came first nobody knows. */
  private get isRefused(): boolean {
    const on = this.approvals.at(-1)?.on;
    return this.approvals.some((one) => one.on === on && !one.isApproved);
  }

  private categoryFault(add: (code: string) => void): void {
    const isOut = ['no_uterus_or_ovaries', 'hysterectomy', 'bilateral_oophorectomy'].includes(
      this.basis ?? '',
    );
    if (this.category === undefined) add('category_missing');
    else if (!['childbearing', 'others'].includes(this.category.id))
      add('category_not_in_programme');
    else if (this.basis === undefined || (this.category.id === 'childbearing') === isOut)
      add('category_not_supported');
  }
}
