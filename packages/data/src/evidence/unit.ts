// Whether a unit is a UCUM string that the evidence may use.
// It must never convert a value: grades and doses are read in the unit they were published in.

const atoms = new Set([
  ...['1', '%', '[degF]', 'Cel', '10*3', '10*9', '10*6'],
  ...['kg', 'g', 'mg', 'ug', 'ng', 'L', 'dL', 'mL', 'uL', 'm', 'cm', 'mm', 'm2', 'cm2', 'mm2'],
  ...['h', 'd', 'wk', 'mo', 'a', 'min', 's'],
  ...['mol', 'mmol', 'umol', 'nmol', 'U', 'ukat', 'nkat', '[IU]', 'm[IU]'],
  ...['kcal', 'dB', 'kDa', 'Da'],
]);
const annotation = /^\{[^{}\s]+\}$/;

/**
 * True when every part of the string is a known UCUM atom or a braced annotation, joined by `.` or
 * `/`. The list of atoms is closed: a new one is added here with the row that needs it.
 */
export function isUcumUnit(unit: string): boolean {
  const parts = unit.split(/[./](?![^{]*\})/);
  return parts.every((part, position) => {
    if (part === '') return position === 0 && unit.startsWith('/');
    const braced = part.indexOf('{');
    if (braced > 0) return atoms.has(part.slice(0, braced)) && annotation.test(part.slice(braced));
    return atoms.has(part) || annotation.test(part);
  });
}
