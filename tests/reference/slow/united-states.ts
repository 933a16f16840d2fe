// The slow reference for iPLEDGE: editions of 2007, 2021 and 2026, written from evidence §1 to §3.
// Numbers stand here as the guides print them, not as core's data hold them.

import type { CalendarDay } from '@aegle/core';
import { type Complaint, Life, type TestLine, type Told } from './life.ts';
import { oneMonthAfter } from './one-month.ts';
import { type Pickup, SecondTests, sevenDaysFrom } from './second-tests.ts';
import { faultOf, MEDICAL } from './tests-read.ts';

const PRIMARY = [
  'tubal_sterilisation',
  'partner_vasectomy',
  'iud',
  'combination_pill',
  'patch',
  'injection',
  'implant',
  'vaginal_ring',
];
const SECONDARY = [
  'male_latex_condom',
  'diaphragm_with_spermicide',
  'cervical_cap_with_spermicide',
  'vaginal_sponge',
];
const FORM_EDITIONS: Readonly<Record<string, readonly string[]>> = {
  'us-2007': ['before-2016-07-08', '2016-07-08', '2018-04-23', '2020-12-09'],
  'us-2021': ['2018-04-23', '2020-12-09', '2021-10-08', '2023-10-03'],
  'us-2026': ['2020-12-09', '2021-10-08', '2023-10-03', '2026-02-09'],
};
const CAN_BASES = [
  'reproductive_organs_present',
  'pre_menarche',
  'peri_menopausal',
  'tubal_sterilisation',
  'partner_vasectomy',
  'post_menopausal',
  'premature_ovarian_failure',
];
const CANNOT_BASES = ['hysterectomy', 'bilateral_oophorectomy'];

/** A talk of this month: when it was heard, on what, and the methods entered with it. */
interface Talk {
  readonly heard: number;
  readonly day: CalendarDay;
  readonly topics: readonly string[];
  readonly methods: readonly string[] | undefined;
}

export class AmericanLife extends Life {
  readonly programme = 'us-ipledge';
  readonly edition: string;
  /** First accepted test of the course. */
  screening: CalendarDay | undefined;
  private screeningSetting: string | undefined;
  screeningFault = 'test_missing';
  /** By the tests of the first five days; and by all, where there is none of those. */
  inCycleDays: SecondTests;
  onAnyDay: SecondTests;
  monthlyFault = 'test_missing';
  monthlyPickup: Pickup | undefined;
  lastVisit: CalendarDay | undefined;
  isCounselledThisCourse = false;
  talks: Talk[] = [];
  heard = 0;
  patientSays: readonly string[] | undefined;
  answers: { passed: boolean; heard: number } | undefined;
  hasGuide = false;

  constructor(edition: string) {
    super();
    this.edition = edition;
    this.inCycleDays = new SecondTests(edition);
    this.onAnyDay = new SecondTests(edition);
  }

  /** A test of another day is looked at only while there is none of the first five. */
  private get second(): SecondTests {
    const hasOne = this.edition !== 'us-2026' && this.inCycleDays.hasOne;
    return hasOne ? this.inCycleDays : this.onAnyDay;
  }

  readonly acceptable = {
    combination: (methods: ReadonlySet<string>) => {
      if (methods.size === 1 && methods.has('abstinence')) return true;
      const primaries = PRIMARY.filter((one) => methods.has(one)).length;
      const secondaries = SECONDARY.filter((one) => methods.has(one)).length;
      return primaries >= 1 && primaries + secondaries >= 2;
    },
  };

  /** Since when the methods have been acceptable without a gap. */
  get acceptableSince(): CalendarDay | undefined {
    return this.since.get('combination');
  }

  negativeTest(test: TestLine, day: CalendarDay): void {
    const plain = { settings: MEDICAL, sample: true, assay: 25 };
    const monthly =
      this.edition === 'us-2026'
        ? { ...plain, settings: [...MEDICAL, 'home'], isHomeAllowed: this.homeTestsAllowed }
        : { ...plain, certification: 'clia' };
    const monthlyFault = faultOf(test, monthly);
    this.heard += 1;
    if (monthlyFault === undefined) {
      // One window at a time: a specimen inside an open one stretches nothing.
      const open = this.monthlyPickup;
      if (open === undefined || day > open.last)
        this.monthlyPickup = sevenDaysFrom({
          day,
          heard: this.heard,
          isInCycleDays: true,
          setting: test.setting,
        });
    } else this.monthlyFault = monthlyFault;
    const fault = faultOf(test, plain);
    const isScreening = this.screening === undefined && fault === undefined;
    if (isScreening) {
      this.screening = day;
      this.screeningSetting = test.setting;
    } else if (fault !== undefined) this.screeningFault = fault;
    const asked = this.edition === 'us-2026' ? plain : { ...plain, certification: 'clia' };
    const isInCycleDays = faultOf(test, { ...asked, cycleDays: true }) === undefined;
    // The consent adds "or as instructed by my doctor"; which day it was must be recorded all the same.
    const isDayKnown = this.edition === 'us-2026' || test.menstrualDays1To5 !== undefined;
    const secondFault = faultOf(test, asked) ?? (isDayKnown ? undefined : 'test_detail_unknown');
    const specimen = { day, heard: this.heard, isInCycleDays, setting: test.setting };
    if (secondFault !== undefined) this.onAnyDay.fault = secondFault;
    else if (!isScreening) {
      this.onAnyDay.take(specimen, this.screening);
      if (isInCycleDays) this.inCycleDays.take(specimen, this.screening);
    }
  }

  doubt(): void {
    this.monthlyPickup = undefined;
    this.inCycleDays.doubt();
    this.onAnyDay.doubt();
    this.monthlyFault = 'test_missing';
  }

  hear(event: Told, day: CalendarDay): void {
    this.heard += 1;
    if (event.type === 'VisitHeld') this.lastVisit = day;
    if (event.type === 'CounsellingGiven') {
      const { topics, contraceptiveMethods: methods } = event.data;
      this.talks.push({ heard: this.heard, day, topics, methods });
      this.isCounselledThisCourse = true;
    }
    if (event.type === 'ComprehensionAnswered') {
      this.answers = { passed: event.data.passed, heard: this.heard };
      this.patientSays = event.data.contraceptiveMethods;
    }
    if (event.type === 'MedicationGuideGiven') this.hasGuide = true;
  }

  anew(): void {
    this.newMonth();
    this.inCycleDays = new SecondTests(this.edition);
    this.onAnyDay = new SecondTests(this.edition);
    this.screening = undefined;
    this.screeningFault = 'test_missing';
    this.screeningSetting = undefined;
    this.isCounselledThisCourse = false;
  }

  newMonth(): void {
    this.inCycleDays.pickup = undefined;
    this.onAnyDay.pickup = undefined;
    this.monthlyPickup = undefined;
    this.lastVisit = undefined;
    this.talks = [];
    this.patientSays = undefined;
    this.answers = undefined;
    this.hasGuide = false;
    this.monthlyFault = 'test_missing';
  }

  /** Everything in the way of `stage` on `today`, and the last day when nothing is. */
  complaints(
    stage: 'prescribe' | 'dispense',
    today: CalendarDay,
    asked: number | undefined,
  ): { inTheWay: Complaint[]; lastDay: CalendarDay | undefined } {
    const found: Complaint[] = this.lapseAsked(today);
    const add = (code: string | undefined, asks = false) => {
      if (code !== undefined) found.push({ code, asks });
    };
    const lastDays: number[] = [];
    if (this.enrolledOn === undefined) add('not_enrolled');
    this.categoryFaults(add);
    this.consents(today, add);
    if (this.category?.id === 'can') this.mayBePregnant(stage, today, add, lastDays);
    else this.cannotBePregnant(today, add, lastDays);
    // What is being prescribed is what is asked; what is dispensed is also what was written.
    const written = stage === 'dispense' ? (this.prescription?.days ?? 0) : 0;
    if (Math.max(written, asked ?? 0) > 30) add('supply_exceeds_limit');
    if (stage === 'dispense') this.pickingUp(today, asked, add, lastDays);
    return {
      inTheWay: found,
      lastDay: lastDays.length === 0 ? undefined : (Math.min(...lastDays) as CalendarDay),
    };
  }

  private categoryFaults(add: (code: string) => void): void {
    const { category } = this;
    if (category === undefined) {
      add('category_missing');
      return;
    }
    if (!['can', 'cannot'].includes(category.id)) {
      add('category_not_in_programme');
      return;
    }
    const reconfirmedFrom = Date.UTC(2021, 11, 13) / 86_400_000;
    if (this.edition !== 'us-2007' && category.on < reconfirmedFrom) {
      add('category_not_reconfirmed');
      return;
    }
    const cannot =
      this.edition === 'us-2007' ? CANNOT_BASES : [...CANNOT_BASES, 'no_uterus_or_ovaries'];
    const bases = category.id === 'can' ? CAN_BASES : cannot;
    if (this.basis === undefined || !bases.includes(this.basis)) add('category_not_supported');
  }

  private consents(
    today: CalendarDay,
    add: (code: string | undefined, asks?: boolean) => void,
  ): void {
    const isMinor = this.isYoungerThan(18, today);
    const signers =
      isMinor === true ? ['patient', 'prescriber', 'guardian'] : ['patient', 'prescriber'];
    const editions = FORM_EDITIONS[this.edition]!;
    const forms =
      this.category?.id === 'can'
        ? ['ipledge-consent-general', 'ipledge-consent-birth-defects']
        : ['ipledge-consent-general'];
    for (const form of forms) {
      const fault = this.signatures.fault(form, editions, signers);
      if (fault !== undefined) add(fault);
      else if (isMinor === undefined) add('guardian_signature_missing', this.isAgeContradicted);
    }
  }

  private mayBePregnant(
    stage: string,
    today: CalendarDay,
    add: (code: string, asks?: boolean) => void,
    lastDays: number[],
  ): void {
    if (this.isStarting) this.beforeTheFirst(today, add);
    else if (this.monthlyPickup === undefined) add(this.monthlyFault);
    this.contraceptionFaults(today, add);
    const pickup = this.isStarting ? this.second.pickup : this.monthlyPickup;
    const talk = this.talkOfTheMonth(pickup);
    if (talk === undefined) add('counselling_missing');
    if (pickup === undefined || pickup.isVoid || (this.isStarting && this.second.hasTriedTooEarly))
      add('window_not_open');
    else if (today > pickup.last) add('window_closed');
    else lastDays.push(pickup.last);
    if (stage !== 'dispense') return;
    if (this.answers === undefined || !this.answers.passed)
      add(this.answers === undefined ? 'comprehension_missing' : 'comprehension_not_passed');
    else if (talk === undefined || this.answers.heard < talk.heard) add('comprehension_missing');
    const [a, b] = [new Set(talk?.methods), new Set(this.patientSays)];
    const isSame = a.size > 0 && a.size === b.size && [...a].every((one) => b.has(one));
    if (!isSame) add('contraception_not_matching');
    else if (!this.acceptable.combination(b)) add('contraception_combination_not_accepted');
  }

  /** The latest talk on contraception after the result that opened the window, where one is open. */
  private talkOfTheMonth(pickup: Pickup | undefined): Talk | undefined {
    const isTried =
      pickup === undefined || pickup.isVoid || (this.isStarting && this.second.hasTriedTooEarly);
    const after = isTried ? 0 : pickup.heard;
    return this.talks
      .filter((one) => one.topics.includes('contraception') && one.heard > after)
      .at(-1);
  }

  private beforeTheFirst(today: CalendarDay, add: (code: string, asks?: boolean) => void): void {
    if (this.screening === undefined) add(this.screeningFault);
    const { second } = this;
    const { pickup } = second;
    if (!second.hasOne) add(second.fault);
    if (!second.hasOne || !second.isInTime) add('second_test_too_soon');
    if (this.edition === 'us-2026' && !second.hasTimed) add('second_test_too_soon', true);
    // What a medical setting is was not defined in 2026: another than the three named is asked about.
    const settings = [this.screeningSetting, pickup?.setting];
    if (this.edition === 'us-2026' && settings.includes('other_medical'))
      add('test_setting_not_accepted', true);
    const isOtherDay = pickup !== undefined && !pickup.isInCycleDays;
    if (this.edition !== 'us-2026' && isOtherDay) add('test_not_in_cycle_days', true);
    const isMissed = pickup !== undefined && today > pickup.last && today < pickup.specimen + 19;
    if (this.edition !== 'us-2026' && (second.hasTriedTooEarly || isMissed))
      add('missed_first_window');
    if (this.enrolledOn === undefined || today < this.enrolledOn + 30) add('waiting_period');
    // One source counts 31 days with the registration as day 1: on the day between a clinician is asked.
    if (this.enrolledOn === undefined || today < this.enrolledOn + 31) add('waiting_period', true);
    const latest = Math.max(this.screening ?? Infinity, this.acceptableSince ?? Infinity);
    if (today < latest + 30) add('waiting_period', true);
  }

  private contraceptionFaults(today: CalendarDay, add: (code: string) => void): void {
    if (this.methods.size === 0) add('contraception_missing');
    else if (this.acceptableSince === undefined || !this.isSaidAcceptable('combination'))
      add('contraception_combination_not_accepted');
    else if (this.isStarting && today < oneMonthAfter(this.acceptableSince))
      add('contraception_too_short');
  }

  private cannotBePregnant(
    today: CalendarDay,
    add: (code: string, asks?: boolean) => void,
    lastDays: number[],
  ): void {
    if (this.category?.id !== 'cannot') return;
    // A talk of the month is one from the day of the office visit on.
    const visitedOn = this.lastVisit ?? -Infinity;
    const isTalked =
      this.edition === 'us-2026'
        ? this.isCounselledThisCourse
        : this.talks.some((one) => one.day >= visitedOn);
    if (!isTalked) add('counselling_missing');
    if (this.edition === 'us-2026') return;
    // Visit + 30 by the widest reading; whether the visit itself counts (then + 29) is disputed.
    const code = this.lastVisit === undefined ? 'window_not_open' : 'window_closed';
    const visit = this.lastVisit ?? -Infinity;
    if (today > visit + 30) add(code);
    if (today > visit + 29) add(code, true);
    else lastDays.push(visit + 29);
  }

  private pickingUp(
    today: CalendarDay,
    asked: number | undefined,
    add: (code: string, asks?: boolean) => void,
    lastDays: number[],
  ): void {
    const rx = this.prescription;
    if (rx === undefined) add('prescription_missing');
    else {
      if (rx.refills > 0) add('prescription_has_refills');
      if ((asked ?? 1) > this.daysLeft) add('supply_exceeds_prescription');
    }
    // Not a rule of iPLEDGE: the house asks before capsules pile up.
    if (this.holdsTooMuch(asked ?? 1, today)) add('supply_still_held', true);
    const answer = rx === undefined ? undefined : this.portal.get(rx.id);
    if (answer === undefined) add('external_authorization_missing');
    else if (!answer.granted) add('external_authorization_denied');
    else if (answer.lastDay === undefined || today > answer.lastDay)
      add('external_authorization_expired');
    else lastDays.push(answer.lastDay);
    if (!this.hasGuide) add('document_not_shown', true);
  }

  /** True when the portal's own authorisation stands today. */
  isAuthorisedByPortal(today: CalendarDay): boolean {
    const answer = this.prescription && this.portal.get(this.prescription.id);
    return answer?.granted === true && answer.lastDay !== undefined && today <= answer.lastDay;
  }
}
