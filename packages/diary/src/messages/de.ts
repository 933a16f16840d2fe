// Die deutschen Sätze des Tagebuchs. Unreviewed: no clinician and no patient has read them yet.

import { deReport } from './de-report.ts';
import type { Messages } from './en.ts';

export const de: Messages = {
  unreviewed: 'Diese Sprache wurde noch von keiner Fachperson und keinem Patienten geprüft.',
  skip: 'Zum Inhalt',
  places: { name: 'Haupt', today: 'Heute', tell: 'Melden', steps: 'Schritte', more: 'Mehr' },
  signIn: {
    title: 'Anmelden',
    email: 'E-Mail',
    password: 'Passwort',
    go: 'Anmelden',
    codeTitle: 'Zweiter Faktor',
    code: 'Sechs Ziffern Ihrer Authenticator-App',
    next: 'Weiter',
    again: 'Neu beginnen',
    unreached: 'Der Server ist nicht erreichbar. Zum Anmelden braucht es eine Verbindung.',
    retry: 'Noch einmal versuchen',
    notYours: 'Das Tagebuch ist für Patientinnen, Patienten und Sorgeberechtigte. Ihre Seiten:',
    yourPages: 'Zu meinen Seiten',
    out: 'Abmelden',
  },
  state: { loading: 'Wird geladen …', unreached: 'Der Server ist nicht erreichbar.' },
  offline: {
    title: 'Keine Verbindung',
    nothing: 'Auf diesem Gerät wartet nichts.',
    kept_one: '{{count}} Eintrag liegt auf diesem Gerät und ist noch nicht gesendet.',
    kept_other: '{{count}} Einträge liegen auf diesem Gerät und sind noch nicht gesendet.',
    asks_one: '{{count}} Eintrag braucht Ihre Antwort.',
    asks_other: '{{count}} Einträge brauchen Ihre Antwort.',
    look: 'Ansehen',
    cannotKeep:
      'Dieses Gerät kann keine Einträge aufbewahren: sie werden nur mit Verbindung aufgezeichnet. (Die ' +
      'Adresse muss mit https beginnen, das Fenster darf nicht privat sein, und es braucht Platz.)',
  },
  gate: {
    stop: 'Nehmen Sie keine Kapseln mehr. Ihre Klinik muss heute mit Ihnen sprechen.',
    asOf: 'Stand {{when}}; es kann sich seither geändert haben.',
    clear: 'Von Ihnen fehlt heute nichts.',
    collectUntil: 'Sie können Kapseln bis zum {{day}} abholen, bis zum Ende des Tages.',
    pharmacy: 'Die Apotheke prüft noch einmal.',
    missing_one: '{{count}} Sache fehlt vor den nächsten Kapseln.',
    missing_other: '{{count}} Sachen fehlen vor den nächsten Kapseln.',
    by: 'Die erste bis {{day}}.',
    from: 'Die erste ab {{day}}.',
    nextTest: 'Nächster Test: vom {{from}} bis {{until}}.',
    why: 'Warum warte ich, und was beendet es?',
    unknown: 'Ohne Verbindung ist nicht bekannt, was als Nächstes nötig ist.',
  },
  call: {
    number: '{{name}} anrufen:',
    text: 'SMS an {{name}}:',
    clinic: 'Rufen Sie Ihre Praxis an. Die Nummer steht auf Ihrer Karte.',
    emergency: 'Notruf:',
    emergencyUnknown: 'Im Notfall rufen Sie den Notruf des Ortes an, an dem Sie sind.',
  },
  today: {
    title: 'Heute',
    said: 'Heute haben Sie gesagt:',
    sayAgain:
      'Tippen Sie noch einmal, um es neu zu sagen. Hier steht das Letzte eines Tages; Ihre Klinik sieht alles.',
    capsules: 'Kapseln',
    meal: 'Nehmen Sie sie zu einer Mahlzeit, wenn Ihre Praxis nichts anderes gesagt hat.',
    which: 'Welcher Tag',
    today: 'Heute',
    yesterday: 'Gestern',
    mg: 'Wie viele Milligramm (mg) Sie genommen haben',
    took: 'Genommen',
    missed: 'Nicht genommen',
    taken: '{{mg}} mg genommen',
    notTaken: 'Nicht genommen',
    noDose: 'Für diesen Tag ist noch nichts aufgezeichnet.',
    mgWrong: 'Schreiben Sie die Milligramm als Zahl von {{least}} bis 400.',
    onDevice: 'auf diesem Gerät, nicht gesendet',
    how: 'Wie geht es Ihnen?',
    howHint: 'Tippen Sie an, was passt. Was Sie auslassen, wird nicht aufgezeichnet.',
    save: 'Speichern',
    low: 'Gedrückte Stimmung oder Gedanken, die Ihnen Sorge machen',
    yes: 'Ja',
    no: 'Nein',
    savedHere: 'Auf diesem Gerät. Es wird gesendet, sobald eine Verbindung da ist.',
    savedThere: 'Aufgezeichnet.',
  },
  felt: {
    cheilitis: 'Trockene Lippen',
    drySkin: 'Trockene Haut',
    dryEye: 'Trockene Augen',
    arthralgia: 'Gelenkschmerzen',
  },
  grades: { '0': 'Nein', '1': 'Etwas', '2': 'Mäßig', '3': 'Stark' },
  tell: {
    title: 'Der Praxis melden',
    intro: 'Nichts wird Ihnen vorgehalten. Ihre Praxis nimmt all das auch am Telefon auf.',
    signs: 'Ein Warnzeichen',
    signsHint: 'Wählen Sie alles, was zutrifft. Sie sehen sofort, was zu tun ist.',
    pregnancy: 'Schwangerschaft und Verhütung',
    capsules: 'Was aus Kapseln wurde',
    other: 'Etwas anderes',
    send: 'Senden',
    strong: 'Wie stark ist es? Ihre Antwort sagt es Ihrer Praxis.',
    count: 'Wie viele Kapseln',
    countIfKnown: 'Wie viele Kapseln, wenn Sie es wissen',
    countWrong: 'Schreiben Sie die Anzahl als ganze Zahl.',
    notSent: 'Nicht gesendet. Rufen Sie jetzt an.',
    notSentPlain: 'Nicht gesendet. Versuchen Sie es mit Verbindung noch einmal, oder rufen Sie an.',
    sent: 'Ihre Praxis hat es.',
    another: 'Etwas anderes melden',
    doNow: 'Was jetzt zu tun ist',
    doNotWait: 'Ihre Praxis ruft Sie auch an, aber warten Sie nicht darauf.',
  },
  statements: {
    PregnancyReported: 'Ich bin schwanger oder könnte es sein',
    UnprotectedContactReported: 'Ich hatte Sex ohne Verhütung',
    EmergencyContraceptionUsed: 'Ich habe die Pille danach genommen',
    PeriodMissed: 'Meine Periode ist ausgeblieben',
    CapsulesLost: 'Ich habe Kapseln verloren',
    CapsulesReturned: 'Ich habe Kapseln zurückgegeben',
    CapsulesDestroyed: 'Ich habe Kapseln vernichtet',
    CapsulesShared: 'Jemand anderes hat meine Kapseln genommen',
    BloodDonationReported: 'Ich habe Blut gespendet',
  },
  doNow: {
    PregnancyReported: 'Nehmen Sie keine Kapseln mehr. Rufen Sie jetzt Ihre Praxis an.',
    UnprotectedContactReported:
      'Nehmen Sie keine Kapseln mehr. Rufen Sie jetzt Ihre Praxis an. Eine Apotheke oder Ihre Praxis ' +
      'kann Sie heute zur Notfallverhütung beraten: je früher, desto besser.',
    EmergencyContraceptionUsed: 'Nehmen Sie keine Kapseln mehr. Rufen Sie jetzt Ihre Praxis an.',
    PeriodMissed: 'Nehmen Sie keine Kapseln mehr. Rufen Sie jetzt Ihre Praxis an.',
    CapsulesShared:
      'Sagen Sie der Person, dass sie keine mehr nimmt und heute mit einer Ärztin oder einem Arzt ' +
      'spricht. Wer schwanger ist oder werden kann, ruft jetzt an. Rufen Sie heute Ihre Praxis an.',
    BloodDonationReported:
      'Rufen Sie heute den Blutspendedienst an und sagen Sie, dass Sie Isotretinoin nehmen.',
  },
  signs: {
    headacheSight: 'Kopfschmerzen mit Sehstörung',
    headacheVomiting: 'Kopfschmerzen mit Übelkeit oder Erbrechen',
    belly: 'Bauchschmerzen',
    rash: 'Hautausschlag',
    blisters: 'Blasen auf der Haut',
    mouth: 'Wunde Stellen im Mund',
    mood: 'Gedrückte Stimmung',
    aggression: 'Aggression, die neu ist',
    psychosis: 'Hören oder sehen, was nicht da ist',
    suicidal: 'Gedanken, mich zu verletzen oder zu töten',
    stool: 'Blut im Stuhl',
    diarrhoea: 'Schwerer Durchfall',
    tinnitus: 'Klingeln in den Ohren',
    hearing: 'Schlechter hören',
    jaundice: 'Gelbe Haut oder Augen',
    weakness: 'Muskelschmerzen mit Schwäche',
    urine: 'Muskelschmerzen mit dunklem Urin',
    face: 'Schwellung des Gesichts',
    breath: 'Atemnot',
  },
  advice: {
    'intracranial-pressure':
      'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis. Ändert sich das Sehen ' +
      'plötzlich, gehen Sie in eine Notaufnahme.',
    'intracranial-pressure-told-whole':
      'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis. Ändert sich das Sehen ' +
      'plötzlich, gehen Sie in eine Notaufnahme.',
    pancreatitis:
      'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis. Ist der Schmerz stark ' +
      'oder erbrechen Sie, gehen Sie in eine Notaufnahme.',
    'severe-skin-reaction':
      'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis. Bildet die Haut Blasen ' +
      'oder haben Sie Fieber, gehen Sie in eine Notaufnahme.',
    mood: 'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit jemandem; Ihre Praxis erfährt davon.',
    bowel: 'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis.',
    hearing: 'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis.',
    liver: 'Nehmen Sie keine Kapseln mehr und sprechen Sie heute mit Ihrer Praxis.',
    muscle:
      'Nehmen Sie keine Kapseln mehr, trinken Sie Wasser und sprechen Sie heute mit Ihrer Praxis.',
    allergy: 'Nehmen Sie keine Kapseln mehr und rufen Sie jetzt den Notruf an.',
  },
  steps: {
    title: 'Schritte',
    intro: 'Warum warte ich, und was beendet es?',
    later: 'Später',
    you: 'Sie',
    clinic: 'Ihre Praxis',
    pharmacist: 'Ihre Apotheke',
    office: 'Die Programmstelle',
    from: 'ab {{day}}',
    by: 'bis {{day}}',
    online: 'Die Schritte brauchen eine Verbindung: sie gelten in dem Moment, in dem gefragt wird.',
  },
  ways: {
    questions: 'Die Fragen beantworten',
    forms: 'Das Formular lesen und unterschreiben',
    methods: 'Sagen, welche Methoden Sie verwenden',
    guardian:
      'Das unterschreibt Ihre sorgeberechtigte Person, in einem eigenen Konto oder auf Papier in der Klinik.',
    pharmacy: 'Nehmen Sie es mit und zeigen Sie es in der Apotheke.',
    waits: 'Hier ist nichts zu tun: Der Tag beendet es.',
  },
  questions: {
    title: 'Fragen des Monats',
    intro:
      'Ihr Programm fragt das jeden Monat. Eine falsche Antwort schadet nicht: Sie sehen, was richtig ' +
      'ist, und wählen noch einmal. Gesendet wird erst, wenn alle richtig sind.',
    ownWords: 'Das sind Aegles eigene Worte; die Fragen des Programms selbst können anders lauten.',
    online:
      'Die Fragen brauchen eine Verbindung: Ihre Antworten zählen, sobald der Server sie hat.',
    none: 'Ihr Programm stellt keine Fragen.',
    clinicFirst:
      'Zuerst bestätigt Ihre Klinik ihren Teil. Antworten von davor zählen nicht, darum wird noch ' +
      'nicht gefragt.',
    check: 'Prüfen und senden',
    choose: 'Wählen Sie eine Antwort.',
    notRight: 'Das stimmt nicht. Richtig ist:',
    again_one:
      '{{count}} Antwort stimmt noch nicht. Lesen Sie unten, was richtig ist, und wählen Sie neu. ' +
      'Nichts wurde gesendet.',
    again_other:
      '{{count}} Antworten stimmen noch nicht. Lesen Sie unten, was richtig ist, und wählen Sie neu. ' +
      'Nichts wurde gesendet.',
    talk: 'Ihre Klinik erklärt alles, was unklar ist, so oft Sie möchten.',
    methods: 'Welche Methoden verwenden Sie jetzt?',
    methodsHint:
      'Wählen Sie alle, die Sie verwenden. Es müssen dieselben sein, die Ihre Klinik eingetragen hat.',
    chooseMethods: 'Wählen Sie mindestens eine.',
    has: 'Alles richtig. Der Server hat Ihre Antworten, mit dem heutigen Tag.',
  },
  forms: {
    title: 'Formulare',
    intro:
      'Lesen Sie das ganze Formular. Sie unterschreiben für sich, und der Server setzt den Tag.',
    introGuardian:
      'Lesen Sie das ganze Formular. Sie unterschreiben als sorgeberechtigte Person, und der Server setzt den Tag.',
    online:
      'Formulare brauchen eine Verbindung: Eine Unterschrift zählt, sobald der Server sie hat.',
    none: 'Es gibt kein Formular, das Sie unterschreiben müssen.',
    toSign: 'Zu unterschreiben',
    signedOn: 'Unterschrieben am {{day}}',
    read: 'Lesen und unterschreiben',
    readAgain: 'Noch einmal lesen',
    ownWords:
      'Das sagt das Formular, Punkt für Punkt, in Aegles eigenen Worten (gelesen in der Ausgabe ' +
      '{{edition}}). Das Formular selbst bekommen Sie von Ihrer Klinik. Unterschrieben wird dieses: ' +
      'Lesen Sie es auch.',
    onPaper:
      'Aegle hat den Wortlaut dieses Formulars nicht. Ihre Klinik gibt es Ihnen: Lesen Sie es ganz, ' +
      'bevor Sie unterschreiben.',
    language: 'Das Formular ist in einer anderen Sprache: {{language}}.',
    agree: 'Ich verstehe das und stimme zu',
    edition: 'Ausgabe, die auf dem gelesenen Formular steht',
    haveRead: 'Ich habe das Formular selbst ganz gelesen',
    unclear: 'Unterschreiben Sie nicht, solange Ihnen etwas unklar ist. Ihre Klinik erklärt es.',
    missing_one: '{{count}} Punkt ist noch offen. Haken Sie jeden an und wählen Sie die Ausgabe.',
    missing_other:
      '{{count}} Punkte sind noch offen. Haken Sie jeden an und wählen Sie die Ausgabe.',
    sign: 'Unterschreiben',
    signAsGuardian: 'Als sorgeberechtigte Person unterschreiben',
    notNow: 'Nicht jetzt',
    has: 'Unterschrieben. Der Server hat es, mit dem heutigen Tag.',
  },
  after: {
    title: 'Nach der Behandlung',
    last: 'Letzte Kapsel: {{day}}.',
    notValid: 'Gilt nicht, wenn Sie seither eine Kapsel genommen haben.',
    followUps: 'Nachkontrollen',
    window: 'vom {{from}} bis zum {{until}}',
  },
  report: deReport,
  methods: {
    title: 'Verhütung',
    intro:
      'Was Sie hier sagen, datiert der Server auf heute. Ihr Programm nennt die Methoden; eine andere ' +
      'zählt nicht.',
    which: 'Was sich geändert hat',
    ContraceptionStarted: 'Ich habe mit einer Methode begonnen',
    ContraceptionStopped: 'Ich habe mit einer Methode aufgehört',
    method: 'Methode',
    choose: 'Wählen',
    missing: 'Wählen Sie, was sich geändert hat und welche Methode.',
    stopNow: 'Mit einer Methode aufzuhören hält die Abgabe an. Rufen Sie heute Ihre Praxis an.',
    has: 'Der Server hat es, mit dem Datum von heute.',
  },
  guardian: {
    title: 'Für die Person, für die Sie sorgen',
    forms: 'Formulare zum Lesen und Unterschreiben',
    intro:
      'Sie sehen Besuche, Abgaben und was Sie unterschrieben haben. Tests, Verhütung, Stimmung und ' +
      'Befinden gehören ihr und stehen hier nicht.',
    visit: 'Besuch',
    supply: 'Kapseln abgegeben',
    signed: 'Sie haben ein Formular unterschrieben',
    guide: 'Patientenleitfaden übergeben',
    none: 'Noch ist nichts aufgezeichnet.',
  },
  forecast: {
    title: 'Vorhersage',
    hint:
      'Was Ihre Praxis mit Ihnen vorhergesagt hat, so wie sie es sah (auf Englisch). Es sagt, ' +
      'wie es Menschen wie Ihnen ergeht, nie, wie es Ihnen ergehen wird. Ändern Sie deswegen ' +
      'nichts: Sprechen Sie mit Ihrer Praxis.',
    none: 'Ihre Praxis hat keine Vorhersage mit Ihnen aufbewahrt.',
    asked: 'Angefragt am {{when}}.',
  },
  record: {
    title: 'Meine Akte',
    who: 'Wer meine Daten gesehen hat',
    whoHint:
      'Lesen von außerhalb Ihrer Versorgung wird festgehalten. Ihre Praxis und Apotheke stehen nicht da.',
    nobody: 'Niemand von außerhalb Ihrer Versorgung hat Ihre Akte gelesen.',
    line: '{{when}}: {{role}}',
    take: 'Meine Daten mitnehmen',
    takeHint: 'Eine Datei mit allem, was Sie lesen dürfen. Wer die Datei hat, kann sie auch lesen.',
  },
  roles: {
    prescriber: 'eine verschreibende Person',
    delegate: 'eine Pflege- oder Assistenzperson',
    pharmacist: 'eine Apotheke',
    programme_officer: 'die Programmstelle',
    safety_officer: 'die Sicherheitsstelle',
    other: 'eine andere Stelle',
  },
  hidden: {
    on: 'Das Tagebuch auf diesem Gerät verbergen',
    off: 'Nicht mehr verbergen',
    hint:
      'Verborgen bewahrt dieses Gerät nichts vom Tagebuch auf, es geht nur mit Verbindung, und ein Knopf ' +
      'verlässt es sofort.',
    nothingKept:
      'Das Tagebuch ist hier verborgen: nichts wird aufbewahrt, gesendet wird nur mit Verbindung.',
    leave: 'Weg',
  },
  more: {
    title: 'Mehr',
    language: 'Sprache',
    waiting: 'Auf diesem Gerät',
    none: 'Nichts: der Server hat alles, was Sie geschrieben haben.',
    refused: 'Nicht angenommen: {{why}}',
    asks: 'Ihre Akte hat schon eine Einnahme dieses Tages. Ist das eine weitere?',
    another: 'Ja, eine weitere: senden',
    same: 'Nein, dieselbe: vom Gerät nehmen',
    drop: 'Vom Gerät nehmen',
    sendNow: 'Jetzt senden',
    dose: '{{day}}: {{mg}} mg genommen',
    doseMissed: '{{day}}: nicht genommen',
    symptom: '{{day}}: {{what}}',
    device: 'Dieses Gerät',
    erase: 'Dieses Gerät leeren',
    eraseHint:
      'Meldet ab und nimmt alles vom Tagebuch von diesem Gerät. Was der Server hat, bleibt dort.',
    eraseUnsent_one: '{{count}} Eintrag wurde nicht gesendet und ginge verloren.',
    eraseUnsent_other: '{{count}} Einträge wurden nicht gesendet und gingen verloren.',
    eraseSure: 'Jetzt leeren',
    cancel: 'Abbrechen',
    erased: 'Auf diesem Gerät ist nichts mehr.',
  },
};
