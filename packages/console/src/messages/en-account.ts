// One's own account: what others did to it, the password, the second factor. English, a part of `en.ts`.

export const enAccount = {
  noticesTitle: 'Your access was changed',
  operator: 'the operator, by command',
  notices: {
    account_added: (by: string, at: string) => `This account was made by ${by} on ${at}.`,
    password_reset: (by: string, at: string) => `Your password was reset by ${by} on ${at}.`,
    second_factor_removed: (by: string, at: string) =>
      `Your second factor was removed by ${by} on ${at}.`,
    sessions_ended: (by: string, at: string) => `You were signed out everywhere by ${by} on ${at}.`,
    access_ended: (by: string, at: string) => `Your access was ended by ${by} on ${at}.`,
    access_reopened: (by: string, at: string) => `Your access was opened again by ${by} on ${at}.`,
  },
  notMine:
    'If you did not ask for this, tell another administrator or the programme office now: somebody may ' +
    'have signed in as you.',
  haveRead: 'I have read this',
  waits:
    'Until a second person has answered for you, this account confirms, clears and countersigns ' +
    'nothing. Choose a password of your own, then ask an administrator or a programme officer who did ' +
    'not change your access.',
  toAccount: 'Choose a password',
  ownPassword: 'Your password',
  ownPasswordHint:
    'Choose another one whenever somebody else may know it. Other devices are signed out.',
  currentPassword: 'Password of now',
  onceMore: 'New password once more',
  notTheSame: 'The two are not the same.',
  choosePassword: 'Choose this password',
  passwordChosen: 'Your new password holds from now on.',
  ownId: 'Your id here, for the programme office',
  secondFactor: 'Second factor',
  isOn: 'set up',
  isOff: 'not set up',
  onHint:
    'Signing in asks for six digits of your authenticator. If you lose that device, an ' +
    'administrator takes the second factor away, and you set up a new one.',
  offHint:
    'With a second factor, a stolen password alone opens nothing. You need an authenticator app ' +
    'on a device of your own.',
  passwordHint: 'Once more, so that nobody else sets this up at your open page.',
  begin: 'Set up a second factor',
  secret: 'Key for the authenticator',
  secretHint: 'Type this key into your authenticator. It is shown only now.',
  openAuthenticator: 'Open in an authenticator on this device',
  finish: 'Finish',
  done: 'The second factor is set up.',
} as const;
