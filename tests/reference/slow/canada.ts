// The slow reference for Canada: Health Canada's programme and CLEAR, each on its own (evidence §6).
// Numbers stand here as the sources print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Complaint, Life, type TestLine } from './life.ts';
import { oneMonthAfter } from './one-month.ts';
import { faultOf } from './tests-read.ts';

const PRIMARY = [
  'iud',
  'implant',
  'combination_pill',
  'patch',
  'vaginal_ring',
  'injection',
  'tubal_sterilisation',
  'partner_vasectomy',
];
const SECONDARY = [
  'male_latex_condom',
  'diaphragm_with_spermicide',
  'cervical_cap_with_spermicide',
];

type Stage = 'prescribe' | 'dispense';
type Add = (code: string, asks?: boolean) => void;

/** What both Canadian programmes share. */
abstract class CanadianLife extends Life {
  /** The first accepted test of the course. */
  first: CalendarDay | undefined;
  /** The latest accepted test after the first that no doubt has voided. */
  second: CalendarDay | undefined;
  /** Any accepted test of this month that no doubt has voided. */
  monthly: CalendarDay | undefined;
  /** The same, of a licensed laboratory. */
  monthlyInLaboratory: CalendarDay | undefined;
  isFirstInLaboratory = false;

  readonly acceptable = {
    any: (methods: ReadonlySet<string>) =>
      // The brand's page says "or don't have sex": not refused, and asked about below.
      [...PRIMARY, ...SECONDARY, 'abstinence'].some((one) => methods.has(one)),
    combination: (methods: ReadonlySet<string>) => this.isTwoMethods(methods),
  };

  /** Two methods as this programme counts them. */
  protected abstract isTwoMethods(methods: ReadonlySet<string>): boolean;
  /** Why a test does not count as the second. */
  protected abstract secondFault(test: TestLine): string | undefined;
  protected abstract rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void;

  negativeTest(test: TestLine, day: CalendarDay): void {
    if (faultOf(test, {}) !== undefined) return;
    this.monthly = day;
    const isInLaboratory =
      faultOf(test, { settings: ['laboratory'], certification: 'licensed' }) === undefined;
    if (isInLaboratory) this.monthlyInLaboratory = day;
    if (this.first === undefined) {
      this.first = day;
      this.isFirstInLaboratory = isInLaboratory;
    } else if (this.secondFault(test) === undefined) this.second = day;
  }

  doubt(): void {
    this.second = undefined;
    this.monthly = undefined;
    this.monthlyInLaboratory = undefined;
  }

  hear(): void {}

  anew(): void {
    this.doubt();
    this.first = undefined;
    this.isFirstInLaboratory = false;
  }

  newMonth(): void {
    this.monthly = undefined;
    this.monthlyInLaboratory = undefined;
  }

  protected get isChildbearing(): boolean {
    return this.category?.id === 'childbearing';
  }

  /** Out by the organs, or past a menopause that a clinician has confirmed. */
  private isSupported(isOut: boolean): boolean {
    const isPast = this.basis === 'post_menopausal' && this.isConfirmedByClinician;
    return this.isChildbearing ? !isOut : isOut || isPast;
  }

  complaints(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
  ): { inTheWay: Complaint[]; lastDay: number } {
    const inTheWay: Complaint[] = [...this.gapAsked(), ...this.lapseAsked(today)];
    let lastDay = Infinity;
    const add: Add = (code, asks = false) => inTheWay.push({ code, asks });
    if (this.enrolledOn === undefined) add('not_enrolled');
    const isOut = ['no_uterus_or_ovaries', 'hysterectomy', 'bilateral_oophorectomy'].includes(
      this.basis ?? '',
    );
    if (this.category === undefined) add('category_missing');
    else if (!['childbearing', 'others'].includes(this.category.id))
      add('category_not_in_programme');
    else if (this.basis === undefined || !this.isSupported(isOut)) add('category_not_supported');
    this.rules(stage, today, asked, add, (day) => {
      lastDay = Math.min(lastDay, day);
    });
    if (stage === 'dispense') {
      if (this.prescription === undefined) add('prescription_missing');
      else if ((asked ?? 1) > this.daysLeft) add('supply_exceeds_prescription');
      // How long a prescription is valid is not known: past thirty days a clinician is asked.
      const written = this.prescription?.on;
      if (written !== undefined && today > written + 30) add('window_closed', true);
      // Not a rule of any of these countries: the house asks before capsules pile up.
      if (this.holdsTooMuch(asked ?? 1, today)) add('supply_still_held', true);
    }
    return { inTheWay, lastDay: lastDay === Infinity ? today : lastDay };
  }

  /** Some listed method (stated) and two as counted (assumed), each a month before where `isTimed`. */
  protected contraceptionFaults(today: CalendarDay, add: Add, isTimed: boolean): void {
    for (const name of ['any', 'combination']) {
      const since = this.since.get(name);
      const asks = name === 'combination';
      if (this.methods.size === 0) add('contraception_missing', asks);
      else if (since === undefined || !this.isSaidAcceptable(name))
        add('contraception_combination_not_accepted', asks);
      else if (isTimed && this.isStarting && today < oneMonthAfter(since))
        add('contraception_too_short', asks);
    }
  }
}

export class ClearLife extends CanadianLife {
  readonly programme = 'ca-clear';

  protected isTwoMethods(methods: ReadonlySet<string>): boolean {
    const primaries = PRIMARY.filter((one) => methods.has(one)).length;
    return primaries >= 1 && primaries + SECONDARY.filter((one) => methods.has(one)).length >= 2;
  }

  protected secondFault(test: TestLine): string | undefined {
    return faultOf(test, {
      settings: ['laboratory'],
      certification: 'licensed',
      sample: true,
      assay: 25,
    });
  }

  protected rules(
    stage: Stage,
    today: CalendarDay,
    _asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    if (stage === 'prescribe') this.papers(today, add);
    if (!this.isChildbearing) return;
    this.contraceptionFaults(today, add, true);
    if (!this.isStarting) {
      if (this.monthlyInLaboratory === undefined) add('test_missing');
      else if (today > this.monthlyInLaboratory + 11) add('test_too_old', true);
      return;
    }
    if (this.first === undefined) add('test_missing');
    else if (!this.isFirstInLaboratory) add('test_setting_not_accepted', true);
    // The second test lies within eleven days before the start.
    if (this.second === undefined) add('window_not_open');
    else if (today > this.second + 11) add('window_closed');
    else until(this.second + 11);
  }

  private papers(today: CalendarDay, add: Add): void {
    const isMinor = this.isYoungerThan(16, today);
    const fault = this.signatures.fault(
      'clear_consent',
      ['clear-consent'],
      isMinor === true ? ['patient', 'guardian'] : ['patient'],
    );
    if (fault !== undefined) add(fault);
    else if (isMinor === undefined) add('guardian_signature_missing', this.isAgeContradicted);
    const checklist = ['prescriber', 'patient'].map((signer) =>
      this.signatures.fault('psychiatric_checklist', ['clear-checklist'], [signer]),
    );
    if (checklist.every((one) => one !== undefined)) for (const one of checklist) add(one!);
  }
}

export class HealthCanadaLife extends CanadianLife {
  readonly programme = 'ca-health-canada';

  protected isTwoMethods(methods: ReadonlySet<string>): boolean {
    return [...PRIMARY, ...SECONDARY].filter((one) => methods.has(one)).length >= 2;
  }

  protected secondFault(): string | undefined {
    return undefined;
  }

  /** For how long before the start is not known for every brand: less than a month is asked about. */
  private contraceptionBefore(today: CalendarDay, add: Add): void {
    if (!this.isStarting) return;
    const since = this.since.get('any');
    if (this.methods.size === 0) add('contraception_missing', true);
    else if (since === undefined || !this.isSaidAcceptable('any'))
      add('contraception_combination_not_accepted', true);
    else if (today < oneMonthAfter(since)) add('contraception_too_short', true);
  }

  protected rules(stage: Stage, today: CalendarDay, asked: number | undefined, add: Add): void {
    if (!this.isChildbearing) return;
    const consent = this.signatures.fault(
      'pregnancy_prevention_consent',
      ['hc-consent'],
      ['patient'],
    );
    if (stage === 'prescribe' && consent !== undefined) add(consent);
    this.contraceptionFaults(today, add, false);
    this.contraceptionBefore(today, add);
    const test = this.isStarting ? this.second : this.monthly;
    if (test === undefined) add('test_missing');
    else if (today > test + 11) add('test_too_old', true);
    const written = stage === 'dispense' ? (this.prescription?.days ?? 0) : 0;
    if (Math.max(written, asked ?? 0) > 30) add('supply_exceeds_limit');
    if (stage !== 'dispense') return;
    if (this.prescription === undefined) add('prescription_missing');
    else if (this.prescription.refills > 0) add('prescription_has_refills');
  }
}
