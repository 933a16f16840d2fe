// The closed table of the laboratory codes with which Aegle computes: analyte and property of each.
// Never a guess: a code that is not here is kept, never graded, and goes to a person.

import type { Property } from '../units/ucum-units.ts';

export const ANALYTES = [
  'alt',
  'ast',
  'alp',
  'ggt',
  'bilirubin',
  'triglycerides',
  'cholesterol',
  'hdl',
  'ldl',
  'glucose',
  'hba1c',
  'ck',
  'white_cells',
  'neutrophils',
  'platelets',
  'haemoglobin',
  'hcg',
  'weight',
  'height',
] as const;
export type Analyte = (typeof ANALYTES)[number];

/** What a LOINC code measures. */
export interface AnalyteCode {
  readonly analyte: Analyte;
  readonly property: Property;
  /** True where the code itself says that the specimen was taken fasting. */
  readonly isFasting?: true;
}

const code = (analyte: Analyte, property: Property): AnalyteCode => ({ analyte, property });

/** LOINC code → what it measures (evidence: terminology.observations, which gives mark and source). */
export const ANALYTE_CODES: Readonly<Record<string, AnalyteCode>> = {
  '1742-6': code('alt', 'catalytic_concentration'),
  '1920-8': code('ast', 'catalytic_concentration'),
  '6768-6': code('alp', 'catalytic_concentration'),
  '2324-2': code('ggt', 'catalytic_concentration'),
  '1975-2': code('bilirubin', 'mass_concentration'),
  '14631-6': code('bilirubin', 'substance_concentration'),
  '2571-8': code('triglycerides', 'mass_concentration'),
  '14927-8': code('triglycerides', 'substance_concentration'),
  '1644-4': { ...code('triglycerides', 'mass_concentration'), isFasting: true },
  '2093-3': code('cholesterol', 'mass_concentration'),
  '14647-2': code('cholesterol', 'substance_concentration'),
  '2085-9': code('hdl', 'mass_concentration'),
  '14646-4': code('hdl', 'substance_concentration'),
  '13457-7': code('ldl', 'mass_concentration'),
  '22748-8': code('ldl', 'substance_concentration'),
  '2345-7': code('glucose', 'mass_concentration'),
  '14749-6': code('glucose', 'substance_concentration'),
  '1558-6': { ...code('glucose', 'mass_concentration'), isFasting: true },
  '4548-4': code('hba1c', 'mass_fraction'),
  '2157-6': code('ck', 'catalytic_concentration'),
  '6690-2': code('white_cells', 'number_concentration'),
  '751-8': code('neutrophils', 'number_concentration'),
  '777-3': code('platelets', 'number_concentration'),
  '718-7': code('haemoglobin', 'mass_concentration'),
  '19080-1': code('hcg', 'arbitrary_concentration'),
  '21198-7': code('hcg', 'arbitrary_concentration'),
  '29463-7': code('weight', 'mass'),
  '8302-2': code('height', 'length'),
};

/** What a code measures; `undefined` for a code with which Aegle does not compute. */
export function analyteOf(loinc: string): AnalyteCode | undefined {
  return Object.hasOwn(ANALYTE_CODES, loinc) ? ANALYTE_CODES[loinc] : undefined;
}
