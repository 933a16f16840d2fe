// The bounded check of Korea.

import { checkBounded } from './bounded.ts';

checkBounded('kr-2019');
