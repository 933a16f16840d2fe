// The words of one's own report: for every measure, domain, rung and claim, and no number of our own in them.

import { join } from 'node:path';
import { CLAIM_OF_DOMAIN, DOMAINS, MEASURES, RELAPSE_RUNGS } from '@aegle/core';
import { findingTablesIn } from '@aegle/data';
import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { deReport } from '../messages/de-report.ts';
import { en } from '../messages/en.ts';
import { enReport } from '../messages/en-report.ts';
import { esReport } from '../messages/es-report.ts';
import { frReport } from '../messages/fr-report.ts';
import { itReport } from '../messages/it-report.ts';
import { changeOf, effectName, gradeName, scaleOf, sinceLast } from './report-words.ts';

const { claims } = findingTablesIn(join(import.meta.dirname, '../../../../evidence'))();

const numbersIn = (text: string): readonly string[] =>
  [...text.replaceAll(/(\d),(\d)/g, '$1.$2').matchAll(/\d+(\.\d+)?/g)].map(([number]) => number);

describe('the words of one’s own report', () => {
  beforeAll(async () => {
    await i18next.init({ lng: 'en', resources: { en: { translation: en } } });
  });

  it('name every measure, domain, rung and claim that a report can have', () => {
    expect(Object.keys(enReport.measures)).toEqual(MEASURES.map(({ id }) => id));
    expect(Object.keys(enReport.domains)).toEqual([...DOMAINS]);
    expect(Object.keys(enReport.rungs)).toEqual([...RELAPSE_RUNGS]);
    const answered = new Set(Object.values(CLAIM_OF_DOMAIN));
    expect(Object.keys(enReport.published).sort()).toEqual([...answered].sort());
    const certainties = new Set(claims.map(({ certainty }) => certainty));
    for (const one of certainties) expect(Object.keys(enReport.certainties)).toContain(one);
  });

  it.each(Object.entries({ enReport, deReport, esReport, frReport, itReport }))(
    'H-12 %s tells no number of a study that the claim does not have, and the same as English',
    (_, { published }) => {
      for (const [id, sentence] of Object.entries(published)) {
        const claim = claims.find((one) => one.id === id)!;
        const known = numbersIn(`${claim.known} ${claim.missing}`);
        const told = numbersIn(sentence).filter((one) => one !== '100');
        expect(
          told.filter((one) => !known.includes(one)),
          id,
        ).toEqual([]);
        const english = numbersIn(enReport.published[id as keyof typeof enReport.published]);
        expect([...numbersIn(sentence)].sort(), id).toEqual([...english].sort());
      }
    },
  );

  it('say how it changed, and whether by more than the scale is off by chance', () => {
    const series = { measure: 'iga', worse: 'up', baseline: null, best: null, last: null };
    const of = (direction: string | null, isBeyondError: string | null) =>
      changeOf({ ...series, direction, isBeyondError });
    expect(of('better', 'yes')).toBe(en.report.change.better.yes);
    expect(of('worse', 'no')).toBe(en.report.change.worse.no);
    expect(of('better', 'unknown')).toBe(en.report.change.better.unknown);
    expect(of('same', 'no')).toBe('The same as before.');
    expect(of(null, null)).toBe(en.report.change.none);
    const scale = { ...series, direction: null, isBeyondError: null };
    expect(scaleOf(scale)).toBe('From 0 to 4. Lower is better.');
    expect(scaleOf({ ...scale, measure: 'rosenberg', worse: 'down' })).toBe(
      'From 0 to 30. Higher is better.',
    );
    expect(scaleOf({ ...scale, measure: 'nodule-count' })).toBe('Lower is better.');
  });

  it('say the time since the last capsule, also where it was before it', () => {
    expect([-2, 0, 1, 12].map(sinceLast)).toEqual([
      'during the treatment',
      'less than a month after the last capsule',
      '1 month after the last capsule',
      '12 months after the last capsule',
    ]);
  });

  it('name effects and their strength, and keep an unknown one as it was recorded', () => {
    expect(
      ['cheilitis', 'low-mood', 'depression', 'myalgia', 'itchy_knees'].map(effectName),
    ).toEqual(['Lips dry', 'Low mood', 'Low mood', 'Sore muscles', 'itchy knees']);
    expect([1, 3, 5].map(gradeName)).toEqual(['A little', 'Severe', 'Severe']);
  });
});
