// Keeps the diary's own files, so that it opens without a connection.
// Never keeps an answer of the server: what a person recorded or read is not in this cache.

import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

// The build puts the list of files here.
declare const self: { readonly __WB_MANIFEST: PrecacheEntry[] };

cleanupOutdatedCaches();
precacheAndRoute(self.__WB_MANIFEST);
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/diary/index.html'), { allowlist: [/^\/diary\//] }),
);
