// Which code may import which, as data: the packages, and the folders of each from top to bottom. Cruised by
// dependency-cruiser, so that an import against the order fails a test. Never mends, and never passes
// by having looked at nothing.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IFlattenedRuleSet,
} from 'dependency-cruiser';

type Forbidden = NonNullable<IFlattenedRuleSet['forbidden']>[number];

/** Which package may import which, each only through its index. */
export const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  core: [],
  forecast: ['core'],
  api: ['core'],
  store: [],
  data: ['core'],
  server: ['core', 'api', 'forecast', 'data', 'store'],
  figures: ['core', 'forecast'],
  cli: ['core', 'api', 'forecast', 'figures', 'data', 'store', 'server'],
  console: ['core', 'api', 'forecast', 'figures'],
  diary: ['core', 'api', 'figures'],
};

/** Packages without a library: what they do not write themselves they do not have. */
const PURE = ['core', 'forecast'];

/**
 * The folders of each package from top to bottom: a folder imports only those after it, so that none
 * runs back up and no two form a circle. `.` is the package's own `src`. Names of folders that an
 * issue still fills stand here already: a room is made by the issue that fills it.
 */
export const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  core: [
    '.',
    'agenda',
    'registry',
    'outcomes',
    'monitoring',
    'course',
    'prescribing',
    'dispensing',
    'gate',
    'requirements',
    'eligibility',
    'supply',
    'programme',
    'reactions',
    'facts',
    'events',
    'events/upcast',
    'evidence',
    'decision',
    'terminology',
    'units',
    'time',
  ],
  forecast: [
    '.',
    'calibration',
    'export',
    'answer',
    'run',
    'endpoints',
    'summary',
    'catalogue',
    'models',
    'population',
    'parameters',
    'random',
    'solver',
  ],
  api: ['.', 'client', 'endpoints', 'wire'],
  store: [
    '.',
    'embedded',
    'backup',
    'seal',
    'migrations',
    'tables',
    'transaction',
    'installation',
    'contract',
    'schema',
    'log',
    'keys',
    'wire',
    'faults',
  ],
  data: [
    '.',
    'programmes',
    'patient-file',
    'course-rules',
    'evidence',
    'units',
    'holidays',
    'zones',
  ],
  server: [
    '.',
    'jobs',
    'fhir',
    'cds-hooks',
    'smart',
    'http',
    'http/handlers',
    'http/calls',
    'auth',
    'demonstration',
    'documents',
    'services',
    'access',
    'forecast-work',
  ],
  figures: ['.'],
  cli: [
    '.',
    'accounts',
    'programmes',
    'course',
    'agenda',
    'forecast',
    'of-file',
    'decide',
    'findings',
    'log',
    'world',
  ],
  console: [
    '.',
    'routes',
    'claims',
    'certifying',
    'access',
    'account',
    'own-page',
    'own-data',
    'safety',
    'visit',
    'today',
    'patients',
    'programmes',
    'tasks',
    'recording',
    'course',
    'timeline',
    'decisions',
    'pharmacy',
    'forecast',
    'people',
    'forms',
    'session',
    'client',
    'ui',
    'messages',
  ],
  diary: ['.', 'screens', 'session', 'outbox', 'device', 'client', 'ui', 'messages'],
};

/** Folders that never meet, though the order alone would let the first import the second. */
const APART: readonly (readonly [string, string, string])[] = [
  ['server', 'jobs', 'http'],
  ['server', 'fhir', 'http'],
];

/** Support of tests: may import anything, and nothing but tests may import it. */
export const TEST_CODE = [
  '[.]test[.]tsx?$',
  '/testing/',
  '/testing[.]ts$',
  '/testing-[a-z]+[.]ts$',
];

const OWN_SOURCE = '^packages/[a-z]+/src/';
const source = (name: string) => `^packages/${name}/src/`;
const inFolder = (name: string, folder: string) =>
  folder === '.' ? `${source(name)}[^/]+$` : `${source(name)}${folder}/[^/]+$`;

/** Every wall as a rule of dependency-cruiser. */
export function wallRules(): readonly Forbidden[] {
  return [
    {
      name: 'no-circle',
      comment: 'no import circle, types included',
      from: { path: OWN_SOURCE },
      to: { circular: true },
    },
    {
      name: 'no-test-code',
      comment: 'what is shipped imports no support of tests',
      from: { path: OWN_SOURCE, pathNot: TEST_CODE },
      to: { path: TEST_CODE },
    },
    {
      name: 'every-import-found',
      comment: 'an import that is not found is an import that no rule has judged',
      from: { path: OWN_SOURCE },
      // What the build makes (the sources of the evidence, for the pages) is no file.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    ...Object.keys(PACKAGES).flatMap(packageRules),
    ...Object.keys(FOLDERS).flatMap(folderRules),
    ...APART.map(
      ([name, above, below]): Forbidden => ({
        name: `apart-${name}-${above}-${below}`,
        comment: `${name}: ${above} and ${below} do not meet`,
        from: { path: `${source(name)}${above}/`, pathNot: TEST_CODE },
        to: { path: `${source(name)}${below}/` },
      }),
    ),
  ];
}

function packageRules(name: string): readonly Forbidden[] {
  const allowed = PACKAGES[name]!;
  const own = { path: source(name), pathNot: TEST_CODE };
  const others = Object.keys(PACKAGES).filter((one) => one !== name && !allowed.includes(one));
  const rules: Forbidden[] = [
    {
      name: `package-${name}`,
      comment: `${name} imports ${allowed.join(', ') || 'nothing of ours'}`,
      from: own,
      to: { path: `^packages/(${others.join('|')})/` },
    },
    {
      name: `index-${name}`,
      comment: `${name} is imported only through its index`,
      from: { path: OWN_SOURCE, pathNot: [source(name), ...TEST_CODE] },
      to: { path: `^packages/${name}/`, pathNot: `${source(name)}index\\.ts$` },
    },
    {
      name: `by-name-${name}`,
      comment: `the index of ${name} is imported by the package's name`,
      from: { path: OWN_SOURCE, pathNot: [source(name), ...TEST_CODE] },
      to: { path: `^packages/${name}/`, dependencyTypes: ['local'] },
    },
  ];
  if (PURE.includes(name))
    rules.push({
      name: `pure-${name}`,
      comment: `${name} has no library, no clock and no I/O`,
      from: own,
      // The frozen release and its checks are data.
      to: { pathNot: [`^packages/(${[name, ...allowed].join('|')})/`, '^evidence/.*[.]json$'] },
    });
  return rules;
}

function folderRules(name: string): readonly Forbidden[] {
  const folders = FOLDERS[name]!;
  return folders.flatMap((folder, at): readonly Forbidden[] => {
    const above = folders.slice(0, at);
    if (above.length === 0) return [];
    return [
      {
        name: `folder-${name}-${folder.replaceAll('/', '-')}`,
        comment: `${name}/${folder} imports only folders below it`,
        from: { path: inFolder(name, folder), pathNot: TEST_CODE },
        to: { path: above.map((one) => inFolder(name, one)) },
      },
    ];
  });
}

/** One broken wall: the rule, who imports, and what. */
export interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** What was cruised, and every wall that something in it breaks. */
export interface Walls {
  readonly modules: number;
  readonly breaches: readonly Breach[];
}

/**
 * Cruises the packages below `root`. A module in a folder that has no place in the order is a breach
 * too: a new folder is placed before it is filled.
 */
export async function walls(root: string): Promise<Walls> {
  const options: ICruiseOptions = {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: [...wallRules()] },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['/node_modules/', '/dist/', '/reports/'] },
  };
  const resolve = {
    exportsFields: ['exports'],
    conditionNames: ['import', 'require', 'node', 'default', 'types'],
  };
  const { output } = await cruise(['packages'], options, resolve, { tsConfig: tsConfig(root) });
  const { modules, summary } = output as ICruiseResult;
  const own = modules.filter((module) => /^packages\/[a-z]+\/src\//.test(module.source));
  // A compiler that the tool cannot use makes it find nothing, and nothing breaks no rule.
  if (own.length === 0) throw new Error(`There is no module below ${root} to look at.`);
  const broken = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { modules: own.length, breaches: [...broken, ...own.flatMap(unplaced)] };
}

function tsConfig(root: string): object {
  const text = readFileSync(join(root, 'tsconfig.base.json'), 'utf8');
  return JSON.parse(text) as object;
}

const isTestCode = (file: string) => TEST_CODE.some((one) => new RegExp(one).test(file));

function unplaced({ source: file }: { readonly source: string }): readonly Breach[] {
  const found = /^packages\/([a-z]+)\/src\/(?:(.+)\/)?[^/]+$/.exec(file);
  if (found === null || isTestCode(file) || !/\.tsx?$/.test(file)) return [];
  const [, name = '', folder = '.'] = found;
  if (FOLDERS[name]?.includes(folder)) return [];
  return [{ rule: 'every-folder-placed', from: file, to: `${name}/${folder}` }];
}
