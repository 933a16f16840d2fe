// Organisations and standings. Never patient data.

import { z } from 'zod';
import * as organisations from '../wire/organisations.ts';
import { programmeReceipts } from '../wire/programmes.ts';
import { uuid } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

export const organisationEndpoints = {
  listOrganisations: {
    method: 'GET',
    path: `${API_ROOT}/organisations`,
    tag: 'organisations',
    summary: 'Clinics, pharmacies, laboratories and offices',
    answer: organisations.organisations,
    isRecording: false,
  },
  listPrescribers: {
    method: 'GET',
    path: `${API_ROOT}/prescribers`,
    tag: 'organisations',
    summary: 'Prescribers by name: of the own clinic, for an office all',
    answer: organisations.prescribers,
    isRecording: false,
  },
  addOrganisation: {
    method: 'POST',
    path: `${API_ROOT}/organisations`,
    tag: 'organisations',
    summary: 'Add an organisation',
    body: organisations.organisation,
    answer: organisations.organisation,
    isRecording: true,
  },
  appendPharmacyEvents: {
    method: 'POST',
    path: `${API_ROOT}/pharmacies/:pharmacy/events`,
    tag: 'organisations',
    summary: 'Certify, renew, suspend, train, designate',
    params: z.strictObject({ pharmacy: uuid }),
    body: organisations.pharmacyEvents,
    answer: programmeReceipts,
    isRecording: true,
  },
  appendPrescriberEvents: {
    method: 'POST',
    path: `${API_ROOT}/prescribers/:prescriber/events`,
    tag: 'organisations',
    summary: 'Certify, renew, suspend, deactivate, name delegates',
    params: z.strictObject({ prescriber: uuid }),
    body: organisations.prescriberEvents,
    answer: programmeReceipts,
    isRecording: true,
  },
} as const satisfies Record<string, Endpoint>;
