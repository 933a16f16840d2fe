// The English sentences of the programme office's certifying page: a part of `en.ts`.

export const enCertifying = {
  work: 'Office',
  workHint:
    'What keeps a patient waiting and is the office’s to end: certificates, editions, answers of a ' +
    'portal. Names are not listed, and each reading of the list is logged.',
  noWork: 'Nobody waits for the office.',
  noWorkStep: 'Certificates and editions can be recorded at any time.',
  worksHere: 'The programme office works here.',
  title: 'Certify',
  hint:
    'Record what the office has checked. A certificate counts from its day on; a suspension closes ' +
    'both gates at once.',
  forOffice: 'The programme office certifies.',
  whom: 'Whom is this about?',
  aPharmacy: 'A pharmacy',
  aPrescriber: 'A prescriber',
  pharmacy: 'Pharmacy',
  noPharmacy: 'No pharmacy is listed.',
  prescriber: 'Prescriber',
  noPrescriber: 'Nobody of this name prescribes here: the operator makes the account first.',
  what: 'What the office records',
} as const;
