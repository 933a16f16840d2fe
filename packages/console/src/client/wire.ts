// The typed client with every schema of the wire, a file of its own: a page paints before it is here.

import { type Client, type Fetch, makeClient } from '@aegle/api';
import { newId } from './new-id.ts';

/** The client of the page's own server. */
export const wireClient = (send: Fetch): Client =>
  makeClient({ base: '', fetch: send, newKey: newId });
