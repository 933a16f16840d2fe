// The bounded check of the British edition of 2023 as amended.

import { checkBounded } from './bounded.ts';

checkBounded('gb-2023a');
