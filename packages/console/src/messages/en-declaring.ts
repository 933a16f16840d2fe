// The English sentences of a patient's declarations and reports: a part of `en.ts`.
// Never a clinical finding: the names of methods and forms come from the programme.

export const enDeclaring = {
  declareTitle: 'Declare',
  declareIntro:
    'What you declare here is dated today by the server. You can also do each of these with your ' +
    'clinic, on paper or by telephone.',
  reportTitle: 'Report',
  reportIntro:
    'Tell your clinic here, or call it. Nothing you report is held against you. Some reports stop ' +
    'the supply until a clinician has looked at them.',
  choose: 'What do you want to tell?',
  chooseOne: 'Choose',
  send: 'Send',
  sent: 'Recorded.',
  sentStopped: 'Recorded. The supply is stopped until your clinic has spoken with you.',
  another: 'Something else',
  back: 'To my treatment',
  closing: 'This stops the supply until your clinic has spoken with you.',
  yes: 'Yes',
  no: 'No',
  statements: {
    FormSigned: 'I have read a consent form and I agree to it',
    ContraceptionStarted: 'I have started a method of contraception',
    ContraceptionStopped: 'I have stopped a method of contraception',
    ComprehensionAnswered: 'I have answered the questions about the risks',
    RegistryConsentWithdrawn: 'I no longer want my data to be used for research',
    TreatmentConsentWithdrawn: 'I no longer want this treatment',
    SymptomReported: 'I have a warning sign',
    PeriodMissed: 'I have missed a period',
    UnprotectedContactReported: 'I had sex without protection',
    EmergencyContraceptionUsed: 'I have used emergency contraception',
    PregnancyReported: 'I am pregnant, or may be',
    CapsulesLost: 'I have lost capsules',
    CapsulesReturned: 'I have returned capsules',
    CapsulesDestroyed: 'I have destroyed capsules',
    CapsulesShared: 'Somebody else took my capsules',
    BloodDonationReported: 'I have donated blood',
  },
  asks: {
    form: 'Form',
    edition: 'Date printed on the form',
    method: 'Method',
    passed: 'All answers were right',
    contraceptiveMethods: 'Methods I named there',
    count: 'How many capsules',
    countUnknown: 'How many capsules, if you know',
    symptom: 'Which sign',
    grade: 'How strong',
  },
  /** The signs at which the US label says to stop or to look at once (section 5). */
  signs: {
    headache_vomiting_or_vision: 'Headache with vomiting or a change of vision',
    abdominal_pain_bleeding_or_diarrhoea: 'Belly pain, bleeding from the bowel, severe diarrhoea',
    skin_reaction: 'A severe skin reaction',
    allergic_reaction: 'An allergic reaction',
    hearing: 'A change of hearing',
    mood: 'A change of mood or thoughts that worries me',
  },
  grades: { '1': 'Mild', '2': 'Moderate', '3': 'Severe' },
} as const;
