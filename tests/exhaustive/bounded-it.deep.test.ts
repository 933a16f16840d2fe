// The bounded check of Italy.

import { checkBounded } from './bounded.ts';

checkBounded('it-2026');
