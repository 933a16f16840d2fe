// The walls hold, and each would fall over a bad file: every rule is shown one, and none fires on a good one.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Breach, FOLDERS, PACKAGES, type Walls, wallRules, walls } from './walls.ts';

const root = join(import.meta.dirname, '..');
const NAMES = Object.keys(PACKAGES);

/** A small tree in which every folder of every package has one file, and bad files beside them. */
class BadTree {
  readonly folder = mkdtempSync(join(tmpdir(), 'aegle-walls-'));
  readonly #expected: (readonly [rule: string, from: string])[] = [];

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.folder, file)), { recursive: true });
    writeFileSync(join(this.folder, file), text);
  }

  /** A file that imports what it may not; `rule` is the one that must say so. */
  bad(rule: string, file: string, target: string): void {
    const from = target.startsWith('packages/') ? relative(dirname(file), target) : target;
    const path = target.startsWith('packages/') && !from.startsWith('.') ? `./${from}` : from;
    this.write(file, `import '${path}';\n`);
    this.#expected.push([rule, file]);
  }

  get expected(): readonly (readonly [rule: string, from: string])[] {
    return this.#expected;
  }
}

const place = (name: string, folder: string) => join('packages', name, 'src', folder);

/** Every folder with a file, every package under its name, and a good import along every direction. */
function plant(tree: BadTree): void {
  tree.write('tsconfig.base.json', readFileSync(join(root, 'tsconfig.base.json'), 'utf8'));
  mkdirSync(join(tree.folder, 'node_modules/@aegle'), { recursive: true });
  for (const name of NAMES) {
    const manifest = { name: `@aegle/${name}`, type: 'module', exports: { '.': './src/index.ts' } };
    tree.write(`packages/${name}/package.json`, JSON.stringify(manifest));
    tree.write(`${place(name, '.')}/index.ts`, 'export const index = 1;\n');
    symlinkSync(join('../../packages', name), join(tree.folder, 'node_modules/@aegle', name));
    for (const other of PACKAGES[name]!)
      tree.write(`${place(name, '.')}/good-${other}.ts`, `import '@aegle/${other}';\n`);
    const folders = FOLDERS[name]!;
    for (const [at, folder] of folders.entries()) {
      tree.write(`${place(name, folder)}/one.ts`, 'export const one = 1;\n');
      const below = folders[at + 1];
      if (below === undefined) continue;
      const to = relative(place(name, folder), `${place(name, below)}/one.ts`);
      const path = to.startsWith('.') ? to : `./${to}`;
      tree.write(`${place(name, folder)}/good.ts`, `import '${path}';\n`);
    }
  }
}

function plantBad(tree: BadTree): void {
  for (const name of NAMES) {
    const top = place(name, '.');
    for (const other of NAMES.filter((one) => one !== name && !PACKAGES[name]!.includes(one)))
      tree.bad(`package-${name}`, `${top}/bad-${other}.ts`, `@aegle/${other}`);
    const user = name === 'console' ? 'api' : 'console';
    const deep = `${place(name, FOLDERS[name]!.at(-1)!)}/one.ts`;
    tree.bad(`index-${name}`, `${place(user, '.')}/deep-${name}.ts`, deep);
    tree.bad(`by-name-${name}`, `${place(user, '.')}/face-${name}.ts`, `${top}/index.ts`);
    for (const [at, folder] of FOLDERS[name]!.entries())
      for (const [index, above] of FOLDERS[name]!.slice(0, at).entries())
        tree.bad(
          `folder-${name}-${folder.replaceAll('/', '-')}`,
          `${place(name, folder)}/up-${index}.ts`,
          `${place(name, above)}/one.ts`,
        );
  }
  for (const name of ['core', 'forecast']) {
    tree.bad(`pure-${name}`, `${place(name, '.')}/reads-files.ts`, 'node:fs');
    tree.bad(`pure-${name}`, `${place(name, '.')}/has-library.ts`, 'pg');
  }
  const services = place('server', 'services');
  tree.write(`${services}/testing.ts`, 'export const two = 1;\n');
  tree.bad('no-test-code', `${services}/takes-support.ts`, `${services}/testing.ts`);
  tree.bad('every-import-found', `${services}/lost.ts`, './nowhere.ts');
  tree.bad('no-circle', `${services}/first.ts`, `${services}/second.ts`);
  tree.write(`${services}/second.ts`, "import './first.ts';\n");
  tree.write(
    `${services}/third.ts`,
    "import type { Four } from './fourth.ts';\nexport type Three = Four;\n",
  );
  tree.write(
    `${services}/fourth.ts`,
    "import type { Three } from './third.ts';\nexport type Four = Three;\n",
  );
  tree.bad('every-folder-placed', 'packages/server/src/attic/lost.ts', `${services}/one.ts`);
  tree.bad(
    'apart-server-jobs-http',
    `${place('server', 'jobs')}/bad.ts`,
    `${place('server', 'http')}/one.ts`,
  );
  tree.bad(
    'apart-server-fhir-http',
    `${place('server', 'fhir')}/bad.ts`,
    `${place('server', 'http')}/one.ts`,
  );
}

describe('the walls', () => {
  const tree = new BadTree();
  let found: Walls;
  // A circle is told once, from wherever the walk came upon it.
  const has = (rule: string, from: string) =>
    found.breaches.some(
      (breach: Breach) =>
        breach.rule === rule &&
        (breach.from === from || (rule === 'no-circle' && breach.to === from)),
    );

  beforeAll(async () => {
    plant(tree);
    plantBad(tree);
    found = await walls(tree.folder);
  });
  afterAll(() => rmSync(tree.folder, { recursive: true }));

  it('hold in this house, and were looked for in all of it', async () => {
    const { modules, breaches } = await walls(root);
    expect(modules).toBeGreaterThan(400);
    expect(breaches.map(({ rule, from, to }) => `${rule}: ${from} -> ${to}`)).toEqual([]);
  });

  it('each of them falls over a bad file', () => {
    const missed = tree.expected.filter(([rule, from]) => !has(rule, from));
    expect(missed).toEqual([]);
    const shown = new Set(tree.expected.map(([rule]) => rule));
    expect(
      wallRules()
        .filter(({ name }) => !shown.has(name!))
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('a circle of types alone is a circle', () => {
    expect(has('no-circle', `${place('server', 'services')}/third.ts`)).toBe(true);
  });

  it('none of them falls over a good file', () => {
    const wrong = found.breaches.filter(({ from }) => /\/(good|one|index)[^/]*\.ts$/.test(from));
    expect(wrong).toEqual([]);
  });

  it('a tree without a module is no tree that passed', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'aegle-walls-'));
    mkdirSync(join(empty, 'packages'));
    writeFileSync(join(empty, 'tsconfig.base.json'), '{}');
    await expect(walls(empty)).rejects.toThrow('no module');
    rmSync(empty, { recursive: true });
  });
});
