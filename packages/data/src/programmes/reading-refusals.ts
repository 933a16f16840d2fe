// What a programme must not give its patients to read: a form that no rule asks for, questions of nobody.
// Never leaves whoever must answer without questions.

import type { Programme } from '@aegle/core';
import type { ProgrammeFiles, Refusal } from './files.ts';

/** Every way in which forms and questions do not fit the rules of the programme. */
export function readingRefusals(programme: Programme, files: ProgrammeFiles): readonly Refusal[] {
  const rules = programme.editions.flatMap(({ requirements }) => requirements);
  const asks = rules.some(
    ({ kind, clearedBy }) => kind === 'comprehension' && clearedBy === 'patient',
  );
  const found: Refusal[] = [];
  const add = (file: string, where: string, rule: string, nextStep: string) =>
    found.push({ file, where, rule, nextStep });
  if (asks && files.questions === undefined)
    add('questions.yaml', 'file', 'questions_missing', 'Write what patients have to answer.');
  if (!asks && files.questions !== undefined)
    add('questions.yaml', 'file', 'questions_of_no_rule', 'Bind them, or delete the file.');
  for (const { form, readFrom } of files.forms) {
    const name = `forms/${form}.yaml`;
    const bound = rules.filter(
      ({ kind, options }) => kind === 'form_signed' && options.form === form,
    );
    const editions = bound.flatMap(({ options }) => options.editions);
    if (bound.length === 0) add(name, 'form', 'form_of_no_rule', 'Bind it, or delete the file.');
    else if (!editions.includes(readFrom))
      add(name, 'readFrom', 'edition_not_accepted', 'Name an edition that a rule accepts.');
  }
  return found;
}
