// A programme as data: editions, overlays, requirements, categories, contraceptive rules.
// Never holds an expression: what no kind of requirement can say is a new kind.

import type { Role } from '../decision/actor.ts';
import type { Sentences } from '../decision/audience.ts';
import type { Citation } from '../decision/decision.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Parameter, Status } from './parameter.ts';

export const STAGES = ['prescribe', 'dispense', 'donate_blood'] as const;
/** The question a requirement belongs to. */
export type Stage = (typeof STAGES)[number];

export const PHASES = ['initiation', 'continuation'] as const;
/** Initiation: nothing was dispensed in this course, and no history from elsewhere was accepted. */
export type Phase = (typeof PHASES)[number];

export const IN_FLIGHT_POLICIES = ['honour', 'expire', 'query'] as const;
/** What becomes of a window or wait that began under the edition before. */
export type InFlightPolicy = (typeof IN_FLIGHT_POLICIES)[number];

/** One requirement of one edition. */
export interface Requirement {
  readonly id: string;
  readonly kind: string;
  readonly stages: readonly Stage[];
  /** Empty: every category. */
  readonly categories: readonly string[];
  readonly phases: readonly Phase[];
  /** Requirements of one group are joined by anyOf; the others by allOf. */
  readonly group?: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly options: Readonly<Record<string, unknown>>;
  readonly citation: Citation;
  readonly status: Status;
  readonly clearedBy: Role;
  readonly deputy: Role;
  readonly inFlight: InFlightPolicy;
  readonly text: Sentences;
}

/** One ground on which a category may rest; all stated conditions must be met. */
export interface CategoryGround {
  readonly basis: string;
  readonly olderThanYears?: number;
  readonly youngerThanYears?: number;
  readonly findings: readonly string[];
}

/** A patient risk category of a programme. */
export interface Category {
  readonly id: string;
  readonly label: string;
  readonly canBecomePregnant: boolean;
  readonly grounds: readonly CategoryGround[];
  readonly citation: Citation;
}

/** One accepted combination of contraceptive methods. */
export interface ContraceptionCombination {
  /** How many different methods at least. */
  readonly methods: number;
  /** How many of them at least in each class. */
  readonly atLeast: Readonly<Record<string, number>>;
  /** True when nothing else may be declared beside it (abstinence as sole entry). */
  readonly isSole: boolean;
}

/** The programme's methods, their classes, and the combinations it accepts. */
export interface ContraceptionRules {
  readonly methods: Readonly<Record<string, readonly string[]>>;
  readonly combinations: readonly ContraceptionCombination[];
}

/** A dated rule set. */
export interface Edition {
  readonly id: string;
  readonly programme: string;
  readonly title: string;
  readonly adoptedOn?: CalendarDay;
  readonly announcedOn?: CalendarDay;
  readonly effectiveFrom: CalendarDay;
  /** Last day, included. */
  readonly effectiveTo?: CalendarDay;
  /** True when the data themselves cite that it came into force. */
  readonly isConfirmed: boolean;
  /** Where it was announced; present wherever the data themselves do not confirm it. */
  readonly announcement?: Citation;
  readonly requirements: readonly Requirement[];
  readonly categories: readonly Category[];
  readonly contraception: ContraceptionRules;
  /** Of everything in this programme that decides under it; overlays have their own. */
  readonly digest: string;
  /** Overlays that have changed it, in order; none as its data say it. */
  readonly overlays: readonly string[];
}

/** Enforcement discretion or a site's stricter policy: requirements replaced, removed or added. */
export interface Overlay {
  readonly id: string;
  readonly scope: 'regulator' | 'site';
  readonly appliesTo: readonly string[];
  readonly from: CalendarDay;
  readonly to?: CalendarDay;
  readonly replaces: readonly Requirement[];
  readonly removes: readonly string[];
  readonly adds: readonly Requirement[];
  readonly citation: Citation;
  /** Of everything in it that decides. */
  readonly digest: string;
}

/** A product for which a programme answers, by a code of a named system. */
export interface Product {
  readonly system: string;
  readonly code: string;
}

/** A requirement that a named clinician may judge although a cited rule states it, and where that is written. */
export interface JudgedRequirement {
  readonly requirement: string;
  readonly citation: Citation;
}

/** One programme. */
export interface Programme {
  readonly id: string;
  readonly name: string;
  /** Path such as `us` or `au/act`. */
  readonly jurisdiction: string;
  readonly regulator: string;
  readonly zone: string;
  readonly authority: 'external' | 'local';
  /** What may be judged where the portal grants; what rests on an assumption may be judged anyway. */
  readonly judgedWherePortalGrants: readonly JudgedRequirement[];
  /** Programmes without which this one decides nothing: its patients are bound by them too. */
  readonly appliesWith?: readonly string[];
  /** `reference`: too little is known to decide; `advisory`: the jurisdiction has no gate. */
  readonly completeness: 'gate' | 'advisory' | 'reference';
  /** What is not known, for reference pages. */
  readonly unknowns: readonly string[];
  /** A product that is not among them is unknown here, and nothing is granted for it. */
  readonly products: readonly Product[];
  readonly editions: readonly Edition[];
  readonly overlays: readonly Overlay[];
}
