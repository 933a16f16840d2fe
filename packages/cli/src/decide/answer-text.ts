// The answer in words for a person at a terminal.
// Never leaves a reason, its source or the warning about clinical use out.

import type { FileAnswer } from './answer-schema.ts';

const QUESTIONS = {
  prescribe: 'Are the conditions met to prescribe?',
  dispense: 'Are the conditions met to dispense?',
  donate_blood: 'Are the conditions met to donate blood?',
} as const;

const NOT_FOR_USE = 'A what-if on a file: nothing was authorised or stored; not for clinical use.';

/** The answer as lines of text. */
export function answerText(answer: FileAnswer): string {
  const lines = [
    `${QUESTIONS[answer.question.kind]} At ${answer.question.at}.`,
    `Programmes: ${answer.question.programmes.join(', ')}. Editions: ${answer.editions.join(', ') || 'none'}.`,
    ...assumed(answer),
    '',
    verdict(answer),
    ...untilLines(answer),
  ];
  answer.reasons.forEach((reason, index) => {
    lines.push('', ...reasonLines(reason, index + 1));
  });
  for (const under of answer.underEditions ?? []) lines.push('', ...underLines(under));
  if (answer.advice.length > 0) lines.push('', 'Advice (never blocks):');
  for (const advice of answer.advice)
    lines.push(`  - ${advice.text} [${advice.sources.join(', ')}]`);
  lines.push('', ...eligibilityLines(answer));
  if (answer.sources.length > 0) lines.push('', 'Sources:');
  for (const source of answer.sources) lines.push(`  [${source.id}] ${sourceText(source)}`);
  for (const note of answer.notes) lines.push('', `Note: ${note}`);
  lines.push('', NOT_FOR_USE);
  return `${lines.join('\n')}\n`;
}

function assumed(answer: FileAnswer): string[] {
  const { confirmed, overlays } = answer.question;
  const lines: string[] = [];
  if (confirmed.length > 0) lines.push(`Assumed confirmed in force: ${confirmed.join(', ')}.`);
  if (overlays.length > 0) lines.push(`Assumed adopted: ${overlays.join(', ')}.`);
  return lines;
}

function verdict(answer: FileAnswer): string {
  if (answer.outcome === 'granted') return 'GRANTED: every condition is met.';
  // The gravest reason comes first and is the headline: a hold is not a disagreement of the portal.
  if (answer.reasons[0]?.code === 'authority_disagrees')
    return 'NOT MET: the portal and Aegle disagree; a named clinician has to decide.';
  return answer.disposition === 'query'
    ? 'NOT MET YET: somebody named below has to judge.'
    : 'NOT MET: at least one condition is missing.';
}

function untilLines({ until, maxDaysSupply, outcome }: FileAnswer): string[] {
  if (outcome === 'denied' || until === null) return [];
  const supply =
    maxDaysSupply === null
      ? "Days' supply: no bound rule limits it."
      : `Days' supply: at most ${maxDaysSupply}.`;
  return [`Last day: ${until.day}, until its end in ${until.zone} (${until.at}).`, supply];
}

/** What one of two disagreeing editions says by itself. */
function underLines(under: NonNullable<FileAnswer['underEditions']>[number]): string[] {
  const { programme, edition, outcome, reasons } = under;
  const lines = [`Under ${edition} of ${programme} alone: ${outcome}.`];
  for (const [index, reason] of reasons.entries())
    lines.push(...reasonLines(reason, index + 1).map((line) => `   ${line}`));
  return lines;
}

function reasonLines(reason: FileAnswer['reasons'][number], place: number): string[] {
  const from = reason.clearableFrom === null ? '' : `, from ${reason.clearableFrom}`;
  const by = reason.deadline === null ? '' : `, by ${reason.deadline} at the latest`;
  const behind = reason.underlying === undefined ? '' : ` (${reason.underlying})`;
  const section = reason.citation.section === undefined ? '' : `, ${reason.citation.section}`;
  const rests = reason.evidence?.length ? [`   Rests on: ${reason.evidence.join(', ')}.`] : [];
  const numbers = reason.numbers.map(
    (one) =>
      `   Number: ${one.parameter} = ${one.value}, ${one.status} [${one.sources.join(', ')}]`,
  );
  return [
    `${place}. ${reason.text}`,
    `   ${reason.code}${behind}: ${reason.disposition}. ${reason.programme}, ${reason.edition}, ${reason.requirement}.`,
    ...(reason.missing ?? []).map((one) => `   Missing: ${one}`),
    `   Cleared by: ${word(reason.clearedBy)}, or ${word(reason.deputy)}${from}${by}.`,
    ...(reason.clearableFrom === null ? [`   ${reason.when}`] : []),
    ...rests,
    ...numbers,
    `   Source: [${reason.citation.sources.join(', ')}]${section}`,
  ];
}

function eligibilityLines({ eligibility }: FileAnswer): string[] {
  const words = { clear: 'clear', blocked: 'BLOCKED', not_assessed: 'not assessed' } as const;
  const found = eligibility.findings.filter((one) => one.effect !== 'not_assessed');
  const open = eligibility.findings.filter((one) => one.effect === 'not_assessed');
  const lines = [`Eligibility, beside the gate: ${words[eligibility.state]}.`];
  for (const one of found)
    lines.push(`  - ${one.effect}: ${one.text} [${one.citation.sources.join(', ')}]`);
  if (open.length > 0) lines.push(`  - never recorded: ${open.length} (by name with --json)`);
  return lines;
}

function sourceText(source: FileAnswer['sources'][number]): string {
  const issuer = source.issuer === null ? '' : `, ${source.issuer}`;
  const url = source.url === null ? '' : `, ${source.url}`;
  const published = source.published === null ? '' : `, ${source.published}`;
  return `${source.title}${issuer}${published}${url} (${source.kind})`;
}

function word(role: string): string {
  return role.replaceAll('_', ' ');
}
