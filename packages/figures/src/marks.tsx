// Beside every figure: how certain it is and when less, how its block was checked, its sources.
// Never a figure without them.

import type { BlockValidation, ForecastAnswer, Marks } from '@aegle/forecast';
import { dayInWords, monthInWords } from './figures-in-words.ts';
import { words } from './words-en.ts';

/** Where a source stands in the list at the end of the page. */
export function sourceAnchor(key: string): string {
  return `source-${key.replaceAll(/[^A-Za-z0-9]+/g, '-')}`;
}

interface BadgeProps {
  readonly marks: Pick<Marks, 'certainty' | 'badges'>;
  /** True in a table whose heading says that it is the certainty: then the first badge alone. */
  readonly isShort?: boolean;
}

/** The badge while capsules are taken, and the next lower one with its time. */
export function CertaintyBadge({ marks, isShort = false }: BadgeProps) {
  const { certainty, badges } = marks;
  const later = badges.find((badge) => badge.fromDay > 0);
  const word = words.certainty[certainty];
  return (
    <span className={`fs-badge fs-${certainty}`} title={words.certaintyMeans[certainty]}>
      {isShort ? word : words.certaintyIs(word)}
      {!isShort &&
        later !== undefined &&
        `, ${words.certaintyFrom(words.certainty[later.certainty], dayInWords(later.fromDay))}`}
    </span>
  );
}

export function validationIn(answer: ForecastAnswer, marks: Pick<Marks, 'block'>) {
  return answer.validation.find((one) => one.block === marks.block);
}

/** `3 of 8 unseen figures agreed (2026.11, November 2026), failed`. */
export function checkInWords(validation: BlockValidation | undefined): string {
  const { passed, rows, release, checkedIn, hasFailed } = validation ?? {};
  if (passed == null || rows == null || release == null || checkedIn == null)
    return words.unchecked;
  const name = release.replace(/^aegle-/, '');
  const said = words.checked(passed, rows, name, monthInWords(checkedIn));
  return hasFailed === true ? `${said}, ${words.checkFailed}` : said;
}

export function Check({ answer, marks }: { answer: ForecastAnswer; marks: Pick<Marks, 'block'> }) {
  const validation = validationIn(answer, marks);
  return (
    <span className="fs-check" title={validation?.sentence}>
      {checkInWords(validation)}
    </span>
  );
}

/** Links to the page's own list of sources. */
export function SourceLinks({ sources }: { sources: readonly string[] }) {
  return (
    <span className="fs-check">
      {words.source}:{' '}
      {sources.map((key, i) => (
        <span key={key}>
          {i > 0 && ', '}
          <a href={`#${sourceAnchor(key)}`}>{key}</a>
        </span>
      ))}
    </span>
  );
}

interface HeadingProps {
  readonly answer: ForecastAnswer;
  readonly marks: Marks;
  readonly unit?: string;
  readonly isBaseline?: boolean;
}

/** The name of an endpoint with all its marks. */
export function EndpointHeading({ answer, marks, unit, isBaseline = false }: HeadingProps) {
  return (
    <div className="fs-heading">
      <h4>
        {marks.label}
        {unit !== undefined && <span className="fs-unit"> ({unit})</span>}
      </h4>
      <CertaintyBadge marks={marks} />
      {isBaseline && <span className="fs-badge">{words.baseline}</span>}
      <Check answer={answer} marks={marks} />
      <SourceLinks sources={marks.sources} />
    </div>
  );
}

/** `3 of 8, failed`, where a heading names release and month. */
export function shortCheck(validation: BlockValidation | undefined): string {
  const { passed, rows, hasFailed } = validation ?? {};
  if (passed == null || rows == null) return words.never;
  const counted = words.counted(passed, rows);
  return hasFailed === true ? `${counted}, ${words.checkFailed}` : counted;
}

/** Badge and check on a line of their own, under a sentence. */
export function Beneath({ answer, marks }: { answer: ForecastAnswer; marks: Marks }) {
  return (
    <span className="fs-beneath">
      <CertaintyBadge marks={marks} /> <Check answer={answer} marks={marks} />
    </span>
  );
}
