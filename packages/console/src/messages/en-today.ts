// The English sentences of the day's worklist and of what a task is about: a part of `en.ts`.
// Never a finding beside a name: the reason comes with the answer, for who asked.

import type { AgendaStep } from '@aegle/core';

export const enToday = {
  title: 'Today',
  patientsKey: 'opens the patients.',
  keys: 'moves, and Enter opens.',
  what: 'What',
  whom: 'For whom',
  when: 'When',
  why: 'Why',
  who: 'Who may do it',
  kind: 'Kind',
  everyKind: (count: number) => `Everything (${count})`,
  ofKind: (name: string, count: number) => `${name} (${count})`,
  listed: (shown: number, total: number) => {
    const things = `${total} ${total === 1 ? 'thing' : 'things'} to do within 7 days`;
    return `${shown === total ? '' : `${shown} of `}${things}, what closes first first`;
  },
  which: 'Show',
  whose: { all: 'All', mine: 'Mine', recent: 'Recent' },
  whosePatients: {
    mine: 'my own patients',
    recent: 'patients of whom something was recorded in the last 7 days',
  },
  programme: 'Programme',
  anyProgramme: 'Any programme',
  state: 'State',
  states: {
    any: 'Any state',
    at_once: 'At once',
    overdue: 'Overdue',
    now: 'Can be done now',
    later: 'Later in these days',
  },
  due: 'Closes',
  closes: {
    any: 'At any time',
    1: 'Within 24 hours, or has closed',
    3: 'Within 3 days, or has closed',
    7: 'Within 7 days, or has closed',
  },
  print: 'Print this list',
  printSelected: (count: number) => `Print the ${count} selected`,
  select: (what: string, whom: string) => `Select: ${what}, ${whom}`,
  selectAll: (count: number) => `Select all ${count} shown`,
  selected: (count: number) => `${count} selected of a longer list`,
  clear: 'Clear the selection',
  only: (chosen: string) => `Only: ${chosen}`,
  more: 'Show more',
  most: 'No more can be shown at once: choose a programme, state or kind to see the rest.',
  none: 'Nothing is to be done within 7 days.',
  noneStep: 'What comes later stands on the page of each patient.',
  noneChosen: 'Nothing to do matches what you chose.',
  everything: 'Show everything',
  atOnce: 'At once',
  overdue: 'overdue',
  now: 'now; no last day is known',
  from: (day: string) => `from ${day}`,
  untilEnd: (day: string, place: string) => `until the end of ${day}, ${place}`,
  untilMinute: (minute: string, place: string) => `by ${minute}, ${place}`,
  workingDays: (count: number, lastHour: string | null) => {
    const left = count === 1 ? 'last working day' : `${count} working days left`;
    return lastHour === null ? left : `${left}, to ${lastHour} on the last`;
  },
  organisation: 'The organisation',
  subjects: {
    prescriber: (name: string | undefined) =>
      name === undefined ? 'A prescriber' : `Prescriber: ${name}`,
    pharmacy: (name: string | undefined) =>
      name === undefined ? 'A pharmacy' : `Pharmacy: ${name}`,
  },
  nobodyNamed: {
    prescriber_certificate: ': no prescriber is named',
    pharmacy_certificate: ': no pharmacy is named',
  } as Readonly<Record<string, string>>,
  years: (age: number) => `, ${age}`,
  steps: {
    contact_patient: 'Speak with the patient',
    restore_record: 'Restore the record',
    prescribe: 'Prescribe',
    dispense: 'Capsules to be collected',
    donate_blood: 'Blood may be donated',
    pregnancy_test: 'Pregnancy test',
    counselling: 'Counselling',
    comprehension: 'Questions about the risks',
    contraception: 'Contraception',
    visit: 'Visit',
    form: 'Form to sign',
    guardian_signature: 'Signature of a guardian',
    document: 'Document to show',
    category: 'Category',
    enrolment: 'Enrolment',
    specialist_approval: 'Approval by a specialist',
    second_prescriber: 'Agreement of a second prescriber',
    prescriber_certificate: 'Certificate of the prescriber',
    pharmacy_certificate: 'Certificate of the pharmacy',
    prescription: 'Prescription',
    external_authorization: 'Answer of the portal',
    judgement: 'Judgement by a named clinician',
    edition: 'Rules to be settled by the programme',
    wait: 'A wait ends',
    supply: 'Days of supply',
    prior_authorization: 'Authorisation of the insurer',
    insurer_answer: 'Answer of the insurer',
    stock: 'No stock at the pharmacy',
    resume_course: 'The course goes on',
    move: 'Treatment moved',
    laboratory_test: 'Laboratory test',
    capsules_run_out: 'Capsules run out',
    follow_up: 'Follow-up visit',
    after_advice: 'Advice after treatment',
    task: 'Task',
  } satisfies Readonly<Record<AgendaStep, string>> as Readonly<Record<AgendaStep, string>>,
  /** What each kind of task asks for, and why it was opened. */
  tasks: {
    speak_with_patient: {
      what: 'Speak with the patient',
      why:
        'After a test that was not negative, a missed period, contact without protection, emergency ' +
        'contraception or a reported pregnancy, a clinician speaks with the patient today.',
    },
    repeat_test: {
      what: 'Make a pregnancy test',
      why:
        'After a test that was not negative, a missed period, contact without protection or emergency ' +
        'contraception, a test is made and read by a clinician.',
    },
    report_to_programme: {
      what: 'Report to the programme',
      why: 'A pregnancy was reported: the programme has to be told.',
    },
    report_to_pharmacovigilance: {
      what: 'Report to pharmacovigilance',
      why: 'A pregnancy was reported: the authority for medicines has to be told.',
    },
    offer_referral: {
      what: 'Offer a referral',
      why: 'A pregnancy was reported: a referral is offered.',
    },
    resolve_report: {
      what: 'Read a report',
      why: 'A report could not be read in full. Both gates stay closed until a person has read it.',
    },
    confirm_correction: {
      what: 'Confirm a correction',
      why:
        'An entry was corrected. Where that would open more than before, both gates wait until a second ' +
        'authorised person has confirmed it against a source.',
    },
    review_hold: {
      what: 'Look at a hold',
      why: 'A hold closes both gates until a clinician clears it.',
    },
    review_reversal: {
      what: 'Look at a closed authorisation',
      why: 'An authorisation was closed because what it rested on changed.',
    },
    self_harm_answer: {
      what: 'Look at an answer today',
      why: 'An answer in a questionnaire needs a person’s attention now.',
    },
    dispense_incident: {
      what: 'Look into a dispense',
      why:
        'Capsules were dispensed or shared outside what was authorised, or on something that no longer ' +
        'stands.',
    },
    review_result_today: {
      what: 'Look at a result today',
      why: 'A laboratory result, or its unit, needs a clinician today.',
    },
    review_result: {
      what: 'Look at a result',
      why: 'A laboratory result needs a clinician by the next visit.',
    },
    log_damaged: {
      what: 'Restore the record',
      why: 'The stored record does not hold. Both gates stay closed until the operator has restored it.',
    },
    read_suspension: {
      what: 'Read a suspension',
      why: 'A suspension could not be read, and holds until it is: record what was meant, or withdraw it.',
    },
    clear_reason: {
      what: 'Supply what is missing',
      why: 'A decision was denied for something that can be supplied.',
    },
    programme_left: {
      what: 'Treatment has moved away',
      why: 'A patient left the country of this programme: see who left, and why.',
    },
  } as Readonly<Record<string, { readonly what: string; readonly why: string }>>,
} as const;
