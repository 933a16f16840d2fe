// Builds the console into dist with hashed names, for the server to serve from its own origin.
// Never inlines a file into a page and never points at another host.

import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { readYamlSources } from '../data/src/evidence/citations.ts';

const HOME_FOLDER = join(import.meta.dirname, '../..');
const SOURCES = 'virtual:evidence-sources';

/** The citations of `evidence/`, read once at the build, so that no page holds a second copy. */
function evidenceSources(): Plugin {
  return {
    name: 'evidence-sources',
    resolveId: (id) => (id === SOURCES ? `\0${SOURCES}` : null),
    load: (id) =>
      id === `\0${SOURCES}`
        ? `export default ${JSON.stringify(Object.fromEntries(readYamlSources(HOME_FOLDER)))}`
        : null,
  };
}

export default defineConfig({
  plugins: [react(), evidenceSources()],
  // The server puts its number there, anew for each answer.
  html: { cspNonce: 'nonce-of-this-answer' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A data: URL would need a wider content policy than the server sends.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  worker: { format: 'es' },
  server: { host: 'localhost', proxy: { '/api': 'http://localhost:8600' } },
});
