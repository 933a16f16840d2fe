// The bounded check of Germany, France, Italy, Canada and the Australian Capital Territory.

import { checkBounded } from './bounded.ts';

checkBounded('de-3b', 'fr-2023', 'it-2026', 'clear-2026', 'act-2026');
