// The bounded check of Canada and the Australian Capital Territory.

import { checkBounded } from './bounded.ts';

checkBounded('clear-2026', 'act-2026');
