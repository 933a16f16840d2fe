// Capsules in words: which make the next dose, how many to hand out, what is in hand and until when.
// Never proposes a capsule where core found none.

import type { CapsuleDay, CapsuleReason, SupplyDoubt } from '@aegle/core';
import { dayData, dayText, rounded } from '../of-file/words.ts';
import type { CourseInput, CourseSection } from './section.ts';

const REASONS: Readonly<Record<CapsuleReason, string>> = {
  target_above_maximum: "the dose is above the label's maximum for this weight",
  no_capsule_without_allergen:
    'every capsule holds what the patient reacts to, or none is known here',
  several_classes: 'capsules of several classes cannot stand for one another',
  no_sum_of_strengths: 'no sum of the strengths gives it',
  smallest_capsule_above_maximum: 'the smallest capsule is above the maximum',
};

const DOUBTS: Readonly<Record<SupplyDoubt, string>> = {
  capsules_not_counted: 'a supply does not say its capsules',
  share_not_counted: 'capsules were shared and nobody said how many',
  days_not_reported: 'some days were reported neither as taken nor as missed',
  more_gone_than_given: 'more capsules are gone than were handed out',
};

const capsuleText = (day: CapsuleDay): string =>
  day.intakes
    .map((intake) => intake.map((one) => `${one.strengthMg} mg`).join(' + '))
    .join(', then ');

/** The capsules of the next dose. */
export function capsulesSection({ view }: CourseInput): CourseSection {
  const { capsules, nextDoseOn, need } = view;
  const lines: string[] = [];
  if (capsules === undefined)
    lines.push('None chosen: a plan, a weight and a known label are needed.');
  else {
    const best = capsules.best === undefined ? 'none' : capsuleText(capsules.best);
    lines.push(`Next dose on ${dayText(nextDoseOn)}: ${best}.`);
    for (const reason of capsules.reasons) lines.push(`  - Not exact: ${REASONS[reason]}.`);
    const nearest = [capsules.nearestBelow, capsules.nearestAbove].flatMap((one) =>
      one === undefined ? [] : [`${one.totalMg} mg (${capsuleText(one)})`],
    );
    if (nearest.length > 0) lines.push(`  Nearest: ${nearest.join('; ')}.`);
    const left = capsules.leftOut.map((one) => one.name);
    if (left.length > 0) lines.push(`  Left out for what they contain: ${left.join(', ')}.`);
  }
  for (const { product, capsules: count, boxes, over } of need?.lines ?? [])
    lines.push(
      `  ${need!.days} days: ${count} capsules of ${product.strengthMg} mg, ` +
        `${boxes} boxes of ${product.packSize} (${over} over).`,
    );
  return {
    id: 'capsules',
    title: 'Capsules',
    lines,
    data: { nextDoseOn: dayData(nextDoseOn), choice: capsules ?? null, need: need ?? null },
  };
}

/** What the patient has. */
export function supplySection({ view }: CourseInput): CourseSection {
  const { inHand } = view;
  const { mostCapsules: most, fewestCapsules: fewest } = inHand;
  const count =
    most === undefined
      ? 'not known'
      : fewest === most
        ? rounded(most)
        : `${rounded(fewest!)} to ${rounded(most)}`;
  const lines = [`In hand: ${count} capsules.`];
  // After the last dose nothing is to be taken: what is left is brought back.
  const isOver = view.course.lastDoseOn !== undefined;
  if (isOver && most !== 0) lines.push('The course is over: what is left is brought back.');
  if (!isOver && inHand.lastsUntil !== undefined)
    lines.push(
      inHand.lastsFrom === inHand.lastsUntil
        ? `They last until ${dayText(inHand.lastsUntil)}.`
        : `They last until ${dayText(inHand.lastsFrom)}, or ${dayText(inHand.lastsUntil)} if silent days were missed.`,
    );
  lines.push(...inHand.doubts.map((doubt) => `  - ${DOUBTS[doubt]}.`));
  return {
    id: 'supply',
    title: 'Supply',
    lines,
    data: {
      mostCapsules: most ?? null,
      fewestCapsules: fewest ?? null,
      perDay: inHand.perDay ?? null,
      lastsFrom: dayData(inHand.lastsFrom),
      lastsUntil: dayData(inHand.lastsUntil),
      doubts: inHand.doubts,
    },
  };
}
