// What a gate can still know of a history, as one short text: histories with equal texts are one state.
// It must never leave out what a rule of the country reads; merged histories are decided side by side.

/** The facts of a history that some rule can read, kept by hand beside core's own fold. */
export interface Known {
  /** Index of the edge day on which the last letter happened. */
  readonly day: number;
  /** Tests since the last dispense, oldest first; `!` is a doubt: what stands before it is void. */
  readonly tests: string;
  readonly open: readonly string[];
  readonly isHomeAllowed: boolean;
  /** Index of the day since which the second method has been in use again; -1 from the start. */
  readonly methodSince: number | undefined;
  /** The day on which it was stopped: started again that day, it was never interrupted. */
  readonly stopped: { readonly day: number; readonly since: number } | undefined;
  readonly counselling: '' | 'given';
  readonly answers: '' | 'stale' | 'fresh';
  readonly visit: number;
  readonly rx:
    | {
        readonly count: number;
        readonly day: number;
        readonly left: number;
        readonly isAnswered: boolean;
      }
    | undefined;
  readonly papers: boolean;
  readonly dispensed: number | undefined;
  /** Every edge day on which thirty days were dispensed: what is held piles up. */
  readonly boxes: readonly number[];
  readonly end: '' | 'withdrawn' | 'pregnant' | 'died';
}

/**
 * Which tests a country can still read: the pick-up days that a first specimen opened and whether a
 * repeat came too early; the latest test; or that and whether one lay within three days before the
 * prescription.
 */
export type TestReading = 'first window' | 'latest' | 'before prescription' | 'none';

/** Which details the country's rules read; the others are left out of the text. */
export interface Reads {
  readonly visitDay: boolean;
  readonly prescriptionDay: boolean;
  /** Tests at home count never, always, or from the day they are permitted. */
  readonly homeTests: 'never' | 'always' | 'permitted';
  readonly tests: TestReading;
  /** Calendar days of the edge days, for the lengths between tests. */
  readonly days: readonly number[];
  /** The day of the screening test. */
  readonly start: number;
  readonly contraception: boolean;
}

/** The text under which equal histories meet. */
export function textOf(known: Known, reads: Reads): string {
  if (known.end === 'died' || known.end === 'withdrawn') return known.end;
  const { rx } = known;
  const parts = [
    known.end,
    readable(known.tests, reads),
    reads.tests === 'before prescription' ? String(isCovered(known, reads)) : '',
    // Whichever doubt is open, both gates are closed and the tests before it are void.
    known.open.map((one) => (one === 'missed' || one === 'positive' ? 'doubt' : one)).join(),
    reads.homeTests === 'permitted' && known.isHomeAllowed ? 'h' : '',
    method(known, reads),
    known.counselling,
    known.answers,
    reads.visitDay ? String(known.visit) : String(known.visit !== NOT_YET),
    rx === undefined ? '' : `${reads.prescriptionDay ? rx.day : ''}/${rx.left}/${rx.isAnswered}`,
    String(known.papers),
    String(known.dispensed),
    runsOut(known, reads),
  ];
  return parts.join('|');
}

/** The day on which what was dispensed here is used up, one dose a day, box after box. */
function runsOut({ boxes }: Known, { days }: Reads): string {
  let end = 0;
  for (const box of boxes) end = Math.max(end, days[box]!) + 30;
  return String(end);
}

/** A restart counts by its day only while a month from it can still end within the edge days. */
function method(known: Known, reads: Reads): string {
  const { methodSince, dispensed } = known;
  if (!reads.contraception) return '';
  if (methodSince === undefined) return `stopped${known.stopped?.day}/${known.stopped?.since}`;
  if (methodSince < 0) return '-1';
  if (dispensed !== undefined) return '-1';
  const isOpen = reads.days[methodSince]! + 28 <= reads.days.at(-1)!;
  return isOpen ? String(methodSince) : 'recent';
}

const remembered = new WeakMap<Reads, Map<string, string>>();

/** The tests as far as a rule can still read them, remembered per bench. */
function readable(tests: string, reads: Reads): string {
  const known = remembered.get(reads) ?? new Map<string, string>();
  remembered.set(reads, known);
  let text = known.get(tests);
  if (text === undefined) {
    text = readTests(tests, reads);
    known.set(tests, text);
  }
  return text;
}

function readTests(tests: string, reads: Reads): string {
  const marks = tests.split(' ').filter((mark) => mark !== '');
  if (reads.tests === 'none') return '';
  if (reads.tests === 'first window') return firstWindow(marks, reads);
  // A home test that does not count stays beside the counted one, so that a wrong rule can be seen.
  const all = tests.slice(tests.lastIndexOf('!') + 1).split(' ');
  const home = reads.homeTests === 'always' ? '' : all.filter((mark) => /h/i.test(mark)).at(-1);
  const counted = sinceDoubt(tests, reads).filter((mark) => mark !== home);
  return `${counted.at(-1)}+${home}`;
}

const sinceDoubt = (tests: string, reads: Reads): string[] =>
  tests
    .slice(tests.lastIndexOf('!') + 1)
    .split(' ')
    .filter((mark) => mark !== '' && (reads.homeTests !== 'never' || !/h/i.test(mark)))
    .map((mark) => (reads.homeTests === 'always' ? mark.replace(/h/i, '') : mark));

/** True when an undoubted test lies within three days before the prescription. */
function isCovered({ tests, rx }: Known, reads: Reads): boolean {
  if (rx === undefined || rx.day < 0) return false;
  const written = reads.days[rx.day]!;
  return sinceDoubt(tests, reads).some((mark) => {
    const on = reads.days[Number.parseInt(mark, 10)]!;
    return on <= written && written <= on + 3;
  });
}

/** Seven days from a specimen 19 days after the screening; after a missed window 19 days' wait. */
function firstWindow(marks: readonly string[], reads: Reads): string {
  let opened: number | undefined;
  let before: number | undefined;
  let isVoid = false;
  let flag = '';
  let last = '';
  for (const mark of marks) {
    if (mark.includes('h') || mark.includes('H')) continue;
    const on = reads.days[Number.parseInt(mark, 10)];
    if (on !== undefined) last = mark;
    if (on === undefined || on < reads.start + 19) flag ||= on === undefined ? '' : 'soon';
    else if (opened === undefined || (on <= opened + 6 ? isVoid : on >= opened + 19)) {
      before = opened;
      opened = on;
      isVoid = false;
      flag = '';
    } else if (on > opened + 6) flag = 'early';
    if (mark.endsWith('!')) {
      isVoid = true;
      flag = '';
    }
  }
  // The specimen before and the day of the latest test stay, so that a wrong length between two tests cannot hide.
  return `${before}>${opened}${isVoid ? 'v' : ''}${flag}@${last}${/h/i.test(marks.join('')) ? '+home' : ''}`;
}

export const NOT_YET = -2;

/** What is known of a patient to whom nothing but the base history has happened. */
export function knownAtFirst(isMidCourse: boolean): Known {
  return {
    day: 0,
    tests: '',
    open: [],
    isHomeAllowed: false,
    methodSince: -1,
    stopped: undefined,
    counselling: 'given',
    answers: 'fresh',
    visit: -1,
    rx: { count: isMidCourse ? 2 : 1, day: -1, left: 30, isAnswered: true },
    papers: true,
    dispensed: isMidCourse ? -1 : undefined,
    boxes: [],
    end: '',
  };
}
