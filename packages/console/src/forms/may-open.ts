// Which forms and pages a role's own places lead to. It only leads; the server's policy decides.

import type { Role } from '@aegle/core';
import { type Form, type FormPage, isFormPage } from './form-of.ts';
import { offeredTypes } from './offered-types.ts';

const OPENED_BY: Readonly<Record<FormPage, readonly Role[]>> = {
  prescribe: ['prescriber'],
  enrol: ['prescriber', 'delegate'],
  certify: ['programme_officer'],
  confirm_edition: ['programme_officer'],
  approve_edition: ['safety_officer'],
  counter: ['pharmacist'],
};

/** True where the role is led to the form. */
export function mayOpen(role: Role, form: Exclude<Form, null>): boolean {
  return isFormPage(form) ? OPENED_BY[form].includes(role) : offeredTypes(role).includes(form);
}
