// Die deutschen Sätze des eigenen Berichts. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';

export const deReport: Messages['report'] = {
  title: 'Was sich geändert hat und was noch da ist',
  link: 'Was sich geändert hat und was noch da ist',
  online: 'Der Bericht braucht eine Verbindung. Nichts davon bleibt auf diesem Gerät.',
  none: 'Es gibt noch keinen Bericht. Er entsteht, sobald Ihre Klinik Ihre letzte Kapsel eingetragen hat.',
  which: 'Welche Behandlung',
  course: 'Vom {{from}} bis zum {{to}}',
  asOf: 'Stand {{day}}: {{since}}.',
  months_one: '{{count}} Monat nach der letzten Kapsel',
  months_other: '{{count}} Monate nach der letzten Kapsel',
  soon: 'weniger als einen Monat nach der letzten Kapsel',
  during: 'während der Behandlung',
  cannotShow:
    'Das kann nicht zeigen, dass das Medikament die Ursache war. Auch Akne, Alter und anderes ändern sich.',
  silent: 'Über die Zeit nach der letzten Meldung ist nichts bekannt.',
  talk: 'Wenn Ihnen hier etwas Sorgen macht, sprechen Sie mit Ihrer Klinik.',
  print: 'Drucken oder als Datei speichern',
  back: 'Ist die Akne zurückgekommen?',
  backState: {
    away: 'Bisher nicht: Die Haut war klar oder fast klar, und von neuer Behandlung hat niemand berichtet.',
    treated: 'Sie wurde wieder behandelt.',
    unknown: 'Das ist nicht bekannt, oder die Haut war nicht ganz klar.',
  },
  rungs: {
    any_prescription: 'Ein Rezept gegen Akne',
    systemic: 'Tabletten oder Kapseln gegen Akne',
    second_course: 'Eine zweite Behandlung mit Isotretinoin',
  },
  relapsed_one: '{{what}}: ja, {{count}} Tag nach der letzten Kapsel.',
  relapsed_other: '{{what}}: ja, {{count}} Tage nach der letzten Kapsel.',
  free_one: '{{what}}: nichts berichtet, bis {{count}} Tag nach der letzten Kapsel.',
  free_other: '{{what}}: nichts berichtet, bis {{count}} Tage nach der letzten Kapsel.',
  effects: 'Nebenwirkungen',
  noEffects: 'Es wurde keine Nebenwirkung berichtet.',
  effectLast: 'Zuletzt berichtet am {{day}}, {{since}}. Am stärksten: {{grade}}.',
  effectGone: 'Am {{day}} als vorbei berichtet.',
  effectOpen: 'Dass es vorbei ist, hat noch niemand berichtet.',
  effectNames: {
    arthralgia: 'Gelenkschmerzen',
    myalgia: 'Muskelschmerzen',
    headache: 'Kopfschmerzen',
    epistaxis: 'Nasenbluten',
    photosensitivity: 'Haut, die in der Sonne leicht verbrennt',
    nightBlindness: 'Schlechter sehen bei Nacht',
    weakness: 'Schwäche',
    darkUrine: 'Dunkler Urin',
    fever: 'Fieber',
    bleeding: 'Blutung',
    vomiting: 'Erbrechen',
  },
  domains: {
    severity: 'Akne',
    oil: 'Hautfett',
    scars: 'Narben',
    self_esteem: 'Selbstwert',
    quality_of_life: 'Lebensqualität',
    mood: 'Stimmung',
    dryness: 'Trockene Haut und Lippen',
    eyes: 'Augen',
    sun: 'Sonne',
    joints: 'Gelenke und Rücken',
    other: 'Andere Werte',
  },
  measures: {
    gags: 'Akne nach Bereichen (GAGS)',
    iga: 'Akne insgesamt, von der Klinik beurteilt (IGA)',
    'inflammatory-count': 'Rote Pickel, gezählt',
    'non-inflammatory-count': 'Mitesser, gezählt',
    'nodule-count': 'Tiefe Knoten, gezählt',
    'sebum-excretion-rate': 'Fett, das die Haut bildet, gemessen',
    'sebum-casual-level': 'Fett auf der Haut, gemessen',
    sebutape: 'Fett auf der Haut, mit Folie (Sebutape)',
    'oil-0-10': 'Wie fettig Ihre Haut ist',
    ecca: 'Narben (ECCA)',
    'goodman-baron-qualitative': 'Narben, Grad (Goodman-Baron)',
    'goodman-baron-quantitative': 'Narben, Punkte (Goodman-Baron)',
    'scar-s': 'Narben (SCAR-S)',
    rosenberg: 'Selbstwert (Rosenberg)',
    'self-esteem-0-10': 'Wie Sie sich selbst sehen',
    'acne-qol': 'Leben mit Akne (Acne-QoL)',
    dlqi: 'Wie stark die Haut Ihr Leben belastet (DLQI)',
    cdlqi: 'Wie stark die Haut Ihr Leben belastet (CDLQI)',
    cadi: 'Wie sehr Akne Sie belastet (CADI)',
    'daily-life-0-10': 'Wie stark die Haut Ihren Tag belastet',
    'phq-9': 'Gedrückte Stimmung (PHQ-9)',
    'gad-7': 'Sorgen (GAD-7)',
    'lips-0-10': 'Trockene Lippen',
    'skin-0-10': 'Trockene Haut',
    'eyes-0-10': 'Trockene Augen',
    'lenses-0-10': 'Probleme mit Kontaktlinsen',
    'night-vision-0-10': 'Schlechter sehen bei Nacht',
    osdi: 'Trockene Augen (OSDI)',
    'sun-0-10': 'Haut, die in der Sonne verbrennt',
    'joints-0-10': 'Gelenkschmerzen',
    'back-0-10': 'Rückenschmerzen',
  },
  scale: 'Von {{least}} bis {{most}}.',
  lowGood: 'Niedriger ist besser.',
  highGood: 'Höher ist besser.',
  before: 'Vorher',
  best: 'Bester danach',
  last: 'Zuletzt',
  lastWhen: 'Zuletzt gemessen: {{since}}.',
  notMeasured: 'nicht gemessen',
  noneMeasured: 'Es wurde nichts gemessen.',
  change: {
    better: {
      yes: 'Besser, und zwar mehr, als die Messung zufällig schwankt.',
      no: 'Besser, aber so wenig, dass es Zufall sein kann.',
      unknown: 'Besser. Wie stark diese Messung zufällig schwankt, ist nicht bekannt.',
    },
    worse: {
      yes: 'Schlechter, und zwar mehr, als die Messung zufällig schwankt.',
      no: 'Schlechter, aber so wenig, dass es Zufall sein kann.',
      unknown: 'Schlechter. Wie stark diese Messung zufällig schwankt, ist nicht bekannt.',
    },
    same: 'Gleich wie vorher.',
    none: 'Es wurde nicht vorher und nachher gemessen; eine Änderung lässt sich nicht nennen.',
  },
  studies: 'Was Studien sagen',
  published: {
    'severe-acne':
      'Nach 20 Wochen hatten 70 bis 75 von 100 Menschen mindestens 90 % weniger tiefe Knoten. Es heilt ' +
      'nicht alle: etwa 23 von 100 (15 bis 33) machten später eine zweite Behandlung. Von allen Rückfällen ' +
      'kamen 96 von 100 in den ersten 3 Jahren.',
    sebum:
      'Während der Behandlung bildet die Haut 70 bis 90 % weniger Fett. Danach kommt das Fett meist zum ' +
      'Teil zurück: Eine Studie fand nach einem Jahr 36 % weniger, eine andere nach 2 Monaten fast wieder ' +
      'den alten Stand. Dass es für immer wegbleibt, ist nicht gezeigt.',
    scars:
      'Neue Narben werden vielleicht verhindert: 3 bis 4 % der Pickel hinterlassen eine, die bleibt. Alte ' +
      'Narben gehen davon nicht weg. Zu diesem Medikament gibt es nur Studien, die beobachtet haben, keine ' +
      'fairen Vergleiche.',
    'self-esteem':
      'Das Leben mit Akne wurde leichter: 40 Punkte besser auf der Skala Acne-QoL. Auch der Selbstwert ' +
      'wurde besser, aber nicht klar mehr als mit Antibiotika. Einem kleineren Teil ging es schlechter.',
    'dry-skin':
      'Während der Behandlung haben 78 bis 100 von 100 Menschen trockene Lippen und 72 bis 95 von 100 ' +
      'trockene Haut. Jahre später berichteten höchstens 7 von 100 noch von Beschwerden, in Studien ohne ' +
      'Vergleich. Dass es bleibt, ist selten.',
    sun:
      'Während der Behandlung verbrennen etwa 6 von 100 Menschen (1 bis 17) leichter in der Sonne. Ist das ' +
      'Medikament aus dem Körper, gibt es dafür keinen Beleg. Verwenden Sie Sonnenschutz.',
    eyes:
      'Innerhalb eines Jahres hatten 13,8 von 100 Menschen Probleme mit den Augen, und 9,6 von 100 mit ' +
      'unbehandelter Akne. In einer Gruppe waren die Drüsen der Lider nach 12 Monaten noch verändert; die ' +
      'Beschwerden waren gering.',
    joints:
      'Während der Behandlung haben etwa 25 von 100 Menschen Rückenschmerzen. Was auf Bildern zu sehen war, ' +
      'ging weg, im Mittel nach 6,3 Monaten. Dass es anhält, heißt Monate, selten länger.',
  },
  certainty: 'Wie sicher das ist',
  certainties: {
    high: 'Hoch: Weitere Studien würden kaum etwas ändern.',
    moderate: 'Mittel: Weitere Studien könnten es ändern.',
    low: 'Niedrig: Weitere Studien ändern es wahrscheinlich.',
    'very-low': 'Sehr niedrig: Es kann ganz anders sein.',
    other: 'Niemand hat es eingestuft.',
  },
  evidence: 'In den Worten der Belege, mit Quellen',
  others: 'In Ihrer Behandlung nicht gemessen',
  visits: 'Nachkontrollen',
  visitEnd: 'Am Ende',
  visitMonths_one: 'Nach {{count}} Monat',
  visitMonths_other: 'Nach {{count}} Monaten',
  visitLine: '{{when}} ({{day}}): {{state}}',
  visitStates: {
    done: 'gemacht',
    due: 'jetzt fällig',
    missed: 'nicht gemacht',
    upcoming: 'kommt noch',
  },
};
