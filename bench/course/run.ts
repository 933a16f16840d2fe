// One course derived anew from its events: 300 doses and 60 results, as often as somebody asks.
// Never a stored figure: each turn folds both streams and derives everything from the start.

import { cpus } from 'node:os';
import { join } from 'node:path';
import {
  type AegleEvent,
  addDays,
  type CalendarDay,
  deriveCourse,
  foldCourses,
  type Instant,
  parseCalendarDay,
} from '@aegle/core';
import { readCourseData, readEvidence } from '@aegle/data';

const root = join(import.meta.dirname, '../..');
const start = parseCalendarDay('2025-11-01')!;
const DAY_MS = 86_400_000;

/** A made-up course of 300 doses and 60 results. */
function courseOf(): { readonly gate: AegleEvent[]; readonly record: AegleEvent[] } {
  const streams = { gate: [] as AegleEvent[], record: [] as AegleEvent[] };
  const add = (stream: 'gate' | 'record', type: string, day: CalendarDay, data: object) => {
    const sequence = streams[stream].length + 1;
    streams[stream].push({
      ...{ id: `${stream}-${sequence}`, type, sequence, occurredOn: day, data },
      ...{ recordedAt: day * DAY_MS + DAY_MS / 2, actor: { id: 'dr', role: 'prescriber' } },
    } as unknown as AegleEvent);
  };
  add('gate', 'PatientEnrolled', start, { programme: 'us-ipledge', course: 'c1' });
  add('gate', 'WeightMeasured', start, { weightKg: 60 });
  add('record', 'DosePlanned', start, {
    ...{ course: 'c1', startsOn: start, lengthDays: 330, schedule: 'repeating', dosesMg: [20, 40] },
    ...{ productClass: 'conventional', meal: 'full' },
  });
  add('record', 'EndPolicyChosen', start, {
    ...{ course: 'c1', policy: 'cumulative_target', targetMgPerKg: 150 },
  });
  for (let day = 0; day < 300; day += 1) {
    const on = addDays(start, day);
    if (day % 30 === 0) add('gate', 'Dispensed', on, supplyOf(day));
    add('record', 'DoseTaken', on, { doseMg: day % 2 === 0 ? 20 : 40 });
    if (day % 5 === 0)
      add('record', 'LabResulted', on, { loinc: '2571-8', value: 140, unit: 'mg/dL' });
  }
  return streams;
}

const supplyOf = (day: number) => ({
  ...{ dispense: `d${day}`, authorization: 'a', prescription: 'rx', pharmacy: 'ph' },
  ...{ daysSupply: 30, capsules: 45 },
});

const data = readCourseData(join(root, 'course-rules'), readEvidence(join(root, 'evidence')));
const context = {
  rules: data.rulesFor('us'),
  products: data.products,
  available: data.availableIn('us'),
  avoid: [],
  today: addDays(start, 300),
};
const { gate, record } = courseOf();
const at = ((start + 301) * DAY_MS) as Instant;
const derive = () => deriveCourse(foldCourses(gate, record, at), context);

for (let turn = 0; turn < 500; turn += 1) derive();
const times = Array.from({ length: 2000 }, () => {
  const began = performance.now();
  derive();
  return performance.now() - began;
}).sort((a, b) => a - b);
const ms = (share: number) => times[Math.floor(times.length * share)]!.toFixed(3);
console.log(`${cpus()[0]?.model ?? 'a processor'}, Node ${process.version}`);
console.log('| one course derived anew | p50 | p95 | p99 |');
console.log('|---|---|---|---|');
console.log(`| 300 doses, 60 results, ms | ${ms(0.5)} | ${ms(0.95)} | ${ms(0.99)} |`);
if (times[times.length >> 1]! >= 1) {
  console.error('Slower than 1 ms.');
  process.exitCode = 1;
}
