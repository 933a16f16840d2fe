// A programme's eligibility file as core's rules: words of who is told, numbers with their first days.
// Never the newest number for every day: each keeps the day from which it holds.

import {
  type EligibilityCase,
  type EligibilityRule,
  type From,
  type Length,
  type ParameterValue,
  parseCalendarDay,
} from '@aegle/core';
import type { ProgrammeFiles } from './files.ts';
import { parameterValueOf } from './parameter-value.ts';
import type { EligibilityFile } from './schema.ts';

type RuleFile = EligibilityFile['rules'][number];

const MADE = new WeakMap<ProgrammeFiles, readonly EligibilityRule[]>();

/** The rules of a loaded programme, in the order of its file. Made once. */
export function eligibilityRulesOf(files: ProgrammeFiles): readonly EligibilityRule[] {
  const made = MADE.get(files) ?? files.eligibility.rules.map((rule) => ruleOf(rule, files));
  MADE.set(files, made);
  return made;
}

/** The parameter that an eligibility rule rests on, where it rests on one. */
export function parameterOfRule({ when }: RuleFile): string | undefined {
  if ('ageUnder' in when) return when.ageUnder;
  return 'secondCourseWithin' in when ? when.secondCourseWithin : undefined;
}

function ruleOf(rule: RuleFile, files: ProgrammeFiles): EligibilityRule {
  const { id, effect, status, citation, text } = rule;
  return {
    id,
    when: caseOf(rule, files),
    effect,
    status,
    citation: citation as EligibilityRule['citation'],
    text: { ...text, programme: text.programme ?? text.prescriber },
  };
}

function caseOf({ when }: RuleFile, files: ProgrammeFiles): EligibilityCase {
  if ('condition' in when) return { kind: 'condition', code: when.condition };
  if ('allergy' in when) return { kind: 'allergy', substance: when.allergy };
  if ('medication' in when)
    return { kind: 'medication', codes: [when.medication, ...(when.members ?? [])] };
  if ('breastfeeding' in when) return { kind: 'breastfeeding' };
  if ('withoutIndication' in when) return { kind: 'no_indication', codes: when.withoutIndication };
  if ('secondCourseWithin' in when)
    return {
      kind: 'second_course_within',
      wait: dated(files, when.secondCourseWithin, (value): Length | undefined =>
        value.kind === 'length' ? value.length : undefined,
      ),
    };
  return {
    kind: 'age_under',
    years: dated(files, when.ageUnder, (value) =>
      value.kind === 'count' ? value.count : undefined,
    ),
  };
}

function dated<V>(
  files: ProgrammeFiles,
  id: string,
  read: (value: ParameterValue) => V | undefined,
): readonly From<V>[] {
  const file = files.parameters.get(id);
  return (file?.values ?? [])
    .flatMap(({ from, value }) => {
      const wanted = read(parameterValueOf(file!, value));
      const day = parseCalendarDay(from);
      return wanted === undefined || day === undefined ? [] : [{ from: day, value: wanted }];
    })
    .sort((a, b) => a.from - b.from);
}
