// H-06 No body is lost to the stack of a regular expression. V8 stops optimising them once a process has compiled
// many, as a server has after a while: then a repetition takes as much stack as the text is long.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('H-06 looks through every long body where no regular expression is optimised', () => {
  const script = join(import.meta.dirname, 'testing-regexps.ts');
  const flags = ['--no-regexp-optimization', '--conditions=development', '--import', 'tsx', script];
  const ran = spawnSync(process.execPath, flags, { encoding: 'utf8', timeout: 110_000 });
  expect(ran.stderr).toBe('');
  expect(ran.stdout.trim().split('\n')).toHaveLength(12);
  expect(ran.status).toBe(0);
});
