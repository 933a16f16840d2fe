// The slow reference for the United Kingdom, Germany and France, written from evidence §4, §5.
// Numbers stand here as the sources print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Complaint, Life, type TestLine, type Told } from './life.ts';
import { EXEMPTING } from './limits.ts';
import { oneMonthAfter } from './one-month.ts';
import { faultOf, MEDICAL } from './tests-read.ts';

const INDEPENDENT = ['iud', 'implant'];
const HORMONAL = ['combination_pill', 'patch', 'vaginal_ring'];
const BARRIER = ['male_latex_condom', 'diaphragm_with_spermicide'];
const OTHER_METHODS = ['injection', 'partner_vasectomy', 'tubal_sterilisation'];
const LISTED = [...INDEPENDENT, ...HORMONAL, ...BARRIER, ...OTHER_METHODS];
/** In the United Kingdom two barriers more, and no pill of progestogen alone; elsewhere the reverse. */
const BRITISH_BARRIERS = ['female_condom', 'cervical_cap_with_spermicide'];

export type Stage = 'prescribe' | 'dispense';
export type Add = (code: string, asks?: boolean) => void;
interface Test {
  readonly day: CalendarDay;
  readonly setting: string | undefined;
  readonly certifiedOn: CalendarDay | undefined;
}

/** What every European programme shares. */
export abstract class EuropeanLife extends Life {
  readonly programme: string;
  readonly edition: string;
  specialty: string | undefined;
  /** Accepted negative tests of this month, oldest first; a doubt voids those before it. */
  tests: Test[] = [];
  /** Of any visit of the course: one in person makes good what began by video. */
  firstVisit: string | undefined;
  latestVisit: { mode: string; agreed: boolean | undefined } | undefined;
  topicsEver: (readonly string[])[] = [];
  topicsThisMonth: (readonly string[])[] = [];
  isAgreedByTwo = false;
  papers = new Set<string>();

  readonly acceptable = {
    any: (methods: ReadonlySet<string>) =>
      [...LISTED, ...this.ownMethods].some((one) => methods.has(one)),
    combination: (methods: ReadonlySet<string>) =>
      INDEPENDENT.some((one) => methods.has(one)) ||
      (HORMONAL.some((one) => methods.has(one)) &&
        [...BARRIER, ...(this.programme === 'gb-ppp' ? BRITISH_BARRIERS : [])].some((one) =>
          methods.has(one),
        )),
  };

  private get ownMethods(): readonly string[] {
    return this.programme === 'gb-ppp' ? BRITISH_BARRIERS : ['progestogen_only_pill'];
  }

  constructor(programme: string, edition: string, specialty: string | undefined) {
    super();
    this.programme = programme;
    this.edition = edition;
    this.specialty = specialty;
  }

  /** Why this country does not count a negative test; where a rule names nothing of it, whatever counts anywhere. */
  testFault(test: TestLine): string | undefined {
    return faultOf(test, {});
  }

  /** The country's own rules. */
  abstract rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void;

  negativeTest(test: TestLine, day: CalendarDay): void {
    if (this.testFault(test) !== undefined) return;
    this.tests.push({ day, certifiedOn: test.certifiedOn, setting: test.setting });
  }

  doubt(): void {
    this.tests = [];
  }

  anew(): void {
    this.newMonth();
    this.firstVisit = undefined;
    this.topicsEver = [];
    this.isAgreedByTwo = false;
  }

  newMonth(): void {
    this.tests = [];
    this.latestVisit = undefined;
    this.topicsThisMonth = [];
    this.papers = new Set();
  }

  hear(event: Told): void {
    if (event.type === 'VisitHeld') {
      const { mode, remoteAgreed } = event.data;
      if (this.firstVisit !== 'in_person') this.firstVisit = mode;
      this.latestVisit = { mode, agreed: remoteAgreed };
    }
    if (event.type === 'CounsellingGiven') {
      this.topicsEver.push(event.data.topics);
      this.topicsThisMonth.push(event.data.topics);
    }
    if (event.type === 'IndependentAgreementRecorded')
      this.isAgreedByTwo =
        event.data.agrees &&
        event.data.firstPrescriber !== event.data.secondPrescriber &&
        event.actor.role === 'prescriber' &&
        event.actor.id === event.data.secondPrescriber;
    if (event.type === 'PatientCardShown') this.papers.add(event.data.document);
    if (
      event.type === 'OriginalPrescriptionShown' &&
      event.data.prescriberSpecialty === 'dermatologist'
    )
      this.papers.add('original');
  }

  /** Everything in the way of `stage` on `today`, and the last day when nothing is. */
  complaints(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
  ): { inTheWay: Complaint[]; lastDay: CalendarDay } {
    const inTheWay: Complaint[] = [...this.gapAsked(), ...this.lapseAsked(today)];
    const lastDays: number[] = [];
    const add: Add = (code, asks = false) => inTheWay.push({ code, asks });
    if (this.enrolledOn === undefined) add('not_enrolled');
    this.categoryFault(add);
    this.rules(stage, today, asked, add, (day) => lastDays.push(day));
    if (stage === 'dispense') {
      if (this.prescription === undefined) add('prescription_missing');
      else if ((asked ?? 1) > this.daysLeft) add('supply_exceeds_prescription');
      // Not a rule of any of these countries: the house asks before capsules pile up.
      if (this.holdsTooMuch(asked ?? 1, today)) add('supply_still_held', true);
    }
    return {
      inTheWay,
      lastDay: (lastDays.length === 0 ? today : Math.min(...lastDays)) as CalendarDay,
    };
  }

  private categoryFault(add: Add): void {
    const isOut = ['no_uterus_or_ovaries', 'hysterectomy', 'bilateral_oophorectomy'].includes(
      this.basis ?? '',
    );
    if (this.category === undefined) add('category_missing');
    else if (!['childbearing', 'not_childbearing', 'others'].includes(this.category.id))
      add('category_not_in_programme');
    else if (this.basis === undefined) add('category_not_supported');
    else if (this.category.id === 'childbearing' ? isOut : !isOut && !this.isOutByConfirmation())
      add('category_not_supported');
  }

  /** A confirmed menopause is out of childbearing potential; in the United Kingdom a tubal ligation too. */
  private isOutByConfirmation(): boolean {
    if (!this.isConfirmedByClinician || this.programme === 'kr') return false;
    const isLigated = this.programme === 'gb-ppp' && this.basis === 'tubal_sterilisation';
    return isLigated || this.basis === 'post_menopausal';
  }

  protected get isChildbearing(): boolean {
    return this.category?.id === 'childbearing';
  }

  protected limit(stage: Stage, asked: number | undefined, add: Add, asks = false): void {
    const written = stage === 'dispense' ? (this.prescription?.days ?? 0) : 0;
    if (Math.max(written, asked ?? 0) > 30) add('supply_exceeds_limit', asks);
  }

  /** The prescription may be filled up to this many days after it was written. */
  protected fillWithin(
    days: number,
    today: CalendarDay,
    add: Add,
    until: (day: number) => void,
    asks = false,
  ): void {
    if (this.prescription === undefined) add('window_not_open', asks);
    else if (today > this.prescription.on + days) add('window_closed', asks);
    else until(this.prescription.on + days);
  }

  /** A test at most three days before the prescription (which is being written today, or was). */
  protected testWithinThreeDays(
    stage: Stage,
    today: CalendarDay,
    add: Add,
    until: (day: number) => void,
  ): void {
    if (this.tests.length === 0) add('test_missing');
    const written = stage === 'prescribe' ? today : this.prescription?.on;
    if (written === undefined) {
      add('window_not_open');
      return;
    }
    const fresh = this.tests.filter(({ day }) => day <= written && written <= day + 3).at(-1);
    if (fresh === undefined) add('window_closed');
    else if (stage === 'prescribe') until(fresh.day + 3);
  }

  /** No source says how old a test may be here: more than three days before the prescription asks. */
  protected testAge(stage: Stage, today: CalendarDay, add: Add): void {
    const written = stage === 'prescribe' ? today : this.prescription?.on;
    if (written === undefined || this.tests.length === 0) return;
    if (!this.tests.some(({ day }) => day <= written && written <= day + 3))
      add('test_too_old', true);
  }

  /** Where a test is to be made is not known here: the latest, made anywhere else, is asked about. */
  protected testMadeIn(settings: readonly string[], add: Add): void {
    const latest = this.tests.at(-1);
    if (latest !== undefined && !settings.includes(latest.setting ?? ''))
      add('test_setting_not_accepted', true);
  }

  /** No source says how long a prescription is valid here: more than thirty days asks. */
  protected prescriptionAge(stage: Stage, today: CalendarDay, add: Add): void {
    const written = this.prescription?.on;
    if (stage === 'dispense' && written !== undefined && today > written + 30)
      add('window_closed', true);
  }

  /** Some listed method (stated) and an accepted combination (assumed), each from `readyOn`. */
  protected contraceptionFaults(
    today: CalendarDay,
    add: Add,
    readyOn: (since: CalendarDay) => number,
    isAnyTimed: boolean,
    isTableTimed = true,
  ): void {
    const fault = (name: string, isTimed: boolean) => {
      if (this.methods.size === 0) return 'contraception_missing';
      const since = this.since.get(name);
      if (since === undefined || !this.isSaidAcceptable(name))
        return 'contraception_combination_not_accepted';
      return isTimed && this.isStarting && today < readyOn(since)
        ? 'contraception_too_short'
        : undefined;
    };
    const any =
      this.isExempt && EXEMPTING.includes(this.programme) ? undefined : fault('any', isAnyTimed);
    if (any !== undefined) add(any);
    // In France a source of 2010 knows no exemption: a clinician is asked all the same.
    if (this.isExempt && ['de-amvv', 'it-aifa'].includes(this.programme)) return;
    const combination = fault('combination', isTableTimed);
    if (combination !== undefined) add(combination, true);
  }
}

export class BritishLife extends EuropeanLife {
  private get isBefore2025(): boolean {
    return this.edition === 'gb-2023' || this.edition === 'gb-2023a';
  }

  override testFault(test: TestLine): string | undefined {
    const settings = this.isBefore2025 ? MEDICAL : [...MEDICAL, 'home'];
    return faultOf(test, { settings, assay: 25 });
  }

  rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    if (stage === 'prescribe') this.prescribing(today, add);
    if (this.category?.id === 'not_childbearing') this.prescriptionAge(stage, today, add);
    if (!this.isChildbearing) return;
    this.testWithinThreeDays(stage, today, add, until);
    if (!this.isExempt) this.contraceptionFaults(today, add, (since) => since + 28, true);
    this.limit(stage, asked, add);
    if (stage !== 'dispense') return;
    // Seven days; whether the issue day is one of them is not stated: + 6 is safe, + 7 is asked about.
    this.fillWithin(7, today, add, until);
    this.fillWithin(6, today, add, until, true);
  }

  private prescribing(today: CalendarDay, add: Add): void {
    const leads =
      this.edition === 'gb-2023'
        ? ['consultant_dermatologist']
        : ['consultant_dermatologist', 'dermatology_nurse_specialist_band_7'];
    if (this.isStarting && !leads.includes(this.specialty ?? ''))
      add('prescriber_not_specialist', true);
    const isMinor = this.isYoungerThan(18, today);
    if (this.isStarting && this.edition !== 'gb-2026' && isMinor !== false && !this.isAgreedByTwo)
      add('second_prescriber_missing', this.isAgeContradicted);
    this.acknowledgement(add);
    const covers = (given: readonly (readonly string[])[], ...topics: string[]) =>
      given.some((one) => topics.every((topic) => one.includes(topic)));
    const assessment = ['mental_health_assessment', 'sexual_function_assessment'];
    if (this.isStarting) {
      if (!covers(this.topicsEver, 'mental_health', 'sexual_function')) add('counselling_missing');
      if (!covers(this.topicsEver, ...assessment)) add('counselling_missing');
    } else if (!covers(this.topicsThisMonth, ...assessment)) add('counselling_missing', true);
    this.visits(add);
  }

  private acknowledgement(add: Add): void {
    const form = 'acknowledgement_of_risk';
    const revised = this.edition === 'gb-2026';
    if (this.isStarting) {
      const fault = this.signatures.fault(
        form,
        revised ? ['arf-2026'] : ['arf-2023'],
        revised ? ['patient', 'prescriber'] : ['patient'],
      );
      if (fault !== undefined) add(fault);
      return;
    }
    const kept = revised
      ? this.signatures.fault(form, ['arf-2023', 'arf-2026'], ['patient'])
      : undefined;
    if (kept !== undefined) add(kept, true);
  }

  private visits(add: Add): void {
    if (this.firstVisit === undefined) {
      add('visit_missing');
      return;
    }
    if (this.firstVisit !== 'in_person') {
      add('visit_not_in_person');
      return;
    }
    if (this.isStarting) return;
    const latest = this.latestVisit;
    if (latest === undefined) {
      add('visit_missing');
      return;
    }
    if (latest.mode === 'in_person') return;
    if (this.isBefore2025) add('visit_not_in_person');
    else if (latest.agreed !== true) add('visit_remote_not_agreed');
  }
}

export class GermanLife extends EuropeanLife {
  rules(
    stage: Stage,
    today: CalendarDay,
    asked: number | undefined,
    add: Add,
    until: (day: number) => void,
  ): void {
    if (this.isChildbearing) {
      if (this.tests.length === 0) add('test_missing', true);
      this.testAge(stage, today, add);
      this.testMadeIn(MEDICAL, add);
      this.contraceptionFaults(today, add, oneMonthAfter, false);
      this.limit(stage, asked, add);
    }
    if (stage !== 'dispense') return;
    // § 3b: up to six days after the day of issue; for others the usual 28 days.
    if (this.isChildbearing) this.fillWithin(6, today, add, until);
    else if (this.category?.id === 'others') {
      this.fillWithin(28, today, add, until);
      this.fillWithin(27, today, add, until, true);
    }
  }
}
