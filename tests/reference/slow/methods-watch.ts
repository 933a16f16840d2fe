// The slow reference's eye on contraception: evenings without it, and what each side last said of it.
// Written from the rule's text, evening by evening: no list of changes, no course arithmetic.

import type { AegleEvent } from '@aegle/core';

interface Gap {
  readonly from: number;
  to: number | undefined;
  readonly ids: readonly string[];
  /** It began while the patient was under treatment: a clinician has to clear it. */
  readonly isInCare: boolean;
}

/** The evenings as one rule sees them. */
class Evenings {
  readonly gaps: Gap[] = [];
  private wasProtected = false;

  /** True while a gap lasts that evening. */
  pass(day: number, isProtected: boolean, isInCare: boolean, ids: readonly string[]): boolean {
    const last = this.gaps.at(-1);
    if (isProtected && last !== undefined) last.to ??= day;
    if (this.wasProtected && !isProtected)
      this.gaps.push({ from: day, to: undefined, ids, isInCare });
    this.wasProtected = isProtected;
    const open = this.gaps.at(-1);
    return open !== undefined && open.to === undefined;
  }
}

type Accepts = (methods: ReadonlySet<string>) => boolean;

/** The rule on methods that the sources state; where there is another one, it is assumed. */
const statedOf = (rules: object) => ('any' in rules ? 'any' : 'combination');

/** Watches one patient, by each of a country's rules on methods. */
export class MethodsWatch {
  private readonly evenings = new Map<string, Evenings>();
  private readonly clearings: { hold: string; on: number; negativeOn: number }[] = [];
  private today: string[] = [];
  private negativeOn = -Infinity;
  private dispensedOn = -Infinity;
  /** What each side last said, and what became of it by what was started and stopped since. */
  private readonly said = new Map<string, { first: ReadonlySet<string>; now: Set<string> }>();
  /** Courses under way, and the day each was reported as ended. */
  private readonly courses = new Map<string, number>();

  morning(): void {
    this.today = [];
  }

  /**
   * Each evening: was the patient protected, as each rule sees it? True while a gap lasts by the rule
   * that is stated, and no test taken so far says anything.
   */
  evening(
    rules: Readonly<Record<string, Accepts>>,
    inUse: ReadonlySet<string>,
    isAgreed: boolean,
    day: number,
  ): boolean {
    const isInCare = [...this.courses.values()].some((endedOn) => day <= endedOn);
    let isLasting = false;
    for (const [name, accepts] of Object.entries(rules)) {
      const evenings = this.evenings.get(name) ?? new Evenings();
      this.evenings.set(name, evenings);
      const isProtected = (accepts(inUse) && this.isSaid(accepts)) || isAgreed;
      if (evenings.pass(day, isProtected, isInCare, this.today) && name === statedOf(rules))
        isLasting = true;
    }
    return isLasting;
  }

  hear(event: AegleEvent): void {
    if (event.type === 'PatientEnrolled' && event.mergedFrom === undefined)
      if (!this.courses.has(event.data.course)) this.courses.set(event.data.course, Infinity);
    if (event.type === 'CourseEnded' && this.courses.has(event.data.course))
      this.courses.set(event.data.course, event.occurredOn);
    // Whoever is dispensed capsules is treated still, whatever was reported before.
    if (event.type === 'Dispensed')
      for (const [course, endedOn] of this.courses)
        if (event.occurredOn > endedOn) this.courses.set(course, Infinity);
    if (event.type === 'Dispensed') this.dispensedOn = event.occurredOn;
    if (event.type === 'ContraceptionStarted' || event.type === 'ContraceptionStopped') {
      this.today.push(event.id);
      for (const { now } of this.said.values())
        if (event.type === 'ContraceptionStarted') now.add(event.data.method);
        else now.delete(event.data.method);
    }
    if (event.type === 'ContraceptionExemptionAgreed') this.today.push(event.id);
    if (event.type === 'CounsellingGiven' || event.type === 'ComprehensionAnswered')
      if (event.data.contraceptiveMethods !== undefined) {
        this.today.push(event.id);
        const methods = event.data.contraceptiveMethods;
        this.said.set(event.type, { first: new Set(methods), now: new Set(methods) });
      }
  }

  negative(day: number): void {
    this.negativeOn = Math.max(this.negativeOn, day);
  }

  clear(hold: string, on: number): void {
    this.clearings.push({ hold, on, negativeOn: this.negativeOn });
  }

  /** In another course nothing was dispensed yet; what was said and interrupted stays so. */
  newCourse(): void {
    this.dispensedOn = -Infinity;
  }

  /** What each side last said holds, or what was started and stopped since makes it hold. */
  isSaid(accepts: Accepts): boolean {
    return [...this.said.values()].every(({ first, now }) => accepts(first) || accepts(now));
  }

  /** A gap by the stated rule, which closes. */
  isClosed(rules: object): boolean {
    return this.standing(statedOf(rules)).length > 0;
  }

  /** A gap that only the assumed rule knows, which asks. */
  isAsking(rules: object): boolean {
    const stated = this.standing(statedOf(rules));
    return this.standing('combination').some(
      ({ from }) =>
        // Capsules were dispensed since: whoever was asked about it then has judged.
        from >= this.dispensedOn && stated.every((one) => one.from !== from),
    );
  }

  /** The gaps in care that no clinician has cleared, after the end and after a negative test since. */
  private standing(name: string): readonly Gap[] {
    return (this.evenings.get(name)?.gaps ?? []).filter(
      ({ to, ids, isInCare }) =>
        isInCare &&
        !this.clearings.some(
          ({ hold, on, negativeOn }) =>
            to !== undefined && ids.includes(hold) && on >= to && negativeOn >= to,
        ),
    );
  }
}
