// Las frases españolas del informe propio. Unreviewed: no clinician and no patient has read them yet.

import type { Messages } from './en.ts';

export const esReport: Messages['report'] = {
  title: 'Qué cambió y qué sigue ahí',
  link: 'Qué cambió y qué sigue ahí',
  online: 'El informe necesita conexión. Nada de él se guarda en este dispositivo.',
  none: 'Todavía no hay informe. Se hace cuando su clínica ha anotado su última cápsula.',
  which: 'Qué tratamiento',
  course: 'Del {{from}} al {{to}}',
  asOf: 'A {{day}}: {{since}}.',
  months_one: '{{count}} mes después de la última cápsula',
  months_other: '{{count}} meses después de la última cápsula',
  soon: 'menos de un mes después de la última cápsula',
  during: 'durante el tratamiento',
  cannotShow:
    'Esto no puede demostrar que la causa fue el medicamento. También cambian el acné, la edad y otras cosas.',
  silent: 'No se sabe nada del tiempo después del último dato.',
  talk: 'Si algo de esto le preocupa, hable con su clínica.',
  print: 'Imprimir o guardar como archivo',
  back: '¿Ha vuelto el acné?',
  backState: {
    away: 'Hasta ahora no: la piel estaba limpia o casi, y nadie ha contado un tratamiento nuevo.',
    treated: 'Se trató otra vez.',
    unknown: 'No se sabe, o la piel no estaba del todo limpia.',
  },
  rungs: {
    any_prescription: 'Una receta para el acné',
    systemic: 'Pastillas o cápsulas para el acné',
    second_course: 'Un segundo tratamiento con isotretinoína',
  },
  relapsed_one: '{{what}}: sí, {{count}} día después de la última cápsula.',
  relapsed_other: '{{what}}: sí, {{count}} días después de la última cápsula.',
  free_one: '{{what}}: nada contado, hasta {{count}} día después de la última cápsula.',
  free_other: '{{what}}: nada contado, hasta {{count}} días después de la última cápsula.',
  effects: 'Efectos secundarios',
  noEffects: 'No se contó ningún efecto secundario.',
  effectLast: 'Contado por última vez el {{day}}, {{since}}. En lo más fuerte: {{grade}}.',
  effectGone: 'Contado como pasado el {{day}}.',
  effectOpen: 'Nadie ha contado aún que haya pasado.',
  effectNames: {
    arthralgia: 'Dolor de articulaciones',
    myalgia: 'Dolor muscular',
    headache: 'Dolor de cabeza',
    epistaxis: 'Sangrado de nariz',
    photosensitivity: 'Piel que se quema fácilmente al sol',
    nightBlindness: 'Dificultad para ver de noche',
    weakness: 'Debilidad',
    darkUrine: 'Orina oscura',
    fever: 'Fiebre',
    bleeding: 'Sangrado',
    vomiting: 'Vómitos',
  },
  domains: {
    severity: 'Acné',
    oil: 'Grasa de la piel',
    scars: 'Cicatrices',
    self_esteem: 'Autoestima',
    quality_of_life: 'Calidad de vida',
    mood: 'Ánimo',
    dryness: 'Piel y labios secos',
    eyes: 'Ojos',
    sun: 'Sol',
    joints: 'Articulaciones y espalda',
    other: 'Otros valores',
  },
  measures: {
    gags: 'Acné por zonas (GAGS)',
    iga: 'Acné en conjunto, visto por la clínica (IGA)',
    'inflammatory-count': 'Granos rojos, contados',
    'non-inflammatory-count': 'Puntos negros y blancos, contados',
    'nodule-count': 'Bultos profundos, contados',
    'sebum-excretion-rate': 'Grasa que produce la piel, medida',
    'sebum-casual-level': 'Grasa sobre la piel, medida',
    sebutape: 'Grasa sobre la piel, con cinta (Sebutape)',
    'oil-0-10': 'Lo grasa que está su piel',
    ecca: 'Cicatrices (ECCA)',
    'goodman-baron-qualitative': 'Cicatrices, grado (Goodman-Baron)',
    'goodman-baron-quantitative': 'Cicatrices, puntos (Goodman-Baron)',
    'scar-s': 'Cicatrices (SCAR-S)',
    rosenberg: 'Autoestima (Rosenberg)',
    'self-esteem-0-10': 'Cómo se ve a sí mismo',
    'acne-qol': 'Vivir con acné (Acne-QoL)',
    dlqi: 'Cuánto afecta la piel a su vida (DLQI)',
    cdlqi: 'Cuánto afecta la piel a su vida (CDLQI)',
    cadi: 'Cuánto le molesta el acné (CADI)',
    'daily-life-0-10': 'Cuánto afecta la piel a su día',
    'phq-9': 'Ánimo bajo (PHQ-9)',
    'gad-7': 'Preocupación (GAD-7)',
    'lips-0-10': 'Labios secos',
    'skin-0-10': 'Piel seca',
    'eyes-0-10': 'Ojos secos',
    'lenses-0-10': 'Molestias con las lentillas',
    'night-vision-0-10': 'Dificultad para ver de noche',
    osdi: 'Ojos secos (OSDI)',
    'sun-0-10': 'Piel que se quema al sol',
    'joints-0-10': 'Dolor de articulaciones',
    'back-0-10': 'Dolor de espalda',
  },
  scale: 'De {{least}} a {{most}}.',
  lowGood: 'Más bajo es mejor.',
  highGood: 'Más alto es mejor.',
  before: 'Antes',
  best: 'Mejor desde entonces',
  last: 'Último',
  lastWhen: 'Medido por última vez: {{since}}.',
  notMeasured: 'no medido',
  noneMeasured: 'No se midió nada.',
  change: {
    better: {
      yes: 'Mejor, y más de lo que la medida varía por azar.',
      no: 'Mejor, pero tan poco que puede ser azar.',
      unknown: 'Mejor. No se sabe cuánto varía esta medida por azar.',
    },
    worse: {
      yes: 'Peor, y más de lo que la medida varía por azar.',
      no: 'Peor, pero tan poco que puede ser azar.',
      unknown: 'Peor. No se sabe cuánto varía esta medida por azar.',
    },
    same: 'Igual que antes.',
    none: 'No se midió antes y después: no se puede decir ningún cambio.',
  },
  studies: 'Qué dicen los estudios',
  published: {
    'severe-acne':
      'Después de 20 semanas, de 70 a 75 de cada 100 personas tenían al menos un 90 % menos de bultos ' +
      'profundos. No cura a todos: unas 23 de cada 100 (15 a 33) hicieron más tarde un segundo tratamiento. ' +
      'De todas las recaídas, 96 de cada 100 llegaron en los primeros 3 años.',
    sebum:
      'Durante el tratamiento la piel hace de un 70 a un 90 % menos de grasa. Después suele volver en parte: ' +
      'un estudio halló un 36 % menos al cabo de un año, otro casi como antes al cabo de 2 meses. Que se ' +
      'vaya para siempre no está demostrado.',
    scars:
      'Puede que evite cicatrices nuevas: del 3 al 4 % de los granos deja una que se queda. Las antiguas no ' +
      'se van. De este medicamento solo hay estudios que observaron, ninguna comparación justa.',
    'self-esteem':
      'Vivir con acné se hizo más fácil: 40 puntos mejor en la escala Acne-QoL. También mejoró la autoestima, ' +
      'pero no claramente más que con antibióticos. Una parte más pequeña se sintió peor.',
    'dry-skin':
      'Durante el tratamiento, de 78 a 100 de cada 100 personas tienen los labios secos y de 72 a 95 de cada ' +
      '100 la piel seca. Años después, como mucho 7 de cada 100 contaban aún alguna molestia, en estudios ' +
      'sin comparación. Que se quede es raro.',
    sun:
      'Durante el tratamiento, unas 6 de cada 100 personas (1 a 17) se queman más fácilmente al sol. Cuando ' +
      'el medicamento ha salido del cuerpo, no hay pruebas de ello. Use protector solar.',
    eyes:
      'En un año, 13,8 de cada 100 personas tuvieron problemas en los ojos, y 9,6 de cada 100 con acné sin ' +
      'tratar. En un grupo, las glándulas de los párpados seguían cambiadas a los 12 meses; las molestias ' +
      'eran pequeñas.',
    joints:
      'Durante el tratamiento, unas 25 de cada 100 personas tienen dolor de espalda. Lo que se veía en las ' +
      'imágenes desapareció, de media a los 6,3 meses. Si dura, son meses, rara vez más.',
  },
  certainty: 'Cuán seguro es',
  certainties: {
    high: 'Alto: más estudios apenas lo cambiarían.',
    moderate: 'Medio: más estudios podrían cambiarlo.',
    low: 'Bajo: más estudios seguramente lo cambien.',
    'very-low': 'Muy bajo: puede ser muy distinto.',
    other: 'Nadie lo ha graduado.',
  },
  evidence: 'Con las palabras de las pruebas, y sus fuentes',
  others: 'No medido en su tratamiento',
  visits: 'Visitas de seguimiento',
  visitEnd: 'Al final',
  visitMonths_one: 'A {{count}} mes',
  visitMonths_other: 'A los {{count}} meses',
  visitLine: '{{when}} ({{day}}): {{state}}',
  visitStates: { done: 'hecha', due: 'toca ahora', missed: 'no hecha', upcoming: 'por venir' },
};
