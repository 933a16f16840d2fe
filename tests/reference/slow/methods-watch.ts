// The slow reference's eye on contraception: evenings without it, and what each side last said of it.
// Written from the rule's text, evening by evening: no list of changes, no course arithmetic.

import type { AegleEvent } from '@aegle/core';

interface Gap {
  to: number | undefined;
  readonly ids: readonly string[];
}

/** Watches one patient. */
export class MethodsWatch {
  private readonly gaps: Gap[] = [];
  private readonly clearings: { hold: string; on: number; negativeOn: number }[] = [];
  private wasProtected = false;
  private today: string[] = [];
  private negativeOn = -Infinity;
  private readonly said = new Map<string, ReadonlySet<string>>();

  morning(): void {
    this.today = [];
  }

  /** True while a gap lasts that evening. */
  evening(day: number, isProtected: boolean, isEnrolled: boolean): boolean {
    const last = this.gaps.at(-1);
    if (isProtected && last !== undefined) last.to ??= day;
    if (this.wasProtected && !isProtected && isEnrolled)
      this.gaps.push({ to: undefined, ids: this.today });
    this.wasProtected = isProtected;
    const open = this.gaps.at(-1);
    return open !== undefined && open.to === undefined;
  }

  hear(event: AegleEvent): void {
    if (event.type === 'ContraceptionStarted' || event.type === 'ContraceptionStopped') {
      this.today.push(event.id);
      this.said.clear();
    }
    if (event.type === 'ContraceptionExemptionAgreed') this.today.push(event.id);
    if (event.type === 'CounsellingGiven' || event.type === 'ComprehensionAnswered')
      if (event.data.contraceptiveMethods !== undefined)
        this.said.set(event.type, new Set(event.data.contraceptiveMethods));
  }

  negative(day: number): void {
    this.negativeOn = Math.max(this.negativeOn, day);
  }

  clear(hold: string, on: number): void {
    this.clearings.push({ hold, on, negativeOn: this.negativeOn });
  }

  newCourse(): void {
    this.gaps.length = 0;
    this.said.clear();
  }

  saidMethods(): readonly ReadonlySet<string>[] {
    return [...this.said.values()];
  }

  /** Some gap that no clinician has cleared, after its end and after a negative test since. */
  get isOpen(): boolean {
    return this.gaps.some(
      ({ to, ids }) =>
        !this.clearings.some(
          ({ hold, on, negativeOn }) =>
            to !== undefined && ids.includes(hold) && on >= to && negativeOn >= to,
        ),
    );
  }
}
