// Le frasi italiane del proprio resoconto. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';

export const itReport: Messages['report'] = {
  title: 'Che cosa è cambiato e che cosa c’è ancora',
  link: 'Che cosa è cambiato e che cosa c’è ancora',
  online: 'Il resoconto richiede una connessione. Nulla ne resta su questo dispositivo.',
  none: 'Non c’è ancora un resoconto. Si fa quando la clinica ha annotato la Sua ultima capsula.',
  which: 'Quale cura',
  course: 'Dal {{from}} al {{to}}',
  asOf: 'Al {{day}}: {{since}}.',
  months_one: '{{count}} mese dopo l’ultima capsula',
  months_other: '{{count}} mesi dopo l’ultima capsula',
  soon: 'meno di un mese dopo l’ultima capsula',
  during: 'durante la cura',
  cannotShow:
    'Questo non può mostrare che la causa sia stata la medicina. Cambiano anche l’acne, l’età e altre cose.',
  silent: 'Del tempo dopo l’ultima notizia non si sa nulla.',
  talk: 'Se qualcosa qui La preoccupa, ne parli con la Sua clinica.',
  print: 'Stampare o salvare come file',
  back: 'L’acne è tornata?',
  backState: {
    away: 'Finora no: la pelle era pulita o quasi, e nessuno ha riferito una nuova cura.',
    treated: 'È stata curata di nuovo.',
    unknown: 'Non si sa, oppure la pelle non era del tutto pulita.',
  },
  rungs: {
    any_prescription: 'Una ricetta contro l’acne',
    systemic: 'Compresse o capsule contro l’acne',
    second_course: 'Una seconda cura con isotretinoina',
  },
  relapsed_one: '{{what}}: sì, {{count}} giorno dopo l’ultima capsula.',
  relapsed_other: '{{what}}: sì, {{count}} giorni dopo l’ultima capsula.',
  free_one: '{{what}}: nulla di riferito, fino a {{count}} giorno dopo l’ultima capsula.',
  free_other: '{{what}}: nulla di riferito, fino a {{count}} giorni dopo l’ultima capsula.',
  effects: 'Effetti indesiderati',
  noEffects: 'Non è stato riferito alcun effetto indesiderato.',
  effectLast: 'Riferito l’ultima volta il {{day}}, {{since}}. Al massimo: {{grade}}.',
  effectGone: 'Riferito come passato il {{day}}.',
  effectOpen: 'Nessuno ha ancora riferito che sia passato.',
  effectNames: {
    arthralgia: 'Dolori alle articolazioni',
    myalgia: 'Dolori ai muscoli',
    headache: 'Mal di testa',
    epistaxis: 'Sangue dal naso',
    photosensitivity: 'Pelle che si scotta facilmente al sole',
    nightBlindness: 'Difficoltà a vedere di notte',
    weakness: 'Debolezza',
    darkUrine: 'Urina scura',
    fever: 'Febbre',
    bleeding: 'Sanguinamento',
    vomiting: 'Vomito',
  },
  domains: {
    severity: 'Acne',
    oil: 'Grasso della pelle',
    scars: 'Cicatrici',
    self_esteem: 'Autostima',
    quality_of_life: 'Qualità della vita',
    mood: 'Umore',
    dryness: 'Pelle e labbra secche',
    eyes: 'Occhi',
    sun: 'Sole',
    joints: 'Articolazioni e schiena',
    other: 'Altri valori',
  },
  measures: {
    gags: 'Acne per zone (GAGS)',
    iga: 'Acne nell’insieme, vista dalla clinica (IGA)',
    'inflammatory-count': 'Brufoli rossi, contati',
    'non-inflammatory-count': 'Punti neri e bianchi, contati',
    'nodule-count': 'Noduli profondi, contati',
    'sebum-excretion-rate': 'Grasso che la pelle produce, misurato',
    'sebum-casual-level': 'Grasso sulla pelle, misurato',
    sebutape: 'Grasso sulla pelle, con nastro (Sebutape)',
    'oil-0-10': 'Quanto è grassa la pelle',
    ecca: 'Cicatrici (ECCA)',
    'goodman-baron-qualitative': 'Cicatrici, grado (Goodman-Baron)',
    'goodman-baron-quantitative': 'Cicatrici, punti (Goodman-Baron)',
    'scar-s': 'Cicatrici (SCAR-S)',
    rosenberg: 'Autostima (Rosenberg)',
    'self-esteem-0-10': 'Come si vede',
    'acne-qol': 'Vivere con l’acne (Acne-QoL)',
    dlqi: 'Quanto la pelle pesa sulla vita (DLQI)',
    cdlqi: 'Quanto la pelle pesa sulla vita (CDLQI)',
    cadi: 'Quanto disturba l’acne (CADI)',
    'daily-life-0-10': 'Quanto la pelle pesa sulla giornata',
    'phq-9': 'Umore basso (PHQ-9)',
    'gad-7': 'Preoccupazione (GAD-7)',
    'lips-0-10': 'Labbra secche',
    'skin-0-10': 'Pelle secca',
    'eyes-0-10': 'Occhi secchi',
    'lenses-0-10': 'Disturbi con le lenti a contatto',
    'night-vision-0-10': 'Difficoltà a vedere di notte',
    osdi: 'Occhi secchi (OSDI)',
    'sun-0-10': 'Pelle che si scotta al sole',
    'joints-0-10': 'Dolori alle articolazioni',
    'back-0-10': 'Mal di schiena',
  },
  scale: 'Da {{least}} a {{most}}.',
  lowGood: 'Più basso è meglio.',
  highGood: 'Più alto è meglio.',
  before: 'Prima',
  best: 'Migliore da allora',
  last: 'Ultimo',
  lastWhen: 'Misurato l’ultima volta: {{since}}.',
  notMeasured: 'non misurato',
  noneMeasured: 'Non è stato misurato nulla.',
  change: {
    better: {
      yes: 'Meglio, e più di quanto la misura vari per caso.',
      no: 'Meglio, ma così poco che può essere un caso.',
      unknown: 'Meglio. Non si sa quanto questa misura vari per caso.',
    },
    worse: {
      yes: 'Peggio, e più di quanto la misura vari per caso.',
      no: 'Peggio, ma così poco che può essere un caso.',
      unknown: 'Peggio. Non si sa quanto questa misura vari per caso.',
    },
    same: 'Come prima.',
    none: 'Non è stato misurato prima e dopo: non si può dire alcun cambiamento.',
  },
  studies: 'Che cosa dicono gli studi',
  published: {
    'severe-acne':
      'Dopo 20 settimane, da 70 a 75 persone su 100 avevano almeno il 90 % di noduli in meno. Non guarisce ' +
      'tutti: circa 23 su 100 (da 15 a 33) hanno fatto più tardi una seconda cura. Di tutte le ricadute, 96 ' +
      'su 100 sono venute nei primi 3 anni.',
    sebum:
      'Durante la cura la pelle produce dal 70 al 90 % di grasso in meno. Poi di solito torna in parte: uno ' +
      'studio ne ha trovato il 36 % in meno dopo un anno, un altro quasi come prima dopo 2 mesi. Che vada ' +
      'via per sempre non è dimostrato.',
    scars:
      'Forse evita nuove cicatrici: dal 3 al 4 % dei brufoli ne lascia una che resta. Quelle vecchie non ' +
      'vanno via. Su questa medicina ci sono solo studi che hanno osservato, nessun confronto equo.',
    'self-esteem':
      'Vivere con l’acne è diventato più facile: 40 punti meglio sulla scala Acne-QoL. Anche l’autostima è ' +
      'migliorata, ma non chiaramente più che con gli antibiotici. Una parte più piccola è stata peggio.',
    'dry-skin':
      'Durante la cura, da 78 a 100 persone su 100 hanno le labbra secche, e da 72 a 95 su 100 la pelle ' +
      'secca. Anni dopo, al massimo 7 su 100 riferivano ancora un disturbo, in studi senza confronto. Che ' +
      'resti è raro.',
    sun:
      'Durante la cura, circa 6 persone su 100 (da 1 a 17) si scottano più facilmente al sole. Quando la ' +
      'medicina è uscita dal corpo, non ce n’è prova. Usi la protezione solare.',
    eyes:
      'In un anno, 13,8 persone su 100 hanno avuto disturbi agli occhi, e 9,6 su 100 con acne non curata. ' +
      'In un gruppo le ghiandole delle palpebre erano ancora cambiate dopo 12 mesi; i disturbi erano piccoli.',
    joints:
      'Durante la cura, circa 25 persone su 100 hanno mal di schiena. Ciò che si vedeva nelle immagini è ' +
      'scomparso, in media dopo 6,3 mesi. Se dura, sono mesi, di rado di più.',
  },
  certainty: 'Quanto è sicuro',
  certainties: {
    high: 'Alto: altri studi cambierebbero poco.',
    moderate: 'Medio: altri studi potrebbero cambiarlo.',
    low: 'Basso: altri studi probabilmente lo cambieranno.',
    'very-low': 'Molto basso: può essere tutt’altro.',
    other: 'Nessuno lo ha graduato.',
  },
  evidence: 'Con le parole delle prove, e le fonti',
  others: 'Non misurato nella Sua cura',
  visits: 'Visite di controllo',
  visitEnd: 'Alla fine',
  visitMonths_one: 'Dopo {{count}} mese',
  visitMonths_other: 'Dopo {{count}} mesi',
  visitLine: '{{when}} ({{day}}): {{state}}',
  visitStates: { done: 'fatta', due: 'da fare ora', missed: 'non fatta', upcoming: 'in arrivo' },
};
