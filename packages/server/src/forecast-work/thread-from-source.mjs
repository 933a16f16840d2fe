// The forecast thread run from its source, as tests do. Never part of a bundle.

import { register } from 'tsx/esm/api';

register();
await import('./thread.ts');
