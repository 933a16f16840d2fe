// What a patient file may not say of a course: a unit that does not fit its code, an impossible number.
// Each file is the example with one line more; the refusal names the line's field and the rule.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { example } from '../testing/run-aegle.ts';
import { runHere } from '../testing/run-here.ts';
import { refusalSchema } from './answer-schema.ts';

const text = readFileSync(example('us-can-get-pregnant'), 'utf8');
const decide = ['decide', '--programme', 'us-ipledge', '--at', '2024-03-10T23:00:00-04:00', '-'];

async function refusedFor(type: string, data: object, day = '2024-03-09') {
  const line = `  - { type: ${type}, day: '${day}', recorded: '2024-03-09', data: ${JSON.stringify(data)} }\n`;
  const input = text.replace('\nprescriber:\n', `\n${line}prescriber:\n`);
  const ran = await runHere([...decide, '--json'], { input });
  if (ran.code !== 1) return [];
  const { problems } = refusalSchema.parse(JSON.parse(ran.out));
  return problems.map((one) => `${one.field.replace(/^events\[\d+\]\./, '')}: ${one.rule}`);
}

describe('H-12 a laboratory line of a patient file', () => {
  it.each<[string, string, string, string, string[]]>([
    ['mass code, molar unit', '2571-8', '4.2', 'mmol/L', ['data.unit: unit_does_not_fit_code']],
    ['molar code, mass unit', '14927-8', '372', 'mg/dL', ['data.unit: unit_does_not_fit_code']],
    ['no such unit', '2571-8', '4.2', 'furlong', ['data.unit: unit_unknown']],
    ['kelvin per microlitre', '1742-6', '45', 'K/uL', ['data.unit: unit_unknown']],
    ['no such code', '9999-9', '4.2', 'mmol/L', ['data.loinc: not_a_loinc_code']],
    ['no such unit of a code of others', '2028-9', '24', 'furlong', ['data.unit: unit_unknown']],
    ['control, mass', '2571-8', '372', 'mg/dL', []],
    ['control, molar', '14927-8', '4.2', 'mmol/L', []],
    ['control, a code of others', '2028-9', '24', 'meq/L', []],
  ])('%s', async (_, loinc, value, unit, refusals) => {
    expect(await refusedFor('LabResulted', { loinc, value, unit })).toEqual(refusals);
  });

  it('is kept as a query where its sender says so', async () => {
    const data = {
      loinc: '2571-8',
      value: '4.2',
      unit: 'mmol/L',
      heldFor: 'unit_does_not_fit_code',
    };
    expect(await refusedFor('LabResulted', data)).toEqual([]);
  });
});

describe('H-12 a number that cannot be', () => {
  it.each<[string, string, object, string, string[]]>([
    [
      '700 kg',
      'WeightMeasured',
      { weightKg: '700' },
      '2024-03-09',
      ['data.weightKg: not_in_range'],
    ],
    [
      '40 mg in grams',
      'DoseTaken',
      { doseMg: '0.04' },
      '2024-03-09',
      ['data.doseMg: not_in_range'],
    ],
    [
      '2 g in grams',
      'DoseTaken',
      { doseMg: '2' },
      '2024-03-09',
      ['data.doseMg: less_than_a_capsule'],
    ],
    [
      '2 g as milligrams',
      'DoseTaken',
      { doseMg: '2000' },
      '2024-03-09',
      ['data.doseMg: not_in_range'],
    ],
    [
      'a result before birth',
      'LabResulted',
      { loinc: '2571-8', value: '372', unit: 'mg/dL' },
      '1998-05-19',
      ['day: before_birth'],
    ],
  ])('%s', async (_, type, data, day, refusals) => {
    expect(await refusedFor(type, data, day)).toEqual(refusals);
  });
});
