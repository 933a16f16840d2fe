// Les phrases françaises du bilan. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';

export const frReport: Messages['report'] = {
  title: 'Ce qui a changé, et ce qui est encore là',
  link: 'Ce qui a changé, et ce qui est encore là',
  online: 'Le bilan demande une connexion. Rien n’en est gardé sur cet appareil.',
  none: 'Il n’y a pas encore de bilan. Il sera fait quand votre clinique aura noté votre dernière capsule.',
  which: 'Quel traitement',
  course: 'Du {{from}} au {{to}}',
  asOf: 'Au {{day}} : {{since}}.',
  months_one: '{{count}} mois après la dernière capsule',
  months_other: '{{count}} mois après la dernière capsule',
  soon: 'moins d’un mois après la dernière capsule',
  during: 'pendant le traitement',
  cannotShow:
    'Cela ne peut pas montrer que le médicament en est la cause. L’acné, l’âge et d’autres choses changent aussi.',
  silent: 'On ne sait rien de ce qui a suivi la dernière information.',
  talk: 'Si quelque chose ici vous inquiète, parlez-en à votre clinique.',
  print: 'Imprimer, ou garder en fichier',
  back: 'L’acné est-elle revenue ?',
  backState: {
    away: 'Pas jusqu’ici : la peau était nette ou presque, et personne n’a signalé de nouveau traitement.',
    treated: 'Elle a été traitée de nouveau.',
    unknown: 'On ne le sait pas, ou la peau n’était pas tout à fait nette.',
  },
  rungs: {
    any_prescription: 'Une ordonnance contre l’acné',
    systemic: 'Des comprimés ou capsules contre l’acné',
    second_course: 'Un deuxième traitement par isotrétinoïne',
  },
  relapsed_one: '{{what}} : oui, {{count}} jour après la dernière capsule.',
  relapsed_other: '{{what}} : oui, {{count}} jours après la dernière capsule.',
  free_one: '{{what}} : rien de signalé, jusqu’à {{count}} jour après la dernière capsule.',
  free_other: '{{what}} : rien de signalé, jusqu’à {{count}} jours après la dernière capsule.',
  effects: 'Effets indésirables',
  noEffects: 'Aucun effet indésirable n’a été signalé.',
  effectLast: 'Signalé la dernière fois le {{day}}, {{since}}. Au plus fort : {{grade}}.',
  effectGone: 'Signalé comme disparu le {{day}}.',
  effectOpen: 'Personne n’a encore dit que c’est fini.',
  effectNames: {
    arthralgia: 'Douleurs des articulations',
    myalgia: 'Douleurs des muscles',
    headache: 'Maux de tête',
    epistaxis: 'Saignements de nez',
    photosensitivity: 'Peau qui brûle facilement au soleil',
    nightBlindness: 'Difficulté à voir la nuit',
    weakness: 'Faiblesse',
    darkUrine: 'Urines foncées',
    fever: 'Fièvre',
    bleeding: 'Saignement',
    vomiting: 'Vomissements',
  },
  domains: {
    severity: 'Acné',
    oil: 'Peau grasse',
    scars: 'Cicatrices',
    self_esteem: 'Estime de soi',
    quality_of_life: 'Qualité de vie',
    mood: 'Humeur',
    dryness: 'Peau et lèvres sèches',
    eyes: 'Yeux',
    sun: 'Soleil',
    joints: 'Articulations et dos',
    other: 'Autres scores',
  },
  measures: {
    gags: 'Acné par zone (GAGS)',
    iga: 'Acné dans l’ensemble, vue par la clinique (IGA)',
    'inflammatory-count': 'Boutons rouges, comptés',
    'non-inflammatory-count': 'Points noirs et blancs, comptés',
    'nodule-count': 'Nodules profonds, comptés',
    'sebum-excretion-rate': 'Sébum que la peau produit, mesuré',
    'sebum-casual-level': 'Sébum sur la peau, mesuré',
    sebutape: 'Sébum sur la peau, par film (Sebutape)',
    'oil-0-10': 'À quel point la peau est grasse',
    ecca: 'Cicatrices (ECCA)',
    'goodman-baron-qualitative': 'Cicatrices, grade (Goodman-Baron)',
    'goodman-baron-quantitative': 'Cicatrices, points (Goodman-Baron)',
    'scar-s': 'Cicatrices (SCAR-S)',
    rosenberg: 'Estime de soi (Rosenberg)',
    'self-esteem-0-10': 'Comment vous vous voyez',
    'acne-qol': 'Vivre avec l’acné (Acne-QoL)',
    dlqi: 'Poids de la peau dans votre vie (DLQI)',
    cdlqi: 'Poids de la peau dans votre vie (CDLQI)',
    cadi: 'Gêne due à l’acné (CADI)',
    'daily-life-0-10': 'Poids de la peau dans votre journée',
    'phq-9': 'Humeur basse (PHQ-9)',
    'gad-7': 'Inquiétude (GAD-7)',
    'lips-0-10': 'Lèvres sèches',
    'skin-0-10': 'Peau sèche',
    'eyes-0-10': 'Yeux secs',
    'lenses-0-10': 'Gêne avec les lentilles',
    'night-vision-0-10': 'Difficulté à voir la nuit',
    osdi: 'Yeux secs (OSDI)',
    'sun-0-10': 'Peau qui brûle au soleil',
    'joints-0-10': 'Douleurs des articulations',
    'back-0-10': 'Douleurs du dos',
  },
  scale: 'De {{least}} à {{most}}.',
  lowGood: 'Plus bas, c’est mieux.',
  highGood: 'Plus haut, c’est mieux.',
  before: 'Avant',
  best: 'Au mieux depuis',
  last: 'Dernier',
  lastWhen: 'Mesuré la dernière fois : {{since}}.',
  notMeasured: 'non mesuré',
  noneMeasured: 'Rien n’a été mesuré.',
  change: {
    better: {
      yes: 'Mieux, et de plus que ce que le hasard de la mesure explique.',
      no: 'Mieux, mais de si peu que ce peut être le hasard.',
      unknown: 'Mieux. On ne sait pas de combien cette mesure varie par hasard.',
    },
    worse: {
      yes: 'Moins bien, et de plus que ce que le hasard de la mesure explique.',
      no: 'Moins bien, mais de si peu que ce peut être le hasard.',
      unknown: 'Moins bien. On ne sait pas de combien cette mesure varie par hasard.',
    },
    same: 'Comme avant.',
    none: 'Ce n’a pas été mesuré avant et après : on ne peut pas dire de changement.',
  },
  studies: 'Ce que disent les études',
  published: {
    'severe-acne':
      'Après 20 semaines, 70 à 75 personnes sur 100 avaient au moins 90 % de nodules en moins. Cela ne ' +
      'guérit pas tout le monde : environ 23 sur 100 (15 à 33) ont pris plus tard un deuxième traitement. ' +
      'De toutes les rechutes, 96 sur 100 sont venues dans les 3 premières années.',
    sebum:
      'Pendant le traitement, la peau fait 70 à 90 % de sébum en moins. Ensuite il revient le plus souvent ' +
      'en partie : une étude en a trouvé 36 % de moins après un an, une autre presque autant qu’avant après ' +
      '2 mois. Qu’il parte pour toujours n’est pas montré.',
    scars:
      'De nouvelles cicatrices sont peut-être évitées : 3 à 4 % des boutons en laissent une qui reste. Les ' +
      'anciennes ne partent pas. Sur ce médicament, il n’y a que des études qui ont observé, aucune ' +
      'comparaison équitable.',
    'self-esteem':
      'Vivre avec l’acné est devenu plus facile : 40 points de mieux sur l’échelle Acne-QoL. L’estime de soi ' +
      'va mieux aussi, mais pas nettement plus qu’avec des antibiotiques. Une plus petite part des gens va ' +
      'moins bien.',
    'dry-skin':
      'Pendant le traitement, 78 à 100 personnes sur 100 ont les lèvres sèches, et 72 à 95 sur 100 la peau ' +
      'sèche. Des années après, au plus 7 sur 100 signalaient encore une gêne, dans des études sans ' +
      'comparaison. Il est rare que cela reste.',
    sun:
      'Pendant le traitement, environ 6 personnes sur 100 (1 à 17) brûlent plus facilement au soleil. Une ' +
      'fois le médicament sorti du corps, rien ne le montre. Mettez de la crème solaire.',
    eyes:
      'En un an, 13,8 personnes sur 100 ont eu des troubles des yeux, et 9,6 sur 100 avec une acné non ' +
      'traitée. Dans un groupe, les glandes des paupières étaient encore changées après 12 mois ; la gêne ' +
      'était petite.',
    joints:
      'Pendant le traitement, environ 25 personnes sur 100 ont mal au dos. Ce que montraient les images est ' +
      'parti, après 6,3 mois en moyenne. Si cela dure, ce sont des mois, rarement plus.',
  },
  certainty: 'À quel point c’est sûr',
  certainties: {
    high: 'Élevé : d’autres études n’y changeraient guère.',
    moderate: 'Moyen : d’autres études pourraient le changer.',
    low: 'Bas : d’autres études le changeront sans doute.',
    'very-low': 'Très bas : ce peut être tout autre.',
    other: 'Personne ne l’a gradé.',
  },
  evidence: 'Dans les mots des preuves, avec les sources',
  others: 'Non mesuré pendant votre traitement',
  visits: 'Visites de suivi',
  visitEnd: 'À la fin',
  visitMonths_one: 'Après {{count}} mois',
  visitMonths_other: 'Après {{count}} mois',
  visitLine: '{{when}} ({{day}}) : {{state}}',
  visitStates: {
    done: 'faite',
    due: 'à faire maintenant',
    missed: 'pas faite',
    upcoming: 'à venir',
  },
};
