// The plan of a course in a patient file, for a forecast: what was taken so far, and what is ahead.
// Never anything about the person: weight, age and lesions are those of the plan file.

import { readPatientFile } from '@aegle/data';
import { planFromCourse } from '@aegle/forecast';
import { courseOfFile } from '../of-file/course-of-file.ts';
import { InputRefused, refused } from '../world/input-refused.ts';
import { loadRules, programmesOf } from '../world/rules.ts';
import { textOf } from '../world/text-input.ts';
import type { World } from '../world/world.ts';

/** Reads the latest course of a patient file as a forecast's plan, as of now. */
export async function planOfCourse(world: World, path: string): Promise<object> {
  const rules = loadRules(world.homeFolder);
  const file = readPatientFile(await textOf(world, path), programmesOf(rules));
  if (!file.ok) throw new InputRefused(file.problems);
  const found = courseOfFile(rules, file.history, world.now, undefined);
  if (found === undefined)
    throw refused('--course', 'no_course', 'Record the start of a course, or write a plan.');
  const read = planFromCourse(found.view, found.today);
  if (!read.accepted) throw new InputRefused(read.refusals);
  const { regimen, reportedDays, silentDays } = read.plan;
  const name = `Course on record: ${reportedDays} days reported, ${silentDays} as planned`;
  return { name, regimen };
}
