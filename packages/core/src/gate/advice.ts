// Advice that only this patient's facts can word: the days after the end, a newer test that does not count.
// Never a result, and never a reason against the answer.

import type { Sentences } from '../decision/audience.ts';
import type { Advice } from '../decision/decision.ts';
import type { ReasonCode } from '../decision/reason-codes.ts';
import type { Edition } from '../programme/programme.ts';
import { type Finding, resetFinding } from '../requirements/finding.ts';
import type { Evaluate } from '../requirements/kind.ts';
import type { GateView } from '../requirements/view.ts';
import { type CalendarDay, describeCalendarDay } from '../time/calendar-day.ts';

/** An advisory that applies, with its day once the end of treatment is known. */
export function advised(
  evaluate: Evaluate,
  advice: Advice,
  view: GateView,
  finding: Finding,
): readonly Advice[] {
  resetFinding(finding);
  if (evaluate(view, finding) !== 'unmet') return [];
  const { clearableFrom: dueOn, lastDay } = finding;
  if (dueOn !== undefined)
    return [{ ...advice, text: withDay(advice.text, `Due on ${describeCalendarDay(dueOn)}.`) }];
  if (lastDay !== undefined)
    return [{ ...advice, text: withDay(advice.text, `Until ${inclusive(lastDay)}.`) }];
  return [advice];
}

const inclusive = (day: CalendarDay) => `${describeCalendarDay(day)}, that day included`;

function withDay(text: Sentences, more: string): Sentences {
  return {
    patient: `${text.patient} ${more}`,
    prescriber: `${text.prescriber} ${more}`,
    pharmacist: text.pharmacist,
    programme: text.programme,
  };
}

const FAULTS: Partial<Readonly<Record<ReasonCode, string>>> = {
  test_detail_unknown: 'a detail of it is not recorded',
  test_setting_not_accepted: 'it was not made where, or of what, the programme accepts',
  test_laboratory_not_certified: 'the laboratory is not certified',
  test_not_sensitive: 'it is not sensitive enough',
  test_not_in_cycle_days: 'it is not of the first 5 days of the menses',
  test_not_read_by_clinician: 'nobody of the team read it',
  test_home_not_permitted: 'a test at home was not permitted',
};

/** Beside an older valid test: the newer one, and why it does not count. */
export function newerTestAdvice(edition: Edition, view: GateView): readonly Advice[] {
  const tests = edition.requirements.filter((one) => one.kind === 'pregnancy_test');
  const shown = new Set<string>();
  return tests.flatMap(({ id, citation }, slot) => {
    const selection = view.testSelections[slot];
    const { newerFault, qualifying } = selection ?? {};
    if (newerFault === undefined || qualifying === undefined) return [];
    if (shown.has(newerFault.test.id)) return [];
    shown.add(newerFault.test.id);
    const [newer, older] = [newerFault.test, qualifying].map((one) =>
      describeCalendarDay(one.occurredOn),
    );
    const why = FAULTS[newerFault.code] ?? 'it does not meet the programme';
    const text = {
      patient: `Your test of ${newer} does not count here; the one of ${older} does. Your clinic can say why.`,
      prescriber: `A newer test, of ${newer}, does not count: ${why}. The answer rests on the test of ${older}.`,
      pharmacist: 'Contact the prescriber.',
      programme: 'A newer piece of evidence does not count; the answer rests on an older one.',
    };
    return [{ programme: edition.programme, requirement: id, citation, text }];
  });
}
