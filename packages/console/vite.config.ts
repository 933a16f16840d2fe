// Builds the console into dist with hashed names, for the server to serve from its own origin.
// Never inlines a file into a page and never points at another host.

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // A data: URL would need a wider content policy than the server sends.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
  },
  server: { host: 'localhost', proxy: { '/api': 'http://localhost:8600' } },
});
