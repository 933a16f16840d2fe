// Names of fields and values whose own spelling is no English: units, abbreviations, codes.
// Every other name is read from its spelling by `inWords`.

export const enNames: Readonly<Record<string, string>> = {
  ageYears: 'Age, years',
  bornOn: 'Born on',
  clia: 'CLIA-certified',
  licensed: 'Licensed laboratory',
  sensitivityMiuPerMl: 'Sensitivity, mIU/ml',
  menstrualDays1To5: 'In days 1 to 5 of the period',
  doseMg: 'Dose, mg',
  dosesMg: 'Doses, mg',
  doseMgPerDay: 'Dose, mg a day',
  targetMgPerKg: 'Target, mg/kg',
  weightKg: 'Weight, kg',
  lengthDays: 'Length, days',
  daysSupply: 'Days of supply',
  loinc: 'LOINC code',
  referenceLow: 'Lower limit of the laboratory',
  referenceHigh: 'Upper limit of the laboratory',
  iga: 'IGA',
  gags: 'GAGS',
  ipledge: 'iPLEDGE',
  'us-ipledge': 'iPLEDGE REMS',
  'ipledge-consent-general': 'iPLEDGE consent for every patient',
  'ipledge-consent-birth-defects': 'iPLEDGE consent on birth defects',
  // RxNorm's code of the ingredient.
  '6064': 'Isotretinoin',
};
