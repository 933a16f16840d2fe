// Every text of every event that anybody may record: looked up, the caller's own id, or why it names nobody.

import { EVENT_CATALOGUE, EVENT_TYPES, type EventType } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { brokenLimits } from '../../access/field-limits.ts';
import { EVENT_ACCESS } from '../../access/policy.ts';
import { NAMED } from './named-fields.ts';

interface FieldLike {
  readonly kind: string;
  readonly of?: FieldLike;
}

const isText = (field: FieldLike): boolean =>
  field.of === undefined ? field.kind === 'text' : isText(field.of);

const ROUTED: readonly EventType[] = ['EditionConfirmedInForce', 'EditionApprovedForUse'];

/** Events that only Aegle writes say what it read itself. */
const written = EVENT_TYPES.filter(
  (type) => EVENT_ACCESS[type].writers.length > 0 || ROUTED.includes(type),
);

const WORDS = 'words of a person';
const SAME_RECORD = 'names something of the same record';
const CODE = 'a code or term, of no person';

/** By field: what it is, since it is no name of a register. */
const NO_NAME: Readonly<Record<string, string>> = {
  reason: WORDS,
  note: WORDS,
  finding: WORDS,
  judgement: WORDS,
  cause: WORDS,
  hours: WORDS,
  treatment: WORDS,
  evidence: WORDS,
  value: 'by the field that it corrects: CORRECTABLE_NAMES',
  field: 'a field of the event that is corrected; core refuses another',
  event: SAME_RECORD,
  hold: SAME_RECORD,
  report: SAME_RECORD,
  incident: SAME_RECORD,
  course: SAME_RECORD,
  // Of a cancelling and a portal's answer it is looked up in the record (`named-elsewhere.test.ts`).
  prescription: SAME_RECORD,
  request: SAME_RECORD,
  insurer: 'an insurer, of which no register is kept',
  authorization: SAME_RECORD,
  code: CODE,
  substance: CODE,
  term: CODE,
  loinc: CODE,
  unit: CODE,
  scale: CODE,
  symptom: CODE,
  endpoint: CODE,
  kind: CODE,
  instrument: CODE,
  answers: CODE,
  method: CODE,
  topics: CODE,
  product: 'compared by the rule of the product',
  specialty: CODE,
  prescriberSpecialty: 'compared by the rule that asks for it',
  language: CODE,
  origin: 'a place elsewhere, of which no register is kept',
  document: 'compared by the rule that asks for a named one; else a paper elsewhere',
  source: 'a paper or a sender elsewhere',
  authority: 'a public authority, of which no register is kept',
  identifier: 'a number of a licence, issued elsewhere',
  number: 'a number that the portal gave',
  denialCode: 'a code of the portal',
  // Looked up by the record's own rule (`named-elsewhere.test.ts`).
  from: 'a country',
  to: 'a country',
  wholesaler: 'no register of wholesalers is kept, and no rule reads it',
  editionDigest: 'compared with what is loaded, by its route',
  acceptedAssumptions: 'compared with the edition, by its route',
  overlays: 'compared with the programme, by its route',
};

/** By event: a field whose word means something else there, or that only takes away. */
const NO_NAME_IN: Partial<Record<EventType, readonly string[]>> = {
  // Compared with the form of the same event.
  FormSigned: ['edition'],
  // The consent of the registry is no form of a programme.
  RegistryConsentGiven: ['edition'],
  MedicationGuideGiven: ['edition'],
  // Their routes take it from the path and refuse an unknown one.
  EditionConfirmedInForce: ['edition'],
  EditionApprovedForUse: ['edition'],
  // What can only close is kept, whomever it names.
  UnauthorizedDispenseFound: ['pharmacy'],
  DispenseConflictFound: ['pharmacy'],
  // Of another programme than is loaded, kept for each in which they are certified (`standing-reports.test.ts`).
  PrescriberSuspended: ['programme'],
  PrescriberDeactivated: ['programme'],
  PharmacySuspended: ['programme'],
  DelegateRevoked: ['delegate'],
};

const isOwnId = (type: EventType, field: string) =>
  EVENT_ACCESS[type].writers.length > 0 &&
  EVENT_ACCESS[type].writers.every((role) => {
    const caller = { tenantId: 't', role, actorId: 'own', organisationId: null, patientId: null };
    const broken = brokenLimits(caller, type, { [field]: 'another' }, 'data');
    return broken.some((one) => one.field === `data.${field}`);
  });

describe('H-01 every text that an event may carry', () => {
  const used = new Set<string>();
  const places = written.flatMap((type) =>
    Object.entries<FieldLike>(EVENT_CATALOGUE[type].fields)
      .filter(([, field]) => isText(field))
      .map(([field]) => [type, field] as const),
  );

  it.each(places)('%s.%s is looked up, or says why not', (type, field) => {
    const ways = [
      field === 'reportedFor' && 'of a machine: looked up for every event',
      NAMED[type]?.[field] !== undefined && 'looked up',
      isOwnId(type, field) && NAMED[type]?.[field] === undefined && 'the caller’s own id',
      NO_NAME_IN[type]?.includes(field) === true && 'not there',
      NO_NAME[field] !== undefined && NAMED[type]?.[field] === undefined && 'no name',
    ].filter((way) => way !== false);
    for (const one of [field, `${type}.${field}`]) used.add(one);
    expect(ways).toHaveLength(1);
  });

  it('and no reason is given for what is not there', () => {
    const given = Object.entries(NO_NAME_IN).flatMap(([type, fields]) =>
      fields.map((field) => `${type}.${field}`),
    );
    expect([...Object.keys(NO_NAME), ...given].filter((one) => !used.has(one))).toEqual([]);
  });
});
