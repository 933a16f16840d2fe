// The after-course report as a tagged PDF, by pdfkit.
// Never a name or a number of a patient: who it is about stands on the envelope, not in the file.

import {
  type AfterCourseReport,
  type DomainReport,
  formatInstant,
  type Instant,
  type MeasureSeries,
} from '@aegle/core';
import PDFDocument from 'pdfkit';

type Document = InstanceType<typeof PDFDocument>;

const TITLE = 'What changed, and what is still there';
const WORDS: Readonly<Record<string, string>> = {
  self_esteem: 'self-esteem',
  quality_of_life: 'quality of life',
  any_prescription: 'any prescription for acne',
  systemic: 'a systemic drug for acne',
  second_course: 'a second course',
  free_so_far: 'not so far',
};
const say = (word: string) => WORDS[word] ?? word.replaceAll('_', ' ').replaceAll('-', ' ');

/** The bytes of the report; `madeAt` is the only time in it that the report itself does not hold. */
export function afterCoursePdf(report: AfterCourseReport, madeAt: Instant): Promise<Buffer> {
  const document = new PDFDocument({
    size: 'A4',
    margin: 56,
    tagged: true,
    lang: 'en',
    pdfVersion: '1.7',
    displayTitle: true,
    info: { Title: TITLE, Producer: 'Aegle', CreationDate: new Date(formatInstant(madeAt)) },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const done = new Promise<Buffer>((resolve, reject) => {
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });
  const root = document.struct('Document');
  document.addStructure(root);
  for (const block of blocksOf(report)) {
    root.add(document.struct(block.tag, {}, () => write(document, block)));
  }
  root.end();
  document.end();
  return done;
}

interface Block {
  readonly tag: 'H1' | 'H2' | 'P';
  readonly text: string;
}

function write(document: Document, { tag, text }: Block): void {
  const size = { H1: 18, H2: 13, P: 10.5 }[tag];
  document
    .font(tag === 'P' ? 'Helvetica' : 'Helvetica-Bold')
    .fontSize(size)
    .text(text)
    .moveDown(tag === 'P' ? 0.4 : 0.6);
}

/** The report as headings and paragraphs, in the order in which they are read. */
export function blocksOf(report: AfterCourseReport): readonly Block[] {
  const { monthsSinceLastDose: months } = report;
  const p = (text: string): Block => ({ tag: 'P', text });
  const h = (text: string): Block => ({ tag: 'H2', text });
  return [
    { tag: 'H1', text: `${TITLE} after ${months} month${months === 1 ? '' : 's'}` },
    p(`Course from ${report.startedOn} to ${report.lastDoseOn}; as of ${report.asOf}.`),
    ...report.statements.map(p),
    h('Has the acne come back?'),
    ...report.relapse.map(({ rung, state, days }) =>
      p(`${say(rung)}: ${say(state)} (${days} days).`),
    ),
    p(report.isInRemission ? 'In remission so far.' : 'Not in remission, or not known.'),
    h('What is still there'),
    ...(report.effects.length === 0 ? [p('No effect was reported.')] : []),
    ...report.effects.map(({ effect, state, worstGrade, lastPresentOn, goneBy }) =>
      p(
        [
          `${say(effect)}: ${state} on the day of this report`,
          `worst grade ${worstGrade}`,
          `last reported as there ${lastPresentOn}${goneBy ? `, as gone ${goneBy}` : ''}.`,
        ].join('; '),
      ),
    ),
    ...report.domains.flatMap((domain) => [h(heading(domain)), ...domainLines(domain).map(p)]),
  ];
}

function heading({ domain }: DomainReport): string {
  const word = say(domain);
  return `${word[0]!.toUpperCase()}${word.slice(1)}`;
}

function domainLines({ series, published }: DomainReport): readonly string[] {
  return [
    ...(series.length === 0 ? ['Nothing was measured.'] : series.map(seriesLine)),
    ...(published
      ? [
          `Published (certainty ${published.certainty}): ${published.known}.`,
          `Left out of the claim "${published.claim}" ${published.missing}.`,
        ]
      : []),
  ];
}

function seriesLine({ measure, baseline, best, last, change }: MeasureSeries): string {
  const at = (name: string, one: { value: number; on: string } | undefined) =>
    one ? `${name} ${one.value} (${one.on})` : `${name} not measured`;
  const verdict = {
    yes: 'more than measurement error',
    no: 'within measurement error',
    unknown: 'measurement error not known',
  };
  const changed = change
    ? `; ${change.direction} by ${Math.abs(change.points)}, ${verdict[change.isBeyondError]}`
    : '';
  return `${say(measure)}: ${at('before', baseline)}, ${at('best', best)}, ${at('last', last)}${changed}.`;
}
