// Kinds about who may act: the prescriber's and the pharmacy's standing in the programme.
// Never assumes standing from an earlier decision: streams are read again every time.

import { boolean, optional } from '../events/fields.ts';
import type { OrganisationFacts, Standing } from '../facts/organisation-facts.ts';
import { addDays, type CalendarDay } from '../time/calendar-day.ts';
import { addLength, type Length } from '../time/length.ts';
import { type Finding, noteAll, unmet } from './finding.ts';
import { isSet, optionalLengthOf, type RequirementKind } from './kind.ts';

/** A standing with a certification. */
export function standingIn(
  facts: OrganisationFacts | undefined,
  programme: string,
): Standing | undefined {
  const standing = facts?.get(programme);
  return standing?.certifiedOn === undefined ? undefined : standing;
}

/** Certified in the programme with one of these specialties, neither suspended nor deactivated. */
export function isActiveIn(
  facts: OrganisationFacts | undefined,
  programme: string,
  specialties: readonly string[],
): boolean {
  const standing = standingIn(facts, programme);
  if (standing === undefined || standing.isSuspended || standing.isDeactivated) return false;
  return specialties.includes(standing.specialty ?? '');
}

/** The requirement holds until the day before `end`. */
function holdUntil(finding: Finding, end: CalendarDay): void {
  const lastDay = addDays(end, -1);
  if (finding.lastDay !== undefined && finding.lastDay <= lastDay) return;
  finding.lastDay = lastDay;
  finding.deadline = lastDay;
}

/** True when the latest of certification and renewal is no longer valid today. */
function isLapsed(
  standing: Standing,
  validFor: Length | undefined,
  today: CalendarDay,
  finding: Finding,
): boolean {
  if (validFor === undefined) return false;
  const latest = Math.max(standing.certifiedOn!, standing.renewedOn ?? 0) as CalendarDay;
  const end = addLength(latest, validFor);
  holdUntil(finding, end);
  return today >= end;
}

/** The prescriber is certified in this programme, not suspended, and renewed in time. */
export const prescriberStanding: RequirementKind = {
  id: 'prescriber_standing',
  meaning: 'The prescriber is certified, neither suspended nor deactivated, and renewed in time.',
  parameters: { validFor: { is: 'length', optional: true } },
  options: {},
  enables: ['PrescriberCertified', 'PrescriberRenewed'],
  disqualifies: ['PrescriberSuspended', 'PrescriberDeactivated'],
  compile(requirement) {
    const validFor = optionalLengthOf(requirement, 'validFor');
    return (view, finding) => {
      const standing = standingIn(view.prescriber, view.programme);
      if (standing === undefined) return unmet(finding, 'prescriber_not_certified');
      noteAll(finding, standing.evidence);
      if (standing.isDeactivated) return unmet(finding, 'prescriber_deactivated');
      if (standing.isSuspended) return unmet(finding, 'prescriber_suspended');
      return isLapsed(standing, validFor, view.today, finding)
        ? unmet(finding, 'prescriber_renewal_due')
        : 'met';
    };
  },
};

/** The pharmacy is certified, not suspended, re-activated in time, staffed and trained. */
export const pharmacyStanding: RequirementKind = {
  id: 'pharmacy_standing',
  meaning: 'The pharmacy is certified, active this year, with a designated pharmacist if required.',
  parameters: {
    validFor: { is: 'length', optional: true },
    trainingValidFor: { is: 'length', optional: true },
  },
  options: { designatedPharmacist: optional(boolean) },
  enables: [
    'PharmacyCertified',
    'PharmacyRenewed',
    'SitePharmacistDesignated',
    'PharmacyStaffTrained',
  ],
  disqualifies: ['PharmacySuspended'],
  compile(requirement) {
    const validFor = optionalLengthOf(requirement, 'validFor');
    const trainingValidFor = optionalLengthOf(requirement, 'trainingValidFor');
    const needsPharmacist = isSet(requirement, 'designatedPharmacist');
    return (view, finding) => {
      const standing = standingIn(view.pharmacy, view.programme);
      if (standing === undefined) return unmet(finding, 'pharmacy_not_certified');
      noteAll(finding, standing.evidence);
      if (standing.isSuspended) return unmet(finding, 'pharmacy_suspended');
      if (needsPharmacist && standing.designatedOn === undefined)
        return unmet(finding, 'pharmacy_pharmacist_not_designated');
      if (isLapsed(standing, validFor, view.today, finding))
        return unmet(finding, 'pharmacy_renewal_due');
      if (trainingValidFor === undefined) return 'met';
      const { trainedOn } = standing;
      if (trainedOn === undefined) return unmet(finding, 'pharmacy_training_due');
      const end = addLength(trainedOn, trainingValidFor);
      holdUntil(finding, end);
      return view.today < end ? 'met' : unmet(finding, 'pharmacy_training_due');
    };
  },
};
