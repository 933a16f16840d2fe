// The English sentences of the administrator's pages about people, keys and places: a part of `en.ts`.
// Never a patient: an account's role is all that is said of its owner.

export const enAccess = {
  title: 'People and keys',
  forOffice: 'An administrator looks after access.',
  accounts: 'Accounts',
  accountsHint:
    'Everybody who can sign in. What is taken away here ends within 5 seconds, is logged, and what ' +
    'the person recorded stays. The owner reads who did it at the next sign-in.',
  search: 'Name, e-mail or organisation',
  role: 'Role',
  anyRole: 'Every role',
  listed: (shown: number, all: number) =>
    shown === all ? `${all} ${all === 1 ? 'account' : 'accounts'}` : `${shown} of ${all} accounts`,
  none: 'No account is found.',
  noneStep: 'Try another part of the name, or every role.',
  more: 'Show more',
  name: 'Name',
  nameAndEmail: 'Name and e-mail',
  organisation: 'Organisation',
  noOrganisation: 'no organisation',
  unknownOrganisation: 'an organisation that is not listed',
  secondFactor: 'Second factor',
  isOn: 'set up',
  isOff: 'not set up',
  access: 'Access',
  inUse: 'in use',
  endsOn: (when: string) => `ends ${when}`,
  ended: (when: string) => `ended ${when}`,
  lastSignedIn: 'Last signed in',
  never: 'never',
  waits: 'waits for a second person',
  reopen: 'Open again',
  reopenOf: (name: string) => `Open the access of ${name} again`,
  reopenAsk: (name: string) => `Open the access of ${name} again?`,
  reopenNext: 'The person signs in with the same password as before.',
  reopened: (name: string) => `The access of ${name} is open again.`,
  addAccount: 'Add an account',
  addHint:
    'The person signs in with this password once and chooses another. Until a second person has ' +
    'answered for them, they confirm, clear and countersign nothing.',
  firstPassword: 'First password',
  personName: 'Name, as colleagues read it',
  added: (name: string) => `${name} can sign in now. Tell the password in person or by telephone.`,
  awaiting: 'Accounts that wait for a second person',
  awaitingHint:
    'Somebody opened these accounts or gave them a password. Speak with the owner, face to face or on a ' +
    'number you know, before you answer.',
  nobodyWaits: 'No account waits.',
  since: 'Since',
  answer: 'Answer for',
  answerFor: (name: string) => `Answer for ${name}`,
  answerAsk: (name: string) => `Did ${name} tell you that the account is in their own hands?`,
  answerNext:
    'You are the second person. From then on what this account confirms and clears counts, and your name ' +
    'stands beside it in the log.',
  answered: (name: string) => `You answered for ${name}.`,
  isMine: 'You opened it: another has to answer',
  needsOwn: 'The owner has to choose a password first',
  firstDay: 'Your first day',
  firstDayDone: 'done',
  firstDaySteps: {
    places: 'Add the clinics, pharmacies and laboratories.',
    second:
      'Make a second administrator or a programme officer: one person alone can answer for nobody.',
    readers: 'Make a safety officer, who reads what nobody else does.',
    factors: 'Have everybody with an office set up a second factor.',
    backup: 'Ask the operator for the day of the last backup, and whether it was tried back.',
  },
  change: 'Change access',
  changeOf: (name: string) => `Change access of ${name}`,
  what: 'What should happen?',
  actions: {
    sessions: {
      label: 'Sign out everywhere',
      next: 'Every device is signed out. The person signs in again with the same password.',
      done: (name: string) => `${name} is signed out everywhere.`,
    },
    password: {
      label: 'Give a new password',
      next:
        'The old password opens nothing, and every device is signed out. Tell the new one in person ' +
        'or by telephone: nobody is sent it.',
      done: (name: string) => `${name} signs in with the new password from now on.`,
    },
    second_factor: {
      label: 'Remove the second factor',
      next:
        'For somebody who lost the authenticator: be sure who is asking. Every device is signed out; ' +
        'the password alone opens the account until the person sets up another factor.',
      done: (name: string) => `The second factor of ${name} is removed.`,
    },
    access: {
      label: 'End the access',
      next:
        'The person is signed out and cannot sign in again. Open tasks pass to whoever stands in for ' +
        'the role. It can be taken back here.',
      done: (name: string) => `The access of ${name} has ended.`,
    },
  },
  newPassword: 'New password',
  passwordHint: 'At least 12 characters.',
  passwordShort: (length: number) =>
    `It has ${length} ${length === 1 ? 'character' : 'characters'}; at least 12 are needed.`,
  backup: 'Backup',
  backedUp: (when: string) => `Last backed up ${when}.`,
  backupLate:
    'That is more than a day ago: ask the operator, and whether the last one was tried back.',
  noBackup:
    'No backup of this database is known here. Ask the operator: aegle backup writes one and notes it; a ' +
    'backup of the database by other means is not seen.',
  keys: 'Keys of systems',
  keysHint:
    'A key lets the software of one clinic, pharmacy or laboratory act here, for one kind of work. ' +
    'It is shown once, when it is made.',
  addKey: 'Add a key',
  addKeyName: 'What the system is called',
  keyShown: (name: string) => `The key of ${name}, shown only now`,
  keyShownHint:
    'Copy it to where the system reads its secrets. Aegle keeps no copy: if it is lost, revoke it and ' +
    'make another.',
  keyKept: 'I have kept it',
  keyKinds: {
    pharmacy_system: 'Pharmacy software',
    clinic_system: 'Clinic software',
    laboratory: 'Laboratory',
    portal: 'Portal of a programme',
    research: 'Research',
  } as Readonly<Record<string, string>>,
  kind: 'For',
  oldKind: 'Pharmacy software (made before keys had kinds)',
  state: 'State',
  revoke: 'Revoke',
  revokeOf: (name: string) => `Revoke the key of ${name}`,
  revokeAsk: (name: string) => `Revoke the key of ${name}?`,
  revokeNext:
    'The system opens nothing any more, within 5 seconds. What it sent stays. It works again only ' +
    'with a new key. Tell whoever runs it, so that reports come another way meanwhile.',
  revoked: (when: string) => `revoked ${when}`,
  revokedNow: (name: string) => `The key of ${name} is revoked.`,
  noKeys: 'No system has a key.',
  placeKind: 'Kind',
  places: 'Clinics, pharmacies, laboratories',
  placesHint: 'The telephone is what patients are told to call.',
  kinds: {
    clinic: 'Clinic',
    pharmacy: 'Pharmacy',
    laboratory: 'Laboratory',
    office: 'Office',
  },
  phone: 'Telephone',
  noPhone: 'none given',
  people: 'People with access',
  identifier: 'Identifier',
  showIdentifiers: 'Show identifiers',
  noPlaces: 'No organisation is listed.',
  noPlacesStep: 'Add the first one here.',
  addPlace: 'Add an organisation',
  addedPlace: (name: string) => `${name} is added.`,
  openingHours: 'Opening hours',
  noHours: 'none given',
  openingHoursHint: 'Such as mon-fri 09:00-18:00; sat 09:00-13:00. Empty where they are not known.',
  phoneHint: 'As patients are told to call it. Empty where there is none.',
} as const;
