// Les phrases du carnet en français. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';
import { frReport } from './fr-report.ts';

export const fr: Messages = {
  unreviewed: 'Aucun soignant ni patient n’a encore relu cette langue.',
  skip: 'Au contenu',
  places: { name: 'Principal', today: 'Jour', tell: 'Signaler', steps: 'Étapes', more: 'Plus' },
  signIn: {
    title: 'Se connecter',
    email: 'E-mail',
    password: 'Mot de passe',
    go: 'Se connecter',
    codeTitle: 'Second facteur',
    code: 'Six chiffres de votre authentificateur',
    next: 'Continuer',
    again: 'Recommencer',
    unreached: 'Le serveur ne répond pas. Pour se connecter il faut le réseau.',
    retry: 'Réessayer',
    notYours: 'Le carnet est pour les patients et leurs représentants. Vos pages sont ici :',
    yourPages: 'Vers mes pages',
    out: 'Se déconnecter',
  },
  state: { loading: 'Chargement …', unreached: 'Le serveur ne répond pas.' },
  offline: {
    title: 'Pas de réseau',
    nothing: 'Rien n’attend sur cet appareil.',
    kept_one: '{{count}} note est sur cet appareil et n’est pas encore envoyée.',
    kept_other: '{{count}} notes sont sur cet appareil et ne sont pas encore envoyées.',
    asks_one: '{{count}} note attend votre réponse.',
    asks_other: '{{count}} notes attendent votre réponse.',
    look: 'Les voir',
    cannotKeep:
      'Cet appareil ne peut rien garder : les notes ne sont enregistrées qu’avec le réseau. (L’adresse ' +
      'doit commencer par https, la fenêtre ne doit pas être privée, et il faut de la place.)',
  },
  gate: {
    stop: 'Ne prenez plus de gélules. Votre clinique doit vous parler aujourd’hui.',
    asOf: 'État du {{when}} ; cela a pu changer depuis.',
    clear: 'Il ne manque rien de votre part aujourd’hui.',
    collectUntil: 'Vous pouvez retirer des capsules jusqu’au {{day}} inclus.',
    pharmacy: 'La pharmacie vérifie encore une fois.',
    missing_one: '{{count}} chose est nécessaire avant les prochaines capsules.',
    missing_other: '{{count}} choses sont nécessaires avant les prochaines capsules.',
    by: 'La première avant le {{day}} inclus.',
    from: 'La première à partir du {{day}}.',
    nextTest: 'Prochain test : du {{from}} au {{until}}.',
    why: 'Pourquoi est-ce que j’attends, et qu’est-ce qui y met fin ?',
    unknown: 'Sans réseau on ne sait pas ce qu’il faut ensuite.',
  },
  call: {
    number: 'Appeler {{name}} :',
    text: 'Écrire à {{name}} :',
    clinic: 'Appelez votre cabinet. Son numéro est sur votre carte.',
    emergency: 'Urgences :',
    emergencyUnknown: 'En urgence appelez le numéro d’urgence du lieu où vous êtes.',
  },
  today: {
    title: 'Aujourd’hui',
    said: 'Vous avez dit aujourd’hui :',
    sayAgain:
      'Touchez à nouveau pour le redire. Ici figure le dernier du jour ; votre clinique voit tout.',
    capsules: 'Capsules',
    meal: 'Prenez-les avec un repas, sauf si votre cabinet vous a dit autre chose.',
    which: 'Quel jour',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    mg: 'Combien de milligrammes (mg) vous avez pris',
    took: 'Prises',
    missed: 'Non prises',
    taken: '{{mg}} mg pris',
    notTaken: 'Non prises',
    noDose: 'Rien n’est encore noté pour ce jour.',
    mgWrong: 'Écrivez les milligrammes en chiffres, de {{least}} à 400.',
    onDevice: 'sur cet appareil, non envoyé',
    how: 'Comment allez-vous ?',
    howHint: 'Touchez ce qui convient. Ce que vous laissez n’est pas noté.',
    save: 'Enregistrer',
    low: 'Moral bas, ou pensées qui vous inquiètent',
    yes: 'Oui',
    no: 'Non',
    savedHere: 'Gardé sur cet appareil. C’est envoyé dès qu’il y a du réseau.',
    savedThere: 'Enregistré.',
  },
  felt: {
    cheilitis: 'Lèvres sèches',
    drySkin: 'Peau sèche',
    dryEye: 'Yeux secs',
    arthralgia: 'Articulations douloureuses',
  },
  grades: { '0': 'Non', '1': 'Un peu', '2': 'Moyen', '3': 'Fort' },
  tell: {
    title: 'Prévenir le cabinet',
    intro: 'Rien ne vous sera reproché. Votre cabinet prend tout cela aussi par téléphone.',
    signs: 'Un signe d’alerte',
    signsHint: 'Choisissez tous ceux que vous avez. Vous voyez aussitôt quoi faire.',
    pregnancy: 'Grossesse et contraception',
    capsules: 'Ce que sont devenues des capsules',
    other: 'Autre chose',
    send: 'Envoyer',
    strong: 'Est-ce fort ? Votre réponse prévient votre cabinet.',
    count: 'Combien de capsules',
    countIfKnown: 'Combien de capsules, si vous le savez',
    countWrong: 'Écrivez combien, en nombre entier.',
    notSent: 'Non envoyé. Appelez maintenant.',
    notSentPlain: 'Non envoyé. Réessayez avec le réseau, ou appelez votre cabinet.',
    sent: 'Votre cabinet l’a reçu.',
    another: 'Signaler autre chose',
    doNow: 'Que faire maintenant',
    doNotWait: 'Votre cabinet vous appelle aussi, mais ne l’attendez pas.',
  },
  statements: {
    PregnancyReported: 'Je suis enceinte, ou peut-être',
    UnprotectedContactReported: 'J’ai eu un rapport sans protection',
    EmergencyContraceptionUsed: 'J’ai pris une contraception d’urgence',
    PeriodMissed: 'Je n’ai pas eu mes règles',
    CapsulesLost: 'J’ai perdu des capsules',
    CapsulesReturned: 'J’ai rendu des capsules',
    CapsulesDestroyed: 'J’ai détruit des capsules',
    CapsulesShared: 'Quelqu’un d’autre a pris mes capsules',
    BloodDonationReported: 'J’ai donné mon sang',
  },
  doNow: {
    PregnancyReported: 'Ne prenez plus de capsules. Appelez maintenant votre cabinet.',
    UnprotectedContactReported:
      'Ne prenez plus de capsules. Appelez maintenant votre cabinet. Une pharmacie ou votre cabinet peut ' +
      'vous conseiller aujourd’hui sur la contraception d’urgence : le plus tôt est le mieux.',
    EmergencyContraceptionUsed: 'Ne prenez plus de capsules. Appelez maintenant votre cabinet.',
    PeriodMissed: 'Ne prenez plus de capsules. Appelez maintenant votre cabinet.',
    CapsulesShared:
      'Dites à cette personne de ne plus en prendre et de parler aujourd’hui à un médecin. Si elle est ou ' +
      'peut être enceinte, qu’elle appelle maintenant. Appelez aujourd’hui votre cabinet.',
    BloodDonationReported:
      'Appelez aujourd’hui le centre de don du sang et dites que vous prenez de l’isotrétinoïne.',
  },
  signs: {
    headacheSight: 'Mal de tête avec changement de la vue',
    headacheVomiting: 'Mal de tête avec nausées ou vomissements',
    belly: 'Douleur du ventre',
    rash: 'Éruption de la peau',
    blisters: 'Cloques sur la peau',
    mouth: 'Plaies dans la bouche',
    mood: 'Moral bas',
    aggression: 'Agressivité nouvelle',
    psychosis: 'Entendre ou voir ce qui n’est pas là',
    suicidal: 'Pensées de me faire du mal ou de me tuer',
    stool: 'Sang dans les selles',
    diarrhoea: 'Diarrhée grave',
    tinnitus: 'Sifflement dans les oreilles',
    hearing: 'Entendre moins bien',
    jaundice: 'Peau ou yeux jaunes',
    weakness: 'Douleur musculaire avec faiblesse',
    urine: 'Douleur musculaire avec urine foncée',
    face: 'Gonflement du visage',
    breath: 'Difficulté à respirer',
  },
  advice: {
    'intracranial-pressure':
      'Arrêtez les capsules et parlez aujourd’hui à votre cabinet. Si la vue change soudain, allez aux ' +
      'urgences.',
    'intracranial-pressure-told-whole':
      'Arrêtez les capsules et parlez aujourd’hui à votre cabinet. Si la vue change soudain, allez aux ' +
      'urgences.',
    pancreatitis:
      'Arrêtez les capsules et parlez aujourd’hui à votre cabinet. Si la douleur est forte ou si vous ' +
      'vomissez, allez aux urgences.',
    'severe-skin-reaction':
      'Arrêtez les capsules et parlez aujourd’hui à votre cabinet. Si la peau fait des cloques ou si vous ' +
      'avez de la fièvre, allez aux urgences.',
    mood: 'Arrêtez les capsules et parlez aujourd’hui à quelqu’un ; votre cabinet est prévenu.',
    bowel: 'Arrêtez les capsules et parlez aujourd’hui à votre cabinet.',
    hearing: 'Arrêtez les capsules et parlez aujourd’hui à votre cabinet.',
    liver: 'Arrêtez les capsules et parlez aujourd’hui à votre cabinet.',
    muscle: 'Arrêtez les capsules, buvez de l’eau et parlez aujourd’hui à votre cabinet.',
    allergy: 'Arrêtez les capsules et appelez maintenant le numéro d’urgence.',
  },
  steps: {
    title: 'Étapes',
    intro: 'Pourquoi est-ce que j’attends, et qu’est-ce qui y met fin ?',
    later: 'Plus tard',
    you: 'Vous',
    clinic: 'Votre cabinet',
    pharmacist: 'Votre pharmacie',
    office: 'Le bureau du programme',
    from: 'à partir du {{day}}',
    by: 'jusqu’au {{day}}',
    online: 'Les étapes demandent le réseau : elles valent au moment où on les demande.',
  },
  ways: {
    questions: 'Répondre aux questions',
    forms: 'Lire et signer le formulaire',
    methods: 'Dire quelles méthodes vous utilisez',
    guardian:
      'Votre représentant légal le signe, dans son propre compte ou sur papier à la clinique.',
    pharmacy: 'Emportez-le et montrez-le à la pharmacie.',
    waits: 'Il n’y a rien à faire ici : la date y met fin.',
  },
  questions: {
    title: 'Questions du mois',
    intro:
      'Votre programme les pose chaque mois. Une réponse fausse n’a pas de conséquence : vous voyez ce ' +
      'qui est juste et choisissez à nouveau. Elles ne sont envoyées que quand toutes sont justes.',
    ownWords:
      'Ce sont les mots d’Aegle ; les questions du programme lui-même peuvent être formulées autrement.',
    online:
      'Les questions ont besoin d’une connexion : vos réponses comptent dès que le serveur les a.',
    none: 'Votre programme ne pose pas de questions.',
    clinicFirst:
      'Votre clinique confirme d’abord sa part. Les réponses données avant ne comptent pas, elles ne ' +
      'sont donc pas encore demandées.',
    check: 'Vérifier et envoyer',
    choose: 'Choisissez une réponse.',
    notRight: 'Ce n’est pas juste. Ce qui est juste :',
    again_one:
      '{{count}} réponse n’est pas encore juste. Lisez ci-dessous ce qui est juste et choisissez à ' +
      'nouveau. Rien n’a été envoyé.',
    again_other:
      '{{count}} réponses ne sont pas encore justes. Lisez ci-dessous ce qui est juste et choisissez ' +
      'à nouveau. Rien n’a été envoyé.',
    talk: 'Votre clinique explique ce qui n’est pas clair, aussi souvent que vous voulez.',
    methods: 'Quelles méthodes utilisez-vous maintenant ?',
    methodsHint:
      'Choisissez toutes celles que vous utilisez. Elles doivent être celles que votre clinique a notées.',
    chooseMethods: 'Choisissez-en au moins une.',
    has: 'Tout est juste. Le serveur a vos réponses, datées d’aujourd’hui.',
  },
  forms: {
    title: 'Formulaires',
    intro: 'Lisez tout le formulaire. Vous signez pour vous, et le serveur met la date.',
    introGuardian:
      'Lisez tout le formulaire. Vous signez comme représentant légal, et le serveur met la date.',
    online:
      'Les formulaires ont besoin d’une connexion : une signature compte dès que le serveur l’a.',
    none: 'Il n’y a aucun formulaire à signer pour vous.',
    toSign: 'À signer',
    signedOn: 'Signé le {{day}}',
    read: 'Lire et signer',
    readAgain: 'Relire',
    ownWords:
      'Voici ce que dit le formulaire, point par point, dans les mots d’Aegle (lu dans l’édition ' +
      '{{edition}}). Le formulaire lui-même vient de votre clinique. C’est lui que vous signez : lisez-le aussi.',
    onPaper:
      'Aegle n’a pas le texte de ce formulaire. Votre clinique vous le donne : lisez-le en entier avant de signer.',
    language: 'Le formulaire est dans une autre langue : {{language}}.',
    agree: 'Je comprends cela et je suis d’accord',
    edition: 'Édition imprimée sur le formulaire que vous avez lu',
    haveRead: 'J’ai lu le formulaire lui-même, en entier',
    unclear: 'Ne signez pas tant que quelque chose n’est pas clair. Votre clinique l’explique.',
    missing_one: 'Il manque {{count}} point. Cochez-les tous et choisissez l’édition.',
    missing_other: 'Il manque {{count}} points. Cochez-les tous et choisissez l’édition.',
    sign: 'Signer',
    signAsGuardian: 'Signer comme représentant légal',
    notNow: 'Pas maintenant',
    has: 'Signé. Le serveur l’a, daté d’aujourd’hui.',
  },
  after: {
    title: 'Après le traitement',
    last: 'Dernière gélule : {{day}}.',
    notValid: 'Non valable si vous avez pris une gélule depuis.',
    followUps: 'Contrôles de suivi',
    window: 'du {{from}} au {{until}}',
  },
  report: frReport,
  methods: {
    title: 'Contraception',
    intro:
      'Ce que vous dites ici est daté d’aujourd’hui par le serveur. Votre programme nomme les méthodes ; ' +
      'une autre ne compte pas.',
    which: 'Ce qui a changé',
    ContraceptionStarted: 'J’ai commencé une méthode',
    ContraceptionStopped: 'J’ai arrêté une méthode',
    method: 'Méthode',
    choose: 'Choisir',
    missing: 'Choisissez ce qui a changé et quelle méthode.',
    stopNow: 'Arrêter une méthode arrête la délivrance. Appelez aujourd’hui votre cabinet.',
    has: 'Le serveur l’a reçu, daté d’aujourd’hui.',
  },
  guardian: {
    title: 'Pour la personne dont vous répondez',
    forms: 'Formulaires à lire et à signer',
    intro:
      'Vous voyez les visites, les délivrances et ce que vous avez signé. Tests, contraception, moral et ' +
      'état de santé sont à elle et ne sont pas montrés ici.',
    visit: 'Visite',
    supply: 'Capsules remises',
    signed: 'Vous avez signé un formulaire',
    guide: 'Guide du médicament remis',
    none: 'Rien n’est encore noté.',
  },
  forecast: {
    title: 'Prévision',
    hint:
      'Ce que votre cabinet a prévu avec vous, tel qu’il l’a vu (en anglais). Cela dit ce qui ' +
      'arrive à des personnes comme vous, jamais ce qui vous arrivera. Ne changez rien à cause ' +
      'de cela : parlez-en à votre cabinet.',
    none: 'Votre cabinet n’a gardé aucune prévision avec vous.',
    asked: 'Demandée le {{when}}.',
  },
  record: {
    title: 'Mon dossier',
    who: 'Qui a vu mes données',
    whoHint:
      'La lecture hors de vos soins est notée. Votre cabinet et votre pharmacie n’y figurent pas.',
    nobody: 'Personne hors de vos soins n’a lu votre dossier.',
    line: '{{when}} : {{role}}',
    take: 'Emporter mes données',
    takeHint: 'Un fichier avec tout ce que vous pouvez lire. Qui a le fichier peut le lire aussi.',
  },
  roles: {
    prescriber: 'un prescripteur',
    delegate: 'un infirmier ou assistant',
    pharmacist: 'un pharmacien',
    programme_officer: 'le bureau du programme',
    safety_officer: 'le responsable de la sécurité',
    other: 'un autre bureau',
  },
  hidden: {
    on: 'Cacher le carnet sur cet appareil',
    off: 'Ne plus le cacher',
    hint:
      'Caché, cet appareil ne garde rien du carnet, il ne marche qu’avec le réseau, et un bouton le quitte ' +
      'aussitôt.',
    nothingKept: 'Le carnet est caché ici : rien n’est gardé, et rien ne part sans réseau.',
    leave: 'Quitter',
  },
  more: {
    title: 'Plus',
    language: 'Langue',
    waiting: 'Gardé sur cet appareil',
    none: 'Rien : le serveur a tout ce que vous avez écrit.',
    refused: 'Non accepté : {{why}}',
    asks: 'Votre dossier a déjà une prise de ce jour. En est-ce une autre ?',
    another: 'Oui, une autre : l’envoyer',
    same: 'Non, la même : l’ôter d’ici',
    drop: 'L’ôter de cet appareil',
    sendNow: 'Envoyer maintenant',
    dose: '{{day}} : {{mg}} mg pris',
    doseMissed: '{{day}} : non prises',
    symptom: '{{day}} : {{what}}',
    device: 'Cet appareil',
    erase: 'Effacer cet appareil',
    eraseHint:
      'Déconnecte et ôte tout le carnet de cet appareil. Ce que le serveur a reste là-bas.',
    eraseUnsent_one: '{{count}} note n’a pas été envoyée et serait perdue.',
    eraseUnsent_other: '{{count}} notes n’ont pas été envoyées et seraient perdues.',
    eraseSure: 'Effacer maintenant',
    cancel: 'Annuler',
    erased: 'Cet appareil ne garde plus rien.',
  },
};
