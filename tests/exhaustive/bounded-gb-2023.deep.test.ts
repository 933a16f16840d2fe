// The bounded check of the British edition of 2023.

import { checkBounded } from './bounded.ts';

checkBounded('gb-2023');
