// The closed list of requirement kinds. A rule that none of them can say is a new kind, with tests.

import type { RequirementKind } from './kind.ts';
import { contraception, methodsMatch } from './kinds-contraception.ts';
import {
  comprehension,
  counselling,
  documentShown,
  independentAgreement,
  specialist,
  visit,
} from './kinds-counselling.ts';
import { evidenceAge, testDetail } from './kinds-evidence.ts';
import { advisory, enrolled, formSigned, riskCategory } from './kinds-patient.ts';
import { pharmacyStanding, prescriberStanding } from './kinds-standing.ts';
import { externalAuthorization, prescription, supplyLimit, supplyOnHand } from './kinds-supply.ts';
import { missedWindowWait, pregnancyTest, testSpacing } from './kinds-tests.ts';
import { afterTreatmentWait, programmeOpen, waitingPeriod, window } from './kinds-time.ts';

export const REQUIREMENT_KINDS: readonly RequirementKind[] = [
  prescriberStanding,
  specialist,
  independentAgreement,
  pharmacyStanding,
  enrolled,
  riskCategory,
  formSigned,
  pregnancyTest,
  testSpacing,
  missedWindowWait,
  waitingPeriod,
  contraception,
  methodsMatch,
  counselling,
  comprehension,
  visit,
  documentShown,
  prescription,
  evidenceAge,
  testDetail,
  window,
  programmeOpen,
  supplyLimit,
  supplyOnHand,
  externalAuthorization,
  afterTreatmentWait,
  advisory,
];

const BY_ID = new Map(REQUIREMENT_KINDS.map((kind) => [kind.id, kind]));

/** The kind with this id, or `undefined`. */
export function requirementKind(id: string): RequirementKind | undefined {
  return BY_ID.get(id);
}
