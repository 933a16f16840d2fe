// What a visit has to record, one step each, filled in from the visit before and from the rule itself.
// Never fills in what only this visit can tell: a result, an answer, an agreement, a signature's day.

import type { ProgrammeDetail, Reason, Timeline } from '@aegle/api';
import { EVENT_CATALOGUE, type EventType, type Role } from '@aegle/core';
import { type Form, formOfReason, isFormPage } from '../forms/form-of.ts';
import { ownIds } from '../recording/choices.ts';
import { missingFields, type Typed } from '../recording/read-form.ts';

type RecordedEvent = Timeline['events'][number];
type Rule = ProgrammeDetail['requirements'][number];

/** One thing to do at the visit. */
export interface VisitStep {
  readonly key: string;
  readonly type: EventType;
  /** Why it is asked for: the sentences of the gate, each once. */
  readonly sentences: readonly string[];
  /** What is known beforehand, as it would be typed; everything of it can be changed. */
  readonly known: Typed;
  /** Required fields that only this visit can tell. */
  readonly asked: readonly string[];
}

export interface VisitPlan {
  readonly steps: readonly VisitStep[];
  readonly asksPrescription: boolean;
  /** What has to be ended first: holds and reports. */
  readonly first: readonly Reason[];
  /** What a clinician may judge, each by itself. */
  readonly judged: readonly Reason[];
  /** What the patient, the pharmacy, the programme's office or time ends. */
  readonly elsewhere: readonly Reason[];
}

export interface VisitSource {
  /** Of both gates, as asked now. */
  readonly reasons: readonly Reason[];
  readonly events: readonly RecordedEvent[];
  readonly rules: readonly Rule[];
  /** Types that the signed-in role may record. */
  readonly offered: readonly EventType[];
  readonly actor: string;
  readonly role: Role;
  readonly mayPrescribe: boolean;
}

/** Ended one by one on their own forms: each needs its own thought. */
const ENDED_APART: readonly Form[] = ['SafetyHoldCleared', 'ReportResolved'];

/** What a clinic does with the patient in the room; anything else has its own page. */
const OF_A_VISIT: readonly EventType[] = [
  'PregnancyTestReported',
  'VisitHeld',
  'CounsellingGiven',
  'FormSigned',
  'ReproductiveStatusRecorded',
  'RiskCategoryAssigned',
  'ContraceptionStarted',
];

/** Ends with this month's counselling and the patient's answers, not with another method. */
const FOLLOWS_COUNSELLING: readonly string[] = ['contraception_not_matching'];

/** In this order they are recorded: each counts after the one before it. */
const ORDER: readonly EventType[] = ['PregnancyTestReported', 'VisitHeld', 'CounsellingGiven'];

const CLINICIANS: readonly string[] = ['prescriber', 'second_prescriber'];

/** Told by this visit alone, whatever the one before said. */
const ALWAYS_ASKED = [
  'result',
  'basis',
  'passed',
  'agrees',
  'approved',
  'category',
  'menstrualDays1To5',
];
const NEVER_COPIED = ['source', 'medium', 'enteredBy', 'reportedFor', 'remoteAgreed'];

type Place = 'first' | 'judged' | 'elsewhere' | 'prescription' | 'step';

/** What opens a window anew, by the day from which its rule counts it. */
const OPENS_ANEW: Readonly<Record<string, EventType | undefined>> = {
  specimen: 'PregnancyTestReported',
  first_specimen: 'PregnancyTestReported',
  certification: 'PregnancyTestReported',
  visit: 'VisitHeld',
  counselling: 'CounsellingGiven',
};

function placeFor(reason: Reason, form: Form, source: VisitSource): Place {
  const { code } = reason;
  // The month of the last prescription is over: that asks for a new one, not for another test.
  if (code === 'window_closed' && form === 'prescribe')
    return source.mayPrescribe ? 'prescription' : 'elsewhere';
  if (ENDED_APART.includes(form)) return 'first';
  if (form === 'DiscretionExercised') return 'judged';
  if (form === 'prescribe') return source.mayPrescribe ? 'prescription' : 'elsewhere';
  const isEvent = form !== null && !isFormPage(form);
  const isStep = isEvent && OF_A_VISIT.includes(form) && source.offered.includes(form);
  return isStep && !FOLLOWS_COUNSELLING.includes(code) ? 'step' : 'elsewhere';
}

/** The steps that end the reasons of both gates, and what this visit cannot end. */
export function visitPlan(source: VisitSource): VisitPlan {
  const steps = new Map<string, VisitStep>();
  const apart: Record<Exclude<Place, 'step'>, Reason[]> = {
    ...{ first: [], judged: [], elsewhere: [], prescription: [] },
  };
  for (const reason of source.reasons) {
    const form = formFor(reason, source);
    const place = placeFor(reason, form, source);
    const own = place === 'step' ? stepsFor(form as EventType, reason, source) : [];
    for (const step of own) addStep(steps, step);
    // A window that is opened anew is one of a new prescription, too.
    if (reason.code === 'window_closed' && own.length > 0 && source.mayPrescribe)
      apart.prescription.push(reason);
    if (own.length === 0) apart[place === 'step' ? 'elsewhere' : place].push(reason);
  }
  return {
    steps: [...steps.values()].sort((left, right) => placeOf(left.type) - placeOf(right.type)),
    asksPrescription: apart.prescription.length > 0,
    first: distinct(apart.first),
    judged: distinct(apart.judged),
    elsewhere: distinct(apart.elsewhere),
  };
}

/** A closed window is opened anew by what its rule counts from; where that is not known, by a prescription. */
function formFor(reason: Reason, source: VisitSource): Form {
  if (reason.code !== 'window_closed') return formOfReason(reason.code);
  const anchors = ruleOf(reason, source)?.names.anchors ?? [];
  return (
    anchors.map((anchor) => OPENS_ANEW[anchor]).find((one) => one !== undefined) ?? 'prescribe'
  );
}

const ruleOf = ({ edition, requirement }: Reason, { rules }: VisitSource): Rule | undefined =>
  rules.find((rule) => rule.edition === edition && rule.id === requirement);

function placeOf(type: EventType): number {
  const place = ORDER.indexOf(type);
  return place < 0 ? ORDER.length : place;
}

function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((one) => [`${one.code}:${one.text}`, one])).values()];
}

function addStep(steps: Map<string, VisitStep>, step: VisitStep): void {
  const known = steps.get(step.key);
  const sentences = new Set([...(known?.sentences ?? []), ...step.sentences]);
  steps.set(step.key, { ...(known ?? step), sentences: [...sentences] });
}

/** One step; of a form that several sign, one for each whose signature is not on record. */
function stepsFor(type: EventType, reason: Reason, source: VisitSource): readonly VisitStep[] {
  const rule = ruleOf(reason, source);
  const fromRule = namedBy(type, reason, rule);
  if (type === 'RiskCategoryAssigned') return categorySteps(reason, source, fromRule);
  if (type !== 'FormSigned') return [stepFor(type, reason, source, fromRule)];
  const isSigned = (signer: string) =>
    source.events.some(
      ({ type: recorded, data }) =>
        recorded === type &&
        data.signer === signer &&
        data.form === fromRule.form &&
        data.edition === fromRule.edition,
    );
  const signers = rule?.names.signers ?? [];
  // Nobody signs as a clinician but the clinician.
  const own = signers.filter((signer) => !CLINICIANS.includes(signer) || signer === source.role);
  const open = own.filter((signer) => reason.code !== 'form_missing' || !isSigned(signer));
  if (open.length === 0 && signers.length === 0) return [stepFor(type, reason, source, fromRule)];
  return open.map((signer) => stepFor(type, reason, source, { ...fromRule, signer }));
}

/** A category rests on a finding: that is recorded with it, unless it is on record and supports it. */
function categorySteps(reason: Reason, source: VisitSource, fromRule: Typed) {
  const GROUND = 'ReproductiveStatusRecorded';
  const isKnown = source.events.some(({ type }) => type === GROUND);
  const asksGround = !isKnown || reason.code === 'category_not_supported';
  return [
    ...(asksGround ? [stepFor(GROUND, reason, source, {})] : []),
    stepFor('RiskCategoryAssigned', reason, source, fromRule),
  ];
}

function stepFor(type: EventType, reason: Reason, source: VisitSource, fromRule: Typed): VisitStep {
  const known: Typed = {
    ...copied(earlierOf(type, fromRule, source.events)),
    ...ownIds(type, source.actor),
    ...fromRule,
    ...(type === 'VisitHeld' ? { ordinal: String(visitsIn(source.events) + 1) } : {}),
  };
  const { topics, form, signer, programme } = fromRule;
  const missing = missingFields(EVENT_CATALOGUE[type].fields, known);
  // Whoever enters another's signature says how it came.
  const isEntered = signer !== undefined && signer !== source.role;
  return {
    key: [type, topics, form, signer, programme].filter(Boolean).join('/'),
    type,
    sentences: [reason.text],
    known,
    asked: isEntered ? [...missing, 'medium'] : missing,
  };
}

/** What the rule itself says of the event: its programme, topics of a talk, a form's newest edition. */
function namedBy(type: EventType, { programme }: Reason, rule: Rule | undefined): Typed {
  const { topics, form, editions } = rule?.names ?? {};
  if (Object.hasOwn(EVENT_CATALOGUE[type].fields, 'programme')) return { programme };
  if (type === 'CounsellingGiven' && topics !== undefined) return { topics: topics.join('\n') };
  if (type !== 'FormSigned' || form === undefined) return {};
  const edition = editions?.at(-1);
  return { form: form[0] ?? '', ...(edition === undefined ? {} : { edition }) };
}

/** The last event of the type that says the same of what the rule names. */
function earlierOf(type: EventType, fromRule: Typed, events: readonly RecordedEvent[]) {
  return events.findLast(
    (event) =>
      event.type === type &&
      ['topics', 'form', 'signer', 'programme'].every(
        (name) => fromRule[name] === undefined || typedValue(event.data[name]) === fromRule[name],
      ),
  );
}

function copied(event: RecordedEvent | undefined): Typed {
  if (event === undefined) return {};
  const days = /^\d{4}-\d{2}-\d{2}$/;
  return Object.fromEntries(
    Object.entries(event.data)
      .filter(([name]) => !ALWAYS_ASKED.includes(name) && !NEVER_COPIED.includes(name))
      .map(([name, value]) => [name, typedValue(value)] as const)
      .filter(([, value]) => value !== '' && !days.test(value)),
  );
}

function typedValue(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n');
  return value === undefined || value === null ? '' : String(value);
}

const visitsIn = (events: readonly RecordedEvent[]) =>
  events.filter(({ type }) => type === 'VisitHeld').length;

/** The last prescription on record, as the next one would be written. */
export interface EarlierPrescription {
  readonly product: string;
  readonly daysSupply: number;
  readonly refills: number;
  readonly doseMgPerDay?: string;
  readonly medium?: string;
  readonly occurredOn: string;
}

/** What was prescribed last; undefined where nothing was, or not everything of it is known. */
export function lastPrescription(
  events: readonly RecordedEvent[],
): EarlierPrescription | undefined {
  const event = events.findLast(({ type }) => type === 'PrescriptionWritten');
  const { product, daysSupply, refills, doseMgPerDay, medium } = event?.data ?? {};
  if (event === undefined || typeof product !== 'string') return undefined;
  if (typeof daysSupply !== 'number' || typeof refills !== 'number') return undefined;
  return {
    product,
    daysSupply,
    refills,
    occurredOn: event.occurredOn,
    ...(doseMgPerDay === undefined ? {} : { doseMgPerDay: String(doseMgPerDay) }),
    ...(typeof medium === 'string' ? { medium } : {}),
  };
}
