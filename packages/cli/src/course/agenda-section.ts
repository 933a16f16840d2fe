// The agenda of a course: what has to happen for this patient, as `aegle agenda` words it.
// Never another list: the same items, in the same order.

import { itemData, itemText } from '../agenda/agenda-text.ts';
import type { CourseInput, CourseSection } from './section.ts';

/** What cannot wait, then what closes first. */
export function agendaSection({ agenda, history }: CourseInput): CourseSection {
  const placed = agenda.items.map((item) => {
    const patient = history.file.patient ?? '';
    return { place: patient, patient, item };
  });
  const lines = placed.flatMap((one) => itemText(one, false, 'prescriber'));
  return {
    id: 'agenda',
    title: 'Agenda',
    lines: lines.length === 0 ? ['Nothing in these days.'] : lines,
    data: placed.map((one) => itemData(one, 'prescriber')),
  };
}
