// The command line, bundled anew when a source is newer than the bundle: node tools/aegle.mjs …
// Plain Node, so that it runs before anything was built; never installs anything.

import './node-version.mjs';
import { pathToFileURL } from 'node:url';
import { buildCommandLine } from './build.mjs';

let bundle;
try {
  bundle = await buildCommandLine();
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('Aegle is not installed yet: run npm install in its folder first.');
  process.exit(1);
}
await import(pathToFileURL(bundle).href);
