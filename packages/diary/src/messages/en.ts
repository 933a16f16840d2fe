// The English sentences of the diary. The other languages have the same keys, or do not compile.
// Never a rule or a number of a programme: those come with the answer, from cited data.

import { enReport } from './en-report.ts';

export const en = {
  unreviewed: 'This language has not been reviewed by a clinician or a patient yet.',
  skip: 'To the content',
  places: { name: 'Main', today: 'Today', tell: 'Tell', steps: 'Steps', more: 'More' },
  signIn: {
    title: 'Sign in',
    email: 'E-mail',
    password: 'Password',
    go: 'Sign in',
    codeTitle: 'Second factor',
    code: 'Six digits of your authenticator',
    next: 'Continue',
    again: 'Start again',
    unreached: 'The server cannot be reached. Signing in needs a connection.',
    retry: 'Try again',
    notYours: 'The diary is for patients and guardians. Your pages are here:',
    yourPages: 'To my pages',
    out: 'Sign out',
  },
  state: {
    loading: 'Loading …',
    unreached: 'The server cannot be reached.',
  },
  offline: {
    title: 'No connection',
    nothing: 'Nothing waits on this device.',
    kept_one: '{{count}} entry is kept on this device and not sent yet.',
    kept_other: '{{count}} entries are kept on this device and not sent yet.',
    asks_one: '{{count}} entry needs your answer.',
    asks_other: '{{count}} entries need your answer.',
    look: 'Look at them',
    cannotKeep:
      'This device cannot keep entries: they are recorded only with a connection. (The address must ' +
      'begin with https, the window must not be private, and there must be room.)',
  },
  gate: {
    stop: 'Do not take more capsules. Your clinic needs to speak with you today.',
    asOf: 'As of {{when}}; it may have changed since.',
    clear: 'Nothing is missing from you today.',
    collectUntil: 'You can collect capsules until {{day}}, its end included.',
    pharmacy: 'The pharmacy checks once more.',
    missing_one: '{{count}} thing is needed before the next capsules.',
    missing_other: '{{count}} things are needed before the next capsules.',
    by: 'The first by {{day}}.',
    from: 'The first from {{day}}.',
    nextTest: 'Next test: from {{from}} to {{until}}.',
    why: 'Why am I waiting, and what ends it?',
    unknown: 'Without a connection it is not known what is needed next.',
  },
  call: {
    number: 'Call {{name}}:',
    text: 'Text {{name}}:',
    clinic: 'Call your clinic. Its number is on your card.',
    emergency: 'Emergency:',
    emergencyUnknown: 'In an emergency call the emergency number of the place where you are.',
  },
  today: {
    title: 'Today',
    said: 'You said today:',
    sayAgain: 'Tap again to say it anew. Here stands the last of a day; your clinic sees all.',
    capsules: 'Capsules',
    meal: 'Take them with a meal, unless your clinic told you otherwise.',
    which: 'Which day',
    today: 'Today',
    yesterday: 'Yesterday',
    mg: 'How many milligrams (mg) you took',
    took: 'Taken',
    missed: 'Not taken',
    taken: '{{mg}} mg taken',
    notTaken: 'Not taken',
    noDose: 'Nothing recorded for this day yet.',
    mgWrong: 'Write the milligrams as a number from {{least}} to 400.',
    onDevice: 'on this device, not sent',
    how: 'How are you?',
    howHint: 'Tap what fits. What you leave out is not recorded.',
    save: 'Save',
    low: 'Low mood, or thoughts that worry you',
    yes: 'Yes',
    no: 'No',
    savedHere: 'Kept on this device. It is sent when there is a connection.',
    savedThere: 'Recorded.',
  },
  felt: {
    cheilitis: 'Lips dry',
    drySkin: 'Skin dry',
    dryEye: 'Eyes dry',
    arthralgia: 'Joints sore',
  },
  grades: { '0': 'No', '1': 'A little', '2': 'Moderate', '3': 'Severe' },
  tell: {
    title: 'Tell your clinic',
    intro: 'Nothing you tell is held against you. Your clinic takes all of this by telephone too.',
    signs: 'A warning sign',
    signsHint: 'Choose all that you have. You see at once what to do.',
    pregnancy: 'Pregnancy and contraception',
    capsules: 'What became of capsules',
    other: 'Something else',
    send: 'Send',
    strong: 'How strong is it? Your answer tells your clinic.',
    count: 'How many capsules',
    countIfKnown: 'How many capsules, if you know',
    countWrong: 'Write how many as a whole number.',
    notSent: 'Not sent. Call now.',
    notSentPlain: 'Not sent. Try again with a connection, or call your clinic.',
    sent: 'Your clinic has it.',
    another: 'Tell something else',
    doNow: 'What to do now',
    doNotWait: 'Your clinic calls you too, but do not wait for it.',
  },
  statements: {
    PregnancyReported: 'I am pregnant, or may be',
    UnprotectedContactReported: 'I had sex without protection',
    EmergencyContraceptionUsed: 'I have used emergency contraception',
    PeriodMissed: 'I have missed a period',
    CapsulesLost: 'I have lost capsules',
    CapsulesReturned: 'I have returned capsules',
    CapsulesDestroyed: 'I have destroyed capsules',
    CapsulesShared: 'Somebody else took my capsules',
    BloodDonationReported: 'I have donated blood',
  },
  doNow: {
    PregnancyReported: 'Do not take more capsules. Call your clinic now.',
    UnprotectedContactReported:
      'Do not take more capsules. Call your clinic now. A pharmacist or your clinic can tell you today ' +
      'about emergency contraception: the sooner, the better.',
    EmergencyContraceptionUsed: 'Do not take more capsules. Call your clinic now.',
    PeriodMissed: 'Do not take more capsules. Call your clinic now.',
    CapsulesShared:
      'Tell whoever took them to take no more and to speak with a doctor today. If they are or may ' +
      'become pregnant, they call now. Call your clinic today.',
    BloodDonationReported: 'Call the blood service today and tell it that you take isotretinoin.',
  },
  signs: {
    headacheSight: 'Headache with a change of sight',
    headacheVomiting: 'Headache with nausea or vomiting',
    belly: 'Pain in the belly',
    rash: 'A rash',
    blisters: 'Blisters of the skin',
    mouth: 'Sores in the mouth',
    mood: 'Low mood',
    aggression: 'Aggression that is new',
    psychosis: 'Hearing or seeing what is not there',
    suicidal: 'Thoughts of harming or killing myself',
    stool: 'Blood in the stool',
    diarrhoea: 'Severe diarrhoea',
    tinnitus: 'Ringing in the ears',
    hearing: 'Hearing less',
    jaundice: 'Yellow skin or eyes',
    weakness: 'Muscle pain with weakness',
    urine: 'Muscle pain with dark urine',
    face: 'Swelling of the face',
    breath: 'Trouble breathing',
  },
  /** What to do at each sign, word for word as in the evidence (topic warnings). */
  advice: {
    'intracranial-pressure':
      'Stop taking the capsules and speak with your clinic today. If your sight changes suddenly, go to ' +
      'an emergency department.',
    'intracranial-pressure-told-whole':
      'Stop taking the capsules and speak with your clinic today. If your sight changes suddenly, go to ' +
      'an emergency department.',
    pancreatitis:
      'Stop taking the capsules and speak with your clinic today. If the pain is strong or you vomit, ' +
      'go to an emergency department.',
    'severe-skin-reaction':
      'Stop taking the capsules and speak with your clinic today. If the skin blisters or you have a ' +
      'fever, go to an emergency department.',
    mood: 'Stop taking the capsules and speak with somebody today; your clinic is told.',
    bowel: 'Stop taking the capsules and speak with your clinic today.',
    hearing: 'Stop taking the capsules and speak with your clinic today.',
    liver: 'Stop taking the capsules and speak with your clinic today.',
    muscle: 'Stop taking the capsules, drink water and speak with your clinic today.',
    allergy: 'Stop taking the capsules and call the emergency number now.',
  },
  steps: {
    title: 'Steps',
    intro: 'Why am I waiting, and what ends it?',
    later: 'Later',
    you: 'You',
    clinic: 'Your clinic',
    pharmacist: 'Your pharmacy',
    office: 'The programme office',
    from: 'from {{day}}',
    by: 'by {{day}}',
    online: 'The steps need a connection: they hold at the moment at which they are asked.',
  },
  ways: {
    questions: 'Answer the questions',
    forms: 'Read and sign the form',
    methods: 'Say which methods you use',
    guardian: 'Your guardian signs this, in an account of their own or on paper at your clinic.',
    pharmacy: 'Take it with you and show it at the pharmacy.',
    waits: 'There is nothing to do here: the day ends it.',
  },
  questions: {
    title: 'Questions of the month',
    intro:
      'Your programme asks these every month. A wrong answer does no harm: you see what is right and ' +
      'choose again. Only when all are right are they sent.',
    ownWords:
      'These are Aegle’s own words; the programme’s own questions may be worded differently.',
    online: 'The questions need a connection: your answers count from when the server has them.',
    none: 'Your programme asks no questions.',
    clinicFirst:
      'Your clinic confirms its part first. Answers from before that do not count, so they are not ' +
      'asked yet.',
    check: 'Check and send',
    choose: 'Choose an answer.',
    notRight: 'That is not right. What is right:',
    again_one:
      '{{count}} answer is not right yet. Read what is right below, and choose again. Nothing was sent.',
    again_other:
      '{{count}} answers are not right yet. Read what is right below, and choose again. Nothing was sent.',
    talk: 'Your clinic explains whatever is unclear, as often as you like.',
    methods: 'Which methods do you use now?',
    methodsHint: 'Choose all that you use. They have to be the ones that your clinic has entered.',
    chooseMethods: 'Choose at least one.',
    has: 'All right. The server has your answers, dated today.',
  },
  forms: {
    title: 'Forms',
    intro: 'Read the whole form. You sign for yourself, and the server dates it.',
    introGuardian: 'Read the whole form. You sign as guardian, and the server dates it.',
    online: 'Forms need a connection: a signature counts from when the server has it.',
    none: 'There is no form for you to sign.',
    toSign: 'To be signed',
    signedOn: 'Signed on {{day}}',
    read: 'Read and sign',
    readAgain: 'Read again',
    ownWords:
      'This is what the form says, point by point, in Aegle’s own words (read from the edition ' +
      '{{edition}}). The form itself comes from your clinic. What you sign is that form: read it too.',
    onPaper:
      'Aegle does not have the words of this form. Your clinic gives it to you: read it whole before ' +
      'you sign.',
    language: 'The form is in another language: {{language}}.',
    agree: 'I understand this and agree',
    edition: 'Edition printed on the form that you have read',
    haveRead: 'I have read the form itself, all of it',
    unclear: 'Do not sign while anything is unclear to you. Your clinic explains it.',
    missing_one: '{{count}} point is still open. Tick each one, and choose the edition.',
    missing_other: '{{count}} points are still open. Tick each one, and choose the edition.',
    sign: 'Sign',
    signAsGuardian: 'Sign as guardian',
    notNow: 'Not now',
    has: 'Signed. The server has it, dated today.',
  },
  after: {
    title: 'After the course',
    last: 'Last capsule: {{day}}.',
    notValid: 'Not valid if you have taken any capsule since.',
    followUps: 'Follow-ups',
    window: 'from {{from}} to {{until}}',
  },
  report: enReport,
  methods: {
    title: 'Contraception',
    intro:
      'What you say here is dated today by the server. Your programme lists the methods; another one ' +
      'does not count.',
    which: 'What has changed',
    ContraceptionStarted: 'I have started a method',
    ContraceptionStopped: 'I have stopped a method',
    method: 'Method',
    choose: 'Choose',
    missing: 'Choose what has changed and which method.',
    stopNow: 'Stopping a method stops the supply. Call your clinic today.',
    has: 'The server has it, dated today.',
  },
  guardian: {
    title: 'For the person you care for',
    forms: 'Forms to read and sign',
    intro:
      'You see visits, supplies and what you signed. Tests, contraception, mood and how they feel are ' +
      'theirs, and are not shown here.',
    visit: 'Visit',
    supply: 'Capsules handed out',
    signed: 'You signed a form',
    guide: 'Medication guide given',
    none: 'Nothing is recorded yet.',
  },
  forecast: {
    title: 'Forecast',
    hint:
      'What your clinic forecast with you, as it saw it. It says what happens to people like ' +
      'you, never what will happen to you. Change nothing because of it: talk to your clinic.',
    none: 'Your clinic has kept no forecast with you.',
    asked: 'Asked for on {{when}}.',
  },
  record: {
    title: 'My record',
    who: 'Who saw my data',
    whoHint:
      'Reading from outside your care is logged. Your own clinic and pharmacy are not listed.',
    nobody: 'Nobody from outside your care has read your record.',
    line: '{{when}}: {{role}}',
    take: 'Take my data with me',
    takeHint: 'A file with everything that you may read. Whoever has the file can read it too.',
  },
  roles: {
    prescriber: 'a prescriber',
    delegate: 'a nurse or assistant',
    pharmacist: 'a pharmacist',
    programme_officer: 'the programme office',
    safety_officer: 'the safety officer',
    other: 'another office',
  },
  hidden: {
    on: 'Hide the diary on this device',
    off: 'Stop hiding it',
    hint:
      'Hidden, this device keeps nothing of the diary, it works only with a connection, and a button ' +
      'leaves it at once.',
    nothingKept:
      'The diary is hidden here: nothing is kept, and entries are sent only with a connection.',
    leave: 'Leave',
  },
  more: {
    title: 'More',
    language: 'Language',
    waiting: 'Kept on this device',
    none: 'Nothing: the server has everything that you wrote.',
    refused: 'Not accepted: {{why}}',
    asks: 'Your record already has a dose of this day. Is this another one?',
    another: 'Yes, another one: send it',
    same: 'No, the same: take it off this device',
    drop: 'Take it off this device',
    sendNow: 'Send now',
    dose: '{{day}}: {{mg}} mg taken',
    doseMissed: '{{day}}: not taken',
    symptom: '{{day}}: {{what}}',
    device: 'This device',
    erase: 'Erase this device',
    eraseHint:
      'Signs out and takes everything of the diary off this device. What the server has stays there.',
    eraseUnsent_one: '{{count}} entry was not sent and would be lost.',
    eraseUnsent_other: '{{count}} entries were not sent and would be lost.',
    eraseSure: 'Erase now',
    cancel: 'Cancel',
    erased: 'This device keeps nothing any more.',
  },
} as const;

/** The same keys with other sentences. */
type Worded<T> = { readonly [K in keyof T]: T[K] extends string ? string : Worded<T[K]> };
export type Messages = Worded<typeof en>;

/** The red flags for which there is advice. */
export type AdviceName = keyof typeof en.advice;
