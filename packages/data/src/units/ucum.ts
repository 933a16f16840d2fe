// The edge's check of units with which core does not compute, by the UCUM library of the US NLM.
// Never converts: mass to moles without the substance's weight would be a guess.

import { createRequire } from 'node:module';
import { isUcumCode } from '@aegle/core';

interface UcumLibrary {
  readonly UcumLhcUtils: {
    getInstance(): {
      validateUnitString(
        unit: string,
        suggest: boolean,
      ): { readonly status: string; readonly unit?: { readonly code: string } };
      convertUnitTo(from: string, value: number, to: string): { readonly toVal: number | null };
    };
  };
}

let loaded: ReturnType<UcumLibrary['UcumLhcUtils']['getInstance']> | undefined;

/** Read only when a unit outside core's table is met: its table takes longer to read than a decision. */
export function ucum() {
  const require = createRequire(import.meta.url);
  loaded ??= (require('@lhncbc/ucum-lhc') as UcumLibrary).UcumLhcUtils.getInstance();
  return loaded;
}

/** True for a text that is a UCUM unit letter by letter (case-sensitive, without a suggestion). */
export function isUcumUnit(text: string): boolean {
  if (isUcumCode(text)) return true;
  // The library writes to standard output about a text with blanks; no unit has blanks.
  if (!/^[!-~]+$/.test(text)) return false;
  const answer = ucum().validateUnitString(text, false);
  return answer.status === 'valid' && answer.unit?.code === text;
}
