// The bounded check of Germany and France.

import { checkBounded } from './bounded.ts';

checkBounded('de-3b', 'fr-2023');
