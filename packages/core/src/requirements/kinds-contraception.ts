// Kinds about contraception: an accepted combination for long enough, and matching declarations.
// Never asks for more than methods.

import { boolean, optional } from '../events/fields.ts';
import type { Edition, Requirement } from '../programme/programme.ts';
import { addLength } from '../time/length.ts';
import { isSaidAcceptedOn } from './contraception-declared.ts';
import type { GapRule } from './contraception-gap.ts';
import {
  acceptedMethods,
  acceptedSince,
  areAccepted,
  methodsInUse,
} from './contraception-state.ts';
import { isInCourse, latestInCycle } from './cycle.ts';
import { exemptionOn } from './exemption.ts';
import { unmet } from './finding.ts';
import { isSet, optionalLengthOf, type RequirementKind } from './kind.ts';
import { monthlyTalkFor } from './talks.ts';

/** An accepted combination of methods, in use for long enough. */
export const contraception: RequirementKind = {
  id: 'contraception',
  meaning:
    'Contraceptive methods in an accepted combination, for long enough before the first dose.',
  parameters: { before: { is: 'length', optional: true } },
  options: {
    allowsExemption: optional(boolean),
    /** One listed method is enough here; another requirement judges the combination. */
    anyMethod: optional(boolean),
  },
  enables: [
    'ContraceptionStarted',
    'ContraceptionStopped',
    'ContraceptionExemptionAgreed',
    'CounsellingGiven',
    'ComprehensionAnswered',
  ],
  disqualifies: [
    'ContraceptionStopped',
    'ContraceptionStarted',
    'CounsellingGiven',
    'ComprehensionAnswered',
    'UnprotectedContactReported',
    'EmergencyContraceptionUsed',
  ],
  compile(requirement, edition) {
    const before = optionalLengthOf(requirement, 'before');
    const allowsExemption = isSet(requirement, 'allowsExemption');
    const { accepted } = gapRuleOf(requirement, edition);
    return (view, finding) => {
      if (allowsExemption) {
        const exemption = exemptionOn(view, view.days.happenedBy);
        if (exemption !== undefined && isInCourse(view, exemption)) {
          finding.evidence.push(exemption.id);
          return 'met';
        }
      }
      const inUse = methodsInUse(view);
      for (const one of inUse) finding.evidence.push(one.id);
      if (inUse.length === 0) return unmet(finding, 'contraception_missing');
      const since = acceptedSince(view, accepted);
      if (since === undefined || !isSaidAcceptedOn(view, accepted, view.days.happenedBy))
        return unmet(finding, 'contraception_combination_not_accepted');
      if (before === undefined) return 'met';
      const longEnoughOn = addLength(since, before);
      finding.clearableFrom = longEnoughOn;
      return view.days.here >= longEnoughOn
        ? 'met'
        : unmet(finding, 'contraception_too_short', longEnoughOn);
    };
  },
};

/** What a binding of this kind accepts: its combinations, or any listed method. */
export function gapRuleOf(requirement: Requirement, edition: Edition): GapRule {
  const rules = isSet(requirement, 'anyMethod')
    ? { ...edition.contraception, combinations: [{ methods: 1, atLeast: {}, isSole: false }] }
    : edition.contraception;
  return {
    accepted: acceptedMethods(rules),
    allowsExemption: isSet(requirement, 'allowsExemption'),
  };
}

/** True when each of these methods is among those. */
function isWithin(these: readonly string[], those: readonly string[]): boolean {
  for (const method of these) if (!those.includes(method)) return false;
  return true;
}

/** Prescriber and patient have entered the same methods this cycle. */
export const methodsMatch: RequirementKind = {
  id: 'methods_match',
  mayBeJudged: true,
  meaning:
    'Prescriber and patient have each declared the methods this cycle; they agree, and the ' +
    'programme accepts them together.',
  parameters: {},
  options: {},
  enables: ['CounsellingGiven', 'ComprehensionAnswered'],
  disqualifies: ['CounsellingGiven', 'ComprehensionAnswered'],
  compile(requirement, edition) {
    const findTalk = monthlyTalkFor(requirement, edition);
    const accepted = acceptedMethods(edition.contraception);
    return (view, finding) => {
      const byPrescriber = findTalk(view);
      const byPatient = latestInCycle(view, view.facts.comprehension);
      if (byPrescriber !== undefined) finding.evidence.push(byPrescriber.id);
      if (byPatient !== undefined) finding.evidence.push(byPatient.id);
      const prescribed = byPrescriber?.data.contraceptiveMethods;
      const declared = byPatient?.data.contraceptiveMethods;
      if (prescribed === undefined || declared === undefined) {
        finding.code = 'contraception_not_matching';
        return 'unknown';
      }
      const isSame = prescribed.length > 0 && isWithin(prescribed, declared);
      if (!isSame || !isWithin(declared, prescribed))
        return unmet(finding, 'contraception_not_matching');
      return areAccepted(declared, accepted)
        ? 'met'
        : unmet(finding, 'contraception_combination_not_accepted');
    };
  },
};
