// Programmes: read, confirm, approve. Never a rule without its citation.

import { z } from 'zod';
import * as programmes from '../wire/programmes.ts';
import { text } from '../wire/scalars.ts';
import { API_ROOT, type Endpoint } from './endpoint.ts';

const ofProgramme = z.strictObject({ programme: text() });
const ofEdition = ofProgramme.extend({ edition: text() });
const PROGRAMME = `${API_ROOT}/programmes/:programme` as const;

export const programmeEndpoints = {
  listProgrammes: {
    method: 'GET',
    path: `${API_ROOT}/programmes`,
    tag: 'programmes',
    summary: 'Programmes and their editions',
    answer: programmes.programmes,
    isRecording: false,
  },
  readProgramme: {
    method: 'GET',
    path: PROGRAMME,
    tag: 'programmes',
    summary: 'One programme: its rules, figures and sources',
    params: ofProgramme,
    answer: programmes.programmeDetail,
    isRecording: false,
  },
  confirmEdition: {
    method: 'POST',
    path: `${PROGRAMME}/editions/:edition/confirmation`,
    tag: 'programmes',
    summary: 'Record, with its source, that an edition is in force',
    params: ofEdition,
    body: programmes.editionConfirmation,
    answer: programmes.programmeReceipts,
    isRecording: true,
  },
  approveEdition: {
    method: 'POST',
    path: `${PROGRAMME}/editions/:edition/approval`,
    tag: 'programmes',
    summary: 'A clinical safety officer approves an edition for use at a site',
    params: ofEdition,
    body: programmes.editionApproval,
    answer: programmes.programmeReceipts,
    isRecording: true,
  },
  appendProgrammeEvents: {
    method: 'POST',
    path: `${PROGRAMME}/events`,
    tag: 'programmes',
    summary: 'Record overlays, outages and wholesalers',
    params: ofProgramme,
    body: programmes.programmeEvents,
    answer: programmes.programmeReceipts,
    isRecording: true,
  },
} as const satisfies Record<string, Endpoint>;
