// Everything that a person may read of a refusal, rendered once into said.md, which a reviewer reads whole.
// Never a library's or a developer's wording, and never "contact the prescriber" for a pharmacist's own check.

import { join } from 'node:path';
import { ENDPOINT_NAMES, ENDPOINTS } from '@aegle/api';
import { AUDIENCES, type Audience, REASON_CODES, type Reason, whenSaid } from '@aegle/core';
import { describe, expect, it } from 'vitest';
import { SAFETY_SENTENCES } from '../../packages/core/src/gate/safety-sentences.ts';
import { loadProgrammes } from '../../packages/data/src/programmes/load.ts';
import { plainRule, type SchemaFinding } from '../../packages/server/src/http/plain-rule.ts';
import { PROBLEM_KINDS, problemOf, titleOf } from '../../packages/server/src/http/problems.ts';

const DEVELOPERS =
  /expected (an? )?(array|string|number|object|boolean|undefined)|Invalid input|Invalid (UUID|string|option)|Too (small|big)|Unrecognized key|\bundefined\b|\bNaN\b|\[object|Zod|TypeError|stack trace/;

const programmes = loadProgrammes(join(import.meta.dirname, '../../programmes'));
const requirements = programmes.flatMap(({ programme }) => [
  ...programme.editions.flatMap((edition) => edition.requirements),
  ...programme.overlays.flatMap((overlay) => [...overlay.replaces, ...overlay.adds]),
]);

/** Every sentence of the audience, each once. */
function saidTo(audience: Audience): string[] {
  const own = Object.values(SAFETY_SENTENCES).map((one) => one![audience]);
  return [...new Set([...own, ...requirements.map((one) => one.text[audience])])].sort();
}

const WHENS = REASON_CODES.map((code) => {
  const reason = { code, clearableFrom: undefined } as unknown as Reason;
  return [code, whenSaid(reason)] as const;
});

/** What the wire says of bodies that are nothing, of the wrong type, empty and too much. */
const BODIES: readonly unknown[] = [
  {},
  null,
  7,
  [],
  { colour: 'red' },
  ...['', 'x'.repeat(100_000), -1, 1.5, 1e12, true, [], {}, null].map(
    (value) => new Proxy({}, { get: () => value, has: () => true }),
  ),
];

function saidByTheWire(): string[] {
  const said = new Set<string>();
  for (const name of ENDPOINT_NAMES) {
    const { body, query, params } = ENDPOINTS[name] as {
      body?: { safeParse: (value: unknown) => { error?: { issues: readonly Issue[] } } };
      query?: never;
      params?: never;
    };
    for (const schema of [body, query, params] as (typeof body)[])
      for (const value of schema === undefined ? [] : BODIES)
        for (const issue of schema!.safeParse(value).error?.issues ?? [])
          said.add(
            inGeneral(plainRule({ keyword: issue.code, message: issue.message, params: issue })),
          );
  }
  return [...said].sort();
}

/** The sentence without the field's own numbers and words: a new field says nothing new. */
const inGeneral = (rule: string) =>
  rule
    .replace(/\d+(\.\d+)?/g, 'N')
    .replace(/N (entry|character)\b/, (_, word) =>
      word === 'entry' ? 'N entries' : 'N characters',
    )
    .replace(/^It is one of .*/, 'It is one of the words of the field.');

type Issue = { readonly code: string; readonly message: string } & SchemaFinding['params'];

const section = (title: string, lines: readonly string[]) =>
  `## ${title}\n\n${lines.map((one) => `- ${one}`).join('\n')}\n`;

function everything(): string {
  return [
    '# What is said\n\nWritten by words.test.ts; read whole by a reviewer when it changes.\n',
    ...AUDIENCES.map((audience) => section(`To the ${audience}`, saidTo(audience))),
    section(
      'From when, where no day is known',
      WHENS.map(([code, said]) => `${code}: ${said}`),
    ),
    section(
      'Headings of problems',
      PROBLEM_KINDS.map((kind) => `${kind}: ${titleOf(kind, [{ field: 'x' }])}`),
    ),
    section('Rules of the wire', saidByTheWire()),
  ].join('\n');
}

describe('H-11 what is said', () => {
  it('stands in the reviewed list, and none of it is a developer’s', async () => {
    const said = everything();
    expect(DEVELOPERS.exec(said)?.[0]).toBeUndefined();
    await expect(said).toMatchFileSnapshot('said.md');
  });

  it('says of every reason from when, or why no day can be said', () => {
    for (const [code, said] of WHENS) expect([code, said.length > 8]).toEqual([code, true]);
  });

  it('sends no pharmacist to the prescriber for a check of the counter', () => {
    const checks = ['supply_limit', 'supply_on_hand', 'prescription', 'document_shown', 'window'];
    const sent = requirements
      .filter((one) => checks.includes(one.kind) && one.stages.includes('dispense'))
      .filter((one) => /contact the prescriber/i.test(one.text.pharmacist));
    expect(sent.map((one) => one.id)).toEqual([]);
  });

  it('tells the programme office what others do, never as if it were they', () => {
    const addressed = saidTo('programme').filter((one) => /\b(you|your)\b/i.test(one));
    expect(addressed).toEqual([]);
  });

  it('says to nobody what only the house understands', () => {
    const inside = /\bgates?\b|dry run|\b[a-z]+_[a-z_]+\b/i;
    const said = AUDIENCES.flatMap((audience) => saidTo(audience));
    expect(said.filter((one) => inside.test(one))).toEqual([]);
  });

  it('heads a wrong password with what happened, not with what is allowed', () => {
    expect(titleOf('forbidden', [{ field: 'email' }])).toBe('You are not signed in yet.');
    expect(titleOf('forbidden', [{ field: 'role' }])).toBe('This is not allowed.');
    expect(problemOf(new Error('anything'), 'r').title).toBe('Aegle failed. Nothing was granted.');
  });

  it('finds a developer’s wording where there is some', () => {
    const raw = { keyword: 'custom', message: 'x', params: {} };
    expect(plainRule({ ...raw, message: 'Too small: expected array to have >=1 items' })).toBe(
      'It is as documented.',
    );
    expect('Too small: expected array').toMatch(DEVELOPERS);
    expect('Invalid input').toMatch(DEVELOPERS);
  });
});
