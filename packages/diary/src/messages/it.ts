// Le frasi del diario in italiano. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';
import { itReport } from './it-report.ts';

export const it: Messages = {
  unreviewed: 'Nessun clinico e nessun paziente ha ancora riletto questa lingua.',
  skip: 'Al contenuto',
  places: { name: 'Principale', today: 'Oggi', tell: 'Segnala', steps: 'Passi', more: 'Altro' },
  signIn: {
    title: 'Accedi',
    email: 'E-mail',
    password: 'Password',
    go: 'Accedi',
    codeTitle: 'Secondo fattore',
    code: 'Sei cifre del suo autenticatore',
    next: 'Continua',
    again: 'Ricomincia',
    unreached: 'Il server non risponde. Per accedere serve la connessione.',
    retry: 'Riprova',
    notYours: 'Il diario è per pazienti e tutori. Le sue pagine sono qui:',
    yourPages: 'Alle mie pagine',
    out: 'Esci',
  },
  state: { loading: 'Caricamento …', unreached: 'Il server non risponde.' },
  offline: {
    title: 'Nessuna connessione',
    nothing: 'Nulla attende su questo dispositivo.',
    kept_one: '{{count}} nota è su questo dispositivo e non è ancora inviata.',
    kept_other: '{{count}} note sono su questo dispositivo e non sono ancora inviate.',
    asks_one: '{{count}} nota attende la sua risposta.',
    asks_other: '{{count}} note attendono la sua risposta.',
    look: 'Guardale',
    cannotKeep:
      'Questo dispositivo non può conservare note: si registrano solo con la connessione. (L’indirizzo ' +
      'deve cominciare con https, la finestra non dev’essere privata e serve spazio.)',
  },
  gate: {
    stop: 'Non prenda altre capsule. La sua clinica deve parlare con lei oggi.',
    asOf: 'Stato del {{when}}; può essere cambiato.',
    clear: 'Oggi da parte sua non manca nulla.',
    collectUntil: 'Può ritirare le capsule fino al {{day}} compreso.',
    pharmacy: 'La farmacia controlla ancora una volta.',
    missing_one: 'Serve {{count}} cosa prima delle prossime capsule.',
    missing_other: 'Servono {{count}} cose prima delle prossime capsule.',
    by: 'La prima entro il {{day}}.',
    from: 'La prima dal {{day}}.',
    nextTest: 'Prossimo test: dal {{from}} al {{until}}.',
    why: 'Perché aspetto, e che cosa vi mette fine?',
    unknown: 'Senza connessione non si sa che cosa serve dopo.',
  },
  call: {
    number: 'Chiama {{name}}:',
    text: 'Scrivi a {{name}}:',
    clinic: 'Chiami il suo centro. Il numero è sulla sua tessera.',
    emergency: 'Emergenza:',
    emergencyUnknown: 'In emergenza chiami il numero di emergenza del luogo dove si trova.',
  },
  today: {
    title: 'Oggi',
    said: 'Oggi ha detto:',
    sayAgain:
      'Tocchi di nuovo per dirlo di nuovo. Qui sta l’ultimo di un giorno; la sua clinica vede tutto.',
    capsules: 'Capsule',
    meal: 'Le prenda con un pasto, se il suo centro non ha detto altro.',
    which: 'Quale giorno',
    today: 'Oggi',
    yesterday: 'Ieri',
    mg: 'Quanti milligrammi (mg) ha preso',
    took: 'Prese',
    missed: 'Non prese',
    taken: '{{mg}} mg presi',
    notTaken: 'Non prese',
    noDose: 'Per questo giorno non c’è ancora nulla.',
    mgWrong: 'Scriva i milligrammi come numero da {{least}} a 400.',
    onDevice: 'su questo dispositivo, non inviato',
    how: 'Come sta?',
    howHint: 'Tocchi ciò che è giusto. Ciò che lascia non viene registrato.',
    save: 'Salva',
    low: 'Umore basso, o pensieri che la preoccupano',
    yes: 'Sì',
    no: 'No',
    savedHere: 'Conservato su questo dispositivo. Parte quando c’è la connessione.',
    savedThere: 'Registrato.',
  },
  felt: {
    cheilitis: 'Labbra secche',
    drySkin: 'Pelle secca',
    dryEye: 'Occhi secchi',
    arthralgia: 'Dolore alle articolazioni',
  },
  grades: { '0': 'No', '1': 'Un poco', '2': 'Medio', '3': 'Forte' },
  tell: {
    title: 'Segnala al centro',
    intro: 'Nulla le sarà rimproverato. Il suo centro accoglie tutto questo anche per telefono.',
    signs: 'Un segnale d’allarme',
    signsHint: 'Scelga tutti quelli che ha. Vede subito che cosa fare.',
    pregnancy: 'Gravidanza e contraccezione',
    capsules: 'Che ne è stato delle capsule',
    other: 'Altro',
    send: 'Invia',
    strong: 'Quanto è forte? La sua risposta avvisa il suo centro.',
    count: 'Quante capsule',
    countIfKnown: 'Quante capsule, se lo sa',
    countWrong: 'Scriva quante, con un numero intero.',
    notSent: 'Non inviato. Chiami adesso.',
    notSentPlain: 'Non inviato. Riprovi con la connessione, o chiami il suo centro.',
    sent: 'Il suo centro lo ha ricevuto.',
    another: 'Segnala altro',
    doNow: 'Che cosa fare adesso',
    doNotWait: 'Anche il suo centro la chiama, ma non lo aspetti.',
  },
  statements: {
    PregnancyReported: 'Sono incinta, o potrei esserlo',
    UnprotectedContactReported: 'Ho avuto un rapporto senza protezione',
    EmergencyContraceptionUsed: 'Ho usato la contraccezione d’emergenza',
    PeriodMissed: 'Ho saltato il ciclo',
    CapsulesLost: 'Ho perso delle capsule',
    CapsulesReturned: 'Ho restituito delle capsule',
    CapsulesDestroyed: 'Ho distrutto delle capsule',
    CapsulesShared: 'Qualcun altro ha preso le mie capsule',
    BloodDonationReported: 'Ho donato il sangue',
  },
  doNow: {
    PregnancyReported: 'Non prenda altre capsule. Chiami adesso il suo centro.',
    UnprotectedContactReported:
      'Non prenda altre capsule. Chiami adesso il suo centro. Una farmacia o il suo centro può ' +
      'consigliarla oggi sulla contraccezione d’emergenza: prima è, meglio è.',
    EmergencyContraceptionUsed: 'Non prenda altre capsule. Chiami adesso il suo centro.',
    PeriodMissed: 'Non prenda altre capsule. Chiami adesso il suo centro.',
    CapsulesShared:
      'Dica a chi le ha prese di non prenderne altre e di parlare oggi con un medico. Se è o può essere ' +
      'incinta, chiami adesso. Chiami oggi il suo centro.',
    BloodDonationReported: 'Chiami oggi il centro trasfusionale e dica che prende isotretinoina.',
  },
  signs: {
    headacheSight: 'Mal di testa con cambiamento della vista',
    headacheVomiting: 'Mal di testa con nausea o vomito',
    belly: 'Dolore alla pancia',
    rash: 'Eruzione della pelle',
    blisters: 'Vesciche sulla pelle',
    mouth: 'Piaghe in bocca',
    mood: 'Umore basso',
    aggression: 'Aggressività nuova',
    psychosis: 'Sentire o vedere ciò che non c’è',
    suicidal: 'Pensieri di farmi del male o di uccidermi',
    stool: 'Sangue nelle feci',
    diarrhoea: 'Diarrea grave',
    tinnitus: 'Fischi nelle orecchie',
    hearing: 'Sentire meno',
    jaundice: 'Pelle o occhi gialli',
    weakness: 'Dolore muscolare con debolezza',
    urine: 'Dolore muscolare con urina scura',
    face: 'Gonfiore del viso',
    breath: 'Difficoltà a respirare',
  },
  advice: {
    'intracranial-pressure':
      'Smetta di prendere le capsule e parli oggi con il suo centro. Se la vista cambia all’improvviso, ' +
      'vada al pronto soccorso.',
    'intracranial-pressure-told-whole':
      'Smetta di prendere le capsule e parli oggi con il suo centro. Se la vista cambia all’improvviso, ' +
      'vada al pronto soccorso.',
    pancreatitis:
      'Smetta di prendere le capsule e parli oggi con il suo centro. Se il dolore è forte o vomita, vada ' +
      'al pronto soccorso.',
    'severe-skin-reaction':
      'Smetta di prendere le capsule e parli oggi con il suo centro. Se compaiono vesciche o ha la febbre, ' +
      'vada al pronto soccorso.',
    mood: 'Smetta di prendere le capsule e parli oggi con qualcuno; il suo centro viene avvisato.',
    bowel: 'Smetta di prendere le capsule e parli oggi con il suo centro.',
    hearing: 'Smetta di prendere le capsule e parli oggi con il suo centro.',
    liver: 'Smetta di prendere le capsule e parli oggi con il suo centro.',
    muscle: 'Smetta di prendere le capsule, beva acqua e parli oggi con il suo centro.',
    allergy: 'Smetta di prendere le capsule e chiami adesso il numero di emergenza.',
  },
  steps: {
    title: 'Passi',
    intro: 'Perché aspetto, e che cosa vi mette fine?',
    later: 'Più avanti',
    you: 'Lei',
    clinic: 'Il suo centro',
    pharmacist: 'La sua farmacia',
    office: 'L’ufficio del programma',
    from: 'dal {{day}}',
    by: 'entro il {{day}}',
    online: 'I passi richiedono la connessione: valgono nel momento in cui si chiede.',
  },
  ways: {
    questions: 'Rispondere alle domande',
    forms: 'Leggere e firmare il modulo',
    methods: 'Dire quali metodi usa',
    guardian: 'Lo firma chi la rappresenta, nel proprio conto o su carta in clinica.',
    pharmacy: 'Lo porti con sé e lo mostri in farmacia.',
    waits: 'Qui non c’è nulla da fare: il giorno lo conclude.',
  },
  questions: {
    title: 'Domande del mese',
    intro:
      'Il suo programma le pone ogni mese. Una risposta sbagliata non fa danno: vede che cosa è giusto ' +
      'e sceglie di nuovo. Si inviano solo quando sono tutte giuste.',
    ownWords:
      'Sono parole proprie di Aegle; le domande del programma stesso possono essere formulate in altro modo.',
    online:
      'Le domande hanno bisogno di una connessione: le risposte contano da quando il server le ha.',
    none: 'Il suo programma non pone domande.',
    clinicFirst:
      'Prima la sua clinica conferma la sua parte. Le risposte date prima non contano, perciò non sono ' +
      'ancora chieste.',
    check: 'Controllare e inviare',
    choose: 'Scelga una risposta.',
    notRight: 'Non è giusto. È giusto:',
    again_one:
      '{{count}} risposta non è ancora giusta. Legga sotto che cosa è giusto e scelga di nuovo. Nulla ' +
      'è stato inviato.',
    again_other:
      '{{count}} risposte non sono ancora giuste. Legga sotto che cosa è giusto e scelga di nuovo. ' +
      'Nulla è stato inviato.',
    talk: 'La sua clinica spiega ciò che non è chiaro, tutte le volte che vuole.',
    methods: 'Quali metodi usa ora?',
    methodsHint:
      'Scelga tutti quelli che usa. Devono essere gli stessi che la sua clinica ha registrato.',
    chooseMethods: 'Ne scelga almeno uno.',
    has: 'Tutto giusto. Il server ha le sue risposte, con la data di oggi.',
  },
  forms: {
    title: 'Moduli',
    intro: 'Legga tutto il modulo. Firma per sé, e il server mette la data.',
    introGuardian: 'Legga tutto il modulo. Firma come rappresentante, e il server mette la data.',
    online: 'I moduli hanno bisogno di una connessione: una firma conta da quando il server la ha.',
    none: 'Non c’è alcun modulo da firmare per lei.',
    toSign: 'Da firmare',
    signedOn: 'Firmato il {{day}}',
    read: 'Leggere e firmare',
    readAgain: 'Rileggere',
    ownWords:
      'Questo è ciò che dice il modulo, punto per punto, con parole proprie di Aegle (letto ' +
      'nell’edizione {{edition}}). Il modulo stesso lo dà la sua clinica. Ciò che firma è quello: lo legga anche.',
    onPaper:
      'Aegle non ha il testo di questo modulo. La sua clinica glielo dà: lo legga tutto prima di firmare.',
    language: 'Il modulo è in un’altra lingua: {{language}}.',
    agree: 'Lo capisco e sono d’accordo',
    edition: 'Edizione stampata sul modulo che ha letto',
    haveRead: 'Ho letto il modulo stesso, per intero',
    unclear: 'Non firmi finché qualcosa non le è chiaro. La sua clinica lo spiega.',
    missing_one: 'Manca {{count}} punto. Li spunti tutti e scelga l’edizione.',
    missing_other: 'Mancano {{count}} punti. Li spunti tutti e scelga l’edizione.',
    sign: 'Firmare',
    signAsGuardian: 'Firmare come rappresentante',
    notNow: 'Non ora',
    has: 'Firmato. Il server lo ha, con la data di oggi.',
  },
  after: {
    title: 'Dopo la cura',
    last: 'Ultima capsula: {{day}}.',
    notValid: 'Non vale se da allora ha preso una capsula.',
    followUps: 'Controlli successivi',
    window: 'dal {{from}} al {{until}}',
  },
  report: itReport,
  methods: {
    title: 'Contraccezione',
    intro:
      'Ciò che dice qui è datato oggi dal server. Il suo programma elenca i metodi; un altro non conta.',
    which: 'Che cosa è cambiato',
    ContraceptionStarted: 'Ho iniziato un metodo',
    ContraceptionStopped: 'Ho smesso un metodo',
    method: 'Metodo',
    choose: 'Scegli',
    missing: 'Scelga che cosa è cambiato e quale metodo.',
    stopNow: 'Smettere un metodo ferma la consegna. Chiami oggi il suo centro.',
    has: 'Il server lo ha ricevuto, con la data di oggi.',
  },
  guardian: {
    title: 'Per la persona di cui si occupa',
    forms: 'Moduli da leggere e firmare',
    intro:
      'Lei vede visite, consegne e ciò che ha firmato. Test, contraccezione, umore e come sta sono suoi e ' +
      'non si mostrano qui.',
    visit: 'Visita',
    supply: 'Capsule consegnate',
    signed: 'Lei ha firmato un modulo',
    guide: 'Guida al medicinale consegnata',
    none: 'Non c’è ancora nulla.',
  },
  forecast: {
    title: 'Previsione',
    hint:
      'Ciò che il Suo ambulatorio ha previsto con Lei, così come l’ha visto (in inglese). Dice ' +
      'che cosa succede a persone come Lei, mai che cosa succederà a Lei. Non cambi nulla per ' +
      'questo: ne parli con il Suo ambulatorio.',
    none: 'Il Suo ambulatorio non ha conservato nessuna previsione con Lei.',
    asked: 'Chiesta il {{when}}.',
  },
  record: {
    title: 'La mia cartella',
    who: 'Chi ha visto i miei dati',
    whoHint:
      'Si annota chi legge da fuori delle sue cure. Il suo centro e la sua farmacia non compaiono.',
    nobody: 'Nessuno da fuori delle sue cure ha letto la sua cartella.',
    line: '{{when}}: {{role}}',
    take: 'Porta con me i miei dati',
    takeHint: 'Un file con tutto ciò che lei può leggere. Chi ha il file può leggerlo anche lui.',
  },
  roles: {
    prescriber: 'chi prescrive',
    delegate: 'un infermiere o assistente',
    pharmacist: 'una farmacia',
    programme_officer: 'l’ufficio del programma',
    safety_officer: 'il responsabile della sicurezza',
    other: 'un altro ufficio',
  },
  hidden: {
    on: 'Nascondi il diario su questo dispositivo',
    off: 'Non nasconderlo più',
    hint:
      'Nascosto, questo dispositivo non conserva nulla del diario, funziona solo con la connessione e un ' +
      'pulsante lo lascia subito.',
    nothingKept: 'Il diario qui è nascosto: nulla si conserva e si invia solo con la connessione.',
    leave: 'Lascia',
  },
  more: {
    title: 'Altro',
    language: 'Lingua',
    waiting: 'Conservato su questo dispositivo',
    none: 'Nulla: il server ha tutto ciò che ha scritto.',
    refused: 'Non accettato: {{why}}',
    asks: 'La sua cartella ha già una dose di quel giorno. È un’altra?',
    another: 'Sì, un’altra: inviala',
    same: 'No, la stessa: toglila da qui',
    drop: 'Toglila da questo dispositivo',
    sendNow: 'Invia ora',
    dose: '{{day}}: {{mg}} mg presi',
    doseMissed: '{{day}}: non prese',
    symptom: '{{day}}: {{what}}',
    device: 'Questo dispositivo',
    erase: 'Cancella questo dispositivo',
    eraseHint:
      'Esce e toglie tutto il diario da questo dispositivo. Ciò che ha il server resta là.',
    eraseUnsent_one: '{{count}} nota non è stata inviata e andrebbe persa.',
    eraseUnsent_other: '{{count}} note non sono state inviate e andrebbero perse.',
    eraseSure: 'Cancella ora',
    cancel: 'Annulla',
    erased: 'Questo dispositivo non conserva più nulla.',
  },
};
