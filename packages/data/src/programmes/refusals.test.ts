// Every loading refusal, each proved by a bad programme: one good folder, one change, one rule.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { loadProgramme } from './load.ts';

type Files = Record<string, unknown>;
type Change = (files: ReturnType<typeof goodFiles>) => Files | undefined;

const text = { patient: 'Sentence.', prescriber: 'Sentence.', pharmacist: 'Sentence.' };
const citation = { sources: ['law'] };

function requirement(id: string, kind: string, more: object = {}) {
  const stated = { citation, status: 'stated', clearedBy: 'prescriber', deputy: 'delegate', text };
  return { id, kind, stages: ['prescribe', 'dispense'], ...stated, ...more };
}

const judging = (id: string, authority: string) => ({
  authority,
  judgedWherePortalGrants: [{ requirements: [id], citation }],
});
const TEST_WITH_LEAST = {
  options: { pick: 'latest' },
  parameters: { leastSensitive: 'least' },
};

const said = (words: string) => ({ en: words, de: words, es: words, fr: words, it: words });
const WRONG = { id: 'wrong', isRight: false, says: said('Not so.') };
const QUESTION = {
  id: 'why',
  citation,
  asks: said('Why is that?'),
  answers: [WRONG, { id: 'right', isRight: true, says: said('So it is.') }],
  right: said('So it is.'),
};
const QUESTIONS = { wording: 'own_words', questions: [QUESTION] };
const FORM = {
  form: 'consent',
  title: 'A consent',
  readFrom: '1',
  wording: 'own_words',
  language: 'en',
  citation,
  intro: 'Read it.',
  statements: [{ id: '1', says: 'I agree.' }],
};

function goodFiles() {
  return {
    'programme.yaml': {
      id: 'made-up',
      name: 'Made up',
      jurisdiction: 'zz',
      regulator: 'Nobody',
      zone: 'UTC',
      authority: 'local',
      completeness: 'gate',
      summary: 'An invented programme.',
      unknowns: [{ says: 'Nobody knows this.', cannotMatter: 'It is invented.' }] as unknown[],
      products: [],
      editions: [
        {
          id: 'first',
          title: 'The first',
          effectiveFrom: '2020-01-01',
          effectiveTo: '2020-12-31',
          confirmed: citation,
          requirements: 'first',
        },
        {
          id: 'second',
          title: 'The second',
          effectiveFrom: '2021-01-01',
          confirmed: citation,
          requirements: 'first',
        },
      ],
    },
    'sources.yaml': [{ id: 'law', title: 'A law', retrieved: '2026-11-22', kind: 'regulator' }],
    'parameters/limit.yaml': {
      id: 'limit',
      description: 'Days at most',
      unit: 'count',
      values: [{ from: '2020-01-01', value: 30, sources: ['law'], status: 'stated' }],
    },
    'requirements/first.yaml': {
      categories: [] as object[],
      requirements: [
        requirement('enrolled', 'enrolled'),
        requirement('limit', 'supply_limit', { parameters: { maxDays: 'limit' } }),
      ] as object[],
    },
  };
}

function rulesOf(files: Files): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'aegle-programme-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === 'string' ? content : stringify(content));
  }
  const outcome = loadProgramme(folder);
  rmSync(folder, { recursive: true });
  return outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.rule);
}

const bind =
  (...requirements: object[]): Change =>
  (files) =>
    void files['requirements/first.yaml'].requirements.push(...requirements);

const BAD: readonly (readonly [rule: string, change: Change])[] = [
  // An unknown that nothing asks about would be met by silence.
  ['unknown_unbound', (files) => void files['programme.yaml'].unknowns.push('Nobody knows this.')],
  ...['limit', 'nowhere', 'told'].map((id): (typeof BAD)[number] => [
    'unknown_not_asked_about',
    (files) => {
      files['programme.yaml'].unknowns.push({ says: 'Nobody knows this.', askedBy: [id] });
      bind(requirement('told', 'advisory', { status: 'disputed' }))(files);
    },
  ]),
  [
    'announcement_uncited',
    (files) => void Object.assign(files['programme.yaml'].editions[1]!, { confirmed: undefined }),
  ],
  [
    'unrecognized_keys',
    (files) => ({ ...files, 'sources.yaml': [{ ...files['sources.yaml'][0], colour: 'red' }] }),
  ],
  [
    'questions_missing',
    bind(
      requirement('asked', 'comprehension', {
        clearedBy: 'patient',
        options: { afterCounselling: false },
      }),
    ),
  ],
  ['questions_of_no_rule', (files) => ({ ...files, 'questions.yaml': QUESTIONS })],
  [
    'custom',
    (files) => ({
      ...files,
      'questions.yaml': { ...QUESTIONS, questions: [{ ...QUESTION, answers: [WRONG, WRONG] }] },
    }),
  ],
  ['form_of_no_rule', (files) => ({ ...files, 'forms/consent.yaml': FORM })],
  [
    'edition_not_accepted',
    (files) => {
      bind(
        requirement('signed', 'form_signed', {
          options: { form: 'consent', editions: ['2'], signers: ['patient'] },
        }),
      )(files);
      return { ...files, 'forms/consent.yaml': FORM };
    },
  ],
  ['id_is_not_file_name', (files) => ({ ...files, 'forms/other.yaml': FORM })],
  ['not_yaml', (files) => ({ ...files, 'sources.yaml': '- {id: law' })],
  [
    'file_missing',
    (files) => void Object.assign(files['programme.yaml'].editions[0]!, { requirements: 'third' }),
  ],
  ['unknown_source', (files) => void Object.assign(files['sources.yaml'][0]!, { id: 'another' })],
  [
    'too_small',
    (files) => void Object.assign(files['parameters/limit.yaml'].values[0]!, { sources: [] }),
  ],
  [
    'unused_parameter',
    (files) => ({
      ...files,
      'parameters/idle.yaml': { ...files['parameters/limit.yaml'], id: 'idle' },
    }),
  ],
  [
    'id_is_not_file_name',
    (files) => void Object.assign(files['parameters/limit.yaml'], { id: 'other' }),
  ],
  [
    'no_value_yet',
    (files) =>
      void Object.assign(files['parameters/limit.yaml'].values[0]!, { from: '2020-06-01' }),
  ],
  [
    'editions_overlap',
    (files) =>
      void Object.assign(files['programme.yaml'].editions[1]!, { effectiveFrom: '2020-12-31' }),
  ],
  [
    'editions_gapped',
    (files) =>
      void Object.assign(files['programme.yaml'].editions[1]!, { effectiveFrom: '2021-02-01' }),
  ],
  [
    'edition_ends_before_it_begins',
    (files) =>
      void Object.assign(files['programme.yaml'].editions[0]!, { effectiveTo: '2019-01-01' }),
  ],
  ['unknown_kind', bind(requirement('x', 'hope'))],
  ['missing_parameter', bind(requirement('x', 'supply_limit'))],
  ['unknown_parameter', bind(requirement('x', 'enrolled', { parameters: { maxDays: 'limit' } }))],
  [
    'parameter_missing',
    bind(requirement('x', 'supply_limit', { parameters: { maxDays: 'none' } })),
  ],
  [
    'wrong_unit',
    bind(requirement('x', 'prescriber_standing', { parameters: { validFor: 'limit' } })),
  ],
  ['unknown_field', bind(requirement('x', 'enrolled', { options: { colour: 'red' } }))],
  ['duplicate_binding', bind(requirement('enrolled', 'enrolled'))],
  ['unknown_category', bind(requirement('x', 'enrolled', { categories: ['tall'] }))],
  ['category_assumed', bind(requirement('x', 'risk_category', { status: 'assumed' }))],
  ['methods_missing', bind(requirement('x', 'contraception'))],
  [
    'bindings_in_conflict',
    (files) => {
      const tight = { ...files['parameters/limit.yaml'], id: 'tight' };
      tight.values = [{ ...tight.values[0]!, value: 28 }];
      bind(requirement('x', 'supply_limit', { parameters: { maxDays: 'tight' } }))(files);
      return { ...files, 'parameters/tight.yaml': tight };
    },
  ],
  [
    'stage_without_requirement',
    (files) =>
      void Object.assign(files['requirements/first.yaml'], {
        requirements: [
          requirement('only', 'enrolled', { stages: ['prescribe'] }),
          requirement('limit', 'supply_limit', {
            stages: ['prescribe'],
            parameters: { maxDays: 'limit' },
          }),
        ],
      }),
  ],
  [
    'not_to_be_judged',
    (files) => void Object.assign(files['programme.yaml'], judging('limit', 'external')),
  ],
  [
    'unknown_requirement',
    (files) => void Object.assign(files['programme.yaml'], judging('nowhere', 'external')),
  ],
  [
    'judged_without_portal',
    (files) => void Object.assign(files['programme.yaml'], judging('limit', 'local')),
  ],
  [
    'stated_test_asks',
    (files) => {
      const least = { ...files['parameters/limit.yaml'], id: 'least' };
      least.values = [{ ...least.values[0]!, status: 'assumed' }];
      bind(requirement('test', 'pregnancy_test', TEST_WITH_LEAST))(files);
      return { ...files, 'parameters/least.yaml': least };
    },
  ],
  ['granted_on_empty_facts', (files) => void files['requirements/first.yaml'].requirements.shift()],
  [
    'reference_without_unknowns',
    (files) =>
      void Object.assign(files['programme.yaml'], { completeness: 'reference', unknowns: [] }),
  ],
  [
    'advisory_with_gate',
    (files) => void Object.assign(files['programme.yaml'], { completeness: 'advisory' }),
  ],
  [
    'unknown_zone',
    (files) => void Object.assign(files['programme.yaml'], { zone: 'Nowhere/At_All' }),
  ],
  [
    'site_overlay_loosens',
    (files) => ({
      ...files,
      'overlays/site.yaml': {
        id: 'site',
        title: 'Ours',
        scope: 'site',
        appliesTo: ['second'],
        from: '2022-01-01',
        citation,
        removes: ['limit'],
      },
    }),
  ],
];

describe('loading a programme', () => {
  it('accepts the good one', () => {
    expect(rulesOf(goodFiles())).toEqual([]);
  });

  it.each(BAD)('refuses: %s', (rule, change) => {
    const files = goodFiles();
    expect(rulesOf(change(files) ?? files)).toContain(rule);
  });
});
