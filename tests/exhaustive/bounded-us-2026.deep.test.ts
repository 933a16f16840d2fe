// The bounded check of the American edition of 2026.

import { checkBounded } from './bounded.ts';

checkBounded('us-2026');
