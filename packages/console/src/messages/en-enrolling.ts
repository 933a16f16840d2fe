// The English sentences of enrolling, a new patient or a known one: a part of `en.ts`.

export const enEnrolling = {
  title: 'Enrol a patient',
  givenName: 'Given name',
  familyName: 'Family name',
  phone: 'Telephone',
  email: 'E-mail',
  bornOn: 'Born on',
  programme: 'Programme',
  clinic: 'Clinic',
  prescriber: 'Prescriber',
  nobody: 'Nobody of this name prescribes in your clinic.',
  card: 'Number on the card',
  cardHint: 'The patient shows this number at the pharmacy.',
  submit: 'Enrol',
  done: 'Enrolled.',
  open: 'Go on with the visit',
  againTitle: 'Enrol this patient again',
  againHint:
    'The patient keeps number and record. What is held, waits and has been supplied stays.',
  course: 'Course',
  sameCourse: 'The course that goes on',
  sameCourseHint: 'Another programme applies beside those that apply already.',
  newCourse: 'A new course',
  newCourseHint:
    'Forms, tests, talks and waits begin anew: nothing of the earlier course counts for it.',
  seeConditions: 'See what is needed now',
  forClinic: 'The clinic enrols.',
} as const;
