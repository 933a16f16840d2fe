// The English sentences of the safety officer's first page: a part of `en.ts`.

export const enSafety = {
  title: 'Safety',
  forOfficer: 'The safety officer works here.',
  hint:
    'What holds capsules back anywhere in the programme, the gravest first. Names are not listed: ' +
    'opening a patient shows who it is, and is logged.',
  groups: {
    pregnancies: 'Pregnancies',
    reports: 'Reports and corrections to read',
    holds: 'Holds',
    others: 'Other work of yours',
  },
  nothing: {
    pregnancies: 'No pregnancy is reported.',
    reports: 'Every report is read, and no correction waits.',
    holds: 'Nothing is held.',
    others: 'Nothing else is yours.',
  },
  count: (title: string, count: number) => `${title}: ${count}`,
  elsewhere: (count: number) =>
    count === 1
      ? 'One more thing is due; it is the clinic’s, the pharmacy’s or the office’s.'
      : `${count} more things are due; they are the clinics’, the pharmacies’ or the office’s.`,
  log: {
    title: 'Access log',
    hint:
      'Readings of any record from outside its care, the latest first: when, in which role, why. Who it ' +
      'was is not named here: the log holds pseudonyms. “This record” opens that patient’s own log.',
    nothing: 'Nobody has read a record from outside its care.',
    forOfficer: 'The safety officer reads the access log.',
  },
  cut: (shown: number, all: number) => `Only the first ${shown} of ${all} things are read here.`,
} as const;
