// Proves the instruments: official wording, scores, refusals, self-harm items, and empty slots.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  committedEvidence,
  evidenceRows,
  instruments,
} from '../../../../tests/findings/evidence.ts';
import { asksAboutSelfHarm, fillSlot, type Instrument } from './instrument.ts';
import { readQuestionnaire } from './questionnaire.ts';
import { type ItemAnswers, readAnswers } from './score.ts';
import { readCrisisContacts, selfHarmResponse } from './self-harm.ts';

const one = (id: string) => instruments.get(id)!;
const all = (instrument: Instrument, answer: number): Record<string, number> =>
  Object.fromEntries(
    instrument
      .questionnaire!.items.filter(({ isRequired }) => isRequired)
      .map(({ linkId }) => [linkId, answer]),
  );
const scored = (instrument: Instrument, answers: ItemAnswers, baseline?: number) => {
  const reading = readAnswers(instrument, answers, baseline);
  if (reading.kind !== 'scored') throw new Error(JSON.stringify(reading.problems));
  return reading;
};

describe('PHQ-9', () => {
  const phq = one('phq-9');

  test('has nine items with the codes of LOINC and the credit line of its owner', () => {
    expect(phq.questionnaire!.copyright).toContain('Pfizer');
    const codes = committedEvidence
      .find('terminology')
      .filter((row) => /^terminology\.questionnaires\.phq-9-item-/.test(row.id))
      .map((row) => row.kind === 'code' && row.code.value);
    expect(phq.questionnaire!.items.filter((item) => item.isRequired).map((i) => i.loinc)).toEqual(
      codes,
    );
    expect(phq.questionnaire!.items[8]!.text).toMatch(/better off dead/);
  });

  test.each([
    [0, undefined],
    [1, 'mild'],
    [2, 'moderately_severe'],
    [3, 'severe'],
  ])('with every answer %s is in its band', (answer, band) => {
    const reading = scored(phq, all(phq, answer));
    expect(reading.total).toBe(answer * 9);
    expect(reading.band?.name).toBe(band);
  });

  test('a rise of five over the baseline asks for a review, four do not', () => {
    const answers = { ...all(phq, 0), '44250-9': 3, '44255-8': 2 };
    const because = (baseline: number) =>
      scored(phq, answers, baseline).followUps.map(({ kind }) => kind);
    expect(because(0)).toEqual(['review_before_next_supply']);
    expect(because(1)).toEqual([]);
  });

  test('any positive answer to item 9 calls for contact the same day, at any total', () => {
    const reading = scored(phq, { ...all(phq, 0), '44260-8': 1 });
    expect(reading).toMatchObject({ total: 1, followUps: [{ kind: 'same_day_contact' }] });
  });

  test('a missing item refuses the score, and a positive item 9 acts all the same', () => {
    const answers = { ...all(phq, 0), '44260-8': 2 };
    const rest = Object.fromEntries(Object.entries(answers).filter(([link]) => link !== '44251-7'));
    expect(readAnswers(phq, rest)).toEqual({
      kind: 'refused',
      problems: [expect.objectContaining({ field: 'answers.44251-7', rule: 'missing_item' })],
      followUps: [{ kind: 'same_day_contact' }],
    });
  });

  test('refuses what is no answer, and repeats no name that was sent', () => {
    const reading = readAnswers(phq, { ...all(phq, 0), '44250-9': 4, secret: 1 });
    expect(reading).toMatchObject({
      kind: 'refused',
      problems: [{ rule: 'not_an_answer' }, { field: 'answers.*', rule: 'no_such_item' }],
    });
    expect(JSON.stringify(reading)).not.toContain('secret');
  });

  test('every complete answer is the sum of its items', () => {
    const items = phq.questionnaire!.items.filter(({ isRequired }) => isRequired);
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 9, maxLength: 9 }),
        (given) => {
          const answers = Object.fromEntries(items.map(({ linkId }, i) => [linkId, given[i]!]));
          expect(scored(phq, answers).total).toBe(given.reduce((sum, n) => sum + n, 0));
        },
      ),
      { seed: 9 },
    );
  });
});

describe('the other bundled instruments', () => {
  test('PHQ-2 from 3 asks the PHQ-9, and always asks item 9 outside its score', () => {
    const answers = { '44250-9': 2, '44255-8': 1, '44260-8': 3 };
    expect(scored(one('phq-2'), answers)).toMatchObject({
      total: 3,
      followUps: [
        { kind: 'same_day_contact' },
        { kind: 'ask_longer_instrument', instrument: 'phq-9' },
      ],
    });
  });

  test('GAD-7 from 10 is reviewed', () => {
    const gad = one('gad-7');
    const answers = { ...all(gad, 1), '69725-0': 3 };
    expect(scored(gad, answers).followUps).toEqual([]);
    expect(scored(gad, { ...answers, '69733-4': 2 })).toMatchObject({
      total: 10,
      band: { name: 'moderate' },
      followUps: [{ kind: 'review_before_next_supply', because: 'score' }],
    });
  });

  test('GAGS is the sum of factor times worst lesion, at most 44, never from a count', () => {
    const gags = one('gags');
    const areas = {
      forehead: 2,
      'right-cheek': 3,
      'left-cheek': 2,
      nose: 1,
      chin: 0,
      'chest-and-upper-back': 4,
    };
    expect(scored(gags, areas)).toMatchObject({ total: 27, band: { name: 'moderate' } });
    expect(scored(gags, all(gags, 4))).toMatchObject({ total: 44, band: { name: 'very_severe' } });
  });

  test('the 0 to 10 questions stand each for itself, lenses only for those who wear them', () => {
    const own = one('patient-0-10');
    const reading = scored(own, all(own, 10));
    expect(reading.total).toBeUndefined();
    expect(Object.keys(reading.items)).not.toContain('lenses');
    expect(readAnswers(own, { ...all(own, 10), oil: 11 }).kind).toBe('refused');
    expect(readAnswers(own, { ...all(own, 10), oil: 2.5 }).kind).toBe('refused');
  });
});

describe('licensed instruments', () => {
  const slots = [...instruments.values()].filter(({ questionnaire }) => !questionnaire);

  test('are empty slots without a word of their items', () => {
    expect(slots.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['dlqi', 'cadi', 'acne-qol', 'osdi', 'c-ssrs', 'pro-ctcae']),
    );
    const folder = join(import.meta.dirname, '../../../../evidence/questionnaires');
    const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(files.sort()).toEqual(
      ['gad-7', 'gags', 'iga', 'patient-0-10', 'phq-2', 'phq-9', 'sexual-function'].map(
        (name) => `${name}.json`,
      ),
    );
    for (const slot of slots) {
      expect(slot.scoring).toBeUndefined();
      expect(readAnswers(slot, {})).toMatchObject({ problems: [{ rule: 'empty_slot' }] });
    }
  });

  test('that may ask about self-harm count as asking', () => {
    expect(asksAboutSelfHarm(one('c-ssrs'))).toBe(true);
    expect(asksAboutSelfHarm(one('pro-ctcae'))).toBe(true);
    expect(asksAboutSelfHarm(one('gad-7'))).toBe(false);
  });

  test('are filled with the site\u2019s own questionnaire and licence, and only slots are', () => {
    const file = join(import.meta.dirname, '../../../../evidence/questionnaires/iga.json');
    const reading = readQuestionnaire(JSON.parse(readFileSync(file, 'utf8')));
    if (!reading.accepted) throw new Error('unread');
    const own = { holder: 'Cardiff University', reference: 'L-1' };
    const scoring = { method: 'sum', items: ['iga'] } as const;
    const fill = (slot: string, licence = own, items = scoring) =>
      fillSlot(one(slot), reading.questionnaire, items, [], licence);
    expect(fill('dlqi')).toMatchObject({ accepted: true });
    expect(fill('dlqi', { ...own, reference: '' })).toMatchObject({
      problems: [{ rule: 'licence_missing' }],
    });
    expect(fill('gags')).toMatchObject({ problems: [{ rule: 'not_a_slot' }] });
    expect(
      fillSlot(one('dlqi'), reading.questionnaire, { method: 'sum', items: ['x'] }, [], own),
    ).toMatchObject({ problems: [{ rule: 'no_such_item' }] });
  });
});

describe('a questionnaire', () => {
  test.each([
    ['is no questionnaire', { resourceType: 'Patient' }, 'not_a_questionnaire'],
    ['has no items', { resourceType: 'Questionnaire', item: [] }, 'no_items'],
    [
      'has an item without numbers',
      { resourceType: 'Questionnaire', item: [{ linkId: 'a', text: 'b', type: 'string' }] },
      'not_scorable',
    ],
  ])('that %s is refused', (_what, resource, rule) => {
    const reading = readQuestionnaire(resource);
    expect(reading.accepted).toBe(false);
    expect(!reading.accepted && reading.problems.map((one) => one.rule)).toContain(rule);
  });
});

describe('a positive answer about self-harm', () => {
  const contacts = readCrisisContacts(evidenceRows);

  test('shows the numbers of the country where the patient is', () => {
    const us = selfHarmResponse(contacts, { country: 'us', isWithinHours: true });
    expect(us.contacts.map(({ number }) => number)).toEqual(['988', '911']);
    const gb = selfHarmResponse(contacts, { country: 'gb', isWithinHours: true });
    expect(gb.contacts.map(({ number }) => number)).toEqual(['116 123', '111', '999']);
    expect(us).toMatchObject({
      task: 'self_harm_answer',
      blocksVisit: true,
      isClosedByPersonOnly: true,
      holdOrStop: 'clinician_decides',
    });
  });

  test('outside hours says that nobody reads, and never promises', () => {
    const { sentences } = selfHarmResponse(contacts, { country: 'fr', isWithinHours: false });
    expect(sentences).toContain('Nobody is reading this now.');
    expect(sentences.join(' ')).not.toMatch(/will contact|has been told/);
  });

  test('in a country without a known number points to the emergency number of the place', () => {
    for (const place of [{ isWithinHours: false }, { country: 'zz', isWithinHours: true }]) {
      const { contacts: none, sentences } = selfHarmResponse(contacts, place);
      expect(none).toEqual([]);
      expect(sentences.join(' ')).toMatch(/emergency number of the place/);
    }
  });

  test('every country listed has an emergency number, and every number its source', () => {
    for (const [country, listed] of contacts) {
      expect(
        listed.some(({ use }) => use === 'emergency'),
        country,
      ).toBe(true);
      for (const { citation } of listed) expect(citation.sources.length).toBeGreaterThan(0);
    }
  });
});
