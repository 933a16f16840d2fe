// The bounded check of the British editions of 2025 and 2026.

import { checkBounded } from './bounded.ts';

checkBounded('gb-2025', 'gb-2026');
