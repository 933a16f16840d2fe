// `npm start`: installs, builds and runs Aegle with demonstration data on the embedded database.
// Never listens beyond this machine unless HOST says so, and never leaves a process behind.

import './node-version.mjs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install, root, runHearing } from './install.mjs';

const page = 'docs/operators/settings.md';

/** The settings as their page lists them: `| \`NAME\` | what it means |`. */
function settingsText() {
  const rows = readFileSync(join(root, page), 'utf8').matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm);
  const settings = [...rows].map(([, name, text]) => [name, text]);
  const width = Math.max(...settings.map(([name]) => name.length));
  return settings.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`).join('\n');
}

const help = () => `npm start
  Installs and builds what is not there yet, then runs Aegle until Ctrl-C.
  Without settings: a demonstration with invented people on http://localhost:4180.

Settings are environment variables, for instance PORT=4181 npm start:
${settingsText()}

More: ${page}. Commands: npx aegle help.`;

const [argument] = process.argv.slice(2);
if (argument === '--help' || argument === '-h' || argument === 'help') {
  console.log(help());
  process.exit(0);
}
if (argument !== undefined) {
  console.error(`npm start takes no ${argument}: settings are environment variables. See --help.`);
  process.exit(1);
}

// Until the server listens to them itself. What is being run ends with this process.
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
for (const [signal, code] of Object.entries(codes))
  process.on(signal, () => {
    if (globalThis[Symbol.for('aegle.endsByItself')] !== true) process.exit(code);
  });

await install();
console.log('Building …');
await runHearing(process.execPath, [join(root, 'tools/build.mjs')]);
process.setSourceMapsEnabled(true);
// In this very process: a signal to it is a signal to the server.
await import(pathToFileURL(join(root, 'packages/server/dist/main.mjs')).href);
