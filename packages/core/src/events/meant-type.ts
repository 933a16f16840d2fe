// Which type of the catalogue a sender meant by a name that is none: two slips away, or the same words.
// Never lets a misspelt name open anything: what is meant is asked only to keep what can close.

import { EVENT_TYPES, type EventType, eventTypeOf } from './catalogue.ts';

/** Slips (a letter left out, added, changed, or two exchanged) within which a name is the one meant. */
const SLIPS_MAX = 2;

/** Longer names are no names. */
const LENGTH_MAX = 200;

/** Cyrillic and Greek letters that are drawn as the Latin ones below them. */
const LOOK_ALIKE = 'авсԁеһіјкӏмпорԛѕтԝхуαβεικνορτυχ';
const LATIN = 'abcdehijklmnopqstwxyabeikvoptux';
const LATIN_OF: ReadonlyMap<string, string> = new Map(
  [...LOOK_ALIKE].map((sign, index) => [sign, LATIN[index]!]),
);

/** Aegle writes it itself, and nobody can have meant it. */
const OWN: readonly EventType[] = ['ReportUnresolved'];

const FOLDED: readonly (readonly [EventType, string])[] = EVENT_TYPES.filter(
  (type) => !OWN.includes(type),
).map((type) => [type, type.toLowerCase()]);

/** What a name of these words and no others means, in any order; each is the beginning of a word. */
const BY_WORDS: readonly (readonly [EventType, readonly RegExp[]])[] = [
  ['PregnancyReported', [/^pregnan/]],
  ['PregnancyTestReported', [/^pregnan/, /^test/]],
  ['PregnancyTestReported', [/^(positiv|unclear|invalid|doubt)/, /^pregnan/, /^test/]],
  ['PregnancyReported', [/^positiv/, /^pregnan/]],
  ['PeriodMissed', [/^(period|mens)/, /^miss/]],
  ['UnprotectedContactReported', [/^unprotect/, /^(contact|sex|intercourse)/]],
  ['EmergencyContraceptionUsed', [/^emergency/, /^contracep/]],
  ['PatientDied', [/^(die|death|dead|deceas)/]],
  ['UnauthorizedDispenseFound', [/^unauthori[sz]/, /^dispens/]],
  ['DispenseConflictFound', [/^dispens/, /^conflict/]],
  ['CapsulesShared', [/^capsule/, /^shar/]],
  ['SafetyHoldPlaced', [/^safety/, /^hold/]],
  ['TreatmentConsentWithdrawn', [/^treatment/, /^consent/, /^withdr/]],
  ['ContraceptionStopped', [/^contracep/, /^stop/]],
];

/** Words that say nothing of their own beside those. */
const ADDS_NOTHING = /^(patient|report|record|event|found|used|plac|is$|was$|has$|confirm|suspect)/;

/** A name that the catalogue has, or the one that was meant by it; `undefined` where none was. */
export function eventTypeMeant(name: unknown): EventType | undefined {
  if (typeof name !== 'string' || name.length > LENGTH_MAX) return undefined;
  return eventTypeOf(name) ?? nearest(name) ?? byWords(name);
}

/** Compatible forms made one, accents and look-alikes made Latin, and nothing but letters and breaks. */
function asLatin(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}|\p{Cf}/gu, '');
  return [...plain].map(latinOf).join('');
}

function latinOf(sign: string): string {
  const small = sign.toLowerCase();
  const latin = LATIN_OF.get(small);
  if (latin === undefined) return sign;
  return sign === small ? latin : latin.toUpperCase();
}

/** Of two equally near, the one that can only close. */
function nearest(name: string): EventType | undefined {
  const folded = asLatin(name)
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '');
  let best: EventType | undefined;
  let slips = SLIPS_MAX;
  for (const [type, letters] of FOLDED) {
    if (Math.abs(letters.length - folded.length) > slips) continue;
    const between = slipsBetween(folded, letters);
    if (between > slips || (between === slips && best !== undefined && !isMeantToClose(type)))
      continue;
    best = type;
    slips = between;
  }
  return best;
}

const isMeantToClose = (type: EventType) => BY_WORDS.some(([one]) => one === type);

function byWords(name: string): EventType | undefined {
  const words = (asLatin(name).match(/[A-Z]*[a-z]+|[A-Z]+/g) ?? [])
    .map((word) => word.toLowerCase())
    .filter((word) => !ADDS_NOTHING.test(word));
  return BY_WORDS.find(
    ([, stems]) =>
      stems.length === words.length && stems.every((stem) => words.some((word) => stem.test(word))),
  )?.[0];
}

/** Optimal string alignment: the fewest slips that make one text of the other. */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let least = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}
