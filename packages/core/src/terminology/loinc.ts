// LOINC codes as texts: their form and their check digit.
// Never a list of all codes: which codes Aegle computes with stands in analytes.ts.

const FORM = /^([1-9]\d{0,6})-(\d)$/;

/** The mod-10 check digit of a code's number, as LOINC computes it (User Guide, appendix C). */
export function loincCheckDigit(number: string): number {
  let sum = 0;
  for (let index = 0; index < number.length; index += 1) {
    const digit = Number(number[number.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit * 2 : digit;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return (10 - (sum % 10)) % 10;
}

/** True for a code of the right form whose check digit is right; it may still name nothing. */
export function isLoincCode(text: string): boolean {
  const match = FORM.exec(text);
  return match !== null && loincCheckDigit(match[1]!) === Number(match[2]);
}
