// `npm start`: installs, builds and runs Aegle with demonstration data on the embedded database.
// Never listens beyond this machine unless HOST says so.

import { spawn } from 'node:child_process';
import { install, root } from './install.mjs';

install();
const { buildPages, buildServer } = await import('./build.mjs');
console.log('Building …');
const [server] = await Promise.all([buildServer(), buildPages()]);
const child = spawn(process.execPath, ['--enable-source-maps', server, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
