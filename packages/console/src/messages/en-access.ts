// The English sentences of the programme office's page about people, keys and places: a part of `en.ts`.
// Never a patient: an account's role is all that is said of its owner.

export const enAccess = {
  title: 'People and keys',
  forOffice: 'The programme office looks after access.',
  accounts: 'Accounts',
  accountsHint:
    'Everybody who can sign in. What is taken away here ends within 5 seconds, is logged, and what ' +
    'the person recorded stays.',
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
        'the role. This page does not give access back: the operator makes a new account.',
      done: (name: string) => `The access of ${name} has ended.`,
    },
  },
  newPassword: 'New password',
  passwordHint: 'At least 12 characters.',
  passwordShort: (length: number) =>
    `It has ${length} ${length === 1 ? 'character' : 'characters'}; at least 12 are needed.`,
  keys: 'Keys of systems',
  keysHint:
    'A key lets the software of one clinic, pharmacy or laboratory act here. The operator makes one ' +
    'by command, and it is shown once:',
  keyCommand: 'aegle role add system_client --name NAME --kind KIND --organisation ID',
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
  noPlacesStep: 'The operator adds one by command: aegle organisation add.',
  certify: 'Record a certificate',
} as const;
