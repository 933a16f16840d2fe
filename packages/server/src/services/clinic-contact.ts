// Whom a patient calls: the clinics that care for them today, with the number that each registered.
// Never an empty line: without a number it says what to do all the same.

import type { Json, StoreTransaction } from '@aegle/store';

/** The clinics of one patient, and a sentence to show beside a call to stop. */
export interface ClinicContact {
  readonly clinics: readonly { readonly name: string; readonly phone: string | null }[];
  readonly text: string;
}

const EMERGENCY = 'If it is urgent and nobody answers, call the emergency number.';

/** The clinics to which the patient is related on a day, the latest tie first. */
export async function clinicContact(
  tx: StoreTransaction,
  patient: string,
  day: string,
): Promise<ClinicContact> {
  const careRelationships = [
    ...(await tx.careRelationshipsOn(day, { patientId: patient })),
  ].reverse();
  const known = await tx.organisations();
  const ids = new Set(careRelationships.map((tie) => tie.organisationId));
  const clinics = [...ids].flatMap((id) => {
    const clinic = known.find((one) => one.id === id && one.kind === 'clinic');
    return clinic === undefined ? [] : [{ name: clinic.name, phone: phoneIn(clinic.detail) }];
  });
  const numbers = clinics.flatMap(({ name, phone }) =>
    phone === null ? [] : [`${name}: ${phone}`],
  );
  const call = numbers.length === 0 ? 'Call your clinic.' : `Call ${numbers.join(', or ')}.`;
  return { clinics, text: `${call} ${EMERGENCY}` };
}

/** The telephone number that an organisation registered; null without one. */
export const phoneIn = (detail: Json): string | null => saidIn(detail, 'phone');

/** The opening hours that an organisation registered, as text; null without any. */
export const openingHoursOf = (detail: Json): string | null => saidIn(detail, 'openingHours');

function saidIn(detail: Json, name: string): string | null {
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) return null;
  const said = new Map(Object.entries(detail)).get(name);
  return typeof said === 'string' && said.trim() !== '' ? said : null;
}
