// The closed table of UCUM units with which Aegle computes, each with its property and its exact factor.
// Never turns moles into milligrams: that needs the substance, and the two have different codes.

/** What is measured, as LOINC names the property of a code: MCnc, SCnc, CCnc, NCnc, ACnc, MFr, Mass, Len. */
export type Property =
  | 'mass_concentration'
  | 'substance_concentration'
  | 'catalytic_concentration'
  | 'number_concentration'
  | 'arbitrary_concentration'
  | 'mass_fraction'
  | 'mass'
  | 'length';

/** One unit: `times / per` of it make one of the property's base unit. Both are exact. */
export interface UcumUnit {
  readonly property: Property;
  readonly times: number;
  readonly per: number;
}

const unit = (property: Property, times = 1, per = 1): UcumUnit => ({ property, times, per });

/**
 * Case-sensitive UCUM codes (ucum.org, table of units). The base unit of a property has factor 1: mg/dL,
 * mmol/L, U/L, 10*9/L, [IU]/L, %, kg, cm. `K/uL` is kelvin per microlitre and stands here on purpose not.
 */
export const UCUM_UNITS = {
  'mg/dL': unit('mass_concentration'),
  'g/L': unit('mass_concentration', 100),
  'g/dL': unit('mass_concentration', 1000),
  'mg/L': unit('mass_concentration', 1, 10),
  'ug/dL': unit('mass_concentration', 1, 1000),
  'ug/L': unit('mass_concentration', 1, 10_000),
  'ug/mL': unit('mass_concentration', 1, 10),
  'ng/mL': unit('mass_concentration', 1, 10_000),
  'mg/mL': unit('mass_concentration', 100),
  'mmol/L': unit('substance_concentration'),
  'umol/L': unit('substance_concentration', 1, 1000),
  'nmol/L': unit('substance_concentration', 1, 1_000_000),
  'U/L': unit('catalytic_concentration'),
  'U/mL': unit('catalytic_concentration', 1000),
  'ukat/L': unit('catalytic_concentration', 60),
  'nkat/L': unit('catalytic_concentration', 6, 100),
  '10*9/L': unit('number_concentration'),
  '10*3/uL': unit('number_concentration'),
  '10*6/L': unit('number_concentration', 1, 1000),
  '/uL': unit('number_concentration', 1, 1000),
  '[IU]/L': unit('arbitrary_concentration'),
  '[IU]/mL': unit('arbitrary_concentration', 1000),
  'm[IU]/mL': unit('arbitrary_concentration'),
  '%': unit('mass_fraction'),
  kg: unit('mass'),
  g: unit('mass', 1, 1000),
  '[lb_av]': unit('mass', 45_359_237, 100_000_000),
  cm: unit('length'),
  m: unit('length', 100),
  '[in_i]': unit('length', 254, 100),
} as const satisfies Readonly<Record<string, UcumUnit>>;

export type UcumCode = keyof typeof UCUM_UNITS;

/** True for a unit with which Aegle computes. Others may be right UCUM; the edge checks those. */
export function isUcumCode(text: string): text is UcumCode {
  return Object.hasOwn(UCUM_UNITS, text);
}

/** The units of a property, in the table's order. */
export function unitsOf(property: Property): readonly UcumCode[] {
  const codes = Object.keys(UCUM_UNITS) as UcumCode[];
  return codes.filter((code) => UCUM_UNITS[code].property === property);
}
