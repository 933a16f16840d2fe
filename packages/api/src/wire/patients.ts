// Enrolling, finding and declaring: what a door needs before events can be appended.
// Never a search by name: a patient is found by an identifier that was issued to them.

import { EVENT_CATALOGUE, type EventType } from '@aegle/core';
import { z } from 'zod';
import { storedDecision } from './decisions.ts';
import { schemaOfFields, type WireDataOf } from './event-fields.ts';
import { eventReceipt, recordedEvent, sentEvent } from './events.ts';
import { byMachine, day, text, uuid } from './scalars.ts';

/** Issuer of the number on a patient's card: the one field of the pharmacy page. */
export const PATIENT_CARD_SYSTEM = 'urn:aegle:patient-card';

export const identifier = z
  .strictObject({
    system: text().meta({ description: 'Who issued it, as a URI.', example: 'urn:aegle:patient' }),
    value: text(),
  })
  .meta({ id: 'Identifier' });

/** Kept in the erasable person table, never in an event. */
export const personDetails = z
  .strictObject({
    givenName: text(),
    familyName: text(),
    phone: text(40).optional(),
    email: z.email().optional(),
    language: text(35).optional(),
    zone: text(60).optional().meta({ description: 'IANA zone of the home, for days.' }),
  })
  .meta({ id: 'PersonDetails' });
export type PersonDetails = z.infer<typeof personDetails>;

export const enrolment = z
  .strictObject({
    details: personDetails,
    identifiers: z.array(identifier).max(10),
    programmes: z.array(text()).min(1).max(5),
    bornOn: day.optional(),
    prescriber: uuid.optional(),
    ...byMachine,
    organisations: z
      .array(uuid)
      .max(10)
      .optional()
      .meta({ description: 'More clinics that care for the patient; the sender’s own is added.' }),
  })
  .meta({ id: 'Enrolment' });
export type Enrolment = z.infer<typeof enrolment>;

export const furtherEnrolment = z
  .strictObject({
    programmes: z.array(text()).min(1).max(5),
    isNewCourse: z.boolean().meta({
      description: 'True: a new course begins, and nothing of the earlier one counts for it.',
    }),
    zone: text(60).optional().meta({
      description: 'IANA zone of the place of care; left out, as before in the same country.',
    }),
    ...byMachine,
  })
  .meta({ id: 'FurtherEnrolment' });

export const enrolled = z
  .object({ patient: uuid.meta({ description: 'The pseudonym.' }), course: text() })
  .meta({ id: 'Enrolled' });

export const laboratoryTie = z
  .strictObject({
    laboratory: uuid.meta({ description: 'A laboratory among the organisations.' }),
    isTied: z.boolean().meta({
      description: 'True: from today its system reports results; false: until the end of today.',
    }),
  })
  .meta({ id: 'LaboratoryTie' });

export const laboratoryTied = z
  .object({
    laboratory: uuid,
    from: day,
    until: day.nullable().meta({ description: 'The last day, included; null: not ended.' }),
  })
  .meta({ id: 'LaboratoryTied' });

export const laboratories = z
  .object({
    laboratories: z.array(
      z.object({
        laboratory: uuid,
        name: text(),
        from: day.nullable().meta({ description: 'Since when its results are taken; null: not.' }),
        until: day.nullable().meta({ description: 'The last day, included; null: not ended.' }),
      }),
    ),
  })
  .meta({ id: 'PatientLaboratories' });

export const found = z.object({ patient: uuid.nullable() }).meta({ id: 'Found' });

export const patientPage = z
  .object({
    patient: uuid,
    person: z.record(z.string(), z.unknown()).nullable().meta({ description: 'As enrolled.' }),
    contact: z
      .object({
        clinics: z.array(z.object({ name: text(), phone: text(40).nullable() })),
        text: text(1000),
      })
      .meta({ description: 'Whom the patient calls; `text` is never empty.' }),
  })
  .meta({ id: 'Patient' });

export const appendEvents = z
  .strictObject({
    // No bound here: of more than are taken, what can only close a gate is still kept.
    events: z.array(sentEvent).min(1).meta({ description: 'At most 200 are recorded at once.' }),
  })
  .meta({ id: 'AppendEvents' });

export const receipts = z
  .object({
    events: z.array(eventReceipt),
    reversed: z
      .array(text())
      .meta({ description: 'Authorisations that these events closed, in the same transaction.' }),
    tasksOpened: z.int(),
    advice: text(1000)
      .nullable()
      .meta({ description: 'What to do at once, where the report closed the gates.' }),
  })
  .meta({ id: 'Receipts' });
export type Receipts = z.infer<typeof receipts>;

/**
 * Reports that never open a gate: some close it at once, the others are a diary. What a diary entry
 * is about may lie in the past, and its sender says when.
 */
export const DIARY_TYPES = [
  'DoseTaken',
  'DoseMissed',
  'SymptomReported',
] as const satisfies readonly EventType[];

/** What a patient or a guardian may declare online; the server dates all but the diary. */
export const DECLARATION_TYPES = [
  'FormSigned',
  'TreatmentConsentWithdrawn',
  'RegistryConsentGiven',
  'RegistryConsentWithdrawn',
  'ContraceptionStarted',
  'ContraceptionStopped',
  'UnprotectedContactReported',
  'EmergencyContraceptionUsed',
  'PeriodMissed',
  'ComprehensionAnswered',
  'PregnancyTestReported',
  'PregnancyReported',
  'CapsulesLost',
  'CapsulesReturned',
  'CapsulesDestroyed',
  'CapsulesShared',
  'BloodDonationReported',
  ...DIARY_TYPES,
] as const satisfies readonly EventType[];
export type DeclarationType = (typeof DECLARATION_TYPES)[number];

/** Declarations that can open a gate; no other report ever does. */
export const OPENING_DECLARATIONS = [
  'FormSigned',
  'ContraceptionStarted',
  'ComprehensionAnswered',
  'PregnancyTestReported',
] as const satisfies readonly DeclarationType[];

/** A declaration: no day, because the server's is the one that counts; a diary entry may have one. */
export type Declaration = {
  readonly [T in DeclarationType]: {
    readonly id: string;
    readonly type: T;
    readonly occurredOn?: T extends (typeof DIARY_TYPES)[number] ? string : never;
    readonly data: WireDataOf<(typeof EVENT_CATALOGUE)[T]['fields']>;
  };
}[DeclarationType];

const isDiary = (type: DeclarationType): boolean => DIARY_TYPES.some((one) => one === type);

const declarationOf = (type: DeclarationType) =>
  z.strictObject({
    id: uuid,
    type: z.literal(type),
    ...(isDiary(type) ? { occurredOn: day.optional() } : {}),
    data: schemaOfFields(EVENT_CATALOGUE[type].fields),
  });
const [firstType, ...otherTypes] = DECLARATION_TYPES;
const readableDeclaration = z.discriminatedUnion('type', [
  declarationOf(firstType),
  // Each schema is made from its type's row of the catalogue; the list of them does not carry that.
  ...otherTypes.map(declarationOf),
]) as unknown as z.ZodType<Declaration>;

/** A declaration that does not read goes on to core too: a report that closes is never lost. */
export const declaration = z.union([
  readableDeclaration,
  z.looseObject({ id: uuid, type: z.enum(DECLARATION_TYPES) }),
]);

export const timeline = z
  .object({
    patient: uuid,
    today: day.meta({ description: 'On the clock of the programme.' }),
    zone: text(60),
    events: z.array(recordedEvent),
    decisions: z.array(storedDecision),
    windows: z.array(
      z.object({
        programme: text(),
        requirement: text(),
        truth: z.enum(['met', 'unmet', 'unknown']).nullable(),
        holdsFrom: day.nullable(),
        lastDay: day.nullable(),
      }),
    ),
  })
  .meta({ id: 'Timeline' });
export type Timeline = z.infer<typeof timeline>;
