// What `aegle course` prints: sections in order, each with lines for people and data for programs.
// Never computes: a section words what core derived. A new section joins the list in sections.ts.

import type { FileFindings } from '../findings/findings-of-file.ts';
import type { FileAgenda } from '../of-file/agenda-of-file.ts';
import type { FileCourse } from '../of-file/course-of-file.ts';

/** Everything a section may word. */
export interface CourseInput extends FileCourse {
  readonly agenda: FileAgenda;
  readonly found: FileFindings;
}

export interface CourseSection {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly data: unknown;
}

export type SectionOf = (input: CourseInput) => CourseSection;
