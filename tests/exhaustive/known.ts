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
  /** How often it was stopped. */
  readonly stops: number;
  /** Days without it that no clinician has cleared, and whether a test was negative since. */
  readonly gaps: readonly {
    readonly id: string;
    readonly from: number;
    readonly until: number | undefined;
    readonly isTested: boolean;
  }[];
  /** The day on which each such time was over: tests before it say nothing any more. */
  readonly gapEnds: readonly number[];
  readonly counselling: '' | 'given';
  /** How many tests had been taken when the latest talk was given, and on which day that was. */
  readonly talk: { readonly tests: number; readonly day: number };
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
  /** Tests at home count never, always, from the day they are permitted, or are asked about. */
  readonly homeTests: 'never' | 'always' | 'permitted' | 'asked';
  readonly tests: TestReading;
  /** True where a specimen inside an open window opens no other. */
  readonly oneWindow: boolean;
  /** Where a talk counts only after the result, or from the visit, that opened the month. */
  readonly talks: 'any' | 'after the result' | 'from the visit';
  /** True where days are counted from a certificate that the prescription rests on. */
  readonly certificate: boolean;
  /** Calendar days of the edge days, for the lengths between tests. */
  readonly days: readonly number[];
  /** The day of the screening test. */
  readonly start: number;
  readonly contraception: boolean;
  /**
   * What follows while the second method is stopped: a stated rule closes and voids the tests before its
   * end; an assumed one asks, until somebody has judged it by dispensing.
   */
  readonly gaps: 'close' | 'ask' | 'none';
}

/** The text under which equal histories meet. */
export function textOf(known: Known, reads: Reads): string {
  if (known.end === 'died' || known.end === 'withdrawn') return known.end;
  const { rx } = known;
  const tests = reads.gaps === 'close' ? withGaps(known, known.gapEnds) : known.tests;
  const parts = [
    known.end,
    readable(tests, reads),
    reads.tests === 'before prescription' ? String(isCovered({ ...known, tests }, reads)) : '',
    reads.certificate ? certificates({ ...known, tests }, reads) : '',
    standing(known, reads),
    // Whichever doubt is open, both gates are closed and the tests before it are void.
    known.open.map((one) => (one === 'missed' || one === 'positive' ? 'doubt' : one)).join(),
    reads.homeTests === 'permitted' && known.isHomeAllowed ? 'h' : '',
    method(known, reads),
    talk(known, reads),
    known.answers,
    reads.visitDay ? String(known.visit) : String(known.visit !== NOT_YET),
    rx === undefined ? '' : `${reads.prescriptionDay ? rx.day : ''}/${rx.left}/${rx.isAnswered}`,
    String(known.papers),
    String(known.dispensed),
    runsOut(known, reads),
  ];
  return parts.join('|');
}

/** Each gap that still closes or asks: whether it is over, and whether a test was negative since. */
const standing = ({ gaps, dispensed }: Known, reads: Reads): string =>
  gaps
    .filter(
      ({ from }) => reads.gaps === 'close' || (reads.gaps === 'ask' && from >= (dispensed ?? from)),
    )
    .map((one) => `${one.until !== undefined}${one.isTested}`)
    .join();

/** The tests with a doubt after the last one before the end of each gap. */
function withGaps({ tests }: Known, ends: readonly number[]): string {
  const marks = tests.split(' ').filter((mark) => mark !== '');
  for (const end of ends) {
    const before = marks.findLastIndex((mark) => Number.parseInt(mark, 10) < end);
    if (before >= 0 && !marks[before]!.endsWith('!')) marks[before] += '!';
  }
  return marks.map((mark) => (mark.startsWith('!') ? mark : ` ${mark}`)).join('');
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
  if (reads.tests === 'none') return '';
  if (reads.tests === 'first window') return firstWindow(marksOf(tests), reads).text;
  // A home test that does not count stays beside the counted one, so that a wrong rule can be seen.
  const all = tests.slice(tests.lastIndexOf('!') + 1).split(' ');
  const isKept = reads.homeTests === 'always' || reads.homeTests === 'asked';
  const home = isKept ? '' : all.filter((mark) => /h/i.test(mark)).at(-1);
  const counted = sinceDoubt(tests, reads).filter((mark) => mark !== home);
  if (!reads.oneWindow) return `${counted.at(-1)}+${home}`;
  const { opened, isVoid } = laterWindow(marksOf(tests), reads);
  return `${opened}${isVoid ? 'v' : ''}@${counted.at(-1)}+${home}`;
}

const sinceDoubt = (tests: string, reads: Reads): string[] =>
  tests
    .slice(tests.lastIndexOf('!') + 1)
    .split(' ')
    .filter((mark) => mark !== '' && (reads.homeTests !== 'never' || !/h/i.test(mark)))
    .map((mark) => (reads.homeTests === 'always' ? mark.replace(/h/i, '') : mark));

const marksOf = (tests: string): string[] => tests.split(' ').filter((mark) => mark !== '');

/** Undoubted tests that were taken by the day of the prescription. */
function beforePrescription({ tests, rx }: Known, reads: Reads): string[] {
  if (rx === undefined || rx.day < 0) return [];
  const written = reads.days[rx.day]!;
  return sinceDoubt(tests, reads).filter(
    (mark) => reads.days[Number.parseInt(mark, 10)]! <= written,
  );
}

/** The latest test, and the latest with a certificate of by the prescription; one at home has none. */
function certificates({ tests, rx }: Known, { days }: Reads): string {
  const marks = marksOf(tests.slice(tests.lastIndexOf('!') + 1));
  const written = rx === undefined ? -Infinity : rx.day < 0 ? days[0]! - 1 : days[rx.day]!;
  const certified = marks.filter(
    (mark) => !/h/i.test(mark) && days[Number.parseInt(mark, 10)]! <= written,
  );
  return `${marks.at(-1)}/${certified.at(-1)}`;
}

/** True when an undoubted test lies within three days before the prescription. */
function isCovered(known: Known, reads: Reads): boolean {
  return beforePrescription(known, reads).some(
    (mark) => reads.days[known.rx!.day]! <= reads.days[Number.parseInt(mark, 10)]! + 3,
  );
}

/** Whether the latest talk counts for the month; one that a later window has left behind is old. */
function talk(known: Known, reads: Reads): string {
  if (known.counselling === '' || reads.talks === 'any') return known.counselling;
  if (reads.talks === 'from the visit') return known.talk.day >= known.visit ? 'given' : 'old';
  const marks = marksOf(known.tests);
  const { opener, isUsable } =
    reads.tests === 'first window' ? firstWindow(marks, reads) : laterWindow(marks, reads);
  return !isUsable || known.talk.tests > opener! ? 'given' : 'old';
}

/** Seven days from a specimen, one window at a time; a doubt ends it. */
function laterWindow(marks: readonly string[], reads: Reads) {
  let opened: number | undefined;
  let opener: number | undefined;
  let isVoid = false;
  for (const [index, mark] of marks.entries()) {
    const on = reads.days[Number.parseInt(mark, 10)];
    const isCounted = reads.homeTests === 'permitted' ? !mark.includes('h') : !/h/i.test(mark);
    if (on !== undefined && isCounted && (opened === undefined || isVoid || on > opened + 6)) {
      opened = on;
      opener = index;
      isVoid = false;
    }
    if (mark.endsWith('!')) isVoid = opened !== undefined;
  }
  return { opened, opener, isVoid, isUsable: opened !== undefined && !isVoid };
}

/** Seven days from a specimen 19 days after the screening; after a missed window 19 days' wait. */
function firstWindow(marks: readonly string[], reads: Reads) {
  let opener: number | undefined;
  let opened: number | undefined;
  let before: number | undefined;
  let isVoid = false;
  let flag = '';
  let last = '';
  for (const [index, mark] of marks.entries()) {
    if (/h/i.test(mark)) {
      if (mark.endsWith('!')) isVoid = true;
      continue;
    }
    const on = reads.days[Number.parseInt(mark, 10)];
    if (on !== undefined) last = mark;
    if (on === undefined || on < reads.start + 19) flag ||= on === undefined ? '' : 'soon';
    else if (opened === undefined || (on <= opened + 6 ? isVoid : on >= opened + 19)) {
      before = opened;
      opened = on;
      opener = index;
      isVoid = false;
      flag = '';
    } else if (on > opened + 6) flag = 'early';
    if (mark.endsWith('!')) {
      isVoid = true;
      flag = '';
    }
  }
  // The specimen before and the day of the latest test stay, so that a wrong length between two tests cannot hide.
  const text = `${before}>${opened}${isVoid ? 'v' : ''}${flag}@${last}${/h/i.test(marks.join('')) ? '+home' : ''}`;
  return { text, opener, isUsable: opener !== undefined && !isVoid && flag !== 'early' };
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
    talk: { tests: 0, day: -1 },
    answers: 'fresh',
    visit: -1,
    rx: { count: isMidCourse ? 2 : 1, day: -1, left: 30, isAnswered: true },
    papers: true,
    dispensed: isMidCourse ? -1 : undefined,
    boxes: [],
    stops: 0,
    gaps: [],
    gapEnds: [],
    end: '',
  };
}
