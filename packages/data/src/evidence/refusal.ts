// Why evidence was not loaded: every fault, its place, its rule and what to do next.
// It must never be caught and turned into a default.

/** The closed list of loading rules; a refusal always names one. */
const refusalRules = [
  'unreadable-file',
  'missing-file',
  'unknown-key',
  'wrong-shape',
  'file-name',
  'one-content',
  'uncited-value',
  'incomplete-row',
  'unknown-unit',
  'outside-interval',
  'ends-reversed',
  'duplicate-id',
  'unknown-source',
  'unused-source',
  'source-without-place',
  'mark-status',
  'disputed-unfollowed',
  'reserved-source',
  'derived-from-reserved',
  'unknown-row',
  'release-digest',
  'release-mark',
  'release-reserved',
  'release-evidence',
] as const;

export type RefusalRule = (typeof refusalRules)[number];

export interface Refusal {
  /** File name inside the evidence folder. */
  readonly file: string;
  /** Line of the fault, counted from 1; absent where no line can be named. */
  readonly line?: number;
  /** Path inside the file, such as `groups[1].rows[0].unit`. */
  readonly path: string;
  readonly rule: RefusalRule;
  readonly message: string;
  /** What the author of the file does now. */
  readonly nextStep: string;
}

/** Thrown by the loaders: the evidence is refused whole, with every refusal found. */
export class EvidenceRefused extends Error {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super(refusals.map(refusalSentence).join('\n'));
    this.name = 'EvidenceRefused';
    this.refusals = refusals;
  }
}

/** One refusal as a sentence for a terminal. */
export function refusalSentence(refusal: Refusal): string {
  const place = refusal.line === undefined ? refusal.file : `${refusal.file}:${refusal.line}`;
  const path = refusal.path === '' ? 'whole file' : refusal.path;
  return `${place} ${path}: ${refusal.message} [${refusal.rule}] Next: ${refusal.nextStep}`;
}

/** A path of keys and positions as people write it. */
export function writtenPath(path: readonly PropertyKey[]): string {
  let written = '';
  for (const step of path) {
    if (typeof step === 'number') written += `[${step}]`;
    else written += written === '' ? String(step) : `.${String(step)}`;
  }
  return written;
}
