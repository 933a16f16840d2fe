// The sections of `aegle course`, in the order in which they are printed.
// Never a section that needs the network, the database or a clock.

import { agendaSection } from './agenda-section.ts';
import { doseSection } from './dose-section.ts';
import { adviceSection, eligibilitySection } from './eligibility-section.ts';
import { findings, report, schedule } from './findings-section.ts';
import { planSection } from './plan-section.ts';
import type { SectionOf } from './section.ts';
import { capsulesSection, supplySection } from './supply-section.ts';

export const SECTIONS: readonly SectionOf[] = [
  planSection,
  agendaSection,
  doseSection,
  capsulesSection,
  supplySection,
  schedule,
  findings,
  report,
  eligibilitySection,
  adviceSection,
];
