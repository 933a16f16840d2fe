// What was signed, refused and withdrawn, in the patient's own words: the last word of a later day counts.
// On one day a paper takes back no refusal: a paper has a day and no hour.

import type { CalendarDay } from '@aegle/core';
import type { Told } from './life.ts';

type Signing = Extract<Told, { type: 'FormSigned' }>;

export class Signatures {
  private readonly kept = new Map<string, { edition: string; agrees: boolean; on: number }>();
  private withdrawnOn: number | undefined;

  get isConsentWithdrawn(): boolean {
    return this.withdrawnOn !== undefined;
  }

  withdraw(day: CalendarDay): void {
    this.withdrawnOn = Math.max(day, this.withdrawnOn ?? day);
  }

  /** What was refused or withdrawn today is agreed to today only by the signer's own hand, here. */
  sign({ data, actor }: Signing, day: CalendarDay): void {
    const name = `${data.form}/${data.signer}`;
    const before = this.kept.get(name);
    const isOwnHand = data.signer === actor.role && (data.medium ?? 'electronic') === 'electronic';
    const isOpen = (refusedOn: number | undefined) => refusedOn !== day || isOwnHand;
    if (!data.agrees || before === undefined || before.agrees || isOpen(before.on))
      this.kept.set(name, { ...data, on: day });
    const isConsent = data.signer === 'patient' && data.form !== 'psychiatric_checklist';
    if (isConsent && data.agrees && isOpen(this.withdrawnOn)) this.withdrawnOn = undefined;
  }

  /** Forgets what was signed; a withdrawal stands. */
  forget(): void {
    this.kept.clear();
  }

  /** The first signature that is missing, refused or of an old edition, in the order asked. */
  fault(form: string, editions: readonly string[], signers: readonly string[]): string | undefined {
    for (const signer of signers) {
      const signed = this.kept.get(`${form}/${signer}`);
      if (signed === undefined)
        return signer === 'guardian' ? 'guardian_signature_missing' : 'form_missing';
      if (!signed.agrees) return 'form_not_agreed';
      if (!editions.includes(signed.edition)) return 'form_outdated';
    }
    return undefined;
  }
}
