// What is known of a prescriber, a pharmacy and a programme's editions as of an instant.
// Never patient data.

import type { EventData } from '../events/catalogue.ts';
import type { AegleEvent } from '../events/event.ts';
import type { CalendarDay } from '../time/calendar-day.ts';
import type { Instant } from '../time/instant.ts';
import { asCorrected } from './corrections.ts';
import { isKnownLater } from './known-order.ts';

/** Standing in one programme. */
export interface Standing {
  certifiedOn: CalendarDay | undefined;
  renewedOn: CalendarDay | undefined;
  trainedOn: CalendarDay | undefined;
  designatedOn: CalendarDay | undefined;
  /** Who is designated; undefined: nobody. */
  designated: string | undefined;
  isSuspended: boolean;
  isDeactivated: boolean;
  /** Suspensions and deactivations that no later certificate has lifted. */
  stops: readonly AegleEvent[];
  specialty: string | undefined;
  /** Events that made it so, newest last. */
  evidence: string[];
}

/** A prescriber's or a pharmacy's standing per programme id. */
export type OrganisationFacts = ReadonlyMap<string, Standing>;

const newStanding = (): Standing => ({
  certifiedOn: undefined,
  renewedOn: undefined,
  trainedOn: undefined,
  designatedOn: undefined,
  designated: undefined,
  isSuspended: false,
  isDeactivated: false,
  stops: [],
  specialty: undefined,
  evidence: [],
});

/** Folds a prescriber's or a pharmacy's stream, as corrected. */
export function foldOrganisation(
  events: readonly AegleEvent[],
  knownAt: Instant,
): OrganisationFacts {
  const standings = new Map<string, Standing>();
  for (const event of asCorrected(events, knownAt)) {
    if (!('programme' in event.data)) continue;
    const programme = event.data.programme;
    const standing = standings.get(programme) ?? newStanding();
    applyStanding(standing, event);
    standing.evidence.push(event.id);
    standings.set(programme, standing);
  }
  return standings;
}

function latest(known: CalendarDay | undefined, day: CalendarDay): CalendarDay {
  return known === undefined || day > known ? day : known;
}

/**
 * A certificate lifts what stopped the standing before it, never what came after, nor on the same day
 * while nobody knows which was first.
 */
function certify(standing: Standing, event: AegleEvent): void {
  standing.certifiedOn = latest(standing.certifiedOn, event.occurredOn);
  if (standing.stops.some((stop) => !isKnownLater(event, stop))) return;
  standing.isSuspended = false;
  standing.isDeactivated = false;
  standing.stops = [];
}

function applyStanding(standing: Standing, event: AegleEvent): void {
  switch (event.type) {
    case 'PrescriberCertified':
      // The specialty of the latest certificate, not of an older one that is entered late.
      if (event.occurredOn >= (standing.certifiedOn ?? -Infinity))
        standing.specialty = event.data.specialty;
      certify(standing, event);
      break;
    case 'PharmacyCertified':
      certify(standing, event);
      break;
    case 'PrescriberRenewed':
    case 'PharmacyRenewed':
      standing.renewedOn = latest(standing.renewedOn, event.occurredOn);
      break;
    case 'PrescriberSuspended':
    case 'PharmacySuspended':
      standing.isSuspended = true;
      standing.stops = [...standing.stops, event];
      break;
    case 'PrescriberDeactivated':
      standing.isDeactivated = true;
      standing.stops = [...standing.stops, event];
      break;
    case 'SitePharmacistDesignated':
      // Whoever was designated last, not whoever was entered last.
      if (event.occurredOn >= (standing.designatedOn ?? -Infinity))
        standing.designated = event.data.pharmacist;
      standing.designatedOn = latest(standing.designatedOn, event.occurredOn);
      break;
    case 'PharmacyStaffTrained':
      standing.trainedOn = latest(standing.trainedOn, event.occurredOn);
      break;
    default:
      break;
  }
}

/** What programme streams say about editions and overlays. */
export interface ProgrammeFacts {
  readonly confirmedEditions: ReadonlySet<string>;
  readonly adoptedOverlays: ReadonlySet<string>;
  readonly approvals: readonly {
    /** An edition; of an approval recorded before overlays were a list, its joined name. */
    readonly edition: string;
    readonly overlays: readonly string[];
    readonly digest: string;
    readonly site: string;
    readonly event: string;
  }[];
  /** Whether answers about self-harm are asked for, with somebody named who meets them. */
  readonly isSelfHarmScreeningOn: boolean;
  readonly outages: readonly { readonly from: CalendarDay; readonly to: CalendarDay | undefined }[];
}

/** True when somebody answers and somebody else stands in for them. */
export function isStaffed({
  responders,
  deputy,
}: EventData<'SelfHarmScreeningSwitchedOn'>): boolean {
  return responders.length > 0 && !responders.includes(deputy);
}

/** Folds a programme's stream, as corrected: a confirmation taken back leaves the edition pending. */
export function foldProgramme(events: readonly AegleEvent[], knownAt: Instant): ProgrammeFacts {
  const confirmedEditions = new Set<string>();
  const adoptedOverlays = new Set<string>();
  const approvals: ProgrammeFacts['approvals'][number][] = [];
  let isSelfHarmScreeningOn = false;
  const outages: { from: CalendarDay; to: CalendarDay | undefined }[] = [];
  // In the order of their days: what is entered late undoes nothing that came after it.
  const inOrder = [...asCorrected(events, knownAt)].sort((a, b) => a.occurredOn - b.occurredOn);
  for (const event of inOrder) {
    if (event.type === 'EditionConfirmedInForce') confirmedEditions.add(event.data.edition);
    if (event.type === 'OverlayAdopted') {
      if (event.data.isWithdrawn) adoptedOverlays.delete(event.data.overlay);
      else adoptedOverlays.add(event.data.overlay);
    }
    if (event.type === 'EditionApprovedForUse')
      approvals.push({
        edition: event.data.edition,
        overlays: event.data.overlays ?? [],
        digest: event.data.editionDigest,
        site: event.data.site,
        event: event.id,
      });
    if (event.type === 'SelfHarmScreeningSwitchedOn') isSelfHarmScreeningOn = isStaffed(event.data);
    if (event.type === 'SelfHarmScreeningSwitchedOff') isSelfHarmScreeningOn = false;
    if (event.type === 'OutageDeclared') outages.push({ from: event.occurredOn, to: undefined });
    if (event.type === 'OutageEnded') {
      const open = outages.at(-1);
      if (open !== undefined) open.to = event.data.lastDayAffected ?? event.occurredOn;
    }
  }
  return { confirmedEditions, adoptedOverlays, approvals, isSelfHarmScreeningOn, outages };
}

/** Facts of a programme of which nothing is recorded. */
export const NO_PROGRAMME_FACTS: ProgrammeFacts = {
  confirmedEditions: new Set(),
  adoptedOverlays: new Set(),
  approvals: [],
  isSelfHarmScreeningOn: false,
  outages: [],
};
