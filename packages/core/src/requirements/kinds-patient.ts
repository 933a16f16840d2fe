// Kinds about the patient in the programme: enrolment, risk category, signed forms.
// Never supplies a category that nobody assigned.

import type { EventOf } from '../events/event.ts';
import { boolean, list, oneOf, optional, text } from '../events/fields.ts';
import type { Category, CategoryGround, Requirement } from '../programme/programme.ts';
import { addDays, type CalendarDay, completedYears } from '../time/calendar-day.ts';
import { addLength, firstDayAfter, type Length } from '../time/length.ts';
import { ageUnknown, birthDatesIn, youngerThan } from './age.ts';
import { isInCourse, standingWord } from './cycle.ts';
import { unknown, unmet } from './finding.ts';
import {
  isSet,
  optionalCountOf,
  optionalDayOf,
  optionalLengthOf,
  optionalTextOf,
  type RequirementKind,
  textOf,
  textsOf,
} from './kind.ts';
import { categoryIn, enrolmentIn, type GateView, statusIn } from './view.ts';

/** The patient is enrolled in this programme for the current course. */
export const enrolled: RequirementKind = {
  id: 'enrolled',
  meaning: 'The patient is enrolled in this programme for the current course.',
  parameters: {},
  options: {},
  enables: ['PatientEnrolled'],
  disqualifies: ['TreatmentConsentWithdrawn'],
  compile() {
    return (view, finding) => {
      const enrolment = enrolmentIn(view);
      if (enrolment === undefined) return unmet(finding, 'not_enrolled');
      finding.evidence.push(enrolment.id);
      return 'met';
    };
  },
};

/** A category of this programme is assigned and rests on a recorded ground. */
export const riskCategory: RequirementKind = {
  id: 'risk_category',
  meaning: 'A risk category of this programme is assigned, and the recorded status supports it.',
  parameters: { reconfirmedFrom: { is: 'day', optional: true } },
  options: {},
  enables: ['RiskCategoryAssigned', 'ReproductiveStatusRecorded', 'PatientEnrolled'],
  disqualifies: ['RiskCategoryAssigned', 'ReproductiveStatusRecorded', 'PatientEnrolled'],
  compile(requirement, edition) {
    const reconfirmedFrom = optionalDayOf(requirement, 'reconfirmedFrom');
    const categories = new Map(edition.categories.map((one) => [one.id, one]));
    return (view, finding) => {
      const assigned = categoryIn(view.facts, view.programme);
      if (assigned === undefined) return unmet(finding, 'category_missing');
      finding.evidence.push(assigned.id);
      const category = categories.get(assigned.data.category);
      if (category === undefined) return unmet(finding, 'category_not_in_programme');
      if (reconfirmedFrom !== undefined && assigned.occurredOn < reconfirmedFrom)
        return unmet(finding, 'category_not_reconfirmed');
      const status = statusIn(view.facts);
      if (status === undefined) {
        finding.missing = ['the finding on which the category rests'];
        return unknown(finding, 'category_not_supported');
      }
      finding.evidence.push(status.id);
      const ages = agesOn(view.facts, status);
      const grounds = category.grounds.filter((ground) => ground.basis === status.data.basis);
      const needsAge = grounds.some((one) => one.olderThanYears ?? one.youngerThanYears);
      // An age beside a birth date that says another, or two birth dates: none is taken for true.
      if (needsAge && ages.length > 1) {
        finding.asks = true;
        finding.missing = [`the age: ${ages.join(' and ')} are both recorded`];
        return unknown(finding, 'category_not_supported');
      }
      const age = ages[0];
      for (const ground of grounds) if (supports(ground, status, age)) return 'met';
      finding.missing = missingIn(category, grounds, status, age);
      return unmet(finding, 'category_not_supported');
    };
  },
};

const FINDINGS: Readonly<
  Record<string, (data: EventOf<'ReproductiveStatusRecorded'>['data']) => boolean | undefined>
> = {
  no_menses: (data) => data.hasNoMenses,
  fsh_elevated: (data) => data.isFshElevated,
  estradiol_low: (data) => data.isEstradiolLow,
  progesterone_absent: (data) => data.isProgesteroneAbsent,
  hcg_negative: (data) => data.isHcgNegative,
  confirmed_by_clinician: (data) => data.confirmedByClinician,
};

/** Names of findings that a category ground may require. */
export const GROUND_FINDINGS = Object.keys(FINDINGS);

/** The ages that the birth dates and the status itself say for its day, without repeats. */
function agesOn(
  facts: GateView['facts'],
  { occurredOn, data }: EventOf<'ReproductiveStatusRecorded'>,
): readonly number[] {
  const ages = new Set(
    [...birthDatesIn(facts)].map((bornOn) => completedYears(bornOn, occurredOn)),
  );
  if (data.ageYears !== undefined) ages.add(data.ageYears);
  return [...ages].sort((a, b) => a - b);
}

function supports(
  ground: CategoryGround,
  { data }: EventOf<'ReproductiveStatusRecorded'>,
  ageYears: number | undefined,
): boolean {
  const { olderThanYears, youngerThanYears } = ground;
  if (olderThanYears !== undefined && !((ageYears ?? -1) > olderThanYears)) return false;
  if (youngerThanYears !== undefined && !((ageYears ?? 999) < youngerThanYears)) return false;
  return ground.findings.every((name) => FINDINGS[name]?.(data) === true);
}

const FINDING_WORDS: Readonly<Record<string, string>> = {
  no_menses: 'no menses',
  fsh_elevated: 'FSH elevated',
  estradiol_low: 'estradiol low',
  progesterone_absent: 'progesterone absent',
  hcg_negative: 'hCG negative',
  confirmed_by_clinician: 'confirmed by a clinician',
};

/** What is missing for each ground of the recorded basis, or on which bases the category rests. */
function missingIn(
  category: Category,
  grounds: readonly CategoryGround[],
  status: EventOf<'ReproductiveStatusRecorded'>,
  ageYears: number | undefined,
): readonly string[] {
  const inWords = (name: string) => name.replaceAll('_', ' ');
  if (grounds.length === 0) {
    const bases = [...new Set(category.grounds.map((one) => inWords(one.basis)))].join(', ');
    return [
      `another category: ${inWords(status.data.basis)} is recorded, this one rests on ${bases}`,
    ];
  }
  return grounds.map(({ olderThanYears, youngerThanYears, findings }) => {
    const words = findings
      .filter((name) => FINDINGS[name]?.(status.data) !== true)
      .map((name) => FINDING_WORDS[name] ?? inWords(name));
    if (olderThanYears !== undefined && !((ageYears ?? -1) > olderThanYears))
      words.push(`older than ${olderThanYears} years`);
    if (youngerThanYears !== undefined && !((ageYears ?? 999) < youngerThanYears))
      words.push(`younger than ${youngerThanYears} years`);
    return words.join(', ');
  });
}

/** The signature of a form by a signer that stands in this course. */
function latestSigned(view: GateView, form: string, signer: string) {
  return standingWord(
    view,
    view.facts.forms,
    ({ data }) => data.signer === signer && data.form === form,
    ({ data }) => data.agrees,
  );
}

/** Whoever could not decide on the day of signing needs the signature of somebody who may for them. */
function isSignedWithoutCapacity(view: GateView, form: string): boolean {
  const capacity = latestSigned(view, form, 'patient')?.data.capacity;
  return capacity === 'lacks_capacity' || capacity === 'represented';
}

/** What a rule says of one signature of its form. */
interface SignatureRule {
  readonly editions: readonly string[];
  readonly validFor: Length | undefined;
  readonly signedFrom: number | undefined;
}

const signatureRuleOf = (requirement: Requirement): SignatureRule => ({
  editions: textsOf(requirement, 'editions'),
  validFor: optionalLengthOf(requirement, 'validFor'),
  signedFrom: optionalDayOf(requirement, 'signedFrom'),
});

type SignatureFault = 'not_agreed' | 'old' | 'over';

/** Why a signature does not count on a day; undefined where it does. */
function faultOf(
  { editions, validFor, signedFrom }: SignatureRule,
  { data, occurredOn }: EventOf<'FormSigned'>,
  today: CalendarDay,
): SignatureFault | undefined {
  if (!data.agrees) return 'not_agreed';
  const isEarly = signedFrom !== undefined && occurredOn < signedFrom;
  if (isEarly || !editions.includes(data.edition)) return 'old';
  return validFor !== undefined && today >= addLength(occurredOn, validFor) ? 'over' : undefined;
}

/** True when this signature counts for a rule of kind `form_signed` on a day of the programme. */
export function countsAsSigned(
  requirement: Requirement,
  signed: EventOf<'FormSigned'>,
  today: CalendarDay,
): boolean {
  return faultOf(signatureRuleOf(requirement), signed, today) === undefined;
}

/** True for a rule by which the patient signs a consent to treatment. */
export function isPatientsConsent(requirement: Requirement): boolean {
  return (
    requirement.kind === formSigned.id &&
    textsOf(requirement, 'signers').includes('patient') &&
    !isSet(requirement, 'isChecklist')
  );
}

/** The form that a rule of kind `form_signed` asks for. */
export const signedForm = (requirement: Requirement): string => textOf(requirement, 'form');

/** A form is signed by all who must, in an accepted edition, agreeing. */
export const formSigned: RequirementKind = {
  id: 'form_signed',
  meaning: 'A form is signed and agreed to in an accepted edition by everyone who must sign.',
  parameters: {
    guardianUnderAge: { is: 'count', optional: true },
    validFor: { is: 'length', optional: true },
    signedFrom: { is: 'day', optional: true },
  },
  options: {
    form: text(80),
    editions: list(text(80)),
    signers: list(oneOf('patient', 'guardian', 'prescriber')),
    onceOnly: optional(boolean),
    /** A list that is gone through together: signing it consents to no treatment. */
    isChecklist: optional(boolean),
  },
  enables: ['FormSigned'],
  disqualifies: ['FormSigned'],
  compile(requirement) {
    const form = textOf(requirement, 'form');
    const signers = textsOf(requirement, 'signers');
    const guardianUnderAge = optionalCountOf(requirement, 'guardianUnderAge');
    const rule = signatureRuleOf(requirement);
    const signersOfMinor = [...signers, 'guardian'];
    return (view, finding) => {
      const younger =
        guardianUnderAge === undefined
          ? 'no'
          : youngerThan(view.facts, view.days.here, guardianUnderAge);
      const needsGuardian = younger === 'yes' || isSignedWithoutCapacity(view, form);
      for (const signer of needsGuardian ? signersOfMinor : signers) {
        const signed = latestSigned(view, form, signer);
        if (signed === undefined)
          return unmet(
            finding,
            signer === 'guardian' ? 'guardian_signature_missing' : 'form_missing',
          );
        finding.evidence.push(signed.id);
        const fault = faultOf(rule, signed, view.today);
        if (fault === 'not_agreed') return unmet(finding, 'form_not_agreed');
        if (fault === 'old') return unmet(finding, 'form_outdated');
        if (rule.validFor === undefined) continue;
        const lastDay = addDays(addLength(signed.occurredOn, rule.validFor), -1);
        if (finding.lastDay === undefined || lastDay < finding.lastDay) finding.lastDay = lastDay;
        if (fault === 'over') return unmet(finding, 'form_outdated');
      }
      return younger === 'yes' || younger === 'no'
        ? 'met'
        : ageUnknown(finding, younger, 'guardian_signature_missing');
    };
  },
};

/** The latest reported last dose, or a later one of the diary; undefined while treatment goes on. */
function lastReportedDose({ facts }: GateView): CalendarDay | undefined {
  let last: CalendarDay | undefined;
  for (const ended of facts.courseEnds) {
    const day = ended.data.lastDoseOn ?? ended.occurredOn;
    if (last === undefined || day > last) last = day;
  }
  for (const dose of facts.dosesAfterEnd)
    if (last !== undefined && dose.occurredOn > last) last = dose.occurredOn;
  return last;
}

/** An advisory: a cited sentence shown beside the decision, never a reason against it. */
export const advisory: RequirementKind = {
  id: 'advisory',
  meaning: 'A cited sentence shown beside the decision; it never blocks.',
  parameters: { afterEnd: { is: 'length', optional: true } },
  options: {
    whenMethod: optional(text(60)),
    whenRefills: optional(boolean),
    /** The length after the end is one during which it holds; left out, the day on which it is due. */
    until: optional(boolean),
  },
  enables: [],
  disqualifies: [],
  compile(requirement) {
    const method = optionalTextOf(requirement, 'whenMethod');
    const afterEnd = optionalLengthOf(requirement, 'afterEnd');
    if (afterEnd !== undefined) {
      const isUntil = isSet(requirement, 'until');
      return (view, finding) => {
        const last = lastReportedDose(view);
        if (last === undefined) return 'unmet';
        if (isUntil) finding.lastDay = addDays(firstDayAfter(last, afterEnd), -1);
        else finding.clearableFrom = addLength(last, afterEnd);
        return 'unmet';
      };
    }
    if (isSet(requirement, 'whenRefills'))
      return (view) => ((view.prescription?.data.refills ?? 0) > 0 ? 'unmet' : 'met');
    return (view) => {
      if (method === undefined) return 'unmet';
      for (const start of view.facts.contraceptionStarts)
        if (start.data.method === method && isInCourse(view, start)) return 'unmet';
      return 'met';
    };
  },
};
