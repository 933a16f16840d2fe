// The slow reference's patient: lives one day after the other and remembers plain things.
// Written from the rule texts, not from core: no fold, no window arithmetic, no test selection.

import type { AegleEvent, CalendarDay } from '@aegle/core';
import { birthdayOf } from './birthdays.ts';
import { CLINICIANS, CLOSING, DOUBTFUL } from './closing.ts';
import { EXEMPTING, endsExemption, mostAtOnce } from './limits.ts';
import { MethodsWatch } from './methods-watch.ts';
import { Signatures } from './signatures.ts';

export type Told = AegleEvent;
export type TestLine = Extract<AegleEvent, { type: 'PregnancyTestReported' }>['data'];

/** What stands in the way; `asks` when the rule is assumed or disputed and a clinician is asked. */
export interface Complaint {
  readonly code: string;
  readonly asks?: boolean;
}

/** What a prescription says of the capsules. */
export interface Label {
  readonly product: string;
}

/** A patient of any country; a country's rules subclass it and add what they care about. */
export abstract class Life {
  readonly births = new Set<CalendarDay>();
  enrolledOn: CalendarDay | undefined;
  course: string | undefined;
  category: { id: string; on: CalendarDay } | undefined;
  basis: string | undefined;
  isConfirmedByClinician = false;
  private statedAge: { readonly age: number; readonly on: number } | undefined;
  /** What the last look at the age found: one record says younger, another does not. */
  isAgeContradicted = false;
  readonly signatures = new Signatures();
  readonly methods = new Set<string>();
  readonly stoppedToday = new Set<string>();
  /** The first day of the unbroken run of days on which each of `acceptable` held. */
  readonly since = new Map<string, CalendarDay>();
  isExempt = false;
  private exemptOn = Infinity;
  private readonly watch = new MethodsWatch();
  /** Who was handed the patient, once somebody was. */
  keeper: string | undefined;
  homeTestsAllowed = false;
  private homePermittedOn = -Infinity;
  /** Who is handed on is permitted nothing by whoever had them before, from the next day on. */
  private homeEndsAfter = Infinity;
  readonly open = new Map<string, string>();
  isDead = false;
  isHandedOutInCourse = false;
  isClosedByPregnancy = false;
  handedOutOn: CalendarDay | undefined;
  /** A clinician accepted that this course began elsewhere: until when that supply reached. */
  private historyUntil: number | undefined;
  private boxesBefore = 0;
  /** The course that goes on was reported as ended, and nothing was supplied since. */
  private isEnded = false;
  prescription:
    | (Label & {
        on: CalendarDay;
        id: string;
        days: number;
        refills: number;
        medium?: string;
        isByFormer: boolean;
      })
    | undefined;
  /** Every box that was carried home. */
  readonly boxes: { on: CalendarDay; id: string; days: number }[] = [];
  /** Boxes that no prescription known here brought home. */
  private readonly strays: { on: CalendarDay; id: string; days: number }[] = [];
  private readonly rests: { from: number; to: number | undefined; isEnd: boolean }[] = [];
  readonly handedDays = new Map<string, number>();
  readonly portal = new Map<string, { granted: boolean; lastDay?: CalendarDay | undefined }>();

  abstract readonly programme: string;
  /** What a country may ask of the methods in use on a day, by name. */
  abstract readonly acceptable: Readonly<Record<string, (methods: ReadonlySet<string>) => boolean>>;
  /** A negative test, taken after the last dispense; whether it counts is the country's business. */
  abstract negativeTest(test: TestLine, day: CalendarDay): void;
  /** Something put pregnancy in doubt: negative tests up to now prove nothing any more. */
  abstract doubt(): void;
  /** What else the country listens to. */
  abstract hear(event: Told, day: CalendarDay): void;
  /** Another course came before: nothing that was done for it is there any more. */
  abstract anew(): void;
  /** A dispense ends the month. */
  abstract newMonth(day: CalendarDay): void;

  /** Lives every day from the first event to `today`; `eachEvening` is asked as each day ends. */
  liveThrough(
    events: readonly Told[],
    today: CalendarDay,
    eachEvening?: (day: CalendarDay) => void,
  ): this {
    const firstDay: number = Math.min(today, ...events.map((event) => event.occurredOn));
    const byDay = new Map<number, Told[]>();
    for (const event of events)
      byDay.set(event.occurredOn, [...(byDay.get(event.occurredOn) ?? []), event]);
    for (let day = firstDay; day <= today; day += 1) {
      this.stoppedToday.clear();
      this.watch.morning();
      if (this.homeEndsAfter < day) this.homeTestsAllowed = false;
      // A specimen has a day and no hour: the permission to test at home is that of its day.
      for (const event of byDay.get(day) ?? []) this.permitHomeTests(event);
      for (const event of byDay.get(day) ?? []) this.live(event, day as CalendarDay);
      const inUse = new Set([...this.methods].filter((one) => !this.stoppedToday.has(one)));
      for (const [name, accepts] of Object.entries(this.acceptable)) {
        if (!accepts(inUse)) this.since.delete(name);
        else if (!this.since.has(name)) this.since.set(name, day as CalendarDay);
      }
      const isAgreed = this.isExempt && EXEMPTING.includes(this.programme);
      if (this.watch.evening(this.acceptable, inUse, isAgreed, day)) this.doubt();
      eachEvening?.(day as CalendarDay);
    }
    return this;
  }

  /** Both sides' last words name methods that hold by the country's rule of this name. */
  protected isSaidAcceptable(name: string): boolean {
    return this.watch.isSaid((said) => this.acceptable[name]?.(said) ?? true);
  }

  private permitHomeTests(event: Told): void {
    if (event.type === 'HomeTestingPermitted') {
      this.homeTestsAllowed = true;
      this.homePermittedOn = event.occurredOn;
      this.homeEndsAfter = Infinity;
    }
    if (event.type === 'HomeTestingRevoked') this.homeTestsAllowed = false;
  }

  private live(event: Told, day: CalendarDay): void {
    const closes = CLOSING[event.type];
    if (closes !== undefined)
      this.open.set(event.type === 'SafetyHoldPlaced' ? event.data.hold : event.id, closes);
    if (DOUBTFUL.includes(event.type)) this.doubt();
    if (endsExemption(event)) this.isExempt = false;
    this.rest(event, day);
    this.watch.hear(event);
    switch (event.type) {
      case 'PatientEnrolled':
        if (event.data.bornOn !== undefined) this.births.add(event.data.bornOn);
        // Of another record of the same person: the birth date is theirs, the course is not.
        if (event.mergedFrom === undefined) this.enrol(event.data, day);
        break;
      case 'RiskCategoryAssigned':
        if (event.data.programme === this.programme)
          this.category = { id: event.data.category, on: day };
        break;
      case 'ReproductiveStatusRecorded':
        this.basis = event.data.basis;
        if (event.data.ageYears !== undefined)
          this.statedAge = { age: event.data.ageYears, on: day };
        this.isConfirmedByClinician = event.data.confirmedByClinician === true;
        break;
      case 'FormSigned':
        this.signatures.sign(event, day);
        break;
      case 'ContraceptionStarted':
        this.methods.add(event.data.method);
        break;
      case 'ContraceptionStopped':
        this.methods.delete(event.data.method);
        break;
      case 'ContraceptionExemptionAgreed':
        this.isExempt = event.data.patientAgrees;
        this.exemptOn = day;
        break;
      case 'PregnancyTestReported':
        this.test(event.id, event.data, day);
        break;
      case 'SafetyHoldCleared':
        if (!CLINICIANS.includes(event.actor.role)) break;
        this.open.delete(event.data.hold);
        this.watch.clear(event.data.hold, day);
        break;
      case 'ReportResolved':
        if (
          CLINICIANS.includes(event.actor.role) &&
          this.open.get(event.data.report) === 'unresolved_report'
        )
          this.open.delete(event.data.report);
        break;
      case 'ExternalHistoryAccepted':
        if (CLINICIANS.includes(event.actor.role) && event.data.dispensedDays > 0)
          this.historyUntil = event.data.coversTo;
        break;
      case 'PregnancyReported':
        this.isClosedByPregnancy = true;
        break;
      case 'CareTransferred':
        this.keeper = event.data.toPrescriber;
        this.homeEndsAfter = day;
        break;
      case 'HomeTestingPermitted':
        this.permitHomeTests(event);
        break;
      case 'PatientDied':
        this.isDead = true;
        break;
      case 'TreatmentConsentWithdrawn':
        this.signatures.withdraw(day);
        break;
      default:
        this.supply(event, day);
    }
    this.hear(event, day);
  }

  private enrol(data: { programme: string; course: string }, day: CalendarDay): void {
    const isNewCourse = this.course !== data.course;
    const hadCourse = this.course !== undefined || this.boxes.length > 0;
    this.course = data.course;
    // What was agreed before any course was agreed for none.
    if (this.exemptOn < day && !hadCourse) this.isExempt = false;
    if (isNewCourse && (hadCourse || this.homePermittedOn < day)) this.homeTestsAllowed = false;
    if (isNewCourse) this.beginAnew(hadCourse);
    if (data.programme === this.programme) this.enrolledOn ??= day;
  }

  /** What was signed and done before was so for another course, used or not. */
  private beginAnew(hadCourse: boolean): void {
    if (hadCourse) this.signatures.forget();
    if (hadCourse) this.isExempt = false;
    if (hadCourse) this.anew();
    this.enrolledOn = undefined;
    this.isEnded = false;
    this.isClosedByPregnancy = false;
    this.historyUntil = undefined;
    this.boxesBefore = this.boxes.length;
    this.isHandedOutInCourse = false;
    this.keeper = undefined;
    this.watch.newCourse();
    this.prescription = undefined;
    this.portal.clear();
  }

  private test(id: string, test: TestLine, day: CalendarDay): void {
    if (test.result !== 'negative') {
      this.open.set(id, test.result === 'positive' ? 'positive_test' : 'unclear_test');
      this.doubt();
      return;
    }
    if (test.readBy !== 'patient') this.watch.negative(day);
    if (this.handedOutOn !== undefined && day <= this.handedOutOn) return;
    this.negativeTest(test, day);
  }

  private supply(event: Told, day: CalendarDay): void {
    switch (event.type) {
      case 'PrescriptionWritten': {
        const { prescription, daysSupply, refills, medium, product } = event.data;
        const capsules = ['6064', 'D10BA01', 'isotretinoin'];
        const label = {
          product: capsules.includes(product) ? 'capsules' : product,
        };
        this.prescription = {
          ...label,
          on: day,
          id: prescription,
          days: daysSupply,
          refills,
          isByFormer: this.keeper !== undefined && this.keeper !== event.data.prescriber,
          ...(medium === undefined ? {} : { medium }),
        };
        break;
      }
      case 'PrescriptionCancelled':
        if (this.prescription?.id === event.data.prescription) this.prescription = undefined;
        break;
      case 'ExternalAuthorizationRecorded':
        this.portal.set(event.data.prescription, event.data);
        break;
      case 'UnauthorizedDispenseFound':
        this.strays.push({ on: day, id: 'found', days: event.data.daysSupply });
        break;
      case 'Dispensed':
        this.handedDays.set(
          event.data.prescription,
          (this.handedDays.get(event.data.prescription) ?? 0) + event.data.daysSupply,
        );
        this.boxes.push({ on: day, id: event.data.prescription, days: event.data.daysSupply });
        this.handedOutOn = day;
        this.isHandedOutInCourse = true;
        this.newMonth(day);
        break;
      default:
        break;
    }
  }

  /** Days of the current prescription that were not dispensed yet. */
  get daysLeft(): number {
    const rx = this.prescription;
    if (rx === undefined) return 0;
    // In France a man's prescription may be renewed, a month at a time.
    const isRenewable = this.programme === 'fr-ppp' && this.category?.id === 'others';
    const fills = isRenewable ? 1 + rx.refills : 1;
    return Math.min(rx.days, rx.days * fills - (this.handedDays.get(rx.id) ?? 0));
  }

  /**
   * True when the cupboard holds every day asked for in boxes of other prescriptions, or when what is asked for makes it more than a week over what may be supplied at once.
   */
  holdsTooMuch(asked: number, today: CalendarDay): boolean {
    const held = this.cupboardOn(today, () => true);
    const others = this.cupboardOn(today, (box) => box.id !== this.prescription?.id);
    const most = mostAtOnce(this.programme, this.category?.id) + 7;
    return others >= asked || (held > 0 && held + asked > most);
  }

  private cupboardOn(today: CalendarDay, counts: (box: { id: string }) => boolean): number {
    const boxes = [...this.boxes, ...this.strays].filter(counts);
    let cupboard = 0;
    for (let day = Math.min(today, ...boxes.map((box) => box.on)); day <= today; day += 1) {
      if (cupboard > 0 && !this.isResting(day - 1)) cupboard -= 1;
      for (const box of boxes) if (box.on === day) cupboard += box.days;
    }
    return cupboard;
  }

  /** Nothing is swallowed in a pause, nor between a reported last capsule and the next box. */
  private isResting(day: number): boolean {
    return this.rests.some(({ from, to }) => from <= day && day < (to ?? Infinity));
  }

  private rest(event: Told, day: CalendarDay): void {
    if (event.type === 'CoursePaused') this.rests.push({ from: day, to: undefined, isEnd: false });
    if (event.type === 'CourseEnded') {
      const from = (event.data.lastDoseOn ?? day) + 1;
      this.rests.push({ from, to: undefined, isEnd: true });
      if (event.data.course === this.course) this.isEnded = true;
    }
    const isBox = event.type === 'Dispensed';
    if (isBox) this.isEnded = false;
    for (const one of this.rests)
      if (one.isEnd ? isBox : event.type === 'CourseResumed') one.to ??= day;
  }

  private houseComplaints(stage?: string): string[] {
    if (stage !== 'dispense' || this.prescription === undefined) return [];
    const { product, isByFormer } = this.prescription;
    if (product !== 'capsules') return ['product_not_in_programme'];
    return isByFormer ? ['prescriber_not_treating'] : [];
  }

  /** Not a rule of any country: where capsules ran out more than eight weeks ago the house asks. */
  protected lapseAsked(today: CalendarDay): Complaint[] {
    const ends = this.boxes.slice(this.boxesBefore).map((box) => box.on + box.days - 1);
    if (this.historyUntil !== undefined) ends.push(this.historyUntil);
    const hasLapsed = ends.length > 0 && today > Math.max(...ends) + 56;
    return hasLapsed || this.isEnded ? [{ code: 'enrolment_not_reconfirmed', asks: true }] : [];
  }

  /** True before anything was dispensed, here or, as a clinician accepted, elsewhere. */
  get isStarting(): boolean {
    return !this.isHandedOutInCourse && this.historyUntil === undefined;
  }

  /** What closes every gate in every country. */
  alwaysInTheWay(stage?: string): Complaint[] {
    const codes = [...this.open.values(), ...this.houseComplaints(stage)];
    if (this.canConceive && this.watch.isClosed(this.acceptable)) codes.push('contraception_gap');
    if (this.isDead) codes.push('patient_died');
    if (this.signatures.isConsentWithdrawn) codes.push('consent_withdrawn');
    if (this.isClosedByPregnancy) codes.push('course_closed');
    return codes.map((code) => ({ code }));
  }

  /** An interruption by an assumed rule alone is asked about. */
  protected gapAsked(): Complaint[] {
    const isAsked = this.canConceive && this.watch.isAsking(this.acceptable);
    return isAsked ? [{ code: 'contraception_gap', asks: true }] : [];
  }

  private get canConceive(): boolean {
    return ['can', 'childbearing'].includes(this.category?.id ?? '');
  }

  /** True when the patient has not reached this birthday on `today`; unknown where nothing or both is said. */
  isYoungerThan(years: number, today: CalendarDay): boolean | undefined {
    const said = new Set([...this.births].map((born) => today < birthdayOf(born, years)));
    const { statedAge: stated } = this;
    if (stated !== undefined) {
      // The birthday of that age lies in the year up to the day on which it was told.
      const latest = birthdayOf(stated.on, years - stated.age);
      const earliest = birthdayOf(stated.on + 1, years - stated.age - 1);
      if (today < earliest) said.add(true);
      if (today >= latest) said.add(false);
    }
    this.isAgeContradicted = said.size === 2;
    return said.size === 1 ? [...said][0] : undefined;
  }
}
